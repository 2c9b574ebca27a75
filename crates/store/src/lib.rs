//! The record in SQLite: append-only revisions of coded documents, and the questions asked of them; beside them rows
//! of other event data.
//!
//! Only this crate knows SQL. It has no clock: the moment of adding comes from the caller.
//!
//! ```
//! use chancery_model::{Coded, Document};
//! use chancery_store::{Added, Store};
//! # let folder = tempfile::tempdir().unwrap();
//! let mut store = Store::open(&folder.path().join("chancery.db"))?;
//! let document = Document::from_text("Peru and Chile signed a fishing treaty.");
//! let now = "2024-04-05T12:00:00Z".parse().unwrap();
//! assert_eq!(store.add(&document, &Coded::default(), "chancery 0.1.0", now)?, Added::New);
//! assert_eq!(store.add(&document, &Coded::default(), "chancery 0.1.0", now)?, Added::Same);
//! # Ok::<(), chancery_store::StoreError>(())
//! ```

mod add;
mod ask;
mod error;
mod feed;
mod filter;
mod find;
mod imported;
mod ledger;
mod open;
mod query;
mod review;
#[cfg(test)]
mod testing;
mod words;

pub use add::{Added, content_hash_of};
pub use ask::{Hit, Interrupter, News, Summary};
pub use error::StoreError;
pub use filter::Filter;
pub use find::Found;
pub use imported::Order;
pub use open::Store;
pub use query::{Counts, Stored};
pub use words::Words;
