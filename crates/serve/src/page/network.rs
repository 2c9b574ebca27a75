//! The network: who deals with whom.

use std::collections::HashMap;

use askama::Template;
use chancery_model::Country;
use serde::Serialize;

use super::{
    events::{KEYS, Switch},
    facet::{self, Chip, Facet},
};
use crate::{
    Query,
    ask::{Ask, Form, Frame, Reply},
    chart::network::{self, Edge},
    choice::{Choice, Rule},
    failure::Failure,
    name,
    tally::{Tally, each_counted},
};

#[derive(Template, Serialize)]
#[template(path = "network.html")]
struct Page {
    #[serde(skip)]
    frame: Frame,
    #[serde(skip)]
    query: Query,
    rule: &'static str,
    #[serde(skip)]
    rules: Vec<Switch>,
    #[serde(skip)]
    chips: Vec<Chip>,
    facets: Vec<Facet>,
    countries: usize,
    edges: Vec<Edge>,
    edge_count: usize,
    #[serde(skip)]
    chart: String,
    #[serde(skip)]
    drawn: usize,
}

/// Countries on the circle.
const NODES: usize = 26;
/// Pairs in the table.
const ROWS: usize = 100;

/// `GET /network`.
pub fn page(ask: &Ask) -> Result<Reply, Failure> {
    let choice = Choice::read(&ask.query)?;
    let view = &ask.view;
    let tally = Tally::new(view, &choice);
    let mut pairs: HashMap<(Country, Country), ([u32; 4], f64)> = HashMap::new();
    let mut weights: HashMap<Country, u32> = HashMap::new();
    each_counted(view, tally.rows.iter().copied(), choice.rule, |row| {
        let mut all = view.parties(row).to_vec();
        all.sort_unstable();
        all.dedup();
        for (n, a) in all.iter().enumerate() {
            for b in &all[n + 1..] {
                let p = pairs.entry((*a, *b)).or_default();
                p.0[row.quad as usize - 1] += 1;
                p.1 += f64::from(row.score);
                *weights.entry(*a).or_default() += 1;
                *weights.entry(*b).or_default() += 1;
            }
        }
    });
    let edge = |((a, b), (quads, sum)): ((Country, Country), ([u32; 4], f64))| Edge {
        a,
        b,
        quads,
        score: sum / f64::from(quads.iter().sum::<u32>()),
    };
    let mut edges: Vec<Edge> = pairs.into_iter().map(edge).collect();
    edges.sort_by_key(|e| (std::cmp::Reverse(e.total()), e.a, e.b));
    if ask.form == Form::Csv {
        let head = ["a", "b", "acts", "verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict", "mean_score"];
        return ask.table(
            "network",
            &head,
            edges.into_iter().map(|e| {
                let first = [e.a.to_string(), e.b.to_string(), e.total().to_string()];
                first.into_iter().chain(e.quads.iter().map(u32::to_string)).chain([format!("{:.2}", e.score)]).collect()
            }),
        );
    }
    let countries = weights.len();
    let mut nodes: Vec<(Country, u32)> = weights.into_iter().collect();
    nodes.sort_by_key(|(c, n)| (std::cmp::Reverse(*n), *c));
    nodes.truncate(NODES);
    let mut nodes: Vec<Country> = nodes.into_iter().map(|(c, _)| c).collect();
    nodes.sort_by_key(|c| name::label(*c));
    let drawn: Vec<Edge> = edges.iter().filter(|e| nodes.contains(&e.a) && nodes.contains(&e.b)).take(160).cloned().collect();
    let base = ask.query.without("after");
    let switch = |r: &Rule, label| Switch { label, href: base.with("rule", r.as_str()).on("/network"), on: *r == choice.rule };
    let edge_count = edges.len();
    edges.truncate(ROWS);
    ask.page(&Page {
        frame: ask.frame("Network", "network"),
        rule: choice.rule.as_str(),
        rules: Rule::ALL.iter().map(|(r, label)| switch(r, label)).collect(),
        chips: facet::chips(&ask.query, "/network", KEYS),
        facets: facet::facets(view, &ask.query, &tally.facets),
        countries,
        chart: network::network(&nodes, &drawn, &ask.query.without("party").without("after")),
        drawn: nodes.len(),
        edges,
        edge_count,
        query: base,
    })
}
