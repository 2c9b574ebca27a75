//! Column layouts: [`native`] is the project's own, the rest are those that other event data came in, so that scripts
//! written for them read the record.
//!
//! A layout is filled with what the record says and with nothing else: what a layout asks and the record does not know is
//! blank. The files beside this one have the columns of one layout each, with what stands in them;
//! `docs/reference/exchange.md` is made from them by [`exchange_reference`].

mod cline;
mod codes;
mod foreign;
mod gdelt;
mod gdelt1;
mod gdelt_mentions;
mod icews;
pub mod native;
mod phoenix;
mod plover_json;
mod polecat;
mod quad;
mod reference;
mod row;
mod writer;

use std::{fmt, str::FromStr};

use chancery_model::{Dataset, Mention, Status};

pub use foreign::act_of;
pub use reference::exchange_reference;
use row::Row;
pub use writer::{Acts, LayoutWriter};

use crate::Cell;

/// A layout of other event data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Layout {
    /// GDELT 2.0 events, 61 columns.
    Gdelt,
    /// GDELT 1.0 events, 58 columns.
    Gdelt1,
    /// GDELT 2.0 mentions, 16 columns.
    GdeltMentions,
    /// ICEWS tab files, 20 columns.
    Icews,
    /// POLECAT, 40 columns.
    Polecat,
    /// Phoenix daily files of the Open Event Data Alliance, 26 columns.
    Phoenix,
    /// Phoenix files of the Cline Center, 25 columns.
    Cline,
    /// PLOVER's JSON, one object a line.
    PloverJson,
}

/// A column of a layout.
#[derive(Clone, Copy)]
pub(crate) struct Column {
    pub name: &'static str,
    /// What stands there; "Blank" and why, where nothing ever does.
    pub meaning: &'static str,
    pub get: for<'a> fn(&'a Row<'a>) -> Cell<'a>,
}

/// A column of a layout, short.
macro_rules! col {
    ($name:literal, $meaning:expr) => {
        $crate::layout::Column { name: $name, meaning: $meaning, get: |_| $crate::Cell::Null }
    };
    ($name:literal, $meaning:expr, $get:expr) => {
        $crate::layout::Column { name: $name, meaning: $meaning, get: $get }
    };
}
use col;

/// How the lines of a layout are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// Tabs between, nothing quoted.
    Tab,
    /// Commas between, quoted as RFC 4180 has it.
    Csv,
    /// JSON Lines.
    Json,
}

impl Layout {
    /// All of them.
    pub const ALL: [Layout; 8] = [
        Layout::Gdelt,
        Layout::Gdelt1,
        Layout::GdeltMentions,
        Layout::Icews,
        Layout::Polecat,
        Layout::Phoenix,
        Layout::Cline,
        Layout::PloverJson,
    ];

    /// The layout that a data set comes in; none for one's own coding.
    pub fn of(dataset: Dataset) -> Option<Layout> {
        match dataset {
            Dataset::Chancery => None,
            Dataset::Gdelt => Some(Layout::Gdelt),
            Dataset::Gdelt1 => Some(Layout::Gdelt1),
            Dataset::GdeltMentions => Some(Layout::GdeltMentions),
            Dataset::Icews => Some(Layout::Icews),
            Dataset::Polecat => Some(Layout::Polecat),
            Dataset::Phoenix => Some(Layout::Phoenix),
            Dataset::Cline => Some(Layout::Cline),
            Dataset::PloverJson => Some(Layout::PloverJson),
        }
    }

    /// The name on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Layout::Gdelt => "gdelt",
            Layout::Gdelt1 => "gdelt1",
            Layout::GdeltMentions => "gdelt-mentions",
            Layout::Icews => "icews",
            Layout::Polecat => "polecat",
            Layout::Phoenix => "phoenix",
            Layout::Cline => "cline",
            Layout::PloverJson => "plover-json",
        }
    }

    /// Names of its columns in order; of PLOVER's JSON, its fields.
    pub fn column_names(self) -> Vec<&'static str> {
        match self {
            Layout::PloverJson => plover_json::FIELDS.iter().map(|(name, _)| *name).collect(),
            _ => self.columns().iter().map(|c| c.name).collect(),
        }
    }

    /// Whether a mention goes into it unasked. None of the layouts says whether an act happened, so what is planned, mooted
    /// or denied would read as done: only reported acts go in, and those told as history where the layout can say when
    /// they were.
    pub fn takes(self, m: &Mention) -> bool {
        match (m.status, self) {
            (Status::Reported, _) => true,
            (Status::Historical, Layout::Gdelt | Layout::Gdelt1 | Layout::GdeltMentions | Layout::Phoenix) => {
                row::When::of(m).year.is_some()
            }
            (Status::Historical, Layout::Icews | Layout::Polecat) => row::When::of(m).day.is_some(),
            (Status::Historical, Layout::PloverJson) => plover_json::days(m).0.is_some(),
            // Its only date is the story's.
            (Status::Historical, Layout::Cline) => false,
            (Status::Future | Status::Hypothetical | Status::Negated, _) => false,
        }
    }

    /// Whether its rows count the mentions of an act, so that [`Acts`] must see all of them first.
    pub fn counts(self) -> bool {
        matches!(self, Layout::Gdelt | Layout::Gdelt1 | Layout::GdeltMentions)
    }

    fn columns(self) -> &'static [Column] {
        match self {
            Layout::Gdelt => &gdelt::COLUMNS,
            Layout::Gdelt1 => &gdelt1::COLUMNS,
            Layout::GdeltMentions => &gdelt_mentions::COLUMNS,
            Layout::Icews => &icews::COLUMNS,
            Layout::Polecat => &polecat::COLUMNS,
            Layout::Phoenix => &phoenix::COLUMNS,
            Layout::Cline => &cline::COLUMNS,
            Layout::PloverJson => &[],
        }
    }

    fn form(self) -> Form {
        match self {
            Layout::Gdelt | Layout::Gdelt1 | Layout::GdeltMentions | Layout::Icews | Layout::Polecat | Layout::Phoenix => Form::Tab,
            Layout::Cline => Form::Csv,
            Layout::PloverJson => Form::Json,
        }
    }

    fn has_header(self) -> bool {
        matches!(self, Layout::Icews | Layout::Polecat | Layout::Cline)
    }
}

impl FromStr for Layout {
    type Err = String;
    fn from_str(s: &str) -> Result<Self, String> {
        Layout::ALL.into_iter().find(|l| l.as_str() == s).ok_or_else(|| {
            let all: Vec<&str> = Layout::ALL.iter().map(|l| l.as_str()).collect();
            format!("'{s}' is not a layout: native, {} are", all.join(", "))
        })
    }
}

impl fmt::Display for Layout {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}
