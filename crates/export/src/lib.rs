//! The record as JSON Lines, CSV, Parquet, as a table to read, and in the layouts of other event data ([`layout`]).
//!
//! [`Writer`] takes mentions, events or commitments one at a time and keeps only a few thousand rows in memory. The same
//! records give the same bytes.
//!
//! ```
//! use chancery_export::{Format, Writer};
//! use chancery_model::{Event, EventType, Status};
//!
//! let event = Event {
//!     event_id: "e1".into(), event: EventType::Aid, mode: None, of: None, status: Status::Reported,
//!     date: Some("2031-05-02".parse().unwrap()), actor: vec!["PER".parse().unwrap()], recipient: vec!["CHL".parse().unwrap()],
//!     mentions: vec!["m1".into(), "m2".into()], documents: 2, sources: 1,
//! };
//! let mut writer = Writer::new("csv".parse::<Format>().unwrap(), Vec::new()).unwrap();
//! writer.write(&event).unwrap();
//! let csv = String::from_utf8(writer.finish().unwrap()).unwrap();
//! assert_eq!(csv.lines().nth(1), Some("e1,AID,,,reported,2031-05-02,PER,CHL,m1;m2,2,1"));
//! ```
//!
//! JSON Lines is the record as it is. CSV and Parquet carry the same, flattened into columns ([`Record::columns`]); what
//! each column means is written in `docs/reference/columns.md`, which [`reference`] makes.

pub mod arrow;
mod cell;
mod csv;
mod deposit;
mod error;
mod format;
pub mod layout;
mod parquet;
mod reference;
pub mod table;
mod writer;

pub use cell::{Cell, Column, Kind, Record, join_list, split_list};
pub use deposit::{Deposit, Summed, checksums};
pub use error::Error;
pub use format::Format;
pub use layout::{Acts, Layout, LayoutWriter, act_of, exchange_reference};
pub use reference::reference;
pub use writer::Writer;
