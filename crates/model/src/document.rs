//! Documents: what is read.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::Span;

/// Where a document's date comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DateSource {
    /// The story's own date field, or `--date`.
    Given,
    /// JSON-LD, OpenGraph or another field of the page.
    Metadata,
    /// The feed's entry.
    Feed,
    /// A date in the address (`/2024/04/05/`).
    Url,
    /// A dateline in the text.
    Text,
    /// There is no date: relative dates stay unresolved.
    None,
}

/// Where the reader found a document; for messages, never part of the record.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Origin {
    /// The input's path as it was given, or `-`.
    pub input: String,
    /// 1-based line (JSONL), record (WARC) or entry (feed).
    pub record: Option<u64>,
}

/// One article or release.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// The story's own id, unchanged; where it has none, a hash of its address or text.
    pub id: String,
    /// The text that all spans point into: for text and JSONL the original, else what was extracted.
    pub text: String,
    /// Headline. Context for the coder: coded only where there is no text.
    pub title: Option<String>,
    /// Day of publication.
    pub date: Option<Date>,
    /// Where `date` comes from.
    pub date_source: DateSource,
    /// Name of the publisher or collection.
    pub source: Option<String>,
    /// Address.
    pub url: Option<String>,
    /// ISO 639-1 code: the story's own or detected; `None` where unsure.
    pub language: Option<String>,
    /// Page furniture (counters, a doubled headline, share buttons): stays in `text`, is not coded.
    pub furniture: Vec<Span>,
    /// Where it was found.
    pub origin: Origin,
}

impl Document {
    /// A document of text alone, its id a hash of the text: for tests, specs and callers with bare strings.
    ///
    /// ```
    /// let document = chancery_model::Document::from_text("Peru and Chile signed a fishing treaty.");
    /// assert_eq!(document.date, None);
    /// ```
    pub fn from_text(text: &str) -> Self {
        Document {
            id: crate::content_hash(&[text]),
            text: text.to_owned(),
            title: None,
            date: None,
            date_source: DateSource::None,
            source: None,
            url: None,
            language: None,
            furniture: Vec::new(),
            origin: Origin::default(),
        }
    }

    /// The head of every mention's record.
    pub fn reference(&self) -> DocumentRef {
        DocumentRef {
            id: self.id.clone(),
            date: self.date,
            date_source: self.date_source,
            title: self.title.clone(),
            source: self.source.clone(),
            url: self.url.clone(),
            language: self.language.clone(),
        }
    }
}

/// What a mention says of its document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DocumentRef {
    /// See [`Document::id`].
    pub id: String,
    /// See [`Document::date`].
    pub date: Option<Date>,
    /// See [`Document::date_source`].
    pub date_source: DateSource,
    /// See [`Document::title`].
    pub title: Option<String>,
    /// See [`Document::source`].
    pub source: Option<String>,
    /// See [`Document::url`].
    pub url: Option<String>,
    /// See [`Document::language`].
    pub language: Option<String>,
}
