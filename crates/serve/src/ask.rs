//! A request as pages see it, and what they answer with.

use std::{io::Write, sync::Arc};

use askama::Template;
use axum::{
    body::Bytes,
    http::{HeaderMap, StatusCode},
};
use jiff::{Timestamp, civil::Date};
use serde::Serialize;

use crate::{Query, access::Who, app::App, failure::Failure, pool::Reading, route::Route, view::View};

/// The form in which an answer is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Form {
    /// A page for people.
    Html,
    /// The page's data.
    Json,
    /// The page's table.
    Csv,
    /// Records, one a line.
    Jsonl,
    /// Records, in columns.
    Parquet,
}

impl Form {
    /// The ending of an address that asks for it; none for pages.
    pub fn ending(self) -> &'static str {
        match self {
            Form::Html => "",
            Form::Json => ".json",
            Form::Csv => ".csv",
            Form::Jsonl => ".jsonl",
            Form::Parquet => ".parquet",
        }
    }

    /// The content type.
    pub fn media(self) -> &'static str {
        match self {
            Form::Html => "text/html; charset=utf-8",
            Form::Json => "application/json",
            Form::Csv => "text/csv; charset=utf-8",
            Form::Jsonl => "application/x-ndjson",
            Form::Parquet => "application/vnd.apache.parquet",
        }
    }
}

/// A request.
pub struct Ask {
    /// The server.
    pub app: Arc<App>,
    /// The record in memory.
    pub view: Arc<View>,
    /// The record, to read texts from.
    pub store: Reading,
    /// What the route answers.
    pub route: &'static Route,
    /// Values of the route's parameters.
    pub path: Vec<String>,
    /// The address without its query and without the ending that asks for a form.
    pub place: String,
    /// The query.
    pub query: Query,
    /// The form wanted.
    pub form: Form,
    /// Who asks.
    pub who: Who,
    /// The headers.
    pub headers: HeaderMap,
    /// The body.
    pub body: Bytes,
    /// The moment of asking.
    pub now: Timestamp,
    /// When who asks was here before, as their browser says; known on the start page only.
    pub last_visit: Option<Timestamp>,
}

/// Where records are written to.
pub type Out = Box<dyn Write + Send>;

/// Writes records, on a thread of its own, while they are sent.
pub type Stream = Box<dyn FnOnce(Out) -> Result<(), Failure> + Send>;

/// An answer.
pub enum Reply {
    /// All of it.
    Whole {
        /// Its status.
        status: StatusCode,
        /// Its content type.
        media: &'static str,
        /// Its bytes.
        body: Bytes,
        /// A cookie to set.
        cookie: Option<String>,
    },
    /// Bit by bit, as a file of this name.
    Streamed {
        /// Its form.
        form: Form,
        /// Name of the file.
        name: String,
        /// What writes it.
        write: Stream,
    },
    /// Go there instead.
    Elsewhere {
        /// The address.
        to: String,
        /// A cookie to set.
        cookie: Option<String>,
    },
}

impl Reply {
    /// JSON of a value.
    pub fn json(value: &impl Serialize) -> Result<Reply, Failure> {
        let body = serde_json::to_vec(value).map_err(|e| Failure::fault(e.to_string()))?;
        Ok(Reply::Whole { status: StatusCode::OK, media: Form::Json.media(), body: body.into(), cookie: None })
    }

    /// Text of a kind.
    pub fn text(media: &'static str, text: impl Into<Bytes>) -> Reply {
        Reply::Whole { status: StatusCode::OK, media, body: text.into(), cookie: None }
    }
}

/// What every page has around it.
#[derive(Debug, Clone, Default)]
pub struct Frame {
    /// The page's name.
    pub title: String,
    /// The part of the menu that it belongs to.
    pub menu: &'static str,
    /// What its forms carry.
    pub csrf: String,
    /// Name of the token, where one is used.
    pub who: Option<String>,
    /// Whether it may write.
    pub write: bool,
    /// Its twins: ending and address.
    pub twins: Vec<(&'static str, String)>,
    /// Revision of the record.
    pub version: u64,
    /// Whether the menu is shown.
    pub bare: bool,
}

impl Ask {
    /// The day of asking, by UTC.
    pub fn today(&self) -> Date {
        day_of(self.now)
    }

    /// Parameter `n` of the route.
    pub fn param(&self, n: usize) -> &str {
        self.path.get(n).map_or("", String::as_str)
    }

    /// What stands around the page.
    pub fn frame(&self, title: impl Into<String>, menu: &'static str) -> Frame {
        let twin = |f: &Form| (f.ending().trim_start_matches('.'), self.query.on(&format!("{}{}", self.place, f.ending())));
        Frame {
            title: title.into(),
            menu,
            csrf: self.who.csrf.clone(),
            who: self.who.name.clone(),
            write: self.who.write,
            twins: self.route.forms.iter().map(twin).collect(),
            version: self.view.version,
            bare: false,
        }
    }

    /// The page, or its data, as the form asks.
    pub fn page(&self, page: &(impl Template + Serialize)) -> Result<Reply, Failure> {
        if self.form == Form::Json {
            return Reply::json(page);
        }
        let html = page.render().map_err(|e| Failure::fault(format!("the page could not be made: {e}")))?;
        Ok(Reply::text(Form::Html.media(), html))
    }

    /// A table as CSV.
    pub fn table(&self, name: &str, head: &[&str], rows: impl Iterator<Item = Vec<String>>) -> Result<Reply, Failure> {
        let mut out = csv::Writer::from_writer(Vec::new());
        let fault = |e: csv::Error| Failure::fault(e.to_string());
        out.write_record(head).map_err(fault)?;
        for row in rows {
            out.write_record(row).map_err(fault)?;
        }
        let body = out.into_inner().map_err(|e| Failure::fault(e.to_string()))?;
        let file = format!("{name}.csv");
        Ok(Reply::Streamed {
            form: Form::Csv,
            name: file,
            write: Box::new(move |mut out| out.write_all(&body).map_err(|e| Failure::fault(e.to_string()))),
        })
    }
}

/// The day of a moment, by UTC.
pub fn day_of(moment: Timestamp) -> Date {
    jiff::tz::Offset::UTC.to_datetime(moment).date()
}
