//! Names of several words, found in running words: the longest at each place.

use std::collections::HashMap;

use crate::{
    tables::{Form, Tables},
    text::{Case, Gap, Word, words},
};

/// What a name stands for: an index into the tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Target {
    State(usize, Form),
    Body(usize),
    /// Row and whether it is the plural.
    Noun(usize, bool),
    /// Row and whether it is the full name.
    Person(usize, bool),
}

/// How a name must be written to be meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Style {
    /// "WHO", never "who".
    Acronym,
    /// With a capital.
    Proper,
    Common,
}

impl Style {
    /// Of a name as it is written.
    pub fn of(text: &str) -> Self {
        let words = words(text);
        match &words[usize::from(words.len() > 1 && words[0].key == "the")..] {
            [one] if one.case == Case::Upper && one.key.len() <= 6 => Style::Acronym,
            _ => Style::Proper,
        }
    }
}

#[derive(Debug, Clone, Copy)]
struct Entry {
    target: Target,
    style: Style,
    comma: bool,
}

/// A layer's index holds the user's names only and asks that of the embedded gazetteer for the others.
pub(crate) struct Index {
    embedded: Option<&'static Index>,
    entries: HashMap<Box<str>, Vec<Entry>>,
    /// Most words of a name that begins with this word.
    longest: HashMap<Box<str>, usize>,
    /// Full names of persons as they sound; `None` where two persons sound alike.
    sounds: HashMap<Box<str>, Option<usize>>,
}

/// A stretch of words and what it may stand for.
#[derive(Debug, Clone)]
pub(crate) struct Hit {
    /// One past the last word.
    pub end: usize,
    pub targets: Vec<Target>,
}

impl Index {
    pub fn new(tables: &Tables) -> Self {
        let names = tables.names.len() + 4 * tables.people.len() + 2 * tables.nouns.len() + 4 * tables.bodies.len();
        let mut index = Index {
            embedded: None,
            entries: HashMap::with_capacity(names),
            longest: HashMap::with_capacity(names / 2),
            sounds: HashMap::new(),
        };
        for &(i, form, text) in tables.names.iter() {
            index.add(text, Target::State(i, form), false);
        }
        for (i, b) in tables.bodies.iter().enumerate() {
            for text in std::iter::once(&b.name).chain(&b.aliases) {
                index.add(text, Target::Body(i), false);
            }
        }
        for (i, n) in tables.nouns.iter().enumerate() {
            index.add(&n.text, Target::Noun(i, n.plural.is_empty() && n.text.ends_with('s')), true);
            if !n.plural.is_empty() {
                index.add(&n.plural, Target::Noun(i, true), true);
            }
        }
        for (i, p) in tables.people.iter().enumerate() {
            for text in std::iter::once(&p.name).chain(&p.aliases) {
                index.add(text, Target::Person(i, true), false);
                // Names that are English to begin with are not spelt in several ways.
                if !p.terms.iter().filter_map(|t| t.country).any(|c| ENGLISH.contains(&c.as_str())) {
                    index.add_sound(text, i);
                }
            }
            for text in &p.surnames {
                index.add(text, Target::Person(i, false), false);
            }
        }
        index
    }

    /// An index of a layer, empty yet.
    pub fn over(embedded: &'static Index) -> Self {
        Index { embedded: Some(embedded), entries: HashMap::new(), longest: HashMap::new(), sounds: HashMap::new() }
    }

    fn add(&mut self, text: &str, target: Target, common: bool) {
        self.add_as(text, target, if common { Style::Common } else { Style::of(text) });
    }

    /// How a name of which only the capitals are known ("KABUL", "WHO") is to be written: as this index has it. A small word counts in
    /// capitals only.
    pub fn style_of_capitals(&self, text: &str) -> Style {
        let words = words(text);
        let [one] = &words[..] else { return Style::Proper };
        let small = crate::phrase::is_small(&one.key) || crate::phrase::is_title(&one.key) || one.key.len() <= 2;
        if self.is_acronym(text) || small { Style::Acronym } else { Style::Proper }
    }

    /// Whether this index knows a word, and in capitals only.
    pub fn is_acronym(&self, word: &str) -> bool {
        self.entries.get(crate::text::key(word).as_str()).is_some_and(|k| k.iter().all(|e| e.style == Style::Acronym))
    }

    /// What stands under the words of a key in this index.
    pub fn targets(&self, key: &str) -> impl Iterator<Item = Target> {
        self.entries.get(key).into_iter().flatten().map(|e| e.target)
    }

    /// Adds a name that is to be written so.
    pub fn add_as(&mut self, text: &str, target: Target, style: Style) {
        let words = words(text);
        let words = &words[usize::from(words.len() > 1 && words[0].key == "the" && style != Style::Common)..];
        let Some(first) = words.first() else { return };
        let comma = words.iter().skip(1).any(|w| w.gap == Gap::Comma);
        let key = words.iter().map(|w| w.key.as_str()).collect::<Vec<_>>().join(" ");
        let longest = self.longest.entry(first.key.as_str().into()).or_default();
        *longest = words.len().max(*longest);
        let list = self.entries.entry(key.into()).or_default();
        // A capital that the table gives to a body ("Brussels said") is the body's.
        if matches!(target, Target::Body(_)) {
            list.retain(|e| !matches!(e.target, Target::State(_, Form::Capital)));
        }
        if !list.iter().any(|e| e.target == target) {
            list.push(Entry { target, style, comma });
        }
    }

    fn add_sound(&mut self, text: &str, person: usize) {
        let key = sound(words(text).iter().map(|w| w.key.as_str()));
        if key.contains(' ') {
            self.sounds.entry(key.into()).and_modify(|p| *p = p.filter(|p| *p == person)).or_insert(Some(person));
        }
    }

    /// The longest name that begins at word `at`. `lenient`: names may be written without capitals.
    ///
    /// Initials and "Jr." inside a person's name are passed over, and a full name may be spelt otherwise than in the tables
    /// ("Mahmud Abbas") where it sounds like one person's only.
    pub fn longest(&self, words: &[Word], at: usize, lenient: bool) -> Option<Hit> {
        let spelt = self.spelt(words, at, lenient);
        match &spelt {
            Some(hit) if hit.end > at + 1 || hit.targets.iter().any(|t| !matches!(t, Target::Person(_, false))) => spelt,
            _ => self.sounding(words, at).or(spelt),
        }
    }

    /// A full name of two to five words that sounds like one person's.
    fn sounding(&self, words: &[Word], at: usize) -> Option<Hit> {
        let part = |w: &Word| {
            w.case != Case::Lower && matches!(w.gap, Gap::Blank | Gap::Hyphen) || matches!(w.key.as_str(), "al" | "el" | "bin" | "ibn")
        };
        if words.get(at).is_none_or(|w| w.case != Case::Initial) {
            return None;
        }
        let most = 1 + words[at + 1..].iter().take(4).take_while(|w| part(w)).count();
        (2..=most).rev().find_map(|n| {
            let person = (*self.embedded.unwrap_or(self).sounds.get(sound(words[at..at + n].iter().map(|w| w.key.as_str())).as_str())?)?;
            Some(Hit { end: at + n, targets: vec![Target::Person(person, true)] })
        })
    }

    /// The user's names before the embedded ones.
    fn layers(&self) -> impl Iterator<Item = &Index> {
        std::iter::once(self).chain(self.embedded)
    }

    fn spelt(&self, words: &[Word], at: usize, lenient: bool) -> Option<Hit> {
        let first = words.get(at)?;
        let most = self.layers().filter_map(|i| i.longest.get(first.key.as_str())).max().copied()?;
        let mut key = String::with_capacity(32);
        let mut bare = String::new();
        let mut best: Option<Hit> = None;
        let mut comma = false;
        let mut taken = 0;
        for (end, w) in words.iter().enumerate().skip(at) {
            if end > at {
                if w.gap == Gap::Hard {
                    break;
                }
                comma |= w.gap == Gap::Comma;
                let initial = w.key.chars().count() == 1 && w.case == Case::Upper;
                if initial && bare.is_empty() {
                    bare.push_str(&key);
                }
                key.push(' ');
                if !bare.is_empty() && !initial {
                    bare.push(' ');
                    bare.push_str(&w.key);
                }
                taken += usize::from(!initial);
            } else {
                taken = 1;
            }
            if taken > most {
                break;
            }
            key.push_str(&w.key);
            let accept = |e: &&Entry| match e.style {
                Style::Common => !comma,
                Style::Acronym => words[at].case == Case::Upper || lenient && w.key.len() > 3,
                Style::Proper => (first.case != Case::Lower || lenient) && (!comma || e.comma),
            };
            let under = |key: &str| -> Vec<Target> {
                self.layers().filter_map(|i| i.entries.get(key)).flatten().filter(accept).map(|e| e.target).collect()
            };
            let mut targets = under(&key);
            if targets.is_empty() && !bare.is_empty() && bare.contains(' ') {
                let person = |t: &Target| matches!(t, Target::Person(_, true));
                targets = under(&bare);
                targets.retain(person);
            }
            if !targets.is_empty() {
                best = Some(Hit { end: end + 1, targets });
            }
        }
        best
    }
}

/// Countries whose names have one spelling.
const ENGLISH: [&str; 7] = ["USA", "GBR", "CAN", "AUS", "NZL", "IRL", "ZAF"];

/// A name as it sounds, for names that are written in Latin letters in more than one way: "Mahmoud" and "Mahmud", "al-Assad" and
/// "Assad". Consonants are kept apart but for those that transcriptions mix.
fn sound<'a>(words: impl Iterator<Item = &'a str>) -> String {
    let mut out = String::new();
    for word in words.filter(|w| !matches!(*w, "al" | "el" | "ul" | "bin" | "ibn" | "ben" | "von" | "van" | "de" | "da" | "dos")) {
        if !out.is_empty() {
            out.push(' ');
        }
        let mut told = word.to_owned();
        for (from, to) in [
            ("ou", "u"),
            ("oo", "u"),
            ("ee", "i"),
            ("ei", "e"),
            ("ai", "e"),
            ("ay", "e"),
            ("ey", "e"),
            ("ie", "i"),
            ("ph", "f"),
            ("kh", "h"),
            ("gh", "g"),
            ("dh", "d"),
            ("dj", "j"),
            ("tch", "ch"),
            ("ck", "k"),
            ("q", "k"),
            ("y", "i"),
        ] {
            told = told.replace(from, to);
        }
        let mut last = ' ';
        for c in told.chars().filter(|c| c.is_alphanumeric()) {
            if c != last {
                out.push(c);
            }
            last = c;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_name_in_two_spellings() {
        let of = |name: &str| sound(words(name).iter().map(|w| w.key.as_str()));
        for (a, b) in [
            ("Mahmud Abbas", "Mahmoud Abbas"),
            ("Bashar Assad", "Bashar al-Assad"),
            ("Muammar Gaddafi", "Mouammar Gadafi"),
            ("Emomali Rahmon", "Emomalii Rakhmon"),
        ] {
            assert_eq!(of(a), of(b), "{a}");
        }
        for (a, b) in [("Ali Larijani", "Ali Rajani"), ("Hun Sen", "Hun Manet"), ("Kim Jong-il", "Kim Jong-un")] {
            assert_ne!(of(a), of(b), "{a}");
        }
    }
}
