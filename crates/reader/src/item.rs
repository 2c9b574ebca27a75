//! What reading gives.

use std::fmt;

use chancery_model::{Diagnostic, Document, Origin, Severity};
use jiff::civil::Date;

/// What an input gave, in order. Documents in = documents + skipped + failed; a message counts nothing.
#[derive(Debug, Clone, PartialEq)]
pub enum Item {
    /// A document to be coded.
    Document(Document),
    /// A document that was read and is left out.
    Skipped {
        /// Where it was found.
        origin: Origin,
        /// Why it is left out.
        reason: Skip,
    },
    /// A document, record or input that could not be read.
    Failed(Diagnostic),
    /// Something to know about the document that follows or about an input: counts no document. Where its severity is
    /// a failure (bytes that could not be decoded), the run has not read everything.
    Message(Diagnostic),
}

/// Why a document is left out. [`fmt::Display`] gives the reason for the reconciliation.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Skip {
    /// Surely not English; the language's English name.
    NotEnglish(String),
    /// Neither text nor title.
    Empty,
    /// A page of a crawl or feed without an article: an index, a form, a message of the server.
    NoArticle,
    /// Not a kind of file or record that holds text; what it is.
    NotText(String),
    /// A response of a crawl that is no page: its HTTP status.
    HttpStatus(u16),
}

impl fmt::Display for Skip {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Skip::NotEnglish(language) => write!(f, "not English ({language})"),
            Skip::Empty => f.write_str("empty"),
            Skip::NoArticle => f.write_str("no article"),
            Skip::NotText(what) => f.write_str(what),
            Skip::HttpStatus(status) => write!(f, "HTTP status {status}"),
        }
    }
}

/// How to read.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// `--date`: the day of publication of documents that have none.
    pub date: Option<Date>,
}

pub(crate) fn failure(input: &str, place: Option<String>, what: String, hint: Option<String>) -> Diagnostic {
    Diagnostic { severity: Severity::Failure, input: input.to_owned(), place, what, hint }
}

pub(crate) fn note(input: &str, place: Option<String>, what: String) -> Diagnostic {
    Diagnostic { severity: Severity::Note, input: input.to_owned(), place, what, hint: None }
}
