//! Which coded event answers which gold event.

use std::collections::BTreeSet;

use chancery_model::EventType;

use crate::{GoldEntity, GoldEvent};

/// Countries of some parties; a party without one counts as the country `?`.
pub(crate) fn countries<'a>(parties: impl IntoIterator<Item = &'a GoldEntity>) -> BTreeSet<&'a str> {
    parties.into_iter().map(country).collect()
}

fn country(party: &GoldEntity) -> &str {
    party.c.as_deref().filter(|c| !c.is_empty()).unwrap_or("?")
}

/// Countries of all parties of an event.
pub(crate) fn all_countries(event: &GoldEvent) -> BTreeSet<&str> {
    countries(event.actor.iter().chain(&event.recipient))
}

/// Countries and sectors of all parties.
pub(crate) fn sectors(event: &GoldEvent) -> BTreeSet<(&str, Option<&str>)> {
    event.actor.iter().chain(&event.recipient).map(|p| (country(p), p.s.as_deref())).collect()
}

/// Whether actors and recipients are pooled: a symmetric act without a recipient in the gold, where who is named first
/// does not count.
pub(crate) fn pooled(gold: &GoldEvent) -> bool {
    use EventType::*;
    matches!(gold.kind, Consult | Agree | Support | Cooperate) && gold.recipient.is_empty()
}

/// The same countries as actors, and the same as recipients.
pub(crate) fn same_dyad(gold: &GoldEvent, coded: &GoldEvent) -> bool {
    if pooled(gold) {
        return countries(&gold.actor) == all_countries(coded);
    }
    countries(&gold.actor) == countries(&coded.actor) && countries(&gold.recipient) == countries(&coded.recipient)
}

/// The act that an event tells, done or not: AGREE of X tells X where the code book makes AGREE of a future X.
pub(crate) fn act(event: &GoldEvent) -> EventType {
    use EventType::*;
    match (event.kind, event.of) {
        (Agree, Some(of @ (Consult | Support | Cooperate | Aid))) | (Concede, Some(of @ Retreat)) => of,
        _ => event.kind,
    }
}

/// PLOVER type.
pub(crate) fn kind(event: &GoldEvent) -> EventType {
    event.kind
}

/// Whether two triggers share a word. Words are split as Python's `str.split` does, which knows four separators more.
pub(crate) fn share_word(a: &str, b: &str) -> bool {
    fn words(text: &str) -> impl Iterator<Item = &str> {
        text.split(|c: char| c.is_whitespace() || ('\x1c'..='\x1f').contains(&c)).filter(|w| !w.is_empty())
    }
    words(a).any(|x| words(b).any(|y| x == y))
}

/// How well two events fit: parties before status before trigger.
fn closeness(gold: &GoldEvent, coded: &GoldEvent) -> f64 {
    let (ours, theirs) = (all_countries(gold), all_countries(coded));
    let both = ours.intersection(&theirs).count() as f64;
    let either = ours.union(&theirs).count().max(1) as f64;
    let yes = |b: bool| f64::from(u8::from(b));
    // The order of the sum is the scorer's: it decides ties to the last bit.
    4.0 * yes(same_dyad(gold, coded))
        + 2.0 * both / either
        + yes(gold.status == coded.status)
        + 0.5 * yes(gold.tr == coded.tr)
        + 0.25 * yes(share_word(&gold.tr, &coded.tr))
}

/// One-to-one pairs of one sentence's events that are `alike`, the closest first; where two pairs are equally close, the
/// one that stands first. Indices into the two slices.
pub(crate) fn pairs(gold: &[&GoldEvent], coded: &[&GoldEvent], alike: impl Fn(&GoldEvent, &GoldEvent) -> bool) -> Vec<(usize, usize)> {
    let mut candidates: Vec<(f64, usize, usize)> = Vec::new();
    for (i, g) in gold.iter().enumerate() {
        for (j, c) in coded.iter().enumerate().filter(|(_, c)| alike(g, c)) {
            candidates.push((closeness(g, c), i, j));
        }
    }
    candidates.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)).then(a.2.cmp(&b.2)));
    let (mut gold_taken, mut coded_taken) = (vec![false; gold.len()], vec![false; coded.len()]);
    candidates.retain(|&(_, i, j)| {
        let free = !gold_taken[i] && !coded_taken[j];
        if free {
            (gold_taken[i], coded_taken[j]) = (true, true);
        }
        free
    });
    candidates.into_iter().map(|(_, i, j)| (i, j)).collect()
}
