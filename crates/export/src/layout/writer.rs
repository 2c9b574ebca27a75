//! Writes mentions in a layout.

use std::{
    collections::{HashMap, HashSet},
    io::Write,
};

use chancery_model::{Event, Mention, content_hash};

use super::{
    Form, Layout, plover_json,
    row::{Row, When, numbers, pairs},
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
        for id in numbers(self.act(m), &pairs(m)) {
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
    out: Out<W>,
    acts: Acts,
    /// Rows of GDELT's events that are written.
    seen: HashSet<u64>,
    rows: u64,
}

enum Out<W: Write> {
    Plain(W),
    Csv(Box<::csv::Writer<W>>),
}

impl<W: Write> LayoutWriter<W> {
    /// Starts writing to `out`, which should be buffered; the header at once, where the layout has one. `acts` are needed
    /// only where the layout counts.
    pub fn new(layout: Layout, out: W, acts: Acts) -> Result<Self, Error> {
        let out = match layout.form() {
            Form::Tab | Form::Json => Out::Plain(out),
            Form::Csv => Out::Csv(Box::new(::csv::WriterBuilder::new().from_writer(out))),
        };
        let mut writer = LayoutWriter { layout, out, acts, seen: HashSet::new(), rows: 0 };
        if layout.has_header() {
            writer.out.line(layout.columns().iter().map(|c| c.name.into()))?;
        }
        Ok(writer)
    }

    /// Writes a mention, whatever its status.
    pub fn write(&mut self, m: &Mention) -> Result<(), Error> {
        let Out::Plain(out) = &mut self.out else { return self.write_rows(m) };
        if self.layout != Layout::PloverJson {
            return self.write_rows(m);
        }
        serde_json::to_writer(&mut *out, &plover_json::record(m))?;
        out.write_all(b"\n")?;
        self.rows += 1;
        Ok(())
    }

    fn write_rows(&mut self, m: &Mention) -> Result<(), Error> {
        // POLECAT has lists of parties: a row a mention.
        let pairs = if self.layout == Layout::Polecat { vec![(None, None)] } else { pairs(m) };
        // Elsewhere each mention is a row of its own, though it tells of an act that others tell of too.
        let numbers = numbers(if self.layout.counts() { self.acts.act(m) } else { &m.mention_id }, &pairs);
        let when = When::of(m);
        for (n, (&(actor, recipient), number)) in pairs.iter().zip(numbers).enumerate() {
            if self.layout == Layout::Gdelt && !self.seen.insert(number) {
                continue;
            }
            let row = Row { m, actor, recipient, nth: (n, pairs.len()), number, when, counts: self.acts.counts.get(&number) };
            self.out.line(self.layout.columns().iter().map(|c| (c.get)(&row).to_field().into_owned()))?;
            self.rows += 1;
        }
        Ok(())
    }

    /// Rows written so far, the header not counted.
    pub fn rows(&self) -> u64 {
        self.rows
    }

    /// Flushes and gives the output back.
    pub fn finish(self) -> Result<W, Error> {
        let mut out = match self.out {
            Out::Plain(out) => out,
            Out::Csv(csv) => csv.into_inner().map_err(|e| Error::Io(e.into_error()))?,
        };
        out.flush()?;
        Ok(out)
    }
}

impl<W: Write> Out<W> {
    fn line(&mut self, fields: impl Iterator<Item = String>) -> Result<(), Error> {
        match self {
            Out::Csv(csv) => {
                for field in fields {
                    csv.write_field(field)?;
                }
                Ok(csv.write_record(None::<&[u8]>)?)
            }
            Out::Plain(out) => {
                let line: Vec<String> = fields.map(|f| plain(&f)).collect();
                out.write_all(line.join("\t").as_bytes())?;
                Ok(out.write_all(b"\n")?)
            }
        }
    }
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
