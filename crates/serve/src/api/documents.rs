//! Documents from programs: coded, and kept or not.

use std::panic::{AssertUnwindSafe, catch_unwind};

use chancery_coder::Coder;
use chancery_model::{Coded, Document};
use chancery_reader::{Item, Options, read};
use chancery_store::Added;
use jiff::civil::Date;
use serde::Serialize;

use crate::{
    ask::{Ask, Reply},
    failure::Failure,
};

/// What became of one document, or of what could not be read as one.
#[derive(Debug, Serialize)]
pub struct Outcome {
    /// Id of the document.
    pub id: Option<String>,
    /// `coded`, `added`, `revised`, `unchanged`, `skipped`, `failed`.
    pub outcome: &'static str,
    /// Why, where it was skipped or failed.
    pub reason: Option<String>,
    /// What was coded; absent where nothing was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mentions: Option<Vec<chancery_model::Mention>>,
}

#[derive(Serialize)]
struct Outcomes {
    results: Vec<Outcome>,
}

/// `POST /api/v1/code`.
pub fn code(ask: &Ask) -> Result<Reply, Failure> {
    ask.app.access.may_write(&ask.who, &ask.headers, token(ask))?;
    let results = each(ask, |document| {
        let coded = coded(document)?;
        Ok(Outcome { id: Some(document.id.clone()), outcome: "coded", reason: None, mentions: Some(coded.mentions) })
    })?;
    Reply::json(&Outcomes { results })
}

/// `POST /api/v1/documents`.
pub fn add(ask: &Ask) -> Result<Reply, Failure> {
    ask.app.access.may_write(&ask.who, &ask.headers, token(ask))?;
    let results = each(ask, |document| {
        let coded = coded(document)?;
        let outcome = keep(ask, document, &coded)?;
        Ok(Outcome { id: Some(document.id.clone()), outcome, reason: None, mentions: Some(coded.mentions) })
    })?;
    Reply::json(&Outcomes { results })
}

/// What a script of our pages sends with what it posts.
pub fn token(ask: &Ask) -> Option<&str> {
    ask.headers.get("x-chancery-token").and_then(|v| v.to_str().ok())
}

/// Keeps a coded document in the record.
pub fn keep(ask: &Ask, document: &Document, coded: &Coded) -> Result<&'static str, Failure> {
    let coder = coder()?;
    let added = ask.app.pool.write(|s| s.add(document, coded, coder.id(), ask.now))?;
    ask.app.metrics.added(u64::from(added != Added::Same));
    Ok(match added {
        Added::New => "added",
        Added::Revised => "revised",
        Added::Same => "unchanged",
    })
}

fn coder() -> Result<&'static Coder, Failure> {
    Coder::shared().map_err(|e| Failure::fault(format!("the coder could not be loaded: {e}")))
}

/// Codes a document. A fault of the coder costs this document, not the server.
pub fn coded(document: &Document) -> Result<Coded, Failure> {
    let coder = coder()?;
    match catch_unwind(AssertUnwindSafe(|| coder.code(document))) {
        Ok(coded) => coded.map_err(|e| Failure::fault(e.to_string())),
        Err(_) => Err(Failure::fault("The coder failed on this text: please report it.")),
    }
}

/// Does `what` with every document of the body, which may be of any form that `chancery add` reads.
fn each(ask: &Ask, mut what: impl FnMut(&Document) -> Result<Outcome, Failure>) -> Result<Vec<Outcome>, Failure> {
    let empty = || Failure::bad("The body holds no document: text, HTML, JSON Lines of stories or a feed are expected.");
    if ask.body.trim_ascii().is_empty() {
        return Err(empty());
    }
    let date = ask
        .query
        .get("date")
        .map(|d| d.parse::<Date>().map_err(|_| Failure::bad(format!("date={d}: a day is written YYYY-MM-DD"))))
        .transpose()?;
    let mut out = Vec::new();
    for item in documents(&ask.body, date) {
        out.push(match item {
            Item::Document(d) => {
                what(&d).unwrap_or_else(|f| Outcome { id: Some(d.id.clone()), outcome: "failed", reason: Some(f.message), mentions: None })
            }
            Item::Skipped { reason, .. } => Outcome { id: None, outcome: "skipped", reason: Some(reason.to_string()), mentions: None },
            Item::Failed(d) | Item::Message(d) => Outcome { id: None, outcome: "failed", reason: Some(d.to_string()), mentions: None },
        });
    }
    if out.is_empty() { Err(empty()) } else { Ok(out) }
}

/// The documents of a body.
pub fn documents(body: &axum::body::Bytes, date: Option<Date>) -> chancery_reader::Reader {
    let bytes = std::io::Cursor::new(one_line(body));
    read(&["-".to_owned()], Some(Box::new(bytes)), &Options { date })
}

/// A story as JSON may be laid out over several lines, where JSON Lines wants one.
fn one_line(body: &axum::body::Bytes) -> axum::body::Bytes {
    let starts = body.iter().find(|b| !b.is_ascii_whitespace());
    match starts {
        Some(b'{' | b'[') => match serde_json::from_slice::<serde_json::Value>(body) {
            Ok(serde_json::Value::Array(all)) => all.iter().map(|v| format!("{v}\n")).collect::<String>().into(),
            Ok(value) => format!("{value}\n").into(),
            Err(_) => body.clone(),
        },
        _ => body.clone(),
    }
}
