//! Two countries: what each does to the other.

use std::collections::BTreeMap;

use askama::Template;
use chancery_model::{Country, EventType};
use jiff::civil::Date;
use serde::Serialize;

use super::{
    facet::{self, Chip},
    promise::Promise,
    row::Act,
};
use crate::{
    Query,
    ask::{Ask, Form, Frame, Reply},
    chart::lines,
    choice::{Choice, Rule},
    failure::Failure,
    name,
    tally::{Series, each_counted},
};

/// One direction.
#[derive(Debug, Serialize)]
struct Way {
    name: String,
    acts: u32,
    mean_score: Option<f64>,
    quads: [u32; 4],
    types: Vec<(EventType, u32)>,
    series: Series,
}

#[derive(Template, Serialize)]
#[template(path = "dyad.html")]
struct Page {
    #[serde(skip)]
    frame: Frame,
    a: Country,
    b: Country,
    #[serde(skip)]
    names: (String, String),
    ways: Vec<Way>,
    #[serde(skip)]
    chart: String,
    #[serde(skip)]
    chips: Vec<Chip>,
    commitments: Vec<Promise>,
    events: Vec<Act>,
    event_count: usize,
    #[serde(skip)]
    events_href: String,
    rule: &'static str,
    #[serde(skip)]
    rules: Vec<super::events::Switch>,
    #[serde(skip)]
    since: String,
    #[serde(skip)]
    until: String,
}

/// A country of the address.
pub fn country(text: &str) -> Result<Country, Failure> {
    text.parse().map_err(|e: String| Failure::bad(e))
}

/// `GET /dyad/{a}/{b}`.
pub fn page(ask: &Ask) -> Result<Reply, Failure> {
    let (a, b) = (country(ask.param(0))?, country(ask.param(1))?);
    let choice = Choice { pair: Some((a, b)), ..Choice::read(&ask.query)? };
    let view = &ask.view;
    let test = choice.test(view);
    let rows: Vec<u32> = (0..view.rows.len() as u32).filter(|i| test.passes(&view.rows[*i as usize])).collect();
    // A mutual act has no direction: those who meet or agree act both.
    let acts_on = |i: &u32, x: Country, y: Country| {
        let row = &view.rows[*i as usize];
        let (actors, recipients) = (view.actors(row), view.recipients(row));
        actors.contains(&x) && (recipients.contains(&y) || actors.contains(&y))
    };
    let days = rows.iter().filter_map(|i| test.day(&view.rows[*i as usize]));
    let bounds: Option<(Date, Date)> = days.fold(None, |b, d| Some(b.map_or((d, d), |(x, y): (Date, Date)| (x.min(d), y.max(d)))));
    let way = |x: Country, y: Country| {
        let of: Vec<u32> = rows.iter().copied().filter(|i| acts_on(i, x, y)).collect();
        let (mut quads, mut types, mut sum, mut n) = ([0; 4], BTreeMap::<EventType, u32>::new(), 0.0, 0);
        each_counted(view, of.iter().copied(), choice.rule, |r| {
            quads[r.quad as usize - 1] += 1;
            *types.entry(r.event).or_default() += 1;
            sum += f64::from(r.score);
            n += 1;
        });
        let mut types: Vec<(EventType, u32)> = types.into_iter().collect();
        types.sort_by_key(|(t, n)| (std::cmp::Reverse(*n), *t));
        let series = Series::new(view, of.into_iter(), &test, choice.rule, bounds);
        Way {
            name: format!("{} → {}", name::label(x), name::label(y)),
            acts: n,
            mean_score: (n > 0).then(|| sum / f64::from(n)),
            quads,
            types,
            series,
        }
    };
    let ways = vec![way(a, b), way(b, a)];
    if ask.form == Form::Csv {
        let rows = ways.iter().zip([(a, b), (b, a)]).flat_map(|(w, (x, y))| {
            w.series.bins.iter().map(move |bin| {
                [x.to_string(), y.to_string(), bin.from.to_string(), bin.to.to_string()]
                    .into_iter()
                    .chain(bin.quads.iter().map(u32::to_string))
                    .collect()
            })
        });
        let head =
            ["actor", "recipient", "from", "to", "verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict"];
        return ask.table(&format!("{a}-{b}"), &head, rows);
    }
    let today = ask.today();
    let both = |c: &&chancery_model::Commitment| [a, b].iter().all(|x| c.by.contains(x) || c.to.contains(x));
    let mut commitments: Vec<Promise> = view.commitments.iter().filter(both).map(|c| Promise::new(c, today, view.source_count())).collect();
    commitments.sort_by_key(|c| std::cmp::Reverse(super::promise::last_day(&c.commitment)));
    let mut acts: Vec<u32> = rows.iter().map(|i| view.rows[*i as usize].act).collect();
    acts.sort_unstable();
    acts.dedup();
    let shown = acts.iter().rev().take(20).map(|i| &view.events[*i as usize]);
    let base = ask.query.without("pair");
    let switch =
        |r: &Rule, label| super::events::Switch { label, href: base.with("rule", r.as_str()).on(&ask.place), on: *r == choice.rule };
    let panels: Vec<(String, &Series)> = ways.iter().map(|w| (w.name.clone(), &w.series)).collect();
    let names = (name::label(a), name::label(b));
    ask.page(&Page {
        frame: ask.frame(format!("{} and {}", names.0, names.1), "events"),
        chart: lines::lines(&panels, "Both directions over time: cooperation above the line, conflict below"),
        chips: facet::chips(&ask.query, &ask.place, super::events::KEYS),
        commitments,
        events: Act::all(ask, shown)?,
        event_count: acts.len(),
        events_href: with_pair(&ask.query, a, b).on("/events"),
        rule: choice.rule.as_str(),
        rules: Rule::ALL.iter().map(|(r, label)| switch(r, label)).collect(),
        since: choice.since.map(|d| d.to_string()).unwrap_or_default(),
        until: choice.until.map(|d| d.to_string()).unwrap_or_default(),
        a,
        b,
        names,
        ways,
    })
}

fn with_pair(query: &Query, a: Country, b: Country) -> Query {
    query.without("pair").with("pair", format!("{a}-{b}"))
}
