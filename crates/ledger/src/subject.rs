//! What a mention is about, in words: its clause, the words that carry meaning, how far two of them agree.

use std::collections::{BTreeMap, BTreeSet};

/// The words of a text in lower case, possessives cut.
pub(crate) fn words(text: &str) -> Vec<String> {
    tokens(text).map(str::to_lowercase).collect()
}

fn tokens(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’')
        .map(|w| w.trim_matches(['\'', '’']))
        .map(|w| w.strip_suffix("'s").or_else(|| w.strip_suffix("’s")).unwrap_or(w))
        .filter(|w| !w.is_empty())
}

/// The part of the mention's sentence that its trigger governs: from the end of the last trigger before it (or the
/// last strong stop) to the beginning of the next trigger (or the next stop). `others` are the byte ranges of the
/// triggers of the same sentence, `own` that of this one.
pub(crate) fn clause<'a>(sentence: &'a str, own: &std::ops::Range<usize>, others: &[std::ops::Range<usize>]) -> &'a str {
    let stop = |c: char| matches!(c, ';' | ':' | '—' | '–');
    let before = sentence.get(..own.start).unwrap_or_default();
    let mut from = before.rfind(stop).map_or(0, |i| i + before[i..].chars().next().map_or(1, char::len_utf8));
    let after = sentence.get(own.end..).unwrap_or_default();
    let mut to = own.end + after.find(stop).unwrap_or(after.len());
    for o in others {
        if o.end <= own.start {
            from = from.max(o.end);
        } else if o.start >= own.end {
            to = to.min(o.start);
        }
    }
    sentence.get(from..to).unwrap_or(sentence)
}

/// The words that carry meaning, as stems with weights.
pub(crate) type Stems = BTreeMap<String, f64>;

/// The stems of `text` without function words, numbers, days and months, and without the words in `leave` (the names of
/// the parties) and what begins like them ("Peruvian"). A name weighs 2, a word that any deal shares 0.3, every other 1.
pub(crate) fn stems(text: &str, leave: &BTreeSet<String>) -> Stems {
    let mut out = Stems::new();
    for (n, token) in tokens(text).enumerate() {
        let word = token.to_lowercase();
        if word.chars().count() < 3
            || FUNCTION.contains(&word.as_str())
            || names_party(&word, leave)
            || word.chars().any(|c| c.is_ascii_digit())
        {
            continue;
        }
        let stem = stem(&word);
        let weight = match () {
            () if GENERIC.contains(&stem) => GENERIC_WEIGHT,
            // The first word has its capital from its place.
            () if n > 0 && token.chars().next().is_some_and(char::is_uppercase) => 2.0,
            () => 1.0,
        };
        let at = out.entry(stem.to_owned()).or_insert(weight);
        *at = at.max(weight);
    }
    out
}

/// Whether a word is one of the names or is made from one: "Peru" and "Peruvian", "Chile" and "Chilean".
fn names_party(word: &str, names: &BTreeSet<String>) -> bool {
    names.contains(word)
        || names.iter().any(|n| {
            let root = if n.chars().count() > 4 { n.strip_suffix(['a', 'e', 'o', 'y']).unwrap_or(n) } else { n };
            root.chars().count() >= 4 && word.starts_with(root)
        })
}

/// Cuts the commonest endings, never below four letters: enough for "purchase" and "purchases" to meet.
pub(crate) fn stem(word: &str) -> &str {
    const ENDINGS: &[&str] =
        &["ations", "ation", "ments", "ment", "ings", "ions", "ing", "ion", "ers", "ies", "er", "ed", "es", "al", "s", "e", "y"];
    for ending in ENDINGS {
        if let Some(rest) = word.strip_suffix(ending)
            && rest.chars().count() >= 4
        {
            return rest;
        }
    }
    word
}

/// How far two subjects agree.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Likeness {
    /// Weight of the shared stems.
    pub shared: f64,
    /// `shared` as part of the smaller subject, 0 to 1.
    pub part: f64,
}

pub(crate) fn likeness(a: &Stems, b: &Stems) -> Likeness {
    let shared: f64 = a.iter().filter_map(|(s, w)| b.get(s).map(|v| w.min(*v))).sum();
    let smaller = a.values().sum::<f64>().min(b.values().sum());
    Likeness { shared, part: if smaller > 0.0 { shared / smaller } else { 0.0 } }
}

/// A word that any deal shares does not make two of them one.
pub(crate) const GENERIC_WEIGHT: f64 = 0.3;

/// Stems of words that say what kind of undertaking it is, not which.
const GENERIC: &[&str] = &[
    "accord",
    "agree",
    "agreed",
    "agreem",
    "alliance",
    "allianc",
    "announc",
    "commit",
    "cooperat",
    "cooper",
    "countr",
    "country",
    "deal",
    "defence",
    "defens",
    "defenc",
    "defense",
    "develop",
    "expand",
    "framework",
    "govern",
    "help",
    "joint",
    "leader",
    "lead",
    "meet",
    "million",
    "billion",
    "militar",
    "military",
    "minist",
    "minister",
    "nation",
    "national",
    "officials",
    "offici",
    "pact",
    "partn",
    "partner",
    "partnership",
    "plan",
    "pledg",
    "pledge",
    "presid",
    "president",
    "prime",
    "program",
    "programme",
    "project",
    "promis",
    "provid",
    "secur",
    "security",
    "sign",
    "signed",
    "state",
    "strengthen",
    "summit",
    "support",
    "talk",
    "talks",
    "trade",
    "treat",
    "treaty",
    "trip",
    "visit",
    "year",
];

/// Words without a meaning of their own, days and months.
const FUNCTION: &[&str] = &[
    "about",
    "after",
    "against",
    "ago",
    "all",
    "also",
    "among",
    "and",
    "any",
    "april",
    "are",
    "august",
    "been",
    "before",
    "between",
    "both",
    "but",
    "can",
    "could",
    "december",
    "each",
    "february",
    "for",
    "friday",
    "from",
    "had",
    "has",
    "have",
    "her",
    "his",
    "into",
    "its",
    "january",
    "july",
    "june",
    "last",
    "made",
    "make",
    "march",
    "may",
    "might",
    "monday",
    "month",
    "more",
    "most",
    "new",
    "next",
    "not",
    "november",
    "now",
    "october",
    "off",
    "one",
    "other",
    "our",
    "out",
    "over",
    "said",
    "saturday",
    "says",
    "september",
    "she",
    "should",
    "since",
    "some",
    "such",
    "sunday",
    "than",
    "that",
    "the",
    "their",
    "them",
    "then",
    "there",
    "these",
    "they",
    "this",
    "those",
    "three",
    "thursday",
    "through",
    "tuesday",
    "two",
    "under",
    "until",
    "upon",
    "was",
    "wednesday",
    "week",
    "were",
    "when",
    "where",
    "which",
    "while",
    "who",
    "will",
    "with",
    "would",
    "you",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clauses_end_at_stops_and_other_triggers() {
        let s = "Peru will buy ships; Chile will send aid and open a port.";
        let at = |w: &str| s.find(w).map(|i| i..i + w.len()).unwrap();
        assert_eq!(clause(s, &at("buy"), &[at("send"), at("open")]), "Peru will buy ships");
        assert_eq!(clause(s, &at("send"), &[at("buy"), at("open")]), " Chile will send aid and ");
        assert_eq!(clause(s, &at("open"), &[at("buy"), at("send")]), " aid and open a port.");
        assert_eq!(clause("Peru – ünder Chile", &(8..14), &[]), " ünder Chile");
    }

    #[test]
    fn stems_meet_and_weigh() {
        assert_eq!(stem("purchases"), stem("purchase"));
        assert_eq!(stem("relaxing"), stem("relaxed"));
        let none = BTreeSet::new();
        let a = stems("the purchase of Arica ferries by Peru in June 2025", &BTreeSet::from(["peru".to_owned()]));
        assert!(!a.contains_key("peru") && !a.contains_key("june") && !a.contains_key("2025"));
        assert_eq!(a.get(stem("arica")), Some(&2.0));
        let l = likeness(&a, &stems("Ferries were purchased", &none));
        assert!(l.shared >= 2.0 && l.part > 0.9, "{l:?}");
        let g = likeness(&stems("the treaty", &none), &stems("a fishing treaty", &none));
        assert!(g.shared < 1.0 && g.part > 0.9, "{g:?}");
        assert_eq!(likeness(&Stems::new(), &Stems::new()), Likeness { shared: 0.0, part: 0.0 });
    }

    proptest::proptest! {
        #[test]
        fn no_text_is_too_odd(text in "\\PC{0,40}", a in 0usize..50, b in 0usize..50) {
            stems(&text, &words(&text).into_iter().take(2).collect());
            for w in words(&text) { stem(&w); }
            clause(&text, &(a.min(b)..a.max(b)), std::slice::from_ref(&(a..b)));
        }
    }
}
