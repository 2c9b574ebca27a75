//! The ledger: what was promised, where it stands.

use std::collections::BTreeMap;

use askama::Template;
use chancery_model::{Commitment, Country, EventType, StepState};
use chancery_store::Filter;
use jiff::civil::Date;
use serde::Serialize;

use super::{
    facet::{self, Chip},
    promise::{self, Promise},
};
use crate::{
    Query,
    ask::{Ask, Form, Frame, Reply},
    chart::pledged::{self, Pledge},
    choice::value,
    cursor, export,
    failure::Failure,
    name,
};

/// A column of the board.
#[derive(Debug, Serialize)]
struct Column {
    state: StepState,
    #[serde(skip)]
    label: String,
    count: usize,
    #[serde(skip)]
    href: String,
    #[serde(skip)]
    cards: Vec<Promise>,
}

#[derive(Template, Serialize)]
#[template(path = "ledger.html")]
struct Page {
    #[serde(skip)]
    frame: Frame,
    #[serde(skip)]
    asked: Asked,
    as_of: Date,
    count: usize,
    lapsed: usize,
    board: Vec<Column>,
    results: Vec<Promise>,
    next: Option<String>,
    #[serde(skip)]
    next_href: Option<String>,
    pledges: Vec<Pledge>,
    #[serde(skip)]
    charts: Vec<(String, String)>,
    #[serde(skip)]
    chips: Vec<Chip>,
    #[serde(skip)]
    parties: Vec<Named>,
}

/// A country to choose.
#[derive(Debug)]
struct Named {
    code: Country,
    name: String,
}

/// What is asked for.
#[derive(Debug, Default)]
struct Asked {
    party: Vec<Country>,
    by: Vec<Country>,
    to: Vec<Country>,
    kind: Vec<EventType>,
    state: Vec<StepState>,
    domain: Vec<String>,
    lapsed: Option<bool>,
    amount: bool,
    as_of: Option<Date>,
    moved: Option<Date>,
    source: Vec<String>,
    text: String,
}

const KEYS: &[(&str, &str)] = &[
    ("party", "party"),
    ("by", "by"),
    ("to", "toward"),
    ("type", "type"),
    ("state", "state"),
    ("domain", "domain"),
    ("lapsed", "lapsed"),
    ("amount", "with an amount"),
    ("as_of", "as of"),
    ("moved", "moved since"),
    ("source", "source"),
    ("text", "words"),
];

fn all<T: std::str::FromStr<Err = String>>(query: &Query, key: &str) -> Result<Vec<T>, Failure> {
    query.all(key).flat_map(|v| v.split(',')).map(|v| v.parse().map_err(|e| Failure::bad(format!("{key}={v}: {e}")))).collect()
}

impl Asked {
    fn read(query: &Query) -> Result<Asked, Failure> {
        let lapsed = match query.get("lapsed") {
            None => None,
            Some("yes") => Some(true),
            Some("no") => Some(false),
            Some(v) => return Err(Failure::bad(format!("lapsed={v}: yes or no are expected"))),
        };
        Ok(Asked {
            party: all(query, "party")?,
            by: all(query, "by")?,
            to: all(query, "to")?,
            kind: all(query, "type")?,
            state: all(query, "state")?,
            domain: query.all("domain").map(str::to_owned).collect(),
            lapsed,
            amount: query.get("amount").is_some(),
            as_of: value(query, "as_of")?,
            moved: value(query, "moved")?,
            source: query.all("source").map(str::to_owned).collect(),
            text: query.get("text").unwrap_or_default().to_lowercase(),
        })
    }

    /// Everything but state, so that the board can show what the others hold.
    fn takes(&self, ask: &Ask, c: &Commitment) -> bool {
        let any = |all: &[Country], of: &[Country]| all.is_empty() || of.iter().any(|x| all.contains(x));
        let source = |s: &chancery_model::Step| {
            ask.view.document(&s.document).and_then(|(d, _)| d.source.as_ref()).is_some_and(|s| self.source.contains(s))
        };
        (self.party.is_empty() || c.by.iter().chain(&c.to).any(|x| self.party.contains(x)))
            && any(&self.by, &c.by)
            && any(&self.to, &c.to)
            && (self.kind.is_empty() || self.kind.contains(&c.kind))
            && (self.domain.is_empty() || c.domain.as_ref().is_some_and(|d| self.domain.contains(d)))
            && (!self.amount || c.amount.is_some())
            && self.moved.is_none_or(|day| c.steps.iter().any(|s| s.date.is_some_and(|d| d >= day)))
            && (self.source.is_empty() || c.steps.iter().any(source))
            && (self.text.is_empty() || c.subject.to_lowercase().contains(&self.text))
    }
}

/// `GET /ledger`.
pub fn page(ask: &Ask) -> Result<Reply, Failure> {
    let asked = Asked::read(&ask.query)?;
    let view = &ask.view;
    let day = asked.as_of.unwrap_or(ask.today());
    let sources = view.source_count();
    // As it stood on a day, the ledger is made anew from what documents told by then.
    let stood = asked.as_of.map(|d| ask.store.commitments(&Filter { known: Some(d), ..Filter::default() })).transpose()?;
    let mut found: Vec<Promise> = stood
        .as_ref()
        .unwrap_or(&view.commitments)
        .iter()
        .filter(|c| asked.takes(ask, c))
        .map(|c| Promise::new(c, day, sources))
        .filter(|p| asked.lapsed.is_none_or(|l| l == p.commitment.lapsed.is_some()))
        .collect();
    let key = |p: &Promise| (promise::last_day(&p.commitment), p.commitment.id.clone());
    found.sort_by_cached_key(|p| std::cmp::Reverse(key(p)));
    let base = ask.query.without("after");
    let board = StepState::ALL.iter().map(|s| {
        let of: Vec<&Promise> = found.iter().filter(|p| p.commitment.state == *s).collect();
        Column {
            state: *s,
            label: name::state(*s),
            count: of.len(),
            href: base.with("state", s.as_str()).on("/ledger"),
            cards: of.into_iter().take(5).cloned().collect(),
        }
    });
    let board: Vec<Column> = board.collect();
    if !asked.state.is_empty() {
        found.retain(|p| asked.state.contains(&p.commitment.state));
    }
    if !matches!(ask.form, Form::Html | Form::Json) {
        return Ok(export::records::<Commitment>(ask, "commitments", move |write| found.iter().try_for_each(|p| write(&p.commitment))));
    }
    let pledges = pledges(&found);
    let charts = charts(&pledges);
    let limit = cursor::limit(&ask.query)?;
    let from = match cursor::read::<2>(&ask.query)? {
        None => 0,
        Some([day, id]) => {
            let place = (if day.is_empty() { None } else { day.parse().ok() }, id);
            found.partition_point(|p| key(p) >= place)
        }
    };
    let count = found.len();
    let lapsed = found.iter().filter(|p| p.commitment.lapsed.is_some()).count();
    let results: Vec<Promise> = found.into_iter().skip(from).take(limit).collect();
    let next = results.last().filter(|_| from + limit < count).map(|p| cursor::write(&[&p.last(), &p.commitment.id]));
    let mut parties: BTreeMap<Country, u32> = BTreeMap::new();
    for c in view.commitments.iter().flat_map(|c| c.by.iter().chain(&c.to)) {
        *parties.entry(*c).or_default() += 1;
    }
    let mut parties: Vec<Named> = parties.into_keys().map(|code| Named { code, name: name::label(code) }).collect();
    parties.sort_by(|a, b| a.name.cmp(&b.name));
    ask.page(&Page {
        chips: facet::chips(&ask.query, "/ledger", KEYS),
        next_href: next.as_ref().map(|n| ask.query.with("after", n).on("/ledger")),
        frame: ask.frame("Ledger", "ledger"),
        as_of: day,
        asked,
        count,
        lapsed,
        board,
        results,
        next,
        pledges,
        charts,
        parties,
    })
}

/// The sums of commitments that name one.
fn pledges(all: &[Promise]) -> Vec<Pledge> {
    use StepState::{Delivered, InProgress};
    let one = |p: &Promise| {
        let c = &p.commitment;
        let unit = c.amount.as_ref().and_then(|a| a.currency.clone().or_else(|| a.unit.clone()))?;
        let last = |done: bool| {
            let of = |s: &&chancery_model::Step| matches!(s.state, Delivered | InProgress) == done;
            c.steps
                .iter()
                .filter(of)
                .filter_map(|s| s.amount.as_ref())
                .filter(|a| a.currency.as_ref().or(a.unit.as_ref()) == Some(&unit))
                .filter_map(|a| a.value)
                .next_back()
        };
        let pledge = Pledge {
            id: c.id.clone(),
            label: format!("{}: {}", p.parties(), c.subject),
            unit: unit.clone(),
            pledged: last(false),
            delivered: last(true),
            state: p.state(),
        };
        (pledge.pledged.is_some() || pledge.delivered.is_some()).then_some(pledge)
    };
    all.iter().filter_map(one).collect()
}

/// A chart for each unit, those with the most first.
fn charts(pledges: &[Pledge]) -> Vec<(String, String)> {
    let mut by_unit: BTreeMap<&str, Vec<&Pledge>> = BTreeMap::new();
    for p in pledges {
        by_unit.entry(&p.unit).or_default().push(p);
    }
    let mut units: Vec<_> = by_unit.into_iter().collect();
    units.sort_by_key(|(unit, of)| (std::cmp::Reverse(of.len()), *unit));
    let draw = |(unit, mut of): (&str, Vec<&Pledge>)| {
        let size = |p: &Pledge| p.pledged.unwrap_or(0.0).max(p.delivered.unwrap_or(0.0));
        of.sort_by(|a, b| size(b).total_cmp(&size(a)));
        of.truncate(12);
        (unit.to_owned(), pledged::pledged(&of, unit))
    };
    units.into_iter().take(4).map(draw).collect()
}

impl Page {
    fn kinds(&self) -> &'static [EventType] {
        EventType::ALL
    }

    fn amount(&self, v: &Option<f64>) -> String {
        v.map(name::amount).unwrap_or_default()
    }

    fn day(&self, d: &Option<Date>) -> String {
        d.map(|d| d.to_string()).unwrap_or_default()
    }
}
