//! Counts of one document, and their sums.

use std::collections::{BTreeMap, BTreeSet};

use chancery_model::{EventType, Mode, Status};

use crate::{
    GoldEvent,
    matching::{act, all_countries, countries, kind, pairs, same_dyad, sectors},
};

/// What is counted. All figures are ratios of these.
#[derive(Debug, Clone, Default)]
pub(crate) struct Counts {
    pub gold: u64,
    pub coded: u64,
    /// Pairs of one type.
    pub kind: u64,
    /// Of these, with the same parties.
    pub dyad: u64,
    /// Of these, with the same status.
    pub full: u64,
    /// Of the pairs with the same parties, with the same sectors.
    pub sector: u64,
    /// Pairs of one act.
    pub act: u64,
    /// Of these, with the same status.
    pub status: u64,
    /// Gold acts that did not happen (yet).
    pub open: u64,
    /// Of these, coded as done.
    pub done: u64,
    /// Pairs of one type with a mode in the gold, and those where it is the same.
    pub mode_n: u64,
    pub mode: u64,
    /// The same for the inner act.
    pub of_n: u64,
    pub of: u64,
    /// Gold, coded, paired, by type in the code book's order.
    pub per_type: [[u64; 3]; EventType::ALL.len()],
    /// The same by mode; a pair counts where type and mode are the same.
    pub per_mode: BTreeMap<Mode, [u64; 3]>,
    /// The same by status; a pair counts where the same act is told with the same status.
    pub per_status: [[u64; 3]; Status::ALL.len()],
    /// Pairs of one act by gold status and coded status.
    pub confusion: [[u64; Status::ALL.len()]; Status::ALL.len()],
}

impl Counts {
    /// Adds another document's counts.
    pub fn add(&mut self, other: &Counts) {
        for (a, b) in [
            (&mut self.gold, other.gold),
            (&mut self.coded, other.coded),
            (&mut self.kind, other.kind),
            (&mut self.dyad, other.dyad),
            (&mut self.full, other.full),
            (&mut self.sector, other.sector),
            (&mut self.act, other.act),
            (&mut self.status, other.status),
            (&mut self.open, other.open),
            (&mut self.done, other.done),
            (&mut self.mode_n, other.mode_n),
            (&mut self.mode, other.mode),
            (&mut self.of_n, other.of_n),
            (&mut self.of, other.of),
        ] {
            *a += b;
        }
        let cells =
            self.per_type.iter_mut().flatten().chain(self.per_status.iter_mut().flatten()).chain(self.confusion.iter_mut().flatten());
        let others = other.per_type.iter().flatten().chain(other.per_status.iter().flatten()).chain(other.confusion.iter().flatten());
        for (a, b) in cells.zip(others) {
            *a += b;
        }
        for (mode, row) in &other.per_mode {
            let own = self.per_mode.entry(*mode).or_default();
            own.iter_mut().zip(row).for_each(|(a, b)| *a += b);
        }
    }
}

/// The events of each sentence that has some, in order.
pub(crate) fn by_sentence<'a>(gold: &[&'a GoldEvent], coded: &[&'a GoldEvent]) -> Vec<(u32, Vec<&'a GoldEvent>, Vec<&'a GoldEvent>)> {
    let sentences: BTreeSet<u32> = gold.iter().chain(coded).map(|e| e.s).collect();
    let of = |events: &[&'a GoldEvent], s| events.iter().copied().filter(|e| e.s == s).collect();
    sentences.into_iter().map(|s| (s, of(gold, s), of(coded, s))).collect()
}

/// Counts of one document. The events all have actors.
pub(crate) fn count(gold: &[&GoldEvent], coded: &[&GoldEvent]) -> Counts {
    let mut n = Counts { gold: gold.len() as u64, coded: coded.len() as u64, ..Counts::default() };
    for (column, events) in [gold, coded].into_iter().enumerate() {
        for e in events {
            n.per_type[e.kind as usize][column] += 1;
            n.per_status[e.status as usize][column] += 1;
            if let Some(mode) = e.mode {
                n.per_mode.entry(mode).or_default()[column] += 1;
            }
        }
    }
    for (_, gold, coded) in by_sentence(gold, coded) {
        for (i, j) in pairs(&gold, &coded, |g, c| kind(g) == kind(c)) {
            let (g, c) = (gold[i], coded[j]);
            n.kind += 1;
            n.per_type[g.kind as usize][2] += 1;
            if g.mode.is_some() {
                n.mode_n += 1;
                n.mode += u64::from(g.mode == c.mode);
            }
            if let Some(mode) = g.mode.filter(|_| g.mode == c.mode) {
                n.per_mode.entry(mode).or_default()[2] += 1;
            }
            if g.of.is_some() {
                n.of_n += 1;
                n.of += u64::from(g.of == c.of);
            }
            if same_dyad(g, c) {
                n.dyad += 1;
                n.full += u64::from(g.status == c.status);
                n.sector += u64::from(sectors(g) == sectors(c));
            }
        }
        for (i, j) in pairs(&gold, &coded, |g, c| act(g) == act(c)) {
            let (g, c) = (gold[i], coded[j]);
            n.act += 1;
            n.status += u64::from(g.status == c.status);
            n.per_status[g.status as usize][2] += u64::from(g.status == c.status);
            n.confusion[g.status as usize][c.status as usize] += 1;
        }
        for g in gold.iter().filter(|g| is_open(g)) {
            n.open += 1;
            let actors = countries(&g.actor);
            n.done +=
                u64::from(coded.iter().any(|c| c.status == Status::Reported && c.kind == act(g) && !actors.is_disjoint(&all_countries(c))));
        }
    }
    n
}

/// An act that has not happened, and could be mistaken for one that has. A demand, a refusal, a threat or an accusation
/// is an act itself, whatever becomes of what it is about.
fn is_open(event: &GoldEvent) -> bool {
    use EventType::*;
    matches!(event.status, Status::Future | Status::Hypothetical | Status::Negated)
        && !matches!(event.kind, Request | Reject | Threaten | Accuse)
}
