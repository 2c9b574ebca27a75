//! A commitment: its steps in time, each with its proof.

use askama::Template;
use chancery_model::{Commitment, Step, StepState};
use chancery_store::Filter;
use jiff::civil::Date;
use serde::Serialize;

use super::promise::Promise;
use crate::{
    ask::{Ask, Form, Frame, Reply},
    chart::steps,
    choice::value,
    failure::Failure,
    name, query,
};

#[derive(Template, Serialize)]
#[template(path = "commitment.html")]
struct Page {
    #[serde(skip)]
    frame: Frame,
    commitment: Promise,
    steps: Vec<Told>,
    as_of: Date,
    #[serde(skip)]
    asked: String,
    #[serde(skip)]
    chart: String,
    #[serde(skip)]
    by: Vec<(String, String)>,
    #[serde(skip)]
    to: Vec<(String, String)>,
    definition: &'static str,
    restated: Vec<String>,
}

/// A step with where its proof comes from.
#[derive(Debug, Serialize)]
struct Told {
    #[serde(flatten)]
    step: Step,
    #[serde(skip)]
    label: String,
    title: Option<String>,
    source: Option<String>,
    url: Option<String>,
    published: Option<Date>,
    coder: Option<String>,
    /// A later step says otherwise: another state, another amount or day.
    superseded: bool,
    #[serde(skip)]
    document_href: String,
    #[serde(skip)]
    mention_href: Option<String>,
}

/// `GET /commitment/{id}`.
pub fn page(ask: &Ask) -> Result<Reply, Failure> {
    let id = ask.param(0);
    let as_of: Option<Date> = value(&ask.query, "as_of")?;
    let day = as_of.unwrap_or(ask.today());
    let missing =
        || Failure { message: format!("By {day} the record knew no step of this commitment."), ..Failure::missing("commitment", id) };
    let c: Commitment = match as_of {
        None => ask.view.commitment(id).ok_or_else(|| Failure::missing("commitment", id))?.clone(),
        Some(d) => {
            let stood = ask.store.commitments(&Filter { known: Some(d), ..Filter::default() })?;
            stood.into_iter().find(|c| c.id == id).ok_or_else(missing)?
        }
    };
    let promise = Promise::new(&c, day, ask.view.source_count());
    if ask.form == Form::Csv {
        return Ok(crate::export::records::<Commitment>(ask, "commitment", move |write| write(&promise.commitment)));
    }
    let last = c.steps.len().saturating_sub(1);
    let told = c.steps.iter().enumerate().map(|(i, s)| {
        let document = ask.view.document(&s.document).map(|(d, _)| d);
        Told {
            label: name::state(s.state),
            title: document.and_then(|d| d.title.clone()),
            source: document.and_then(|d| d.source.clone()),
            url: document.and_then(|d| d.url.clone()),
            published: document.and_then(|d| d.date),
            coder: document.map(|d| d.coder.clone()),
            superseded: i < last,
            document_href: match &s.mention_id {
                Some(m) => format!("{}#m-{}", query::to("document", &s.document), query::encode(m)),
                None => query::to("document", &s.document),
            },
            mention_href: s.mention_id.as_deref().filter(|m| ask.view.row(m).is_some()).map(|m| query::to("mention", m)),
            step: s.clone(),
        }
    });
    let mut restated: Vec<String> = Vec::new();
    for text in c.steps.iter().filter_map(|s| s.amount.as_ref()).map(|a| a.text.clone()) {
        if restated.last() != Some(&text) {
            restated.push(text);
        }
    }
    let link = |all: &[chancery_model::Country]| all.iter().map(|c| (format!("/country/{c}"), name::label(*c))).collect();
    ask.page(&Page {
        frame: ask.frame(format!("{}: {}", promise.parties(), c.subject), "ledger"),
        steps: told.collect(),
        as_of: day,
        asked: as_of.map(|d| d.to_string()).unwrap_or_default(),
        chart: steps::steps(&c, day),
        by: link(&c.by),
        to: link(&c.to),
        definition: meaning(c.state),
        restated,
        commitment: promise,
    })
}

/// What a state means.
pub fn meaning(state: StepState) -> &'static str {
    match state {
        StepState::Proposed => "Floated or considered; nobody has committed.",
        StepState::Announced => "Promised, planned, pledged or offered.",
        StepState::Agreed => "Signed or approved by the parties.",
        StepState::InProgress => "Begun or partly delivered.",
        StepState::Delivered => "Done, held, handed over or in force.",
        StepState::Reduced => "Restated smaller.",
        StepState::Suspended => "Stalled, postponed or on hold.",
        StepState::Cancelled => "Dropped or withdrawn from.",
    }
}
