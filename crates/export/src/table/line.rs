//! A row of a table.

use std::ops::Range;

use chancery_model::Status;
use unicode_width::UnicodeWidthStr;

use super::{
    GAP,
    text::{Shown, clean, clip, pad, window},
};

/// A row: a field for each column, and lines below it.
#[derive(Debug, Clone)]
pub struct Line {
    pub(super) fields: Vec<Field>,
    pub(super) below: Vec<String>,
}

impl Line {
    pub(crate) fn new(fields: Vec<Field>) -> Self {
        Line { fields, below: Vec::new() }
    }

    /// With lines below it, indented: each of parts that are at least so many columns wide.
    pub(crate) fn below(mut self, lines: &[Vec<(&str, usize)>]) -> Self {
        let line = |parts: &Vec<(&str, usize)>| {
            let mut line = String::new();
            for (i, (text, width)) in parts.iter().enumerate() {
                let text = clean(text);
                let visible = text.width();
                pad(&mut line, &Shown { text, visible }, if i + 1 < parts.len() { visible.max(*width) + GAP } else { 0 }, false);
            }
            line
        };
        self.below = lines.iter().map(line).collect();
        self
    }
}

/// A value in a row, cleaned for the terminal.
#[derive(Debug, Clone)]
pub struct Field {
    text: String,
    /// Bytes that must stay in sight when the text is clipped, and stand out in colour.
    focus: Range<usize>,
    /// ANSI code for the whole field.
    style: Option<&'static str>,
}

const BOLD: &str = "1";
const DIM: &str = "2";
const YELLOW: &str = "33";
const CYAN: &str = "36";
const RED: &str = "31";

impl Field {
    pub(crate) fn new(text: &str) -> Self {
        Field { text: clean(text), focus: 0..0, style: None }
    }

    pub(super) fn head(name: &str) -> Self {
        Field { style: Some(BOLD), ..Field::new(name) }
    }

    /// What has not happened must not look like what has.
    pub(crate) fn status(status: Status) -> Self {
        let style = match status {
            Status::Reported => None,
            Status::Future => Some(YELLOW),
            Status::Hypothetical => Some(CYAN),
            Status::Negated => Some(RED),
            Status::Historical => Some(DIM),
        };
        Field { style, ..Field::new(status.as_str()) }
    }

    /// A text of which the bytes `focus` stay in sight.
    pub(crate) fn focused(text: &str, focus: Range<usize>) -> Self {
        let parts = (text.get(..focus.start), text.get(focus.clone()), text.get(focus.end..));
        let (Some(before), Some(focus), Some(after)) = parts else { return Field::new(text) };
        // Cleaned apart, so that the focus can be found again; the spaces at the seams are kept by marking them.
        let (before, focus, after) = (clean(&format!("{before}|")), clean(focus), clean(&format!("|{after}")));
        let (before, after) = (before.strip_suffix('|').unwrap_or(&before), after.strip_prefix('|').unwrap_or(&after));
        let range = before.len()..before.len() + focus.len();
        Field { text: format!("{before}{focus}{after}"), focus: range, style: None }
    }

    pub(super) fn width(&self) -> usize {
        self.text.width()
    }

    /// The field in `width` columns.
    pub(super) fn show(&self, width: usize, colour: bool) -> Shown {
        let (text, focus) =
            if self.focus.is_empty() { (clip(&self.text, width), 0..0) } else { window(&self.text, self.focus.clone(), width) };
        let visible = text.width();
        let text = match (colour, self.style) {
            (false, _) => text,
            (true, Some(code)) => format!("\x1b[{code}m{text}\x1b[0m"),
            (true, None) => match (text.get(..focus.start), text.get(focus.clone()), text.get(focus.end..)) {
                (Some(a), Some(b), Some(c)) if !b.is_empty() => format!("{a}\x1b[{BOLD}m{b}\x1b[0m{c}"),
                _ => text,
            },
        };
        Shown { text, visible }
    }
}
