//! Plain text: one file, one document, its text unchanged.

use chancery_model::Severity;

use crate::DOCUMENT_LIMIT;
use crate::draft::{Context, Draft};
use crate::encoding::{self, Decoded};
use crate::item::{Item, failure, note};
use crate::open::Opened;

pub(crate) fn items(opened: Opened, context: &Context) -> Vec<Item> {
    match opened.whole(DOCUMENT_LIMIT) {
        Ok(bytes) => {
            let decoded = encoding::decode(&bytes, None);
            let mut items = messages(&decoded, context, None);
            items.extend(Draft { text: decoded.text, headline_in_text: true, ..Draft::default() }.finish(context));
            items
        }
        // Half a document may end in the middle of a word or lack its denial: it is not coded.
        Err((what, _)) => vec![Item::Failed(failure(&context.input, None, what, None))],
    }
}

/// What there is to say about how a text was decoded.
pub(crate) fn messages(decoded: &Decoded, context: &Context, place: Option<String>) -> Vec<Item> {
    if decoded.broken > 0 {
        let what = format!("{} places are not valid {}; they are read as U+FFFD", decoded.broken, decoded.encoding);
        let hint = Some("convert the file to UTF-8".to_owned());
        return vec![Item::Message(failure(&context.input, place, what, hint))];
    }
    if decoded.guessed {
        let mut d = note(&context.input, place, format!("not UTF-8; read as {}", decoded.encoding));
        d.severity = Severity::Note;
        return vec![Item::Message(d)];
    }
    Vec::new()
}
