//! Commitments: what was promised, and what became of it.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{Actor, Amount, Context, Country, DocumentRef, EventType, Sentence, Span, Trigger};

names! {
    /// State of a commitment after a step.
    StepState {
        /// Floated, considered, expected to be discussed; nobody has committed.
        Proposed = "proposed",
        /// Will, plans, pledged, offered.
        Announced = "announced",
        /// Signed, approved by the parties.
        Agreed = "agreed",
        /// Begun, partly delivered.
        InProgress = "in_progress",
        /// Done, held, handed over, in force.
        Delivered = "delivered",
        /// Restated smaller.
        Reduced = "reduced",
        /// Stalled, postponed, on hold.
        Suspended = "suspended",
        /// Dropped, withdrawn from.
        Cancelled = "cancelled",
    }
}

/// What one sentence tells of where an undertaking stands. Like a [`Mention`](crate::Mention) it is a function of its
/// document alone; which commitment it belongs to is the ledger's question.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StepMention {
    /// The act coded at the same words; `None` where the sentence codes none there (no doer named).
    pub mention_id: Option<String>,
    /// The document.
    pub document: DocumentRef,
    /// Where the undertaking stands by this sentence.
    pub state: StepState,
    /// PLOVER type of the undertaken act.
    #[serde(rename = "type")]
    pub kind: EventType,
    /// Who undertakes it, as far as the sentence and those around it say; may be empty.
    pub actor: Vec<Actor>,
    /// The other side, likewise.
    pub recipient: Vec<Actor>,
    /// What areas of politics it belongs to.
    pub contexts: Vec<Context>,
    /// Day of the step: one that the sentence tells, else the document's.
    pub date: Option<Date>,
    /// Day by which the act is due, as this sentence says.
    pub due: Option<Date>,
    /// Amount, as this sentence says.
    pub amount: Option<Amount>,
    /// The word that tells it.
    pub word: Trigger,
    /// The sentence.
    pub sentence: Sentence,
    /// Probability that it tells a step at all, 0 to 1.
    pub confidence: f64,
    /// What the undertaking is about, as a direction (unit vector, each part times 127): those of one undertaking lie close.
    /// Directions of two coders cannot be compared.
    pub about: Vec<i8>,
    /// Program and model.
    pub coder: String,
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
