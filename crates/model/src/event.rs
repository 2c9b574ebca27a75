//! Events: real-world acts.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{Country, EventType, Mode, Status};

/// A real-world act: its mentions, clustered across sentences and sources, all kept.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// Hash of the first mention's id: stable while that mention stays the first.
    pub event_id: String,
    /// PLOVER type.
    pub event: EventType,
    /// Mode of most of its mentions.
    pub mode: Option<Mode>,
    /// Inner act.
    pub of: Option<EventType>,
    /// Status of most of its mentions.
    pub status: Status,
    /// Day of the act as far as known: the text's, else the first document's.
    pub date: Option<Date>,
    /// Countries that act, sorted.
    pub actor: Vec<Country>,
    /// Countries acted on, sorted.
    pub recipient: Vec<Country>,
    /// Ids of its mentions, in order of document date and place in the text.
    pub mentions: Vec<String>,
    /// Number of distinct documents.
    pub documents: u32,
    /// Number of distinct sources.
    pub sources: u32,
}
