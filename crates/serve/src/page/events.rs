//! Events: what happened, chosen by facets, over time, in a table and on the map.

use std::collections::{BTreeMap, HashMap};

use askama::Template;
use chancery_export::Record;
use chancery_model::{Country, Event, PlacePrecision};
use serde::Serialize;

use super::{
    facet::{self, Chip, Facet},
    row::{Act, Line},
};
use crate::{
    Query,
    ask::{Ask, Form, Frame, Reply},
    chart::{bars, map},
    choice::{Choice, Rule},
    cursor, export,
    failure::Failure,
    name,
    tally::{self, Series, Tally, each_counted},
};

/// How much there is.
#[derive(Debug, Clone, Serialize)]
pub struct Sum {
    /// Distinct acts.
    pub events: usize,
    /// Mentions.
    pub mentions: usize,
    /// Named sources.
    pub sources: u32,
    /// What the rule counts.
    pub counted: u32,
}

impl Sum {
    /// "12 events / 20 mentions / 3 sources".
    pub fn line(&self) -> String {
        let of = |n: u64, one: &str| format!("{} {one}{}", name::number(n), if n == 1 { "" } else { "s" });
        format!("{} / {} / {}", of(self.events as u64, "event"), of(self.mentions as u64, "mention"), of(u64::from(self.sources), "source"))
    }
}

/// A rule with the address that counts by it.
#[derive(Debug, Clone, Serialize)]
pub struct Switch {
    /// What it is called.
    pub label: &'static str,
    /// The view so.
    pub href: String,
    /// Whether it is in force.
    pub on: bool,
}

#[derive(Template, Serialize)]
#[template(path = "events.html")]
struct Page {
    #[serde(skip)]
    frame: Frame,
    #[serde(skip)]
    query: Query,
    counts: Sum,
    rule: &'static str,
    #[serde(skip)]
    rules: Vec<Switch>,
    #[serde(skip)]
    shows: Vec<Switch>,
    #[serde(skip)]
    chips: Vec<Chip>,
    facets: Vec<Facet>,
    series: Series,
    #[serde(skip)]
    chart: String,
    /// What the table shows: mentions where they are counted, else events.
    #[serde(skip_serializing_if = "Option::is_none")]
    mentions: Option<Vec<Line>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    events: Option<Vec<Act>>,
    next: Option<String>,
    #[serde(skip)]
    next_href: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    map: Option<Places>,
}

/// Where acts take place.
#[derive(Debug, Serialize)]
pub struct Places {
    #[serde(skip)]
    svg: String,
    borders: String,
    countries: Vec<Shade>,
    towns: Vec<map::Dot>,
    /// Regions and waters, by name.
    areas: BTreeMap<String, u32>,
    unplaced: u32,
}

/// A country with the acts placed in it.
#[derive(Debug, Serialize)]
struct Shade {
    country: Country,
    name: String,
    acts: u32,
}

pub const KEYS: &[(&str, &str)] = &[
    ("party", "party"),
    ("actor", "actor"),
    ("recipient", "recipient"),
    ("pair", "between"),
    ("event", "type"),
    ("mode", "mode"),
    ("status", "status"),
    ("quad", "quad"),
    ("context", "context"),
    ("source", "source"),
    ("place", "place"),
    ("placed", "in"),
    ("confidence", "confidence from"),
    ("reviewed", "review"),
    ("since", "since"),
    ("until", "until"),
    ("document", "document"),
];

/// `GET /events`.
pub fn page(ask: &Ask) -> Result<Reply, Failure> {
    let choice = Choice::read(&ask.query)?;
    let view = &ask.view;
    let tally = Tally::new(view, &choice);
    if !matches!(ask.form, Form::Html | Form::Json) {
        return match choice.rule {
            Rule::Mentions => export::mentions(ask, tally.rows),
            Rule::Events | Rule::Days => Ok(events(ask, tally.acts)),
        };
    }
    let test = choice.test(view);
    let series = Series::new(view, tally.rows.iter().copied(), &test, choice.rule, choice.since.zip(choice.until));
    let counts = Sum {
        events: tally.acts.len(),
        mentions: tally.rows.len(),
        sources: tally.sources,
        counted: tally::count(view, &tally.rows, choice.rule),
    };
    let show = ask.query.get("show").unwrap_or("table");
    if !matches!(show, "table" | "map") {
        return Err(Failure::bad(format!("show={show}: table or map are expected")));
    }
    let base = ask.query.without("after");
    let limit = cursor::limit(&ask.query)?;
    let before = cursor::row(view, &ask.query)?;
    let (mut mentions, mut acts, mut next, mut placed) = (None, None, None, None);
    if show == "map" {
        placed = Some(places(ask, &tally.rows, choice.rule));
    } else if choice.rule == Rule::Mentions {
        let end = tally.rows.partition_point(|r| *r < before);
        let shown = &tally.rows[end.saturating_sub(limit)..end];
        next = (end > limit).then(|| cursor::of_row(view, shown[0]));
        mentions = Some(Line::all(ask, shown.iter().rev().copied())?);
    } else {
        // Events come in the order of their first mentions.
        let first = |act: &u32| view.events[*act as usize].mentions.first().and_then(|id| view.row(id)).map_or(0, |(i, _)| i);
        let end = tally.acts.partition_point(|a| first(a) < before);
        let shown = &tally.acts[end.saturating_sub(limit)..end];
        next = (end > limit).then(|| cursor::of_row(view, first(&shown[0])));
        acts = Some(Act::all(ask, shown.iter().rev().map(|a| &view.events[*a as usize]))?);
    }
    let switch = |key: &str, value: &'static str, label, on| Switch { label, href: base.with(key, value).on("/events"), on };
    let frame = ask.frame("Events", "events");
    ask.page(&Page {
        chips: facet::chips(&ask.query, "/events", KEYS),
        rules: Rule::ALL.iter().map(|(r, label)| switch("rule", r.as_str(), *label, *r == choice.rule)).collect(),
        shows: [("table", "Table"), ("map", "Map")].into_iter().map(|(v, label)| switch("show", v, label, v == show)).collect(),
        facets: facet::facets(view, &ask.query, &tally.facets),
        chart: bars::bars(&series, &format!("{} over time, by {} and quad class", counted_name(choice.rule), series.unit)),
        series,
        counts,
        rule: choice.rule.as_str(),
        mentions,
        events: acts,
        next_href: next.as_ref().map(|n| ask.query.with("after", n).on("/events")),
        next,
        map: placed,
        query: base,
        frame,
    })
}

/// What a rule counts, in the plural.
pub fn counted_name(rule: Rule) -> &'static str {
    match rule {
        Rule::Mentions => "Mentions",
        Rule::Events => "Events",
        Rule::Days => "Dyads and types a day",
    }
}

/// These events as a file.
pub fn events(ask: &Ask, acts: Vec<u32>) -> Reply {
    let view = ask.view.clone();
    export::records::<Event>(ask, &format!("{}s", Event::NAME), move |write| acts.iter().try_for_each(|a| write(&view.events[*a as usize])))
}

/// Where the acts of these rows take place.
fn places(ask: &Ask, rows: &[u32], rule: Rule) -> Places {
    let view = &ask.view;
    let (mut countries, mut towns, mut areas) = (HashMap::<Country, u32>::new(), HashMap::<u32, u32>::new(), BTreeMap::new());
    let mut unplaced = 0;
    each_counted(view, rows.iter().copied(), rule, |row| {
        let Some(at) = row.place else {
            unplaced += 1;
            return;
        };
        let spot = &view.places[at as usize];
        if let Some(c) = spot.country {
            *countries.entry(c).or_default() += 1;
        }
        match spot.precision {
            Some(PlacePrecision::City) => *towns.entry(at).or_default() += 1,
            Some(PlacePrecision::Region | PlacePrecision::Water) => *areas.entry(spot.name.clone()).or_default() += 1,
            Some(PlacePrecision::Country) => {}
            None => unplaced += 1,
        }
    });
    let mut towns: Vec<map::Dot> = towns
        .into_iter()
        .filter_map(|(at, acts)| {
            let spot = &view.places[at as usize];
            Some(map::Dot { name: spot.name.clone(), lat: spot.lat?, lon: spot.lon?, acts })
        })
        .collect();
    towns.sort_by(|a, b| (b.acts, &a.name).cmp(&(a.acts, &b.name)));
    let svg = map::map(&ask.app.borders, &countries, &towns, &ask.query.without("after").without("show"));
    let mut countries: Vec<Shade> = countries.into_iter().map(|(c, n)| Shade { country: c, name: name::label(c), acts: n }).collect();
    countries.sort_by(|a, b| (b.acts, &a.name).cmp(&(a.acts, &b.name)));
    Places { svg, borders: ask.app.borders.source.clone(), countries, towns, areas, unplaced }
}
