//! What a mention says of its act in terms that can be compared: who, when, which kind of reality.

use std::collections::BTreeSet;

use chancery_model::{Actor, Country, DatePrecision, EventType, Mention, Status, StepMention};
use jiff::civil::Date;

/// The order of telling: document date (undated first), document id, place in the text.
pub(crate) fn told_order(a: &Mention, b: &Mention) -> std::cmp::Ordering {
    let key = |m: &Mention| (m.document.date, m.trigger.span.start, m.trigger.span.end);
    let (ka, kb) = (key(a), key(b));
    ka.0.cmp(&kb.0)
        .then_with(|| a.document.id.cmp(&b.document.id))
        .then_with(|| (ka.1, ka.2).cmp(&(kb.1, kb.2)))
        .then_with(|| a.mention_id.cmp(&b.mention_id))
}

/// The steps in the order of telling, each place once.
pub(crate) fn steps_in_order(steps: &[StepMention]) -> Vec<&StepMention> {
    let key = |s: &StepMention| (s.document.date, s.document.id.clone(), s.word.span.start, s.word.span.end);
    let mut sorted: Vec<&StepMention> = steps.iter().collect();
    sorted.sort_by_cached_key(|s| key(s));
    sorted.dedup_by_key(|s| (&s.document.id, s.word.span));
    sorted
}

/// The mentions in the order of telling, each id once.
pub(crate) fn in_order(mentions: &[Mention]) -> Vec<&Mention> {
    let mut sorted: Vec<&Mention> = mentions.iter().collect();
    sorted.sort_by(|a, b| told_order(a, b));
    let mut seen = BTreeSet::new();
    sorted.retain(|m| seen.insert(m.mention_id.as_str()));
    sorted
}

/// Whether an act is told as real: planned acts are never the same as done ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Family {
    Done,
    Planned,
    Denied,
}

impl From<Status> for Family {
    fn from(s: Status) -> Self {
        match s {
            Status::Reported | Status::Historical => Family::Done,
            Status::Future | Status::Hypothetical => Family::Planned,
            Status::Negated => Family::Denied,
        }
    }
}

/// When an act takes place, as far as it can be compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum When {
    /// A day, stated or that of the document.
    Day(Date),
    /// A stretch coarser than a day ("in April"): the same only as the same stretch.
    Stretch(Option<Date>, Option<Date>),
    /// Nothing to go by.
    Unknown,
}

/// The act's own date, else the document's. Background without a date has no day: the document's would be wrong.
pub(crate) fn when(m: &Mention) -> When {
    match &m.date {
        Some(d) => match (d.start, d.end, d.precision) {
            (Some(start), _, DatePrecision::Day) => When::Day(start),
            // A few days of one summit are told by any of them.
            (Some(start), Some(end), DatePrecision::Range) if (end - start).get_days() <= 7 => When::Day(start),
            (None, None, _) => told_day(m),
            (start, end, _) => When::Stretch(start, end),
        },
        None => told_day(m),
    }
}

fn told_day(m: &Mention) -> When {
    match (m.status, m.document.date) {
        (Status::Historical, _) | (_, None) => When::Unknown,
        (_, Some(d)) => When::Day(d),
    }
}

/// The countries of a list of parties, sorted, each once.
pub(crate) fn countries(parties: &[Actor]) -> BTreeSet<Country> {
    parties.iter().filter_map(|a| a.country).collect()
}

/// The parties as comparable names: the country code, else the name in lower case. A party without a country still
/// keeps two acts apart.
pub(crate) fn names(parties: &[Actor]) -> BTreeSet<String> {
    parties
        .iter()
        .map(|a| match a.country {
            Some(c) => c.as_str().to_owned(),
            None => a.name.as_deref().unwrap_or(&a.text).to_lowercase(),
        })
        .collect()
}

/// Who acts toward whom, by country: each actor with each recipient. Equals who act on each other with no recipient named (Peru
/// and Chile met, signed, agreed) are paired both ways; any other act without a recipient has none.
pub(crate) fn dyads(m: &Mention) -> BTreeSet<(Country, Option<Country>)> {
    use EventType::{Agree, Consult, Cooperate, Support};
    let (actors, recipients) = (countries(&m.actor), countries(&m.recipient));
    let pairs = |others: &BTreeSet<Country>| {
        actors.iter().flat_map(|a| others.iter().filter(move |b| *b != a).map(move |b| (*a, Some(*b)))).collect::<BTreeSet<_>>()
    };
    match m.event {
        _ if !recipients.is_empty() => pairs(&recipients),
        Agree | Consult | Cooperate | Support if actors.len() > 1 => pairs(&actors),
        _ => actors.iter().map(|a| (*a, None)).collect(),
    }
}
