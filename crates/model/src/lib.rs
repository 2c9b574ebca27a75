//! The nouns of the record, and the code book's tables. No logic beyond them, no I/O.
//!
//! Data flows one way: a [`Document`] is coded into [`Mention`]s, mentions are gathered into [`Event`]s and
//! [`Commitment`]s. Everything here is a plain value: it can be compared, cloned, and written as JSON in the order of
//! its fields, which is the order of the published record.

#[macro_use]
mod names;

mod actor;
mod change;
pub mod codebook;
mod commitment;
mod country;
mod decision;
mod diagnostic;
mod document;
mod event;
mod hash;
mod mention;
mod panel;
mod reading;
mod span;

pub use actor::Actor;
pub use change::{Change, ChangeKind};
pub use codebook::{Context, EventType, Mode, Quad, Sector, Status};
pub use commitment::{Commitment, Lapse, Step, StepMention, StepState};
pub use country::Country;
pub use decision::{Decision, Pairing, Verdict};
pub use diagnostic::{Diagnostic, Severity};
pub use document::{DateSource, Document, DocumentRef, Origin};
pub use event::Event;
pub use hash::{content_hash, content_number};
pub use mention::{Amount, Coded, DatePrecision, DateRange, DateSourceOfAct, Mention, Place, PlacePrecision, Reason, Sentence, Trigger};
pub use panel::PanelRow;
pub use reading::Reading;
pub use span::{Offsets, Span};
