//! Adding: a text pasted or uploaded, coded at once, kept or not.

use askama::Template;
use chancery_coder::Coder;
use chancery_model::{Document, Mention};
use chancery_reader::Item;
use jiff::civil::Date;
use serde::Serialize;

use super::{document::paragraphs, row::Line};
use crate::{
    api::documents::{coded, documents, keep},
    ask::{Ask, Frame, Reply},
    failure::Failure,
    query, upload,
    view::Verdict,
};

/// A document as it was coded.
#[derive(Debug, Serialize)]
struct Shown {
    id: String,
    title: Option<String>,
    date: Option<Date>,
    sentences: u32,
    steps: usize,
    #[serde(skip)]
    paragraphs: Vec<String>,
    mentions: Vec<Line>,
    outcome: &'static str,
    #[serde(skip)]
    href: String,
}

#[derive(Template, Serialize)]
#[template(path = "add.html")]
struct Page {
    #[serde(skip)]
    frame: Frame,
    #[serde(skip)]
    fields: Fields,
    shown: Vec<Shown>,
    problems: Vec<String>,
    /// What "keep" sends again.
    #[serde(skip)]
    body: String,
    kept: bool,
}

#[derive(Debug, Default)]
struct Fields {
    title: String,
    date: String,
    source: String,
    url: String,
    text: String,
}

/// `GET /add`.
pub fn page(ask: &Ask) -> Result<Reply, Failure> {
    let date = ask.today().to_string();
    let fields = Fields { date, ..Fields::default() };
    let empty = Page { frame: ask.frame("Add", "add"), fields, shown: Vec::new(), problems: Vec::new(), body: String::new(), kept: false };
    ask.page(&empty)
}

/// `POST /add`: `do=show` codes, `do=keep` also keeps.
pub fn post(ask: &Ask) -> Result<Reply, Failure> {
    let form = upload::read(&ask.headers, &ask.body)?;
    let get = |key: &str| form.fields.get(key).unwrap_or_default().to_owned();
    ask.app.access.may_write(&ask.who, &ask.headers, form.fields.get("csrf").or(Some("")))?;
    let keeps = form.fields.get("do") == Some("keep");
    let fields = Fields { title: get("title"), date: get("date"), source: get("source"), url: get("url"), text: get("text") };
    let date = match fields.date.as_str() {
        "" => None,
        d => Some(d.parse::<Date>().map_err(|_| Failure::bad(format!("date {d}: a day is written YYYY-MM-DD")))?),
    };
    // A file as it is; a text with its fields as a story; or what was shown before.
    let body: Vec<u8> = match (form.file, form.fields.get("body")) {
        (Some(file), _) if !file.is_empty() => file,
        (_, Some(body)) => body.as_bytes().to_vec(),
        _ => story(&fields).into_bytes(),
    };
    let (mut shown, mut problems) = (Vec::new(), Vec::new());
    for item in documents(&body.clone().into(), date) {
        match item {
            Item::Document(d) => match code(ask, &d, keeps) {
                Ok(s) => shown.push(s),
                Err(f) => problems.push(f.message),
            },
            Item::Skipped { reason, .. } => problems.push(format!("skipped: {reason}")),
            Item::Failed(d) | Item::Message(d) => problems.push(d.to_string()),
        }
    }
    if shown.is_empty() && problems.is_empty() {
        problems.push("There is no text in it.".into());
    }
    if keeps {
        ask.app.refresh_now()?;
        if let (true, [one]) = (problems.is_empty(), shown.as_slice()) {
            return Ok(Reply::Elsewhere { to: one.href.clone(), cookie: None });
        }
    }
    let body = String::from_utf8(body).unwrap_or_else(|_| {
        problems.push("The file is not UTF-8: it was read by its own encoding, and can be kept with `chancery add`.".into());
        String::new()
    });
    ask.page(&Page { frame: ask.frame("Add", "add"), fields, shown, problems, body, kept: keeps })
}

/// The fields as a story in JSON.
fn story(f: &Fields) -> String {
    let mut all = serde_json::Map::new();
    for (key, value) in [("date", &f.date), ("title", &f.title), ("source", &f.source), ("url", &f.url), ("text", &f.text)] {
        if !value.trim().is_empty() {
            // Browsers send line breaks as CRLF; the record counts code points.
            all.insert(key.into(), value.replace("\r\n", "\n").into());
        }
    }
    if f.text.trim().is_empty() && f.title.trim().is_empty() { String::new() } else { serde_json::Value::Object(all).to_string() }
}

fn code(ask: &Ask, d: &Document, keeps: bool) -> Result<Shown, Failure> {
    let coded = coded(d)?;
    let outcome = if keeps { keep(ask, d, &coded)? } else { "coded" };
    let line = |mention: Mention| Line { mention, event_id: String::new(), verdict: Verdict::Unreviewed };
    let mentions: Vec<Line> = coded.mentions.into_iter().map(line).collect();
    Ok(Shown {
        id: d.id.clone(),
        title: d.title.clone(),
        date: d.date,
        sentences: coded.sentences,
        steps: coded.steps.len(),
        paragraphs: paragraphs(d, &mentions),
        mentions,
        outcome,
        href: query::to("document", &d.id),
    })
}

impl Page {
    /// Name of the coder.
    fn coder(&self) -> &'static str {
        Coder::shared().map_or("", |c| c.id())
    }
}
