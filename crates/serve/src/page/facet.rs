//! The panel of conditions beside a view: a form that works without script.

use chancery_model::{Context, EventType, Mode, Status};
use serde::Serialize;

use crate::{
    Query,
    choice::PRECISIONS,
    name,
    tally::Facets,
    view::{Verdict, View},
};

/// One condition with its values.
#[derive(Debug, Clone, Serialize)]
pub struct Facet {
    /// Key of the query.
    pub key: &'static str,
    /// What it is called.
    pub title: &'static str,
    /// Its values.
    pub options: Vec<Opt>,
    /// Whether one is chosen.
    pub set: bool,
    /// Values beyond those shown.
    pub more: usize,
}

/// A value of a facet.
#[derive(Debug, Clone, Serialize)]
pub struct Opt {
    /// In addresses.
    pub value: String,
    /// On the page.
    pub label: String,
    /// Mentions that it would leave.
    pub count: u32,
    /// Whether it is chosen.
    pub chosen: bool,
}

/// Values shown of facets that may have hundreds.
const SHOWN: usize = 24;

fn facet(
    query: &Query,
    key: &'static str,
    title: &'static str,
    values: impl Iterator<Item = (String, String, u32)>,
    by_count: bool,
) -> Facet {
    let chosen: Vec<&str> = query.all(key).flat_map(|v| if key == "source" { vec![v] } else { v.split(',').collect() }).collect();
    let mut options: Vec<Opt> = values
        .map(|(value, label, count)| Opt { chosen: chosen.contains(&value.as_str()), value, label, count })
        .filter(|o| o.count > 0 || o.chosen)
        .collect();
    if by_count {
        options.sort_by(|a, b| (b.chosen, b.count, &a.label).cmp(&(a.chosen, a.count, &b.label)));
    }
    let more = options.len().saturating_sub(SHOWN);
    options.truncate(SHOWN.max(chosen.len()));
    Facet { key, title, set: !chosen.is_empty(), options, more }
}

/// The panel's conditions.
pub fn facets(view: &View, query: &Query, f: &Facets) -> Vec<Facet> {
    let plain = |s: &str| s.to_owned();
    let parties = f.party.iter().map(|(c, n)| (c.to_string(), name::label(*c), *n));
    let events = EventType::ALL.iter().map(|e| (plain(e.as_str()), plain(e.as_str()), f.event[*e as usize]));
    let modes = Mode::ALL.iter().map(|m| (plain(m.as_str()), name::words(m.as_str()), f.mode[*m as usize]));
    let statuses = Status::ALL.iter().map(|s| (plain(s.as_str()), plain(s.as_str()), f.status[*s as usize]));
    let quads = (1..=4u8).map(|q| (q.to_string(), name::quad(q).to_owned(), f.quad[usize::from(q)]));
    let contexts = Context::ALL.iter().map(|c| (plain(c.as_str()), name::words(c.as_str()), f.context[*c as usize]));
    let sources = view.sources.iter().zip(&f.source).skip(1).map(|(s, n)| (s.clone(), s.clone(), *n));
    let places = PRECISIONS.iter().zip(f.place).map(|(p, n)| {
        let label = match *p {
            "city" => "a town",
            "region" => "a region",
            "water" => "a water",
            "country" => "a country",
            _ => "not told or not known",
        };
        (plain(p), plain(label), n)
    });
    let reviewed = Verdict::ALL.iter().zip(f.reviewed).map(|(v, n)| (plain(v.as_str()), plain(v.as_str()), n));
    vec![
        facet(query, "party", "Party", parties, true),
        facet(query, "event", "Type", events, false),
        facet(query, "status", "Status", statuses, false),
        facet(query, "quad", "Quad class", quads, false),
        facet(query, "mode", "Mode", modes, true),
        facet(query, "context", "Context", contexts, true),
        facet(query, "source", "Source", sources, true),
        facet(query, "place", "Place is", places, false),
        facet(query, "reviewed", "Review", reviewed, false),
    ]
}

/// A condition in force, with the address without it.
#[derive(Debug, Clone, Serialize)]
pub struct Chip {
    /// What it says.
    pub label: String,
    /// The view without it.
    pub without: String,
}

/// The conditions in force.
pub fn chips(query: &Query, path: &str, keys: &[(&str, &str)]) -> Vec<Chip> {
    let base = query.without("after");
    let mut out = Vec::new();
    for (key, title) in keys {
        for value in base.all(key) {
            let mut rest = base.without(key);
            for other in base.all(key).filter(|v| *v != value) {
                rest.push(key, other);
            }
            let shown = match *key {
                "quad" => value.parse().map_or(value.to_owned(), |q| name::quad(q).to_owned()),
                "party" | "actor" | "recipient" | "placed" | "by" | "to" => value.parse().map_or(value.to_owned(), name::label),
                _ => name::words(value),
            };
            let shown = if matches!(*key, "since" | "until" | "as_of" | "moved" | "source" | "document" | "pair") {
                value.to_owned()
            } else {
                shown
            };
            out.push(Chip { label: format!("{title}: {shown}"), without: rest.on(path) });
        }
    }
    out
}
