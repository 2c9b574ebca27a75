//! GDELT 1.0 events: `YYYYMMDD.export.CSV`, 58 columns, tabs between, no header.
//!
//! Source of the columns: the GDELT 1.0 event code book. They are those of [`super::gdelt`] without the second-order divisions.

use std::sync::LazyLock;

use super::{Column, gdelt};

pub(super) static COLUMNS: LazyLock<Vec<Column>> =
    LazyLock::new(|| gdelt::COLUMNS.iter().filter(|c| !c.name.ends_with("_ADM2Code")).copied().collect());
