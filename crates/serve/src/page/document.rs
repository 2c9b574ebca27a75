//! A document: its text with everything coded in it.

use askama::Template;
use chancery_model::{Document, Span};
use serde::Serialize;

use super::{
    mention::Why,
    row::{self, Line},
};
use crate::{
    ask::{Ask, Frame, Reply},
    failure::Failure,
    mark::{self, Mark},
    query,
};

#[derive(Template, Serialize)]
#[template(path = "document.html")]
struct Page {
    #[serde(skip)]
    frame: Frame,
    id: String,
    title: Option<String>,
    date: Option<jiff::civil::Date>,
    date_source: chancery_model::DateSource,
    source: Option<String>,
    url: Option<String>,
    language: Option<String>,
    coder: String,
    added: jiff::Timestamp,
    sentences: u32,
    revisions: u32,
    text: String,
    #[serde(skip)]
    paragraphs: Vec<String>,
    mentions: Vec<Line>,
    left_out: Vec<Why>,
}

/// `GET /document/{id}`.
pub fn page(ask: &Ask) -> Result<Reply, Failure> {
    let id = ask.param(0);
    let stored = ask.store.document(id)?.ok_or_else(|| Failure::missing("document", id))?;
    let rows = ask.view.document(id).map(|(_, rows)| rows).unwrap_or_default();
    let mentions = Line::all(ask, rows)?;
    let d = stored.document;
    let paragraphs = paragraphs(&d, &mentions);
    let left_out = Why::all(&d.text, ask.store.reasons(id)?.into_iter().filter(|r| r.mention_id.is_none()).collect());
    ask.page(&Page {
        frame: ask.frame(d.title.clone().unwrap_or_else(|| d.id.clone()), "corpus"),
        id: d.id,
        title: d.title,
        date: d.date,
        date_source: d.date_source,
        source: d.source,
        // Only what a browser opens as a page becomes a link.
        url: d.url.filter(|u| u.starts_with("https://") || u.starts_with("http://")),
        language: d.language,
        coder: stored.coder,
        added: stored.added,
        sentences: stored.sentences,
        revisions: stored.revisions,
        text: d.text,
        paragraphs,
        mentions,
        left_out,
    })
}

/// The text's paragraphs with what was coded in them marked.
pub fn paragraphs(d: &Document, mentions: &[Line]) -> Vec<String> {
    let text = if d.text.trim().is_empty() { d.title.as_deref().unwrap_or_default() } else { &d.text };
    let mut marks: Vec<Mark> = d.furniture.iter().map(|s| Mark::new(*s, "furniture", "furniture of the page: not coded")).collect();
    for line in mentions {
        let m = &line.mention;
        for k in row::marks(m) {
            let href = (k.class == "trigger").then(|| query::to("mention", &m.mention_id));
            marks.push(Mark { href, ..k });
        }
    }
    let mut out = Vec::new();
    let mut start = 0u32;
    for piece in text.split('\n') {
        let end = start + piece.chars().count() as u32;
        if !piece.trim().is_empty() {
            let within = Span { start, end };
            let inside: Vec<Mark> = marks.iter().filter(|m| m.span.overlaps(within)).cloned().collect();
            out.push(mark::html(text, within, &inside));
        }
        start = end + 1;
    }
    out
}

impl Page {
    /// Where the date comes from, in words.
    fn dated(&self) -> &'static str {
        use chancery_model::DateSource::{Feed, Given, Metadata, None, Text, Url};
        match self.date_source {
            Given => "as given",
            Metadata => "from the page's metadata",
            Feed => "from the feed",
            Url => "from the address",
            Text => "from the text",
            None => "no date: relative dates stay unresolved",
        }
    }
}
