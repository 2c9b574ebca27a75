//! GDELT 2.0 mentions: `YYYYMMDDHHMMSS.mentions.CSV`, 16 columns, tabs between, no header.
//!
//! Source of the columns: the GDELT 2.0 event code book and `gdelt-bq.gdeltv2.eventmentions`. One row for each mention and pair of
//! its parties; `GLOBALEVENTID` is that of [`super::gdelt`].
//!
//! Blank: the times of GDELT's updates, length and tone of the document.

use chancery_model::Actor;

use super::{Column, col, row::Row};
use crate::Cell;

#[rustfmt::skip]
pub(super) const COLUMNS: [Column; 16] = [
    col!("GLOBALEVENTID", "Number of the row of the events that this mention tells of", |r| Cell::Integer(r.number as i64)),
    col!("EventTimeDate", "Blank: the time of GDELT's update"),
    col!("MentionTimeDate", "Blank: the time of GDELT's update"),
    col!("MentionType", "1, a page of the web, where the document has an address; else blank", |r| r.m.document.url.as_ref().map_or(Cell::Null, |_| Cell::Integer(1))),
    col!("MentionSourceName", "Source of the document", |r| Cell::text_or_null(r.m.document.source.as_deref())),
    col!("MentionIdentifier", "Address of the document, else its id", |r| Cell::text(r.m.document.url.as_deref().unwrap_or(&r.m.document.id))),
    col!("SentenceID", "Number of the sentence, from 1", |r| Cell::Integer(i64::from(r.m.sentence.index) + 1)),
    col!("Actor1CharOffset", "First code point of the actor in the text", |r| offset(r.actor)),
    col!("Actor2CharOffset", "First code point of the recipient; -1 where there is none", |r| offset(r.recipient)),
    col!("ActionCharOffset", "First code point of the words that name the act", |r| Cell::Integer(r.m.trigger.span.start.into())),
    col!("InRawText", "1: found in the text as it stands", |_| Cell::Integer(1)),
    col!("Confidence", "The coder's own estimate in percent", |r| confidence(r)),
    col!("MentionDocLen", "Blank: a mention does not hold the length of its document"),
    col!("MentionDocTone", "Blank: tone is not measured"),
    col!("MentionDocTranslationInfo", "Blank: nothing is translated"),
    col!("Extras", "Blank, as in GDELT"),
];

fn offset(a: Option<&Actor>) -> Cell<'static> {
    Cell::Integer(a.map_or(-1, |a| a.span.start.into()))
}

fn confidence(r: &Row) -> Cell<'static> {
    Cell::Integer((r.m.confidence * 100.0).round() as i64)
}
