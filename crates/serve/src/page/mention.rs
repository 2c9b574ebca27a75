//! A mention: the sentence in its paragraph, its codes, why, and who else tells it.

use askama::Template;
use chancery_model::{Offsets, Reason, codebook::cameo};
use serde::Serialize;

use super::row::{self, Line};
use crate::{
    ask::{Ask, Frame, Reply},
    failure::Failure,
    mark, name, query, review,
};

#[derive(Template, Serialize)]
#[template(path = "mention.html")]
struct Page {
    #[serde(skip)]
    frame: Frame,
    mention: Line,
    #[serde(skip)]
    paragraph: String,
    cameo_name: Option<String>,
    quad_name: &'static str,
    definition: &'static str,
    reasons: Vec<Why>,
    others: Vec<Line>,
    #[serde(skip)]
    event_href: String,
    decisions: Vec<review::Decided>,
    #[serde(skip)]
    form: super::review::Form,
}

/// A reason with the words it is about.
#[derive(Debug, Serialize)]
pub struct Why {
    /// The words.
    pub words: String,
    /// The reason.
    #[serde(flatten)]
    pub reason: Reason,
}

impl Why {
    /// The reasons with their words in `text`.
    pub fn all(text: &str, reasons: Vec<Reason>) -> Vec<Why> {
        let offsets = Offsets::new(text);
        let with = |reason: Reason| Why { words: text.get(offsets.bytes(reason.span)).unwrap_or_default().to_owned(), reason };
        reasons.into_iter().map(with).collect()
    }
}

/// `GET /mention/{id}`.
pub fn page(ask: &Ask) -> Result<Reply, Failure> {
    let id = ask.param(0);
    let missing = || Failure::missing("mention", id);
    let (at, _) = ask.view.row(id).ok_or_else(missing)?;
    let line = Line::read(ask, &ask.view, at)?.ok_or_else(missing)?;
    let m = &line.mention;
    let stored = ask.store.document(&m.document.id)?.ok_or_else(missing)?;
    let text = &stored.document.text;
    // Where there is no text the title was coded.
    let text = if text.trim().is_empty() { stored.document.title.as_deref().unwrap_or_default() } else { text };
    let around = mark::paragraph(text, m.sentence.span);
    let mut marks = row::marks(m);
    marks.push(mark::Mark::new(m.sentence.span, "sentence", "the sentence that proves it"));
    let event = ask.view.event(&line.event_id);
    let rows = event.iter().flat_map(|e| &e.mentions).filter(|i| *i != id).filter_map(|i| ask.view.row(i)).map(|(i, _)| i).take(50);
    ask.page(&Page {
        paragraph: mark::html(text, around, &marks),
        cameo_name: m.cameo.as_deref().and_then(cameo::find).map(|c| c.name.to_owned()),
        quad_name: name::quad(m.quad.into()),
        definition: m.event.definition(),
        reasons: Why::all(text, ask.store.reasons(id)?),
        others: Line::all(ask, rows)?,
        event_href: query::to("event", &line.event_id),
        decisions: review::of_mention(&ask.store, id)?,
        form: super::review::Form::of(m, &ask.place),
        frame: ask.frame(format!("{} in {}", line.what(), m.document.title.as_deref().unwrap_or(&m.document.id)), "events"),
        mention: line,
    })
}
