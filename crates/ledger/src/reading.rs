//! What one sentence says of an undertaking, in terms that can be compared: whose it is, where it stands, what it is about.

use std::collections::{BTreeMap, BTreeSet};

use chancery_model::{Actor, Country, EventType, Sector, StepMention, StepState};

use crate::act::countries;
use crate::subject::{Stems, clause, stems, words};

/// A step mention with what is compared.
#[derive(Debug, Clone)]
pub(crate) struct Reading<'a> {
    pub told: &'a StepMention,
    pub by: BTreeSet<Country>,
    pub to: BTreeSet<Country>,
    pub subject: String,
    pub stems: Stems,
}

impl Reading<'_> {
    pub fn state(&self) -> StepState {
        self.told.state
    }

    pub fn kind(&self) -> EventType {
        self.told.kind
    }

    pub fn parties(&self) -> BTreeSet<Country> {
        self.by.union(&self.to).copied().collect()
    }

    /// Whether it may open a commitment: something is promised, planned or floated, and somebody does it. A bare deed, or a
    /// setback to what nobody is known to have promised, only moves one.
    pub fn opens(&self) -> bool {
        use StepState::*;
        !self.by.is_empty() && matches!(self.state(), Proposed | Announced | Agreed)
    }
}

/// The words by which a document names each country's people and bodies: they say who, not what.
pub(crate) type Names = BTreeMap<Country, BTreeSet<String>>;

/// Collects the names of the parties of one document's steps: whatever is written with a capital.
pub(crate) fn names(document: &[&StepMention]) -> Names {
    let mut names = Names::new();
    for a in document.iter().flat_map(|m| m.actor.iter().chain(&m.recipient)) {
        let Some(country) = a.country else { continue };
        let known = names.entry(country).or_default();
        for text in std::iter::once(&a.text).chain(&a.name) {
            known.extend(
                text.split_whitespace().filter(|w| w.starts_with(char::is_uppercase)).flat_map(words).filter(|w| w.chars().count() > 2),
            );
        }
    }
    names
}

/// Reads `told`; `others` are the steps of the same sentence, `leave` the names of its document's parties.
pub(crate) fn read<'a>(told: &'a StepMention, others: &[&StepMention], leave: &BTreeSet<String>) -> Reading<'a> {
    let by = if told.actor.iter().any(official) { countries(&told.actor) } else { BTreeSet::new() };
    let to: BTreeSet<Country> = countries(&told.recipient).difference(&by).copied().collect();
    let own = word_range(told);
    let ranges: Vec<_> = others.iter().filter(|o| o.word.span != told.word.span).map(|o| word_range(o)).collect();
    let around = clause(&told.sentence.text, &own, &ranges);
    Reading { told, subject: subject(&told.sentence.text, &own, around), stems: stems(around, leave), by, to }
}

/// Whether a party can commit a state or an armed side; commentators and companies cannot.
fn official(party: &Actor) -> bool {
    use Sector::*;
    matches!(party.sector, None | Some(Gov | Mil | Cop | Leg | Jud | Igo | Reb | Spy | Uaf | Pre))
}

/// The byte range of the telling word within its sentence; the whole sentence where the spans do not fit.
fn word_range(told: &StepMention) -> std::ops::Range<usize> {
    let text = &told.sentence.text;
    let offset = told.word.span.start.checked_sub(told.sentence.span.start).map(|n| n as usize);
    let start = offset.and_then(|n| text.char_indices().map(|(i, _)| i).chain([text.len()]).nth(n));
    match start {
        Some(s) if text.get(s..).is_some_and(|t| t.starts_with(&told.word.text)) => s..s + told.word.text.len(),
        _ => 0..text.len(),
    }
}

/// The words that say what is undertaken: from the telling word to the end of its clause.
fn subject(sentence: &str, own: &std::ops::Range<usize>, clause: &str) -> String {
    let end = (clause.as_ptr() as usize).checked_sub(sentence.as_ptr() as usize).map(|s| s + clause.len());
    let text = end.and_then(|e| sentence.get(own.start..e.max(own.end))).unwrap_or(clause);
    let text = text.trim().trim_end_matches([',', '.', ' ', ';', ':']);
    text.strip_suffix(" and").unwrap_or(text).to_owned()
}
