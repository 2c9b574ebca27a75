//! Records as a table to read on a terminal: clipped to a width, never wrapped, coloured only when asked.
//!
//! Words from documents are cleaned first: no control character of theirs reaches the terminal.

mod line;
mod text;
mod widths;

use std::io::{self, Write};

pub use line::{Field, Line};
use text::{clip, pad};
use widths::widths;

use crate::Record;

/// Rows that are looked at before the widths of the columns are settled.
const SAMPLE: usize = 200;
/// Between two columns.
const GAP: usize = 2;

/// How a table is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// Columns of the terminal. No line is wider.
    pub width: usize,
    /// Whether to use colours (ANSI codes).
    pub colour: bool,
}

impl Default for Options {
    fn default() -> Self {
        Options { width: 120, colour: false }
    }
}

/// A column of a table.
#[derive(Debug, Clone, Copy)]
pub struct Head {
    name: &'static str,
    min: usize,
    max: usize,
    rank: u8,
    number: bool,
}

impl Head {
    /// A column that is at least `min` and at most `max` wide.
    pub(crate) const fn new(name: &'static str, min: usize, max: usize) -> Self {
        Head { name, min, max, rank: 0, number: false }
    }

    /// Where there is too little room, the column of the lowest rank goes first.
    pub(crate) const fn rank(mut self, rank: u8) -> Self {
        self.rank = rank;
        self
    }

    /// Numbers stand to the right.
    pub(crate) const fn number(mut self) -> Self {
        self.number = true;
        self
    }
}

/// The records as one text.
pub fn table<'a, R: Record>(records: impl IntoIterator<Item = &'a R>, options: Options) -> String {
    let mut stream = Stream::new(Vec::new(), R::heads(), options);
    // A vector takes everything.
    let written = records.into_iter().try_for_each(|r| stream.write(r.line())).and_then(|()| stream.finish());
    written.map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default()
}

/// A table that is written while its rows come in.
pub(crate) struct Stream<W: Write> {
    out: W,
    heads: &'static [Head],
    options: Options,
    waiting: Vec<Line>,
    /// Width of each column, 0 where it is left out; `None` until settled.
    widths: Option<Vec<usize>>,
}

impl<W: Write> Stream<W> {
    pub fn new(out: W, heads: &'static [Head], options: Options) -> Self {
        Stream { out, heads, options, waiting: Vec::new(), widths: None }
    }

    pub fn write(&mut self, line: Line) -> io::Result<()> {
        if self.widths.is_some() {
            return self.print(&line);
        }
        self.waiting.push(line);
        if self.waiting.len() >= SAMPLE { self.settle() } else { Ok(()) }
    }

    /// Settles the widths, writes the head and the rows that waited.
    fn settle(&mut self) -> io::Result<()> {
        let waiting = std::mem::take(&mut self.waiting);
        let natural = |i: usize| waiting.iter().filter_map(|l| l.fields.get(i)).map(Field::width).max().unwrap_or(0);
        let natural: Vec<usize> = (0..self.heads.len()).map(natural).collect();
        self.widths = Some(widths(self.heads, &natural, self.options.width));
        let head = Line::new(self.heads.iter().map(|h| Field::head(h.name)).collect());
        self.print(&head)?;
        waiting.iter().try_for_each(|line| self.print(line))
    }

    fn print(&mut self, line: &Line) -> io::Result<()> {
        let widths = self.widths.as_deref().unwrap_or_default();
        let last = widths.iter().rposition(|&w| w > 0).unwrap_or(0);
        let mut text = String::new();
        for (i, ((field, &width), head)) in line.fields.iter().zip(widths).zip(self.heads).enumerate().filter(|(_, ((_, w), _))| **w > 0) {
            let shown = field.show(width, self.options.colour);
            match (i == last, head.number) {
                (false, false) => pad(&mut text, &shown, width + GAP, false),
                (true, false) => text.push_str(&shown.text),
                (_, true) => {
                    pad(&mut text, &shown, width, true);
                    text.push_str(if i == last { "" } else { "  " });
                }
            }
        }
        writeln!(self.out, "{}", text.trim_end())?;
        for below in &line.below {
            // On a very narrow terminal there is no room to waste.
            let indent = if self.options.width < 20 { "" } else { "    " };
            let shown = clip(below, self.options.width - indent.len());
            writeln!(self.out, "{indent}{shown}")?;
        }
        Ok(())
    }

    pub fn finish(mut self) -> io::Result<W> {
        if self.widths.is_none() {
            self.settle()?;
        }
        Ok(self.out)
    }
}
