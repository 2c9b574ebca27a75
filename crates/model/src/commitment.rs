//! Commitments: what was promised, and what became of it.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{Amount, Country, EventType, Span};

/// State of a commitment after a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StepState {
    /// Floated, considered, expected to be discussed; nobody has committed.
    Proposed,
    /// Will, plans, pledged, offered.
    Announced,
    /// Signed, approved by the parties.
    Agreed,
    /// Begun, partly delivered.
    InProgress,
    /// Done, held, handed over, in force.
    Delivered,
    /// Restated smaller.
    Reduced,
    /// Stalled, postponed, on hold.
    Suspended,
    /// Dropped, withdrawn from.
    Cancelled,
}

/// A change of a commitment's state, with its proof.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Step {
    /// The state from here on.
    pub state: StepState,
    /// Day of the step: the act's, else the document's.
    pub date: Option<Date>,
    /// Id of the document that proves it.
    pub document: String,
    /// The sentence, word for word.
    pub quote: String,
    /// Where the sentence stands in the document.
    pub span: Span,
    /// The mention; `None` where the sentence codes no act.
    pub mention_id: Option<String>,
    /// Day by which it is due, as this step says.
    pub due: Option<Date>,
    /// Amount, as this step says.
    pub amount: Option<Amount>,
}

/// A lapse: computed, never reported.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Lapse {
    /// The rule that applies, in words.
    pub rule: String,
    /// The day for which it was computed.
    pub as_of: Date,
    /// Number of sources searched.
    pub sources: u32,
}

/// An act promised or planned, with every step that became of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Commitment {
    /// Hash of the opening step.
    pub id: String,
    /// Who undertakes it; all parties where they are equals.
    pub by: Vec<Country>,
    /// The other side; empty for equals and for unilateral undertakings.
    pub to: Vec<Country>,
    /// PLOVER type of the promised act.
    #[serde(rename = "type")]
    pub kind: EventType,
    /// What is promised, in the words of the text.
    pub subject: String,
    /// One of the contexts, or `education`.
    pub domain: Option<String>,
    /// State after the last step.
    pub state: StepState,
    /// Latest stated due day.
    pub due: Option<Date>,
    /// Latest stated amount: restated, never added up.
    pub amount: Option<Amount>,
    /// The steps, in order of date.
    pub steps: Vec<Step>,
    /// Set at question time only.
    pub lapsed: Option<Lapse>,
}
