//! The rows of a file, one at a time.

use std::borrow::Cow;
use std::io::{self, BufRead, BufReader, Cursor, Read};

use chancery_model::{Act, Dataset, Diagnostic, Imported, Severity, content_hash};
use chancery_reader::Opened;

use crate::{
    bad::Bad,
    country::Countries,
    fields::{Fields, fits},
    guess::{self, Shape},
    layout,
    records::{Record, Records, csv_fields},
    zip::Zip,
};

/// What a file gives.
#[derive(Debug)]
pub enum Item {
    /// A row that was read.
    Row(Box<Imported>),
    /// A row that was not; without a line, a file of which none can be.
    Failed(Diagnostic),
    /// Something to know about the file; a failure where the rest of it could not be read.
    Message(Diagnostic),
}

/// Iterator over the rows of a file; made by [`read`].
pub struct Rows {
    label: String,
    state: State,
    countries: Countries,
    /// Whether it was told that the file is not UTF-8, and the message before it is given.
    odd_bytes: bool,
    pending: Option<Item>,
}

enum State {
    /// Nothing was read yet.
    New(Box<Opened>, Option<Dataset>),
    Reading {
        records: Box<Records<Box<dyn BufRead + Send>>>,
        shape: Shape,
        first: bool,
    },
    End,
}

/// How much is looked at to tell the layout, in bytes: some tens of rows.
const HEAD: u64 = 64 << 10;

/// A reader that fails once, as one did when its beginning was looked at.
struct Failing(Option<io::Error>);

impl Read for Failing {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        self.0.take().map_or(Ok(0), Err)
    }
}

/// Columns of a header that may be called otherwise before it is taken for another layout's.
const RENAMED: usize = 3;

/// Reads the rows of a file that was opened. `asked` is the layout, where it is known; [`Dataset::Chancery`] has none.
pub fn read(opened: Opened, asked: Option<Dataset>) -> Rows {
    let label = opened.label.clone();
    Rows { label, state: State::New(Box::new(opened), asked), countries: Countries::default(), odd_bytes: false, pending: None }
}

impl Iterator for Rows {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        if let Some(item) = self.pending.take() {
            return Some(item);
        }
        loop {
            match std::mem::replace(&mut self.state, State::End) {
                State::End => return None,
                State::New(opened, asked) => {
                    if let Err(item) = self.begin(*opened, asked) {
                        return Some(item);
                    }
                }
                State::Reading { mut records, shape, first } => match records.next() {
                    Ok(None) => return None,
                    Err(e) => {
                        let what = format!("the rest could not be read: {e}");
                        return Some(Item::Message(self.diagnostic(None, what, "fetch the file again: what was read before stays")));
                    }
                    Ok(Some(record)) => {
                        let read = self.record(record, shape, first);
                        // A blank line is no row, and the first row is the first that is none.
                        let blank = matches!(read, What::Blank);
                        if !matches!(read, What::Stop(_)) {
                            self.state = State::Reading { records, shape, first: first && blank };
                        }
                        match read {
                            What::Item(item) | What::Stop(item) => return Some(item),
                            What::Header | What::Blank => {}
                        }
                    }
                },
            }
        }
    }
}

/// What a record is.
enum What {
    Item(Item),
    /// The last: the file is of another layout.
    Stop(Item),
    Header,
    Blank,
}

impl Rows {
    fn begin(&mut self, opened: Opened, asked: Option<Dataset>) -> Result<(), Item> {
        let zipped = opened.head.starts_with(&crate::zip::MAGIC);
        let mut reader: Box<dyn Read + Send> = if zipped { Box::new(Zip::new(Box::new(opened.reader))) } else { Box::new(opened.reader) };
        let mut head = Vec::new();
        // What was read before an error is still good; the error comes behind it.
        let error = reader.by_ref().take(HEAD).read_to_end(&mut head).err();
        if let Some(e) = &error
            && head.is_empty()
        {
            return Err(Item::Failed(self.diagnostic(None, format!("not read: {e}"), "fetch the file again")));
        }
        let shape = guess::shape(&head, asked).map_err(|what| {
            let hint = "name the layout with --as: gdelt, gdelt1, gdelt-mentions, icews, polecat, phoenix, cline or plover-json";
            Item::Failed(self.diagnostic(None, what, hint))
        })?;
        let quoted: Option<fn(usize) -> bool> = shape.commas.then_some(match shape.dataset {
            Dataset::Cline => |n| fits(Dataset::Cline, n),
            // The others are tables with commas only where somebody made them so.
            _ => |n| n > 1,
        });
        let rest: Box<dyn Read + Send> = if error.is_some() { Box::new(Failing(error)) } else { reader };
        let whole: Box<dyn BufRead + Send> = Box::new(BufReader::with_capacity(1 << 16, Cursor::new(head).chain(rest)));
        self.state = State::Reading { records: Box::new(Records::new(whole, quoted)), shape, first: true };
        Ok(())
    }

    fn record(&mut self, record: Record, shape: Shape, first: bool) -> What {
        let line = record.line;
        let failed = |rows: &Self, bad: Bad| What::Item(Item::Failed(rows.diagnostic(Some(line), bad.to_string(), "")));
        let mut raw = match record.bytes {
            Ok(raw) => raw,
            Err(bad) => return failed(self, bad),
        };
        if line == 1 && raw.starts_with(b"\xef\xbb\xbf") {
            raw.drain(..3);
        }
        if raw.iter().all(u8::is_ascii_whitespace) {
            return What::Blank;
        }
        if shape.commas && shape.dataset != Dataset::Cline {
            raw = match with_tabs(&raw) {
                Ok(raw) => raw,
                Err(bad) => return failed(self, bad),
            };
        }
        let text = match std::str::from_utf8(&raw) {
            Ok(text) => Cow::Borrowed(text),
            Err(_) => {
                self.tell_odd_bytes(line);
                encoding_rs::WINDOWS_1252.decode_without_bom_handling(&raw).0
            }
        };
        let text = text.strip_suffix('\r').unwrap_or(&text);
        let act = if shape.dataset == Dataset::PloverJson {
            layout::plover_json(text, &mut self.countries)
        } else {
            let values: Vec<Cow<'_, str>> = if shape.commas && shape.dataset == Dataset::Cline {
                csv_fields(text.as_bytes()).iter().map(|f| Cow::Owned(String::from_utf8_lossy(f).into_owned())).collect()
            } else {
                text.split('\t').map(Cow::Borrowed).collect()
            };
            if first && let Some(other) = guess::header(shape.dataset, &values) {
                return self.header(shape.dataset, line, &other);
            }
            Fields::new(shape.dataset, values).and_then(|f| layout::act(shape.dataset, &f, &mut self.countries))
        };
        match act {
            Err(bad) => failed(self, bad),
            Ok(act) => {
                let id = content_hash(&[shape.dataset.as_str(), text]);
                What::Item(Item::Row(Box::new(Imported { act: Act { id, ..act }, raw })))
            }
        }
    }

    /// Older files are in windows-1252.
    fn tell_odd_bytes(&mut self, line: u64) {
        if !std::mem::replace(&mut self.odd_bytes, true) {
            let what = "not UTF-8: read as windows-1252, kept byte for byte".to_owned();
            let note = Diagnostic { severity: Severity::Note, ..self.diagnostic(Some(line), what, "") };
            self.pending = Some(Item::Message(note));
        }
    }

    fn header(&self, dataset: Dataset, line: u64, other: &[(String, &'static str)]) -> What {
        let Some((found, expected)) = other.first() else { return What::Header };
        let what = format!("a column is called '{found}', {dataset} has '{expected}'");
        if other.len() > RENAMED {
            let hint = "the columns stand in another order, or the file is of another layout: name it with --as";
            return What::Stop(Item::Failed(self.diagnostic(None, what, hint)));
        }
        What::Item(Item::Message(Diagnostic { severity: Severity::Note, ..self.diagnostic(Some(line), what, "") }))
    }

    fn diagnostic(&self, line: Option<u64>, what: String, hint: &str) -> Diagnostic {
        Diagnostic {
            severity: Severity::Failure,
            input: self.label.clone(),
            place: line.map(|n| format!("line {n}")),
            what,
            hint: (!hint.is_empty()).then(|| hint.to_owned()),
        }
    }
}

/// A row with commas as the tab files of its layout would have it.
fn with_tabs(record: &[u8]) -> Result<Vec<u8>, Bad> {
    let fields = csv_fields(record.strip_suffix(b"\r").unwrap_or(record));
    if fields.iter().any(|f| f.iter().any(|b| matches!(b, b'\t' | b'\n' | b'\r'))) {
        return Err(Bad::new("a value holds a tab or a line break, which the layout cannot have"));
    }
    Ok(fields.join(&b'\t'))
}
