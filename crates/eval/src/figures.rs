//! The figures, and the printed table.

use std::fmt;

use chancery_model::{EventType, Mention, Status};
use serde::{Serialize, Serializer, ser::SerializeMap};

use crate::{
    ErrorListing, EventError, GoldDocument, GoldEvent,
    count::{Counts, count},
    error::errors,
    form::gold_form,
    python_random::PythonRandom,
    tables::Tables,
};

/// How often documents are drawn anew for an interval.
pub const RESAMPLES: usize = 300;

/// Precision, recall and F1, rounded to four digits, with what they are made of.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Figures {
    /// Precision.
    pub p: f64,
    /// Recall.
    pub r: f64,
    /// Harmonic mean of both.
    pub f1: f64,
    /// Pairs found.
    pub tp: u64,
    /// Events in the gold.
    pub gold: u64,
    /// Events coded.
    pub coded: u64,
    /// 95 % of F1 when documents are drawn anew; `None` where it is not computed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub interval: Option<[f64; 2]>,
}

/// Share of the pairs of one gold status that have it.
#[derive(Debug, Clone, PartialEq)]
pub struct StatusRow {
    /// The gold's status.
    pub status: Status,
    /// Share coded so; `None` where there is no pair.
    pub share: Option<f64>,
    /// Pairs.
    pub n: u64,
}

/// How well coded events answer the gold. As JSON it is what the project's scorer writes.
///
/// `type_`: an event of the right type in the right sentence. `dyad`: that, and the same countries as actors and as
/// recipients (pooled for a symmetric act without a recipient in the gold). `full`: that, and the same status.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Report {
    /// Right type, right sentence.
    #[serde(rename = "type")]
    pub type_: Figures,
    /// And the same parties.
    pub dyad: Figures,
    /// And the same status.
    pub full: Figures,
    /// Share of pairs that tell the same act with the same status; AGREE of X tells X.
    pub status: Option<f64>,
    /// Share of gold acts future, hypothetical or negated for which the same act stands coded as `reported`.
    pub filed_as_done: Option<f64>,
    /// Share of right modes over pairs of one type with a mode in the gold.
    pub mode: Option<f64>,
    /// Share of right inner acts over pairs of one type with one in the gold.
    pub of: Option<f64>,
    /// Share of right sectors over pairs with the same parties.
    pub sector: Option<f64>,
    /// By type, in order of name: types that the gold or the coder has.
    #[serde(serialize_with = "types_as_map")]
    pub per_type: Vec<(EventType, Figures)>,
    /// By status, in the code book's order.
    #[serde(serialize_with = "statuses_as_map")]
    pub per_status: Vec<StatusRow>,
    /// (gold status, coded status, pairs) where they differ; the most frequent first, then in the code book's order.
    #[serde(serialize_with = "confusion_as_map")]
    pub status_confusion: Vec<(Status, Status, u64)>,
    #[serde(skip)]
    errors: Vec<EventError>,
    #[serde(skip)]
    tables: Tables,
}

impl Report {
    /// Each way in which a coded event and the gold differ, in order of documents and sentences.
    pub fn errors(&self) -> &[EventError] {
        &self.errors
    }

    /// Every type, mode and status with its counts and intervals, and which types are taken for which.
    pub fn tables(&self) -> &Tables {
        &self.tables
    }

    /// The errors as a listing to read: by cause, with their sentences.
    pub fn error_listing(&self) -> ErrorListing<'_> {
        ErrorListing(&self.errors)
    }
}

/// Scores the mentions of each document, `mentions[i]` being those of `gold[i]`. Where lists are missing, nothing was coded.
pub fn score(gold: &[GoldDocument], mentions: &[Vec<Mention>]) -> Report {
    let coded: Vec<Vec<GoldEvent>> =
        gold.iter().enumerate().map(|(i, d)| gold_form(d, mentions.get(i).map_or(&[], Vec::as_slice))).collect();
    score_events(gold, &coded)
}

/// Scores events in the gold's form, as another coder's file holds them; else like [`score`]. Events without an actor are
/// left out on both sides: the code book has none.
pub fn score_events(gold: &[GoldDocument], coded: &[Vec<GoldEvent>]) -> Report {
    fn with_actor(events: &[GoldEvent]) -> Vec<&GoldEvent> {
        events.iter().filter(|e| !e.actor.is_empty()).collect()
    }
    let mut listed = Vec::new();
    let counts: Vec<Counts> = gold
        .iter()
        .enumerate()
        .map(|(i, document)| {
            let (ours, theirs) = (with_actor(&document.events), with_actor(coded.get(i).map_or(&[], Vec::as_slice)));
            listed.extend(errors(document, &ours, &theirs));
            count(&ours, &theirs)
        })
        .collect();
    let mut total = Counts::default();
    counts.iter().for_each(|n| total.add(n));
    let [type_, dyad, full] = intervals(&counts);
    let tables = Tables::new(&counts, &total, &listed);
    Report {
        tables,
        type_: Figures { interval: Some(type_), ..figures(total.kind, total.gold, total.coded) },
        dyad: Figures { interval: Some(dyad), ..figures(total.dyad, total.gold, total.coded) },
        full: Figures { interval: Some(full), ..figures(total.full, total.gold, total.coded) },
        status: share(total.status, total.act),
        filed_as_done: share(total.done, total.open),
        mode: share(total.mode, total.mode_n),
        of: share(total.of, total.of_n),
        sector: share(total.sector, total.dyad),
        per_type: per_type(&total),
        per_status: per_status(&total),
        status_confusion: confusion(&total),
        errors: listed,
    }
}

/// Intervals of F1 for type, dyad and full: whole documents are drawn with replacement, because the events of one hang
/// together.
fn intervals(counts: &[Counts]) -> [[f64; 2]; 3] {
    let rows = resample(counts.len(), 3, |i| {
        let n = &counts[i];
        [n.kind, n.dyad, n.full].iter().map(|&found| [n.gold, n.coded, found]).collect()
    });
    [rows[0], rows[1], rows[2]]
}

/// 95 % of the F1 of each of `rows` figures when `documents` are drawn anew; `of(i)` gives gold, coded and found of document
/// `i` for each.
pub(crate) fn resample(documents: usize, rows: usize, of: impl Fn(usize) -> Vec<[u64; 3]>) -> Vec<[f64; 2]> {
    let own: Vec<Vec<[u64; 3]>> = (0..documents).map(of).collect();
    let mut random = PythonRandom::seeded(0);
    let mut draws: Vec<Vec<f64>> = vec![Vec::with_capacity(RESAMPLES); rows];
    for _ in 0..RESAMPLES {
        let mut sums = vec![[0; 3]; rows];
        for i in random.choices(documents) {
            for (sum, n) in sums.iter_mut().zip(&own[i]) {
                sum.iter_mut().zip(n).for_each(|(a, b)| *a += b);
            }
        }
        for (draw, [gold, coded, found]) in draws.iter_mut().zip(sums) {
            draw.push(figures(found, gold, coded).f1);
        }
    }
    let interval = |mut draw: Vec<f64>| {
        draw.sort_by(f64::total_cmp);
        let at = |share: f64| draw[(share * RESAMPLES as f64) as usize];
        [at(0.025), at(0.975)]
    };
    draws.into_iter().map(interval).collect()
}

fn per_type(n: &Counts) -> Vec<(EventType, Figures)> {
    let mut rows: Vec<(EventType, Figures)> = EventType::ALL
        .iter()
        .map(|&t| (t, n.per_type[t as usize]))
        .filter(|(_, [gold, coded, _])| gold + coded > 0)
        .map(|(t, [gold, coded, found])| (t, figures(found, gold, coded)))
        .collect();
    rows.sort_by_key(|(t, _)| t.as_str());
    rows
}

fn per_status(n: &Counts) -> Vec<StatusRow> {
    let row = |&status: &Status| {
        let row = n.confusion[status as usize];
        let total = row.iter().sum();
        StatusRow { status, share: share(row[status as usize], total), n: total }
    };
    Status::ALL.iter().map(row).collect()
}

fn confusion(n: &Counts) -> Vec<(Status, Status, u64)> {
    let all = Status::ALL.iter().flat_map(|&a| Status::ALL.iter().map(move |&b| (a, b)));
    let mut rows: Vec<_> = all.map(|(a, b)| (a, b, n.confusion[a as usize][b as usize])).filter(|&(a, b, n)| a != b && n > 0).collect();
    rows.sort_by_key(|&(_, _, n)| std::cmp::Reverse(n));
    rows
}

pub(crate) fn figures(tp: u64, gold: u64, coded: u64) -> Figures {
    let ratio = |n: u64| if n > 0 { tp as f64 / n as f64 } else { 0.0 };
    let (p, r) = (ratio(coded), ratio(gold));
    let f1 = if p + r > 0.0 { round(2.0 * p * r / (p + r)) } else { 0.0 };
    Figures { p: round(p), r: round(r), f1, tp, gold, coded, interval: None }
}

fn share(part: u64, whole: u64) -> Option<f64> {
    (whole > 0).then(|| round(part as f64 / whole as f64))
}

/// To four digits as Python's `round` does: from the exact value of the float, a tie to the even digit. Scaling by 10,000
/// would round twice.
fn round(x: f64) -> f64 {
    format!("{x:.4}").parse().unwrap_or(x)
}

fn types_as_map<S: Serializer>(rows: &[(EventType, Figures)], s: S) -> Result<S::Ok, S::Error> {
    s.collect_map(rows.iter().map(|(t, f)| (t.as_str(), f)))
}

fn statuses_as_map<S: Serializer>(rows: &[StatusRow], s: S) -> Result<S::Ok, S::Error> {
    s.collect_map(rows.iter().map(|r| (r.status.as_str(), (r.share, r.n))))
}

fn confusion_as_map<S: Serializer>(rows: &[(Status, Status, u64)], s: S) -> Result<S::Ok, S::Error> {
    let mut map = s.serialize_map(Some(rows.len()))?;
    for (a, b, n) in rows {
        map.serialize_entry(&format!("{a}->{b}"), n)?;
    }
    map.end()
}

/// The scorer's table, line for line; no line break at the end.
impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let list = |items: Vec<String>| items.join(", ");
        for (name, k) in [("type", &self.type_), ("dyad", &self.dyad), ("full", &self.full)] {
            let interval = k.interval.map_or("None".to_owned(), |[a, b]| format!("[{a:?}, {b:?}]"));
            let Figures { p, r, f1, tp, gold, coded, .. } = k;
            writeln!(f, "{name:5} P {p:.3} R {r:.3} F1 {f1:.3} {interval}  ({tp} of {gold} gold, {coded} coded)")?;
        }
        let per_status = self.per_status.iter().map(|r| format!("'{}': [{}, {}]", r.status, number(r.share), r.n)).collect();
        writeln!(
            f,
            "status {} {{{}}} filed as done {} mode {} of {} sector {}",
            number(self.status),
            list(per_status),
            number(self.filed_as_done),
            number(self.mode),
            number(self.of),
            number(self.sector)
        )?;
        for (t, Figures { p, r, f1, gold, coded, .. }) in &self.per_type {
            writeln!(f, "  {t:10} P {p:.2} R {r:.2} F1 {f1:.2} gold {gold} coded {coded}")?;
        }
        write!(f, "{{{}}}", list(self.status_confusion.iter().map(|(a, b, n)| format!("'{a}->{b}': {n}")).collect()))
    }
}

/// A share as Python prints it.
fn number(share: Option<f64>) -> String {
    share.map_or("None".to_owned(), |x| format!("{x:?}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounds_as_python_does() {
        // python3 -c "print([round(x, 4) for x in (1/32, 3/32, 2/3, 0.12345, 0.00005, 1.0)])"
        let rounded = [1.0 / 32.0, 3.0 / 32.0, 2.0 / 3.0, 0.12345, 0.00005, 1.0].map(round);
        assert_eq!(rounded, [0.0312, 0.0938, 0.6667, 0.1235, 0.0001, 1.0]);
    }

    #[test]
    fn nothing_at_all_gives_zeros_and_no_shares() {
        let report = score(&[], &[]);
        assert_eq!(report.type_, Figures { p: 0.0, r: 0.0, f1: 0.0, tp: 0, gold: 0, coded: 0, interval: Some([0.0, 0.0]) });
        assert_eq!((report.status, report.filed_as_done, report.per_type.len()), (None, None, 0));
        assert!(report.to_string().ends_with("\n{}"));
    }
}
