//! A commitment as lists show it, with its lapse computed.

use chancery_model::{Commitment, StepState};
use jiff::civil::Date;
use serde::Serialize;

use crate::{name, query};

/// A commitment on a day.
#[derive(Debug, Clone, Serialize)]
#[serde(transparent)]
pub struct Promise {
    /// The record, its lapse filled in.
    pub commitment: Commitment,
}

/// The day of its last dated step.
pub fn last_day(c: &Commitment) -> Option<Date> {
    c.steps.iter().filter_map(|s| s.date).max()
}

/// Whether an outcome is still to come.
pub fn is_open(c: &Commitment) -> bool {
    use StepState::{Agreed, Announced, InProgress, Proposed};
    matches!(c.state, Proposed | Announced | Agreed | InProgress)
}

impl Promise {
    /// As of `today`, where `sources` were searched.
    pub fn new(c: &Commitment, today: Date, sources: u32) -> Promise {
        Promise { commitment: Commitment { lapsed: chancery_ledger::lapse(c, today, sources), ..c.clone() } }
    }

    /// Address of its page.
    pub fn href(&self) -> String {
        query::to("commitment", &self.commitment.id)
    }

    /// "Japan → Philippines", "Japan, Philippines".
    pub fn parties(&self) -> String {
        let (by, to) = (name::countries(&self.commitment.by), name::countries(&self.commitment.to));
        match (by.is_empty(), to.is_empty()) {
            (_, true) => by,
            (true, false) => format!("→ {to}"),
            (false, false) => format!("{by} → {to}"),
        }
    }

    /// The state in words.
    pub fn state(&self) -> String {
        name::state(self.commitment.state)
    }

    /// The last step's day as text.
    pub fn last(&self) -> String {
        last_day(&self.commitment).map(|d| d.to_string()).unwrap_or_default()
    }

    /// The first step's day as text.
    pub fn first(&self) -> String {
        self.commitment.steps.iter().filter_map(|s| s.date).min().map(|d| d.to_string()).unwrap_or_default()
    }

    /// The due day as text.
    pub fn due(&self) -> String {
        self.commitment.due.map(|d| d.to_string()).unwrap_or_default()
    }

    /// The amount in the text's words.
    pub fn amount(&self) -> &str {
        self.commitment.amount.as_ref().map_or("", |a| &a.text)
    }

    /// The subject, begun with a capital.
    pub fn subject(&self) -> String {
        let mut chars = self.commitment.subject.chars();
        chars.next().map(|c| c.to_uppercase().chain(chars).collect()).unwrap_or_default()
    }
}
