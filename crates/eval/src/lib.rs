//! Coded events against annotated gold: matching, figures with intervals, and the errors behind them.
//!
//! The figures are those of the project's scorer, a Python script, to the last digit, its resampled intervals
//! included; a test runs both where the script is at hand.
//!
//! [`read_gold`] reads the gold file, [`GoldDocument::to_document`] gives the coder what to code, [`score`] compares the
//! coder's mentions with the gold:
//!
//! ```
//! let line = r#"{"id":"a","date":"2031-05-02","sentences":["Peru thanked Chile."],"events":[
//!     {"s":0,"tr":"thanked","type":"SUPPORT","status":"reported","actor":[{"t":"Peru","c":"PER","s":"GOV"}],
//!      "recipient":[{"t":"Chile","c":"CHL","s":"GOV"}]}]}"#.replace('\n', " ");
//! let (gold, problems) = chancery_eval::read_gold("gold.jsonl", line.as_bytes());
//! assert!(problems.is_empty());
//! assert_eq!(gold[0].to_document().text, "Peru thanked Chile.");
//! let report = chancery_eval::score(&gold, &[vec![]]); // the coder found nothing
//! assert_eq!((report.type_.f1, report.type_.gold, report.errors().len()), (0.0, 1, 1));
//! ```

mod agreement;
mod count;
mod error;
mod figures;
mod form;
mod gold;
mod matching;
mod python_random;
mod tables;

pub use agreement::{cohen_kappa, krippendorff_alpha};
pub use error::{Cause, ErrorListing, EventError};
pub use figures::{Figures, RESAMPLES, Report, StatusRow, score, score_events};
pub use form::{by_document, gold_form};
pub use gold::{GoldDocument, GoldEntity, GoldEvent, read_gold};
pub use tables::{Row, Tables};
