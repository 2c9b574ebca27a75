//! A country: with whom it deals, and how.

use std::collections::HashMap;

use askama::Template;
use chancery_gazetteer::Gazetteer;
use chancery_model::{Country, EventType};
use serde::Serialize;

use super::{promise::Promise, row::Act};
use crate::{
    ask::{Ask, Frame, Reply},
    chart::bars,
    choice::Choice,
    failure::Failure,
    name, query,
    tally::{Series, each_counted},
};

#[derive(Template, Serialize)]
#[template(path = "country.html")]
struct Page {
    #[serde(skip)]
    frame: Frame,
    code: Country,
    name: String,
    official: Option<&'static str>,
    capital: Option<&'static str>,
    events: usize,
    mentions: usize,
    series: Series,
    #[serde(skip)]
    chart: String,
    partners: Vec<Partner>,
    types: Vec<(EventType, u32, u32)>,
    actors: Vec<Someone>,
    commitments: Vec<Promise>,
    commitment_count: usize,
    latest: Vec<Act>,
}

/// Another country with the acts that both take part in.
#[derive(Debug, Serialize)]
struct Partner {
    country: Country,
    name: String,
    quads: [u32; 4],
    total: u32,
    mean_score: f64,
}

/// Somebody of the country.
#[derive(Debug, Serialize)]
pub struct Someone {
    /// The gazetteer's id.
    pub id: String,
    /// Name.
    pub name: String,
    /// Mentions.
    pub mentions: usize,
    /// Where the page is.
    #[serde(skip)]
    pub href: String,
}

/// `GET /country/{code}`.
pub fn page(ask: &Ask) -> Result<Reply, Failure> {
    let code = super::dyad::country(ask.param(0))?;
    let view = &ask.view;
    let choice = Choice { party: vec![code], ..Choice::default() };
    let test = choice.test(view);
    let rows: Vec<u32> = (0..view.rows.len() as u32).filter(|i| test.passes(&view.rows[*i as usize])).collect();
    let state = Gazetteer::embedded().state(code);
    if rows.is_empty() && state.is_none() && name::country(code).is_empty() {
        return Err(Failure::missing("country", code.as_str()));
    }
    let mut partners: HashMap<Country, ([u32; 4], f64)> = HashMap::new();
    let mut types: HashMap<EventType, (u32, u32)> = HashMap::new();
    each_counted(view, rows.iter().copied(), choice.rule, |row| {
        let mut seen: Vec<Country> = vec![code];
        for c in view.parties(row) {
            if !seen.contains(c) {
                seen.push(*c);
                let p = partners.entry(*c).or_default();
                p.0[row.quad as usize - 1] += 1;
                p.1 += f64::from(row.score);
            }
        }
        let t = types.entry(row.event).or_default();
        if view.actors(row).contains(&code) { t.0 += 1 } else { t.1 += 1 }
    });
    let mut partners: Vec<Partner> = partners
        .into_iter()
        .map(|(country, (quads, sum))| {
            let total = quads.iter().sum();
            Partner { country, name: name::label(country), quads, total, mean_score: sum / f64::from(total) }
        })
        .collect();
    partners.sort_by(|a, b| (b.total, &a.name).cmp(&(a.total, &b.name)));
    partners.truncate(40);
    let mut types: Vec<(EventType, u32, u32)> = types.into_iter().map(|(t, (by, on))| (t, by, on)).collect();
    types.sort_by_key(|(t, by, on)| (std::cmp::Reverse(by + on), *t));
    let mut actors: Vec<Someone> = view
        .people
        .iter()
        .filter(|(_, p)| p.country == Some(code))
        .map(|(id, p)| Someone { id: id.clone(), name: p.name.clone(), mentions: p.rows.len(), href: query::to("actor", id) })
        .collect();
    actors.sort_by(|a, b| (b.mentions, &a.name).cmp(&(a.mentions, &b.name)));
    actors.truncate(30);
    let series = Series::new(view, rows.iter().copied(), &test, choice.rule, None);
    let mut acts: Vec<u32> = rows.iter().map(|i| view.rows[*i as usize].act).collect();
    acts.sort_unstable();
    acts.dedup();
    let today = ask.today();
    let mut commitments: Vec<Promise> = view
        .commitments
        .iter()
        .filter(|c| c.by.contains(&code) || c.to.contains(&code))
        .map(|c| Promise::new(c, today, view.source_count()))
        .collect();
    commitments.sort_by_key(|c| std::cmp::Reverse(super::promise::last_day(&c.commitment)));
    let commitment_count = commitments.len();
    commitments.truncate(15);
    let name = name::label(code);
    ask.page(&Page {
        frame: ask.frame(name.clone(), "events"),
        official: state.map(|s| s.official).filter(|o| *o != name),
        capital: state.map(|s| s.capital).filter(|c| !c.is_empty()),
        events: acts.len(),
        mentions: rows.len(),
        chart: bars::bars(&series, &format!("Events of {name} over time")),
        series,
        partners,
        types,
        actors,
        commitments,
        commitment_count,
        latest: Act::all(ask, acts.iter().rev().take(12).map(|i| &view.events[*i as usize]))?,
        code,
        name,
    })
}
