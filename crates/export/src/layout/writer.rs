//! Writes mentions in a layout.

use std::{
    collections::{HashMap, HashSet},
    io::Write,
};

use chancery_model::{Event, Imported, Mention, content_hash};

use super::{
    Form, Layout, foreign, plover_json,
    row::{Row, When, pair_numbers, pairs},
};
use crate::Error;

/// Which mentions tell of the same act, and how often it is told, for the layouts that say so ([`Layout::counts`]).
#[derive(Debug, Default)]
pub struct Acts {
    /// Event of a mention.
    event: HashMap<String, String>,
    counts: HashMap<u64, Counts>,
}

/// How often a row of the events is told.
#[derive(Debug, Default)]
pub(crate) struct Counts {
    pub mentions: i64,
    documents: HashSet<String>,
    sources: HashSet<String>,
}

impl Counts {
    pub fn documents(&self) -> i64 {
        self.documents.len() as i64
    }

    /// None where no document names its source.
    pub fn sources(&self) -> Option<i64> {
        (!self.sources.is_empty()).then_some(self.sources.len() as i64)
    }
}

impl Acts {
    /// The acts of `events`. A mention in none of them is an act of its own.
    pub fn new(events: impl IntoIterator<Item = Event>) -> Self {
        let event = events.into_iter().flat_map(|e| e.mentions.into_iter().map(move |m| (m, e.event_id.clone()))).collect();
        Acts { event, counts: HashMap::new() }
    }

    /// Counts a mention that will be written.
    pub fn count(&mut self, m: &Mention) {
        for id in pair_numbers(self.act(m), &pairs(m)) {
            let counts = self.counts.entry(id).or_default();
            counts.mentions += 1;
            counts.documents.insert(content_hash(&[&m.document.id]));
            counts.sources.extend(m.document.source.as_deref().map(|s| content_hash(&[s])));
        }
    }

    fn act<'a>(&'a self, m: &'a Mention) -> &'a str {
        self.event.get(&m.mention_id).unwrap_or(&m.mention_id)
    }
}

/// Writes mentions in a layout, one after the other.
pub struct LayoutWriter<W: Write> {
    layout: Layout,
    out: W,
    acts: Acts,
    /// Rows of GDELT's events that are written.
    seen: HashSet<u64>,
    rows: u64,
}

impl<W: Write> LayoutWriter<W> {
    /// Starts writing to `out`, which should be buffered; the header at once, where the layout has one. `acts` are needed
    /// only where the layout counts.
    pub fn new(layout: Layout, out: W, acts: Acts) -> Result<Self, Error> {
        let mut writer = LayoutWriter { layout, out, acts, seen: HashSet::new(), rows: 0 };
        if layout.has_header() {
            writer.line(layout.columns().iter().map(|c| c.name.into()))?;
        }
        Ok(writer)
    }

    /// Writes a mention, whatever its status.
    pub fn write(&mut self, m: &Mention) -> Result<(), Error> {
        if self.layout == Layout::PloverJson { self.object(&plover_json::record(m)) } else { self.write_rows(m) }
    }

    /// Writes a row of another data set: as it was given, where it came in this layout; else what is understood of it, in this
    /// layout's columns, and blanks for the rest.
    pub fn write_imported(&mut self, imported: &Imported) -> Result<(), Error> {
        if Layout::of(imported.act.dataset) == Some(self.layout) {
            self.out.write_all(&imported.raw)?;
            self.out.write_all(b"\n")?;
            self.rows += 1;
            return Ok(());
        }
        if self.layout == Layout::PloverJson {
            return self.object(&foreign::object(&imported.act));
        }
        for row in foreign::rows(self.layout, &imported.act) {
            self.line(self.layout.columns().iter().map(|c| row.cell(c.name).to_field().into_owned()))?;
            self.rows += 1;
        }
        Ok(())
    }

    fn object(&mut self, object: &serde_json::Value) -> Result<(), Error> {
        serde_json::to_writer(&mut self.out, object)?;
        self.out.write_all(b"\n")?;
        self.rows += 1;
        Ok(())
    }

    fn write_rows(&mut self, m: &Mention) -> Result<(), Error> {
        // POLECAT has lists of parties: a row a mention.
        let pairs = if self.layout == Layout::Polecat { vec![(None, None)] } else { pairs(m) };
        // Elsewhere each mention is a row of its own, though it tells of an act that others tell of too.
        let numbers = pair_numbers(if self.layout.counts() { self.acts.act(m) } else { &m.mention_id }, &pairs);
        let when = When::of(m);
        for (n, (&(actor, recipient), number)) in pairs.iter().zip(numbers).enumerate() {
            if matches!(self.layout, Layout::Gdelt | Layout::Gdelt1) && !self.seen.insert(number) {
                continue;
            }
            let row = Row { m, actor, recipient, nth: (n, pairs.len()), number, when, counts: self.acts.counts.get(&number) };
            let fields: Vec<String> = self.layout.columns().iter().map(|c| (c.get)(&row).to_field().into_owned()).collect();
            self.line(fields.into_iter())?;
            self.rows += 1;
        }
        Ok(())
    }

    /// Rows written so far, the header not counted.
    pub fn rows(&self) -> u64 {
        self.rows
    }

    /// Flushes and gives the output back.
    pub fn finish(mut self) -> Result<W, Error> {
        self.out.flush()?;
        Ok(self.out)
    }

    fn line(&mut self, fields: impl Iterator<Item = String>) -> Result<(), Error> {
        let (escape, between): (fn(&str) -> String, _) = match self.layout.form() {
            Form::Csv => (quoted, ","),
            Form::Tab | Form::Json => (plain, "\t"),
        };
        let line: Vec<String> = fields.map(|f| escape(&f)).collect();
        self.out.write_all(line.join(between).as_bytes())?;
        Ok(self.out.write_all(b"\n")?)
    }
}

/// A field of a file with commas, quoted where RFC 4180 needs it.
fn quoted(field: &str) -> String {
    if field.contains([',', '"', '\n', '\r']) { format!("\"{}\"", field.replace('"', "\"\"")) } else { field.to_owned() }
}

/// A field of a tab file. These have no quoting: what would break a line is a space, and a double quote a single one, so that
/// readers which do look for quotes and readers which do not see the same.
fn plain(field: &str) -> String {
    field
        .chars()
        .map(|c| {
            if c == '"' {
                '\''
            } else if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') {
                ' '
            } else {
                c
            }
        })
        .collect()
}
