//! Somebody who takes part in acts: a person, body or state of the gazetteer.

use std::collections::HashMap;

use askama::Template;
use chancery_model::Country;
use serde::Serialize;

use super::{country::Someone, row::Line};
use crate::{
    ask::{Ask, Frame, Reply},
    chart::bars,
    choice::Choice,
    failure::Failure,
    name, query,
    tally::Series,
};

#[derive(Template, Serialize)]
#[template(path = "actor.html")]
struct Page {
    #[serde(skip)]
    frame: Frame,
    id: String,
    name: String,
    country: Option<Country>,
    #[serde(skip)]
    country_name: String,
    roles: Vec<(String, u32)>,
    mentions: usize,
    acts: usize,
    series: Series,
    #[serde(skip)]
    chart: String,
    partners: Vec<Someone>,
    latest: Vec<Line>,
}

/// `GET /actor/{id}`.
pub fn page(ask: &Ask) -> Result<Reply, Failure> {
    let id = ask.param(0);
    let view = &ask.view;
    let person = view.people.get(id).ok_or_else(|| Failure::missing("actor", id))?;
    let choice = Choice::default();
    let series = Series::new(view, person.rows.iter().copied(), &choice.test(view), choice.rule, None);
    let mut acts: Vec<u32> = person.rows.iter().map(|i| view.rows[*i as usize].act).collect();
    acts.sort_unstable();
    acts.dedup();
    let mut roles: Vec<(String, u32)> = person.roles.iter().map(|(r, n)| (r.clone(), *n)).collect();
    roles.sort_by(|a, b| (b.1, &a.0).cmp(&(a.1, &b.0)));
    let mut with: HashMap<Country, usize> = HashMap::new();
    for i in &person.rows {
        for c in view.parties(&view.rows[*i as usize]).iter().filter(|c| Some(**c) != person.country) {
            *with.entry(*c).or_default() += 1;
        }
    }
    let mut partners: Vec<Someone> = with
        .into_iter()
        .map(|(c, n)| Someone { id: c.to_string(), name: name::label(c), mentions: n, href: query::to("country", c.as_str()) })
        .collect();
    partners.sort_by(|a, b| (b.mentions, &a.name).cmp(&(a.mentions, &b.name)));
    partners.truncate(20);
    ask.page(&Page {
        frame: ask.frame(person.name.clone(), "events"),
        id: id.to_owned(),
        name: person.name.clone(),
        country: person.country,
        country_name: person.country.map(name::label).unwrap_or_default(),
        roles,
        mentions: person.rows.len(),
        acts: acts.len(),
        chart: bars::bars(&series, &format!("Acts of {} over time", person.name)),
        series,
        partners,
        latest: Line::all(ask, person.rows.iter().rev().take(30).copied())?,
    })
}
