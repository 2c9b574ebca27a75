//! Review: one mention after the other, the least certain first; accepted, corrected or rejected with a key.

use askama::Template;
use axum::http::StatusCode;
use chancery_model::{Country, Decision, EventType, Mention, Mode, Reading, Status, Verdict as Said};
use serde::Serialize;

use super::{
    facet::{self, Chip},
    mention::Why,
    row::{self, Line},
};
use crate::{
    Query,
    api::documents::token,
    ask::{Ask, Frame, Reply},
    choice::Choice,
    failure::Failure,
    mark, review,
    view::Verdict,
};

/// The form by which a mention is decided on.
#[derive(Debug, Default)]
pub struct Form {
    /// The mention.
    pub id: String,
    /// Where to go after it.
    pub then: String,
    /// Types, with the one it has.
    pub events: Vec<(&'static str, bool)>,
    /// Modes, likewise.
    pub modes: Vec<(&'static str, bool)>,
    /// Inner types, likewise.
    pub ofs: Vec<(&'static str, bool)>,
    /// Statuses, likewise.
    pub statuses: Vec<(&'static str, bool)>,
    /// Countries that act.
    pub actor: String,
    /// Countries acted on.
    pub recipient: String,
}

impl Form {
    /// The form for a mention.
    pub fn of(m: &Mention, then: &str) -> Form {
        let codes = |all: &[Option<Country>]| all.iter().map(|c| c.map_or("?".to_owned(), |c| c.to_string())).collect::<Vec<_>>().join(" ");
        let was = Reading::of(m);
        Form {
            id: m.mention_id.clone(),
            then: then.to_owned(),
            events: EventType::ALL.iter().map(|e| (e.as_str(), *e == m.event)).collect(),
            modes: Mode::ALL.iter().map(|x| (x.as_str(), Some(*x) == m.mode)).collect(),
            ofs: EventType::ALL.iter().map(|e| (e.as_str(), Some(*e) == m.of)).collect(),
            statuses: Status::ALL.iter().map(|s| (s.as_str(), *s == m.status)).collect(),
            actor: codes(&was.actor),
            recipient: codes(&was.recipient),
        }
    }
}

#[derive(Template, Serialize)]
#[template(path = "review.html")]
struct Page {
    #[serde(skip)]
    frame: Frame,
    waiting: usize,
    reviewed: usize,
    #[serde(skip)]
    chips: Vec<Chip>,
    queue: Vec<Line>,
    #[serde(skip)]
    current: Option<Current>,
    #[serde(skip)]
    skip_href: String,
    #[serde(skip)]
    back: Option<String>,
    #[serde(skip)]
    undo: Option<String>,
    #[serde(skip)]
    said: &'static str,
}

struct Current {
    line: Line,
    paragraph: String,
    reasons: Vec<Why>,
    form: Form,
    definition: &'static str,
}

/// `GET /review`.
pub fn page(ask: &Ask) -> Result<Reply, Failure> {
    let view = &ask.view;
    let choice = Choice { reviewed: vec![Verdict::Unreviewed], ..Choice::read(&ask.query)? };
    let test = choice.test(view);
    let mut rows: Vec<u32> = (0..view.rows.len() as u32).filter(|i| test.passes(&view.rows[*i as usize])).collect();
    let waiting = rows.len();
    let skip: usize = ask.query.get("skip").and_then(|s| s.parse().ok()).unwrap_or(0);
    // The least certain: confidence next to one half. Few are wanted of many.
    let key = |i: &u32| (view.rows[*i as usize].confidence.abs_diff(50), *i);
    let wanted = (skip + 12).min(rows.len());
    if wanted < rows.len() {
        rows.select_nth_unstable_by_key(wanted, key);
        rows.truncate(wanted);
    }
    rows.sort_by_key(key);
    let queue = Line::all(ask, rows.into_iter().skip(skip))?;
    let base = ask.query.without("undo").without("said");
    let at = |n: usize| base.with("skip", n).on("/review");
    let current = match queue.first() {
        None => None,
        Some(line) => {
            let m = &line.mention;
            let stored = ask.store.document(&m.document.id)?;
            let text = stored
                .map(|d| if d.document.text.trim().is_empty() { d.document.title.unwrap_or_default() } else { d.document.text })
                .unwrap_or_default();
            let mut marks = row::marks(m);
            marks.push(mark::Mark::new(m.sentence.span, "sentence", "the sentence that proves it"));
            Some(Current {
                paragraph: mark::html(&text, mark::paragraph(&text, m.sentence.span), &marks),
                reasons: Why::all(&text, ask.store.reasons(&m.mention_id)?),
                form: Form::of(m, &at(skip)),
                definition: m.event.definition(),
                line: line.clone(),
            })
        }
    };
    ask.page(&Page {
        frame: ask.frame("Review", "review"),
        waiting,
        reviewed: view.rows.iter().filter(|r| r.verdict != Verdict::Unreviewed).count(),
        chips: facet::chips(&ask.query, "/review", super::events::KEYS),
        queue,
        current,
        skip_href: at(skip + 1),
        back: (skip > 0).then(|| at(skip - 1)),
        undo: ask.query.get("undo").filter(|u| u.bytes().all(|b| b.is_ascii_digit())).map(str::to_owned),
        said: match ask.query.get("said") {
            Some("accept") => "Accepted.",
            Some("correct") => "Corrected.",
            Some("reject") => "Rejected.",
            Some("undone") => "Taken back.",
            _ => "",
        },
    })
}

/// Keeps a decision; gives its number.
fn decide(ask: &Ask, fields: &Query) -> Result<(Said, i64), Failure> {
    let id = fields.get("mention").ok_or_else(|| Failure::bad("mention: an id is expected"))?;
    let verdict: Said = fields.get("verdict").unwrap_or_default().parse().map_err(|e| Failure::bad(format!("verdict: {e}")))?;
    let seen = ask.store.mention(id)?.ok_or_else(|| Failure::missing("mention", id))?;
    let reviewer = ask.who.name.clone().unwrap_or_else(|| "local".into());
    let corrected = if verdict == Said::Correct { Some(review::corrected(&seen, fields, &reviewer)?) } else { None };
    let decision = Decision { seen, verdict, corrected, reviewer, made: ask.now };
    let number = ask.app.pool.write(|s| s.decide(&decision))?;
    ask.app.refresh_now()?;
    Ok((verdict, number))
}

/// `POST /review`.
pub fn decide_form(ask: &Ask) -> Result<Reply, Failure> {
    let fields = Query::parse(&String::from_utf8_lossy(&ask.body));
    ask.app.access.may_write(&ask.who, &ask.headers, fields.get("csrf").or(Some("")))?;
    // Only pages of ours.
    let then = fields.get("then").filter(|t| t.starts_with("/review")).unwrap_or("/review").to_owned();
    let (path, query) = then.split_once('?').unwrap_or((&then, ""));
    let query = Query::parse(query).without("said").without("undo");
    if let Some(number) = fields.get("undo") {
        let number: i64 = number.parse().map_err(|_| Failure::bad("undo: a number is expected"))?;
        ask.app.pool.write(|s| s.take_back(number, ask.now))?;
        ask.app.refresh_now()?;
        return Ok(Reply::Elsewhere { to: query.with("said", "undone").on(path), cookie: None });
    }
    let (verdict, number) = decide(ask, &fields)?;
    Ok(Reply::Elsewhere { to: query.with("said", verdict.as_str()).with("undo", number).on(path), cookie: None })
}

/// `POST /api/v1/review`.
pub fn decide_json(ask: &Ask) -> Result<Reply, Failure> {
    ask.app.access.may_write(&ask.who, &ask.headers, token(ask))?;
    let body: serde_json::Map<String, serde_json::Value> =
        serde_json::from_slice(&ask.body).map_err(|e| Failure::bad(format!("JSON: {e}")))?;
    let mut fields = Query::default();
    for (key, value) in &body {
        match value {
            serde_json::Value::String(s) => fields.push(key, s),
            serde_json::Value::Null => {}
            other => fields.push(key, other),
        }
    }
    let (verdict, number) = decide(ask, &fields)?;
    let Reply::Whole { media, body, .. } = Reply::json(&serde_json::json!({"decision": number, "verdict": verdict}))? else {
        return Err(Failure::fault("no answer"));
    };
    Ok(Reply::Whole { status: StatusCode::CREATED, media, body, cookie: None })
}
