//! What became of commitments between two moments.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{Country, EventType, Step, StepState};

names! {
    /// How a commitment changed.
    ChangeKind {
        /// It was not known before.
        Opened = "opened",
        /// Steps were added.
        Moved = "moved",
        /// It ran out: computed, by nobody reported.
        Lapsed = "lapsed",
        /// It is gone from the record: coded anew, or joined to another.
        Gone = "gone",
    }
}

/// A commitment that changed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Change {
    /// Id of the commitment.
    pub commitment: String,
    /// How it changed.
    pub change: ChangeKind,
    /// Who undertakes it.
    pub by: Vec<Country>,
    /// The other side.
    pub to: Vec<Country>,
    /// PLOVER type of the promised act.
    #[serde(rename = "type")]
    pub kind: EventType,
    /// What is promised.
    pub subject: String,
    /// State before; `None` of an opened one.
    pub before: Option<StepState>,
    /// State after; `None` of one that is gone.
    pub after: Option<StepState>,
    /// Due day as it is known now.
    pub due: Option<Date>,
    /// The rule by which it lapsed.
    pub lapse: Option<String>,
    /// The steps that are new, in order.
    pub steps: Vec<Step>,
}
