//! A phrase as a row of items: states, bodies, nouns, persons, and the small words between them.

use jiff::civil::Date;

use crate::{
    Gazetteer,
    index::Target,
    tables::{Form, Kind},
    text::{Case, Gap, Word},
};

/// What a stretch of words is.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum What {
    State(usize, Form),
    Body(usize),
    /// Row, plural.
    Noun(usize, bool),
    /// Rows and whether the full name is given.
    Person(Vec<(usize, bool)>),
    /// of, for, in, to ..., or a comma
    Link(Link),
    /// former, ex-, late
    Former,
    /// deputy, vice, elect, designate: not the holder of the office
    Lesser,
    /// Mr., Dr.
    Honorific,
    /// A word that says nothing here; whether it has a capital.
    Word(bool),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Link {
    /// of, from: what follows owns what stands before.
    Of,
    /// for: owner, except of an envoy.
    For,
    /// in, at, inside: where it is.
    In,
    /// to, with, against ...: somebody else.
    Other,
    /// A comma: the same party in other words.
    Comma,
}

#[derive(Debug, Clone)]
pub(crate) struct Item {
    pub what: What,
    /// Words, first and one past the last.
    pub from: usize,
    pub to: usize,
    /// The noun that a body's name is too ("Congress", "Democratic Party").
    pub noun: Option<(usize, bool)>,
    /// "Saudi-backed", "pro-Russian": whose ally, not who.
    pub ally: bool,
    pub possessive: bool,
    /// After a hyphen.
    pub hyphen: bool,
}

/// A word that may stand before a name without being part of it.
pub(crate) fn is_title(key: &str) -> bool {
    honorific(key)
        || abbreviation(key).is_some()
        || matches!(key, "acting" | "former" | "late" | "then" | "deputy" | "senior" | "interim" | "outgoing" | "incoming" | "special")
}

fn honorific(key: &str) -> bool {
    matches!(
        key,
        "mr" | "mrs"
            | "ms"
            | "miss"
            | "dr"
            | "sir"
            | "dame"
            | "lord"
            | "lady"
            | "prof"
            | "professor"
            | "rev"
            | "hon"
            | "honorable"
            | "excellency"
            | "his"
            | "her"
            | "h"
            | "he"
            | "hrh"
            | "hm"
            | "majesty"
            | "highness"
            | "sheikh"
            | "shaykh"
            | "doctor"
            | "madam"
            | "madame"
            | "comrade"
            | "baroness"
            | "baron"
            | "sheikha"
            | "datuk"
            | "tan"
            | "sri"
            | "datin"
            | "tun"
            | "señor"
            | "don"
            | "daw"
            | "u"
            | "dato"
    )
}

/// Titles as the agencies shorten them, and the noun they stand for.
fn abbreviation(key: &str) -> Option<&'static str> {
    Some(match key {
        "gen" => "general",
        "lt" => "lieutenant",
        "col" => "colonel",
        "maj" => "major",
        "brig" => "brigadier",
        "capt" => "captain",
        "adm" => "admiral",
        "sgt" => "sergeant",
        "sen" => "senator",
        "rep" => "representative",
        "gov" => "governor",
        "pres" => "president",
        "fm" => "foreign minister",
        "sec" => "secretary",
        "amb" => "ambassador",
        "dep" => "deputy",
        "govt" => "government",
        _ => return None,
    })
}

/// Articles, quantities and other words that begin a phrase and say nothing about the party.
pub(crate) fn is_small(key: &str) -> bool {
    key.chars().all(|c| c.is_ascii_digit())
        || matches!(
            key,
            "the"
                | "a"
                | "an"
                | "this"
                | "that"
                | "these"
                | "those"
                | "his"
                | "her"
                | "its"
                | "their"
                | "our"
                | "my"
                | "your"
                | "some"
                | "many"
                | "most"
                | "all"
                | "both"
                | "each"
                | "any"
                | "several"
                | "few"
                | "other"
                | "another"
                | "more"
                | "one"
                | "two"
                | "three"
                | "four"
                | "five"
                | "six"
                | "seven"
                | "eight"
                | "nine"
                | "ten"
                | "dozens"
                | "hundreds"
                | "thousands"
                | "tens"
                | "scores"
                | "millions"
                | "half"
                | "no"
                | "and"
                | "or"
                | "but"
                | "as"
                | "when"
                | "while"
                | "after"
                | "before"
                | "if"
                | "because"
                | "since"
                | "although"
                | "though"
                | "on"
                | "in"
                | "at"
                | "by"
                | "with"
                | "to"
                | "from"
                | "for"
                | "of"
                | "yesterday"
                | "today"
                | "meanwhile"
                | "however"
                | "also"
                | "earlier"
                | "later"
                | "then"
                | "now"
                | "so"
                | "yet"
                | "is"
                | "was"
                | "has"
                | "what"
                | "who"
                | "how"
                | "where"
                | "why"
        )
}

impl Gazetteer {
    /// Reads `words` as items, on a day. `lenient`: names may be written without capitals.
    pub(crate) fn items(&self, words: &[Word], lenient: bool, date: Option<Date>) -> Vec<Item> {
        let mut out: Vec<Item> = Vec::new();
        let mut i = 0;
        while i < words.len() {
            let w = &words[i];
            if i > 0 && matches!(w.gap, Gap::Comma | Gap::Hard) {
                out.push(Item { what: What::Link(Link::Comma), from: i, to: i, noun: None, ally: false, possessive: false, hyphen: false });
            }
            let (what, to, noun) = self.item(words, i, lenient, date, &out);
            let hyphen = w.gap == Gap::Hyphen;
            let mut item = Item { what, from: i, to, noun, ally: false, possessive: words[to - 1].possessive, hyphen };
            if matches!(item.what, What::State(..) | What::Body(_) | What::Word(_)) {
                let before = i.checked_sub(1).map(|b| words[b].key.as_str());
                if hyphen && matches!(before, Some("pro" | "anti" | "non")) {
                    item.ally = true;
                }
            }
            if hyphen
                && allied(&words[i].key)
                && let Some(last) = out.last_mut()
            {
                last.ally = words[i].key != "led" && words[i].key != "born" && words[i].key != "based" && words[i].key != "run";
            }
            i = to;
            out.push(item);
        }
        out
    }

    fn item(&self, words: &[Word], i: usize, lenient: bool, date: Option<Date>, before: &[Item]) -> (What, usize, Option<(usize, bool)>) {
        let w = &words[i];
        let key = w.key.as_str();
        let hit = self.hit(words, i, lenient, date);
        let after_office = before.last().is_some_and(|b| match b.what {
            What::Noun(n, plural) => {
                !plural && matches!(self.tables.nouns[n].kind, Kind::Office | Kind::Title | Kind::Group | Kind::Neutral)
            }
            What::Honorific => true,
            _ => false,
        });
        if let Some(hit) = hit {
            let mut persons = Vec::new();
            let (mut state, mut body, mut noun) = (None, None, None);
            for t in &hit.targets {
                match *t {
                    Target::Person(p, full) => persons.push((p, full)),
                    Target::State(s, f) => {
                        // A name before a demonym, a demonym before a capital.
                        if state.is_none_or(|(_, old): (usize, Form)| order(f) < order(old)) {
                            state = Some((s, f));
                        }
                    }
                    Target::Body(b) => body = body.or(Some(b)),
                    Target::Noun(n, plural) => noun = noun.or(Some((n, plural))),
                }
            }
            let several = hit.end - i > 1;
            let full = persons.iter().any(|p| p.1);
            if !persons.is_empty() && (w.case != Case::Lower || lenient) {
                let alone = state.is_none() && body.is_none() && noun.is_none();
                if several && full && alone
                    || after_office && (full || (alone || state.is_some()) && !self.beside_unknown(words, i, hit.end, &[]))
                    || alone && !self.beside_unknown(words, i, hit.end, before)
                {
                    return (What::Person(persons), hit.end, None);
                }
            }
            // "US" may be "us"; an abbreviation of a rank before a name.
            if let Some(noun_text) = abbreviation(key).filter(|_| !several && w.case != Case::Lower && i + 1 < words.len())
                && let Some(n) = self.noun(noun_text)
            {
                return (What::Noun(n, false), i + 1, None);
            }
            if let Some((s, f)) = state {
                return (What::State(s, f), hit.end, noun);
            }
            if let Some(b) = body {
                return (What::Body(b), hit.end, noun);
            }
            if let Some((n, plural)) = noun {
                return (What::Noun(n, plural), hit.end, Some((n, plural)));
            }
        }
        let what = match key {
            "of" | "from" => What::Link(Link::Of),
            "for" => What::Link(Link::For),
            "in" | "inside" | "at" | "within" | "near" | "around" | "across" | "outside" => What::Link(Link::In),
            "to" | "with" | "against" | "on" | "by" | "over" | "about" | "who" | "which" | "that" | "whose" | "under" | "during"
            | "after" | "including" | "led"
                if w.case == Case::Lower && w.gap != Gap::Hyphen =>
            {
                What::Link(Link::Other)
            }
            "former" | "ex" | "late" | "onetime" | "ousted" | "deposed" | "retired" | "outgone" | "erstwhile" => What::Former,
            "deputy" | "vice" | "elect" | "designate" | "assistant" | "aspiring" | "future" | "incoming" => What::Lesser,
            _ if honorific(key) && w.case != Case::Lower && i + 1 < words.len() => What::Honorific,
            _ => match abbreviation(key).filter(|_| w.case != Case::Lower && i + 1 < words.len()).and_then(|t| self.noun(t)) {
                Some(n) => What::Noun(n, false),
                None => What::Word(w.case != Case::Lower),
            },
        };
        (what, i + 1, None)
    }

    fn noun(&self, text: &str) -> Option<usize> {
        self.tables.nouns.embedded().binary_search_by(|n| (*n.text).cmp(text)).ok()
    }

    /// Nothing known begins here but perhaps a surname, which may as well be a first name.
    fn unknown_name(&self, words: &[Word], at: usize) -> bool {
        self.index.longest(words, at, false).is_none_or(|h| h.targets.iter().all(|t| matches!(t, Target::Person(_, false))))
    }

    /// A surname beside a capitalised word that nobody knows is someone else's ("Bob Sherman").
    fn beside_unknown(&self, words: &[Word], at: usize, end: usize, before: &[Item]) -> bool {
        let name = |b: &Item| !b.possessive && (b.what == What::Word(true) || matches!(&b.what, What::Person(p) if !p.iter().any(|p| p.1)));
        let unknown_before = words[at].gap == Gap::Blank && before.last().is_some_and(name) && !is_small(&words[at - 1].key);
        let after = end < words.len()
            && words[end].gap == Gap::Blank
            && !words[end - 1].possessive
            && words[end].case == Case::Initial
            && self.unknown_name(words, end);
        unknown_before || after
    }
}

fn order(f: Form) -> u8 {
    match f {
        Form::Name => 0,
        Form::Adjective => 1,
        Form::People => 2,
        Form::Person => 3,
        Form::Capital => 4,
        Form::Part => 5,
    }
}

fn allied(key: &str) -> bool {
    matches!(
        key,
        "backed"
            | "allied"
            | "aligned"
            | "funded"
            | "supported"
            | "sponsored"
            | "trained"
            | "armed"
            | "controlled"
            | "held"
            | "occupied"
            | "installed"
            | "supplied"
            | "linked"
            | "friendly"
            | "leaning"
            | "led"
            | "born"
            | "based"
            | "run"
            | "brokered"
            | "affiliated"
            | "equipped"
            | "mediated"
            | "speaking"
            | "made"
            | "financed"
    )
}
