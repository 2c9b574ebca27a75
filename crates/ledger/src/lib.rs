//! Mentions to events and commitments. Pure: the same mentions, in whatever order, give the same ledger.
//!
//! [`events`] gathers what several sentences and sources tell of one act. [`commitments`] joins what was promised to
//! what became of it, from what the coder found told of undertakings; [`lapse`] tells whether one
//! has run out. [`changes`] compares two ledgers. [`Panel`] counts acts by parties and period.

mod act;
mod change;
mod commitment;
mod event;
mod lapse;
mod link;
mod panel;
mod reading;
mod subject;
#[cfg(test)]
mod testing;

pub use change::changes;
pub use commitment::commitments;
pub use event::{Acts, events, events_paired};
pub use lapse::lapse;
pub use panel::{Panel, Period, Unit};
