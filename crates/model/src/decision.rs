//! What people say of what the program coded.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::Mention;

names! {
    /// What a reviewer made of a mention.
    Verdict {
        /// It is right as it stands.
        Accept = "accept",
        /// It should read otherwise.
        Correct = "correct",
        /// There is no such act.
        Reject = "reject",
    }
}

/// A reviewer's word on a mention. It holds over what the program says, also after another coding.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Decision {
    /// The mention as it was seen.
    pub seen: Mention,
    /// What was made of it.
    pub verdict: Verdict,
    /// How it should read; only of [`Verdict::Correct`].
    pub corrected: Option<Mention>,
    /// Who decided.
    pub reviewer: String,
    /// When.
    pub made: Timestamp,
}

/// A reviewer's word on two mentions: whether they tell the same act.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pairing {
    /// Id of one mention.
    pub mention_id: String,
    /// Id of the other.
    pub other_id: String,
    /// Whether both tell the same act.
    pub same: bool,
    /// Who decided.
    pub reviewer: String,
    /// When.
    pub made: Timestamp,
}
