//! What one mention says of a commitment: who would do what, in which state it stands, by when, how much.

use std::collections::{BTreeMap, BTreeSet};

use chancery_model::{Amount, Country, EventType, Mention, Mode, Sector, Status, StepState};
use jiff::civil::Date;

use crate::act::countries;
use crate::states::{Told, told};
use crate::subject::{Stems, clause, stems, trigger_range, words};

/// A mention read as news of a commitment.
#[derive(Debug, Clone)]
pub(crate) struct Reading<'a> {
    pub mention: &'a Mention,
    /// The promised act.
    pub kind: EventType,
    pub state: StepState,
    /// Whether it may open a commitment; a bare deed only moves one.
    pub opens: bool,
    /// Whether it is told as done without a word on how far: part of a sum or of a number is then partial.
    pub bare_deed: bool,
    pub by: BTreeSet<Country>,
    pub to: BTreeSet<Country>,
    pub subject: String,
    pub stems: Stems,
    /// Day of the step.
    pub date: Option<Date>,
    pub due: Option<Date>,
    pub amount: Option<&'a Amount>,
}

impl Reading<'_> {
    pub fn parties(&self) -> BTreeSet<Country> {
        self.by.union(&self.to).copied().collect()
    }
}

/// The words by which a document names each country's people and bodies: they say who, not what.
pub(crate) type Names = BTreeMap<Country, BTreeSet<String>>;

/// Collects the names of the parties of one document's mentions: whatever is written with a capital.
pub(crate) fn names(document: &[&Mention]) -> Names {
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

/// Reads `m`; `others` are the mentions of the same sentence, `names` those of its document. `None` where it says nothing of any commitment:
/// background, denial, rhetoric, an act that nobody promises, no official party.
pub(crate) fn read<'a>(m: &'a Mention, others: &[&Mention], names: &Names) -> Option<Reading<'a>> {
    if m.status == Status::Historical || !m.actor.iter().any(|a| official(a.sector)) {
        return None;
    }
    let by = countries(&m.actor);
    let to: BTreeSet<Country> = countries(&m.recipient).difference(&by).copied().collect();
    if by.is_empty() {
        return None;
    }
    let own = trigger_range(m);
    let ranges: Vec<_> = others.iter().filter(|o| o.mention_id != m.mention_id).map(|o| trigger_range(o)).collect();
    let around = clause(&m.sentence.text, &own, &ranges);
    let cue = told(&words(&m.trigger.text), &words(around));
    let (kind, state, opens) = stand(m, cue, &words(around))?;
    let leave = by.union(&to).filter_map(|c| names.get(c)).flatten().cloned().collect();
    let (date, due) = dates(m);
    Some(Reading {
        mention: m,
        kind,
        state,
        opens,
        bare_deed: cue.is_none() && state == StepState::Delivered,
        by,
        to,
        subject: subject(&m.sentence.text, &own, around),
        stems: stems(around, &leave),
        date,
        due,
        amount: m.amount.as_ref(),
    })
}

/// Promised act, state and whether that may open a commitment.
fn stand(m: &Mention, cue: Option<Told>, words: &[String]) -> Option<(EventType, StepState, bool)> {
    use EventType::*;
    use StepState::*;
    let told = match cue {
        Some(Told::Rhetoric) => return None,
        Some(Told::State(s)) => Some(s),
        None => None,
    };
    let breaks = matches!(told, Some(Cancelled | Suspended));
    let kind = match m.event {
        Agree | Concede => m.of.unwrap_or(m.event),
        Threaten => match (m.of, m.mode) {
            (Some(Sanction), _) | (None, Some(Mode::Restrict | Mode::Relations | Mode::Expel)) => Sanction,
            _ => return None,
        },
        Request | Accuse | Reject | Protest | Coerce | Assault => return None,
        event => event,
    };
    if !matches!(kind, Agree | Consult | Support | Concede | Cooperate | Aid | Retreat | Sanction | Mobilize) {
        return None;
    }
    // Praise and solidarity promise nothing; a treaty does.
    if kind == Support && !words.iter().any(|w| TREATY.iter().any(|t| w.starts_with(t))) {
        return None;
    }
    let state = match (m.status, told) {
        // "did not meet" moves nothing, "the meeting was postponed" does.
        (Status::Negated, Some(s @ (Cancelled | Suspended))) => s,
        (Status::Negated, _) | (Status::Historical, _) => return None,
        // What may be called off is not yet.
        (Status::Hypothetical, _) if breaks => return None,
        (Status::Hypothetical, _) => Proposed,
        (Status::Future, Some(s @ (Cancelled | Suspended | Reduced | Proposed))) => {
            // "will relax the rules" is a promise to do so; "will cut the loan to 3 million" restates one. Which of the
            // two it is depends on whether the loan is known, so that one is left to matching.
            if s == Reduced && kind == Concede { Announced } else { s }
        }
        (Status::Future, _) => Announced,
        (Status::Reported, told) => match (m.event, told) {
            (Threaten, _) => Proposed,
            // A promise is told: no word on beginning or ending can make it a deed.
            (Agree, Some(InProgress | Delivered)) | (Agree, None) => Announced,
            (Concede, None) if m.of.is_some() => Announced,
            // Breaking off relations is SANCTION: it ends or halts what was promised.
            (Sanction, None) if m.mode == Some(Mode::Discontinue) => Suspended,
            (Sanction, Some(Suspended)) | (Sanction, Some(Cancelled)) => told?,
            (Concede, Some(Reduced)) => Reduced,
            (Support, None) => Agreed,
            (_, Some(s)) => s,
            (_, None) => Delivered,
        },
    };
    let opens = match state {
        Proposed | Announced => true,
        Agreed => true,
        // Deeds and setbacks of what nobody is known to have promised.
        InProgress | Delivered | Reduced | Suspended | Cancelled => false,
    };
    Some((kind, state, opens))
}

/// Beginnings of words that make a SUPPORT an undertaking.
const TREATY: &[&str] =
    &["treat", "agreement", "accord", "pact", "convention", "protocol", "memorand", "contract", "sign", "ratif", "charter"];

/// Whether a party can commit a state or an armed side; commentators and companies cannot.
fn official(sector: Option<Sector>) -> bool {
    use Sector::*;
    matches!(sector, None | Some(Gov | Mil | Cop | Leg | Jud | Igo | Reb | Spy | Uaf | Pre))
}

/// Day of the step, and day by which the act is due: a stretch that ends after the document's day is still to come.
fn dates(m: &Mention) -> (Option<Date>, Option<Date>) {
    let told = m.document.date;
    let Some(range) = &m.date else { return (told, None) };
    let (start, end) = (range.start.or(range.end), range.end.or(range.start));
    let planned = matches!(m.status, Status::Future | Status::Hypothetical);
    match (end, told) {
        (Some(e), Some(t)) if e > t => (told, end),
        (Some(_), None) if planned => (None, end),
        // A plan with a past date is the date of planning.
        _ => (start.or(told), None),
    }
}

/// The words that say what is promised: from the trigger to the end of its clause.
fn subject(sentence: &str, own: &std::ops::Range<usize>, clause: &str) -> String {
    let end = (clause.as_ptr() as usize).checked_sub(sentence.as_ptr() as usize).map(|s| s + clause.len());
    let text = end.and_then(|e| sentence.get(own.start..e.max(own.end))).unwrap_or(clause);
    let text = text.trim().trim_end_matches([',', '.', ' ', ';', ':']);
    text.strip_suffix(" and").unwrap_or(text).to_owned()
}
