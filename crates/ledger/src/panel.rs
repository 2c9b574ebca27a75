//! Panels: acts counted by parties and period, with zeros where nothing was told.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::str::FromStr;

use chancery_model::{Country, Mention, PanelRow};
use jiff::{ToSpan, civil::Date};

use crate::{
    act::{When, dyads, when},
    event::Acts,
};

/// Whose acts make a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// One country toward another.
    Dyad,
    /// One country, toward whomever.
    Country,
}

/// How long a period is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Period {
    /// A day.
    Day,
    /// Monday to Sunday.
    Week,
    /// A calendar month.
    Month,
    /// A calendar year.
    Year,
}

impl Period {
    /// The first day of the period that holds `day`.
    fn start(self, day: Date) -> Date {
        match self {
            Period::Day => day,
            Period::Week => day.saturating_sub(i64::from(day.weekday().to_monday_zero_offset()).days()),
            Period::Month => day.first_of_month(),
            Period::Year => day.first_of_year(),
        }
    }

    /// The first day of the period after the one that begins on `start`; `None` at the end of the calendar.
    fn next(self, start: Date) -> Option<Date> {
        match self {
            Period::Day => start.checked_add(1.day()),
            Period::Week => start.checked_add(1.week()),
            Period::Month => start.checked_add(1.month()),
            Period::Year => start.checked_add(1.year()),
        }
        .ok()
    }

    /// The last day of the period that begins on `start`.
    fn end(self, start: Date) -> Date {
        self.next(start).and_then(|n| n.checked_sub(1.day()).ok()).unwrap_or(Date::MAX)
    }
}

impl FromStr for Unit {
    type Err = String;

    fn from_str(s: &str) -> Result<Self, String> {
        match s {
            "dyad" => Ok(Unit::Dyad),
            "country" => Ok(Unit::Country),
            _ => Err(format!("'{s}' is no unit: dyad or country")),
        }
    }
}

impl FromStr for Period {
    type Err = String;

    fn from_str(s: &str) -> Result<Self, String> {
        match s {
            "day" => Ok(Period::Day),
            "week" => Ok(Period::Week),
            "month" => Ok(Period::Month),
            "year" => Ok(Period::Year),
            _ => Err(format!("'{s}' is no period: day, week, month or year")),
        }
    }
}

/// Who, toward whom (none in a panel of countries), the first day of the period.
type Key = (Country, Option<Country>, Date);

#[derive(Debug, Default)]
struct Cell {
    mentions: u64,
    events: u64,
    sources: BTreeSet<u32>,
    quad: [u64; 4],
    goldstein: (f64, u64),
    plover: f64,
}

/// Acts counted as they come, in the order of telling. Memory grows with the cells that hold something and with the acts,
/// not with the mentions.
///
/// ```
/// use chancery_ledger::{Panel, Period, Unit};
/// let panel = Panel::new(Unit::Dyad, Period::Month);
/// assert_eq!(panel.rows(None, None).count(), 0); // and a row for each dyad and month, once there are mentions
/// ```
#[derive(Debug)]
pub struct Panel {
    unit: Unit,
    period: Period,
    cells: BTreeMap<Key, Cell>,
    acts: Acts,
    /// Acts numbered so far: a higher number is a new one.
    known: usize,
    sources: HashMap<Option<String>, u32>,
    unplaced: u64,
}

impl Panel {
    /// An empty panel.
    pub fn new(unit: Unit, period: Period) -> Self {
        Panel { unit, period, cells: BTreeMap::new(), acts: Acts::default(), known: 0, sources: HashMap::new(), unplaced: 0 }
    }

    /// Counts a mention. The period is that of the act: its own day, else the document's; what is told of a stretch counts
    /// where one period holds all of it.
    pub fn add(&mut self, m: &Mention) {
        let act = self.acts.place(m);
        let new = act >= self.known;
        self.known = self.known.max(act + 1);
        let start = match when(m) {
            When::Day(day) => Some(self.period.start(day)),
            When::Stretch(Some(from), Some(to)) => Some(self.period.start(from)).filter(|s| *s == self.period.start(to)),
            When::Stretch(..) | When::Unknown => None,
        };
        let pairs: BTreeSet<(Country, Option<Country>)> = match self.unit {
            Unit::Dyad => dyads(m).into_iter().filter(|(_, to)| to.is_some()).collect(),
            Unit::Country => dyads(m).into_iter().map(|(by, _)| (by, None)).collect(),
        };
        let (Some(start), false) = (start, pairs.is_empty()) else {
            self.unplaced += 1;
            return;
        };
        let next = self.sources.len() as u32;
        let source = *self.sources.entry(m.document.source.clone()).or_insert(next);
        for (actor, recipient) in pairs {
            let cell = self.cells.entry((actor, recipient, start)).or_default();
            cell.mentions += 1;
            cell.events += u64::from(new);
            cell.sources.insert(source);
            cell.quad[usize::from(u8::from(m.quad)) - 1] += 1;
            if let Some(g) = m.goldstein {
                cell.goldstein = (cell.goldstein.0 + g, cell.goldstein.1 + 1);
            }
            cell.plover += m.plover_score;
        }
    }

    /// Mentions that count nowhere: no day, a stretch longer than the period, no country that acts (toward another).
    pub fn unplaced(&self) -> u64 {
        self.unplaced
    }

    /// The rows, by parties and period: every unit that has an act in it gets all periods from `from` to `to`, else from the
    /// panel's first to its last. A period that is cut by `from` or `to` is given whole.
    pub fn rows(self, from: Option<Date>, to: Option<Date>) -> impl Iterator<Item = PanelRow> {
        let period = self.period;
        let first = from.map(|d| period.start(d)).or(self.cells.keys().map(|k| k.2).min());
        let last = to.map(|d| period.start(d)).or(self.cells.keys().map(|k| k.2).max());
        let within = move |d: Date| first.is_some_and(|f| f <= d) && last.is_some_and(|l| d <= l);
        let units: BTreeSet<(Country, Option<Country>)> = self.cells.keys().filter(|k| within(k.2)).map(|k| (k.0, k.1)).collect();
        let mut cells = self.cells;
        units.into_iter().flat_map(move |(actor, recipient)| {
            let mut rows = Vec::new();
            let mut at = first;
            while let Some(start) = at.filter(|d| within(*d)) {
                let cell = cells.remove(&(actor, recipient, start)).unwrap_or_default();
                rows.push(cell.row(start, period.end(start), actor, recipient));
                at = period.next(start);
            }
            rows
        })
    }
}

impl Cell {
    fn row(self, start: Date, end: Date, actor: Country, recipient: Option<Country>) -> PanelRow {
        let mean = |sum: f64, n: u64| (n > 0).then(|| sum / n as f64);
        PanelRow {
            start,
            end,
            actor,
            recipient,
            mentions: self.mentions,
            events: self.events,
            sources: self.sources.len() as u64,
            quad: self.quad,
            goldstein: mean(self.goldstein.0, self.goldstein.1),
            plover_score: mean(self.plover, self.mentions),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::mention;

    fn panel(unit: Unit, period: Period) -> Panel {
        let mut panel = Panel::new(unit, period);
        for m in [
            mention("a", "2024-01-10", "ACCUSE", "Peru [accused] Chile.").by("PER").to("CHL").source("Wire"),
            mention("b", "2024-01-11", "ACCUSE", "Peru [accused] Chile.").by("PER").to("CHL").source("Daily"),
            mention("c", "2024-03-05", "CONSULT", "Peru and Chile [met].").by("PER CHL"),
            mention("d", "2024-03-06", "COERCE", "Police [arrested] someone.").by("PER"),
        ] {
            panel.add(&m.build());
        }
        panel
    }

    #[test]
    fn zeros_stand_where_nothing_was_told() {
        let rows: Vec<PanelRow> = panel(Unit::Dyad, Period::Month).rows(None, None).collect();
        let shown = |r: &PanelRow| format!("{} {}-{} {} {} {}", r.start, r.actor, r.recipient.unwrap(), r.mentions, r.events, r.sources);
        assert_eq!(
            rows.iter().map(shown).collect::<Vec<_>>(),
            [
                "2024-01-01 CHL-PER 0 0 0",
                "2024-02-01 CHL-PER 0 0 0",
                "2024-03-01 CHL-PER 1 1 1",
                "2024-01-01 PER-CHL 2 1 2",
                "2024-02-01 PER-CHL 0 0 0",
                "2024-03-01 PER-CHL 1 1 1",
            ]
        );
        assert_eq!((rows[1].goldstein, rows[1].plover_score), (None, None));
        assert_eq!(rows[0].end, "2024-01-31".parse().unwrap());
        assert_eq!(rows[2].quad, [1, 0, 0, 0]);
        assert_eq!(rows[3].quad, [0, 0, 2, 0]);
    }

    #[test]
    fn countries_and_bounds() {
        let p = panel(Unit::Country, Period::Year);
        assert_eq!(p.unplaced(), 0);
        let rows: Vec<PanelRow> = p.rows(Some("2023-06-01".parse().unwrap()), Some("2024-12-31".parse().unwrap())).collect();
        let shown: Vec<String> = rows.iter().map(|r| format!("{} {} {}", r.start, r.actor, r.mentions)).collect();
        assert_eq!(shown, ["2023-01-01 CHL 0", "2024-01-01 CHL 1", "2023-01-01 PER 0", "2024-01-01 PER 4"]);
        assert_eq!(panel(Unit::Dyad, Period::Week).rows(Some("2030-01-01".parse().unwrap()), None).count(), 0);
        // An act toward nobody is in no dyad.
        assert_eq!(panel(Unit::Dyad, Period::Day).unplaced(), 1);
    }

    #[test]
    fn weeks_begin_on_monday() {
        let day = |s: &str| s.parse::<Date>().unwrap();
        assert_eq!(Period::Week.start(day("2024-04-07")), day("2024-04-01"));
        assert_eq!(Period::Week.end(day("2024-04-01")), day("2024-04-07"));
        assert_eq!(Period::Month.end(day("2024-02-01")), day("2024-02-29"));
        assert_eq!(Period::Year.end(Date::MAX.first_of_year()), Date::MAX);
    }
}
