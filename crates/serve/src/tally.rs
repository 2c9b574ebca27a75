//! One pass over the rows: what passes, how much of it there is, and what each further condition would leave.

use std::collections::{BTreeMap, HashMap, HashSet};

use chancery_model::{Context, Country, EventType, Mode, Status};
use jiff::{ToSpan, civil::Date};
use serde::Serialize;

use crate::{
    choice::{Choice, Rule, Test, facet, precision},
    view::{Row, Verdict, View},
};

/// What one a day is told apart by: day, type, who acts, toward whom.
type Daily = (Option<Date>, EventType, Option<Country>, Option<Country>);

/// What a choice leaves.
#[derive(Debug, Default)]

pub struct Tally {
    /// Rows that pass, in the order of telling.
    pub rows: Vec<u32>,
    /// Distinct acts among them, in the order of their first mention.
    pub acts: Vec<u32>,
    /// Distinct sources among them.
    pub sources: u32,
    /// Counts for each facet, of the rows that pass all other conditions.
    pub facets: Facets,
}

/// Mentions by each value.
#[derive(Debug, Default)]
pub struct Facets {
    /// By type.
    pub event: Vec<u32>,
    /// By mode.
    pub mode: Vec<u32>,
    /// By status.
    pub status: Vec<u32>,
    /// By quad class.
    pub quad: [u32; 5],
    /// By context.
    pub context: Vec<u32>,
    /// By source, as in the view.
    pub source: Vec<u32>,
    /// By precision of the place.
    pub place: [u32; 5],
    /// By verdict.
    pub reviewed: [u32; 3],
    /// By country in either role.
    pub party: HashMap<Country, u32>,
}

impl Tally {
    /// Looks at every row of `view` once.
    pub fn new(view: &View, choice: &Choice) -> Tally {
        let test = choice.test(view);
        let mut f = Facets {
            event: vec![0; EventType::ALL.len()],
            mode: vec![0; Mode::ALL.len()],
            status: vec![0; Status::ALL.len()],
            context: vec![0; Context::ALL.len()],
            source: vec![0; view.sources.len()],
            ..Facets::default()
        };
        let mut rows = Vec::new();
        let mut acts = vec![false; view.events.len()];
        let mut sources = vec![false; view.sources.len()];
        for (i, row) in view.rows.iter().enumerate() {
            let fails = test.fails(row);
            if fails == 0 {
                rows.push(i as u32);
                acts[row.act as usize] = true;
                sources[row.source as usize] = row.source != 0;
            } else if fails.count_ones() > 1 {
                continue;
            }
            // A row that fails one condition still counts for that condition's other values.
            let counts = |facet: u16| fails & !facet == 0;
            if counts(facet::EVENT) {
                f.event[row.event as usize] += 1;
            }
            if let Some(m) = row.mode.filter(|_| counts(facet::MODE)) {
                f.mode[m as usize] += 1;
            }
            if counts(facet::STATUS) {
                f.status[row.status as usize] += 1;
            }
            if counts(facet::QUAD) {
                f.quad[row.quad as usize] += 1;
            }
            if counts(facet::CONTEXT) {
                let mut bits = row.contexts;
                while bits != 0 {
                    f.context[bits.trailing_zeros() as usize] += 1;
                    bits &= bits - 1;
                }
            }
            if counts(facet::SOURCE) {
                f.source[row.source as usize] += 1;
            }
            if counts(facet::PLACE) {
                f.place[precision(view, row)] += 1;
            }
            if counts(facet::REVIEWED) {
                f.reviewed[Verdict::ALL.iter().position(|v| *v == row.verdict).unwrap_or_default()] += 1;
            }
            if counts(facet::PARTY) {
                let parties = view.parties(row);
                for (n, c) in parties.iter().enumerate() {
                    if !parties[..n].contains(c) {
                        *f.party.entry(*c).or_default() += 1;
                    }
                }
            }
        }
        Tally {
            rows,
            acts: (0..acts.len() as u32).filter(|i| acts[*i as usize]).collect(),
            sources: sources.iter().filter(|s| **s).count() as u32,
            facets: f,
        }
    }
}

/// Acts of one stretch of days, by quad class.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Bin {
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
    /// Acts by quad class, 1 to 4.
    pub quads: [u32; 4],
}

impl Bin {
    /// Acts in all.
    pub fn total(&self) -> u32 {
        self.quads.iter().sum()
    }
}

/// Lengths of bins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Unit {
    /// One day each.
    Day,
    /// Monday to Sunday.
    Week,
    /// Calendar months.
    Month,
    /// Calendar years.
    Year,
}

impl Unit {
    /// The finest that gives no more bins than can be told apart.
    pub fn of(first: Date, last: Date) -> Unit {
        match (last - first).get_days() {
            0..=75 => Unit::Day,
            76..=540 => Unit::Week,
            541..=4400 => Unit::Month,
            _ => Unit::Year,
        }
    }

    /// First day of the bin that `day` lies in.
    pub fn start(self, day: Date) -> Date {
        match self {
            Unit::Day => day,
            Unit::Week => day.checked_sub((i64::from(day.weekday().to_monday_zero_offset())).days()).unwrap_or(day),
            Unit::Month => day.first_of_month(),
            Unit::Year => day.first_of_year(),
        }
    }

    /// First day of the next bin.
    pub fn next(self, start: Date) -> Option<Date> {
        let span = match self {
            Unit::Day => 1.day(),
            Unit::Week => 1.week(),
            Unit::Month => 1.month(),
            Unit::Year => 1.year(),
        };
        start.checked_add(span).ok()
    }

    /// The name.
    pub fn as_str(self) -> &'static str {
        match self {
            Unit::Day => "day",
            Unit::Week => "week",
            Unit::Month => "month",
            Unit::Year => "year",
        }
    }
}

/// Counts of acts over time, by the choice's rule.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Series {
    /// Length of the bins.
    pub unit: &'static str,
    /// The bins, without gaps, in order.
    pub bins: Vec<Bin>,
    /// Counted, but without a day.
    pub undated: u32,
}

impl Series {
    /// Of the `rows` of `view`, which pass the choice of `test`, counted by `rule`; the unit follows from the first and the
    /// last day, or from `bounds` where several series are to be compared.
    pub fn new(view: &View, rows: impl Iterator<Item = u32>, test: &Test<'_>, rule: Rule, bounds: Option<(Date, Date)>) -> Series {
        let mut days: BTreeMap<Date, [u32; 4]> = BTreeMap::new();
        let mut undated = 0;
        each_counted(view, rows, rule, |row| match test.day(row) {
            Some(day) => days.entry(day).or_default()[row.quad as usize - 1] += 1,
            None => undated += 1,
        });
        let range = bounds.or_else(|| Some((*days.keys().next()?, *days.keys().next_back()?)));
        let Some((first, last)) = range else { return Series { unit: "day", bins: Vec::new(), undated } };
        let unit = Unit::of(first, last);
        let mut bins: Vec<Bin> = Vec::new();
        let mut start = unit.start(first);
        // Bounded: the units keep it to some hundred, but a text may name the year 1 or 9999.
        while start <= last && bins.len() < 600 {
            let Some(next) = unit.next(start) else { break };
            let to = next.yesterday().unwrap_or(start);
            let mut quads = [0; 4];
            for (_, q) in days.range(start..=to) {
                (0..4).for_each(|i| quads[i] += q[i]);
            }
            bins.push(Bin { from: start, to, quads });
            start = next;
        }
        Series { unit: unit.as_str(), bins, undated }
    }
}

/// Calls `each` once for everything that `rule` counts among the rows.
pub fn each_counted<'v>(view: &'v View, rows: impl Iterator<Item = u32>, rule: Rule, mut each: impl FnMut(&'v Row)) {
    match rule {
        Rule::Mentions => rows.for_each(|i| each(&view.rows[i as usize])),
        Rule::Events => {
            let mut seen = vec![false; view.events.len()];
            for i in rows {
                let row = &view.rows[i as usize];
                if !std::mem::replace(&mut seen[row.act as usize], true) {
                    each(row);
                }
            }
        }
        Rule::Days => {
            let mut seen: HashSet<Daily> = HashSet::new();
            for i in rows {
                let row = &view.rows[i as usize];
                let day = view.events.get(row.act as usize).and_then(|e| e.date);
                for (a, b) in dyads(view, row) {
                    if seen.insert((day, row.event, a, b)) {
                        each(row);
                    }
                }
            }
        }
    }
}

/// Who does it to whom, country by country; an act without a recipient has one side only.
pub fn dyads<'v>(view: &'v View, row: &'v Row) -> impl Iterator<Item = (Option<Country>, Option<Country>)> + 'v {
    let one = |c: &'v [Country]| -> Vec<Option<Country>> { if c.is_empty() { vec![None] } else { c.iter().copied().map(Some).collect() } };
    let recipients = one(view.recipients(row));
    one(view.actors(row)).into_iter().flat_map(move |a| recipients.clone().into_iter().map(move |b| (a, b)))
}

/// How many the rule counts.
pub fn count(view: &View, rows: &[u32], rule: Rule) -> u32 {
    let mut n = 0;
    each_counted(view, rows.iter().copied(), rule, |_| n += 1);
    n
}
