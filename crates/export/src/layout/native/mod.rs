//! The project's own layout: the record's fields, flattened, in the record's order.
//!
//! An object's fields become columns with its name before them (`document_id`), a span becomes `_start` and `_end`, a list of
//! objects becomes lists of equal length (`actor_country`), and a commitment takes one row for each step.

mod change;
mod commitment;
mod event;
mod mention;
mod panel;

use chancery_model::Amount;

use crate::Cell;

/// A part of an amount.
fn amount<'a>(amount: &'a Option<Amount>, part: impl FnOnce(&'a Amount) -> Cell<'a>) -> Cell<'a> {
    amount.as_ref().map_or(Cell::Null, part)
}

/// The names of countries.
fn countries(codes: &[chancery_model::Country]) -> Cell<'_> {
    Cell::TextList(codes.iter().map(|c| Some(c.as_str().into())).collect())
}
