//! An event: everything that tells it.

use askama::Template;
use chancery_model::Event;
use serde::Serialize;

use super::row::{self, Line};
use crate::{
    ask::{Ask, Frame, Reply},
    failure::Failure,
    name,
};

#[derive(Template, Serialize)]
#[template(path = "event.html")]
struct Page {
    #[serde(skip)]
    frame: Frame,
    event: Event,
    #[serde(skip)]
    what: String,
    #[serde(skip)]
    actors: String,
    #[serde(skip)]
    recipients: String,
    quad_name: &'static str,
    definition: &'static str,
    mentions: Vec<Line>,
}

/// Mentions shown at most: an act told more often is best looked at in the list of mentions.
const SHOWN: usize = 200;

/// `GET /event/{id}`.
pub fn page(ask: &Ask) -> Result<Reply, Failure> {
    let id = ask.param(0);
    let event = ask.view.event(id).ok_or_else(|| Failure::missing("event", id))?.clone();
    let rows = event.mentions.iter().filter_map(|i| ask.view.row(i)).map(|(i, _)| i).take(SHOWN);
    let what = row::what(event.event.as_str(), event.of.map(|o| o.as_str()), event.mode.map(|m| m.as_str()));
    ask.page(&Page {
        frame: ask.frame(format!("{what}: {}", name::countries(&[event.actor.clone(), event.recipient.clone()].concat())), "events"),
        actors: name::countries(&event.actor),
        recipients: name::countries(&event.recipient),
        quad_name: name::quad(event.event.quad().into()),
        definition: event.event.definition(),
        mentions: Line::all(ask, rows)?,
        what,
        event,
    })
}
