//! Names in running text.

use jiff::civil::Date;

use crate::{
    Found, FoundKind, Gazetteer,
    index::{Hit, Target},
    people::{Choice, Hints, choose},
    tables::Form,
    text::{Case, Gap, Word, words},
};

impl Gazetteer {
    /// Persons, states (names, demonyms, capitals) and bodies that `text` names: at each place the longest, none inside
    /// another, only whole words. A surname counts only if someone of that name holds office on `date` and no other name
    /// stands beside it.
    pub fn find_names(&self, text: &str, date: Option<Date>) -> Vec<Found> {
        let words = words(text);
        let mut out = Vec::new();
        let mut i = 0;
        while i < words.len() {
            let Some(hit) = self.hit(&words, i, false, date) else {
                i += 1;
                continue;
            };
            if let Some((id, kind, country)) = self.name(&words, i, &hit, date) {
                out.push(Found { range: words[i].range.start..words[hit.end - 1].range.end, id, kind, country });
                i = hit.end;
            } else {
                // A noun or an office: the words inside may still name someone ("interior minister of Peru").
                i += 1;
            }
        }
        out
    }

    fn name(
        &self,
        words: &[Word],
        at: usize,
        hit: &Hit,
        date: Option<Date>,
    ) -> Option<(String, FoundKind, Option<chancery_model::Country>)> {
        let full: Vec<(usize, bool)> = persons(hit, true);
        if hit.end - at > 1 && !full.is_empty() {
            return self.known(&full, date);
        }
        for t in &hit.targets {
            match *t {
                Target::State(_, Form::Person) if words[at].key.len() < 6 => {}
                Target::State(_, Form::Part) => {}
                Target::State(i, form) => {
                    // "Michael Jordan", "Georgia Meloni": part of a name, unless the word before ends a phrase.
                    let doubtful = ambiguous(&words[at].key) || self.tables.states.is_own(i);
                    if form == Form::Name && hit.end - at == 1 && doubtful && beside_a_name(self, words, at, hit.end) {
                        return None;
                    }
                    let s = &self.tables.states[i];
                    return Some((format!("country:{}", s.code), FoundKind::State, Some(s.code)));
                }
                Target::Body(i) => {
                    let b = &self.tables.bodies[i];
                    return Some((b.id.to_string(), FoundKind::Body, b.on(date).country));
                }
                _ => {}
            }
        }
        if !full.is_empty() {
            return self.known(&full, date);
        }
        let short = persons(hit, false);
        let noun = hit.targets.iter().any(|t| matches!(t, Target::Noun(..)));
        if short.is_empty() || noun || date.is_none() || words[at].case != Case::Initial || beside_a_name(self, words, at, hit.end) {
            return None;
        }
        // Only those whom a text may call by that name without a word of who they are.
        let great = |i: usize| {
            self.tables.people[i].terms.iter().any(|t| crate::people::rank(t) <= 1 && date.is_some_and(|d| crate::people::holds(t, d)))
        };
        let short: Vec<(usize, bool)> = short.into_iter().filter(|s| great(s.0)).collect();
        self.known(&short, date)
    }

    fn known(&self, candidates: &[(usize, bool)], date: Option<Date>) -> Option<(String, FoundKind, Option<chancery_model::Country>)> {
        let Choice::One(i) = choose(&self.tables.people, candidates, &Hints { date, ..Hints::default() }) else { return None };
        let p = &self.tables.people[i];
        Some((p.id.to_string(), FoundKind::Person, crate::people::standing(p, date, None, None).country))
    }
}

fn persons(hit: &Hit, full: bool) -> Vec<(usize, bool)> {
    hit.targets.iter().filter_map(|t| if let Target::Person(i, f) = *t { (f == full).then_some((i, f)) } else { None }).collect()
}

/// Names of states that are first names and surnames too.
pub(crate) fn ambiguous(key: &str) -> bool {
    matches!(
        key,
        "jordan"
            | "chad"
            | "georgia"
            | "israel"
            | "jersey"
            | "cuba"
            | "holland"
            | "ireland"
            | "england"
            | "france"
            | "guinea"
            | "mali"
            | "panama"
            | "lebanon"
            | "wales"
            | "america"
            | "india"
            | "salvador"
            | "kenya"
            | "peru"
            | "paris"
            | "sofia"
            | "victoria"
            | "santiago"
            | "vienna"
    )
}

/// Whether a capitalised word that nobody knows stands directly before or after.
fn beside_a_name(g: &Gazetteer, words: &[Word], at: usize, end: usize) -> bool {
    // A word that is only somebody's surname is unknown here: it may as well be a first name.
    let named =
        |i: usize| g.index.longest(words, i, false).is_some_and(|h| h.targets.iter().any(|t| !matches!(t, Target::Person(_, false))));
    let unknown = |i: usize| words[i].case == Case::Initial && !named(i) && !crate::phrase::is_title(&words[i].key);
    let before = at > 0
        && words[at].gap == Gap::Blank
        && !words[at - 1].possessive
        && !crate::phrase::is_small(&words[at - 1].key)
        && unknown(at - 1);
    let after = end < words.len() && words[end].gap == Gap::Blank && !words[end - 1].possessive && unknown(end);
    before || after
}
