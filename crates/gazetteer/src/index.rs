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
enum Style {
    /// "WHO", never "who".
    Acronym,
    /// With a capital.
    Proper,
    Common,
}

#[derive(Debug, Clone, Copy)]
struct Entry {
    target: Target,
    style: Style,
    comma: bool,
}

pub(crate) struct Index {
    entries: HashMap<Box<str>, Vec<Entry>>,
    /// Most words of a name that begins with this word.
    longest: HashMap<Box<str>, usize>,
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
        let mut index = Index { entries: HashMap::with_capacity(names), longest: HashMap::with_capacity(names / 2) };
        for &(i, form, text) in &tables.names {
            index.add(text, Target::State(i, form), false);
        }
        for (i, b) in tables.bodies.iter().enumerate() {
            for text in std::iter::once(&b.name).chain(&b.aliases) {
                index.add(text, Target::Body(i), false);
            }
        }
        for (i, n) in tables.nouns.iter().enumerate() {
            index.add(n.text, Target::Noun(i, n.plural.is_empty() && n.text.ends_with('s')), true);
            if !n.plural.is_empty() {
                index.add(n.plural, Target::Noun(i, true), true);
            }
        }
        for (i, p) in tables.people.iter().enumerate() {
            for text in std::iter::once(&p.name).chain(&p.aliases) {
                index.add(text, Target::Person(i, true), false);
            }
            for text in &p.surnames {
                index.add(text, Target::Person(i, false), false);
            }
        }
        index
    }

    fn add(&mut self, text: &str, target: Target, common: bool) {
        let words = words(text);
        let words = &words[usize::from(words.len() > 1 && words[0].key == "the" && !common)..];
        let Some(first) = words.first() else { return };
        let upper = words.len() == 1 && first.case == Case::Upper;
        let style = if common {
            Style::Common
        } else if upper && first.key.len() <= 6 {
            Style::Acronym
        } else {
            Style::Proper
        };
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

    /// The longest name that begins at word `at`. `lenient`: names may be written without capitals.
    ///
    /// Initials and "Jr." inside a person's name are passed over.
    pub fn longest(&self, words: &[Word], at: usize, lenient: bool) -> Option<Hit> {
        let first = words.get(at)?;
        let most = *self.longest.get(first.key.as_str())?;
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
            let mut targets: Vec<Target> = self.entries.get(key.as_str()).into_iter().flatten().filter(accept).map(|e| e.target).collect();
            if targets.is_empty() && !bare.is_empty() && bare.contains(' ') {
                let person = |t: &Target| matches!(t, Target::Person(_, true));
                targets = self.entries.get(bare.as_str()).into_iter().flatten().filter(accept).map(|e| e.target).filter(person).collect();
            }
            if !targets.is_empty() {
                best = Some(Hit { end: end + 1, targets });
            }
        }
        best
    }
}
