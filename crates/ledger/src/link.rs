//! Which commitment a sentence is about.

use std::collections::BTreeSet;

use chancery_model::{Commitment, Country, EventType, StepState};

use crate::commitment::{Change, apply, change};
use crate::reading::Reading;
use crate::subject::{Stems, likeness};

/// A commitment while it is followed.
pub(crate) struct Thread {
    pub commitment: Commitment,
    parties: BTreeSet<Country>,
    stems: Stems,
    /// What its sentences are about, by which coder: those of the first and the latest sentences.
    about: Vec<(String, Vec<i8>)>,
}

/// Directions kept of a commitment: more say little new.
const KEPT: usize = 12;

impl Thread {
    pub fn new(r: &Reading, commitment: Commitment) -> Thread {
        Thread { commitment, parties: r.parties(), stems: r.stems.clone(), about: vec![(r.told.coder.clone(), r.told.about.clone())] }
    }

    /// Takes what `r` says: other names of the same deal are learnt, so that the next sentence may use either.
    pub fn take(&mut self, r: &Reading, change: Change) {
        for (stem, weight) in &r.stems {
            self.stems.entry(stem.clone()).or_insert(weight / 2.0);
        }
        if self.about.len() == KEPT {
            self.about.remove(1);
        }
        self.about.push((r.told.coder.clone(), r.told.about.clone()));
        apply(&mut self.commitment, r, change);
    }
}

/// Directions this close (cosine) are as likely of one commitment as not.
const MIDDLE: f64 = 0.5;
/// Evidence of directions that cannot be compared, those of two coders: words and parties must make up for it.
const NOT_COMPARED: f64 = -2.0;
/// From this sum of evidence on a sentence is about a commitment.
const FLOOR: f64 = 0.0;

/// The commitment among `candidates` that `r` is most likely about, with what it does to it: between equals the one that was
/// opened last.
pub(crate) fn best(threads: &[Thread], candidates: &BTreeSet<usize>, r: &Reading) -> Option<(usize, Change)> {
    let parties = r.parties();
    candidates
        .iter()
        .filter_map(|&at| {
            let evidence = evidence(&threads[at], r, &parties)?;
            Some((evidence, at, change(&threads[at].commitment, r)?))
        })
        .filter(|f| f.0 >= FLOOR)
        .max_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)))
        .map(|f| (f.1, f.2))
}

/// How much speaks for `r` being about the commitment; `None` where it cannot be.
fn evidence(t: &Thread, r: &Reading, parties: &BTreeSet<Country>) -> Option<f64> {
    let act = compatible(t.commitment.kind, r);
    let near = t.about.iter().filter(|a| a.0 == r.told.coder).map(|a| cosine(&a.1, &r.told.about)).max_by(f64::total_cmp);
    let words = likeness(&t.stems, &r.stems);
    let common = t.parties.intersection(parties).count();
    let said = if parties.is_empty() {
        0.0
    } else if common == 0 {
        return None;
    } else if &t.parties == parties {
        1.0
    } else if common < 2.min(t.parties.len()).min(parties.len()) {
        // Two bilateral deals of one country are two.
        -4.0
    } else {
        0.5
    };
    // "Two boats" and "400 tonnes" are of two things, though sums are restated in other units now and then.
    let units = match (&t.commitment.amount, &r.told.amount) {
        (Some(a), Some(b)) if a.unit != b.unit || a.currency != b.currency => -1.0,
        _ => 0.0,
    };
    Some(units + near.map_or(NOT_COMPARED, |n| 12.0 * (n - MIDDLE)) + words.shared.min(2.0) * words.part + said + act)
}

/// The cosine of two directions.
fn cosine(a: &[i8], b: &[i8]) -> f64 {
    let sum: i32 = a.iter().zip(b).map(|(&x, &y)| i32::from(x) * i32::from(y)).sum();
    f64::from(sum) / (127.0 * 127.0)
}

/// How well news of an act fits a promised `kind`.
fn compatible(kind: EventType, r: &Reading) -> f64 {
    use EventType::*;
    let group = |e: EventType| match e {
        Agree | Cooperate | Aid | Support => 1,
        Concede | Retreat => 2,
        Sanction => 3,
        Consult => 4,
        Mobilize => 5,
        _ => 0,
    };
    let undone = matches!(r.state(), StepState::Suspended | StepState::Cancelled | StepState::Reduced);
    match (kind, r.kind()) {
        (a, b) if a == b => 0.5,
        // Breaking off halts what was promised, easing what was imposed.
        (_, Sanction) | (Sanction, Concede | Retreat) if undone => 0.0,
        (a, b) if group(a) == group(b) => 0.0,
        (Agree, _) | (_, Agree) => 0.0,
        _ => -1.0,
    }
}
