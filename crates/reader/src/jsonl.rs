//! JSONL: one story a line, one line in memory.

use std::collections::VecDeque;
use std::io;
use std::io::BufReader;

use serde_json::Value;

use crate::DOCUMENT_LIMIT;
use crate::draft::{Context, Draft};
use crate::item::{Item, failure};
use crate::lines::{Line, Lines};
use crate::open::{Opened, Peeked};
use crate::story;

/// The stories of one file. A bad line is one failure with its number; the next line goes on.
pub(crate) struct Stories {
    lines: Option<Lines<BufReader<Peeked>>>,
    line: Vec<u8>,
    context: Context,
    waiting: VecDeque<Item>,
    /// Line at which the stream was last damaged.
    damaged: Option<u64>,
}

impl Stories {
    pub(crate) fn new(opened: Opened, context: Context) -> Self {
        let lines = Some(Lines::new(opened.reader, DOCUMENT_LIMIT));
        Stories { lines, line: Vec::new(), context, waiting: VecDeque::new(), damaged: None }
    }

    fn fail(&mut self, number: u64, what: String, hint: Option<&str>) {
        let d = failure(&self.context.input, Some(format!("line {number}")), what, hint.map(str::to_owned));
        self.waiting.push_back(Item::Failed(d));
    }

    fn story(&mut self, number: u64) {
        let bytes = if number == 1 { self.line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&self.line) } else { &self.line };
        if bytes.trim_ascii().is_empty() {
            return;
        }
        let text = match std::str::from_utf8(bytes) {
            Ok(text) => text,
            // A guess at the encoding could change names without anyone noticing: JSON is UTF-8 by its standard.
            Err(e) => {
                return self.fail(
                    number,
                    format!("not UTF-8 (byte {} of the line)", e.valid_up_to() + 1),
                    Some("convert the file to UTF-8"),
                );
            }
        };
        match serde_json::from_str::<Value>(text) {
            Err(e) => self.fail(number, format!("not valid JSON: {}", story::bare(&e)), Some("each line is one JSON object")),
            Ok(value) => match story::draft(&value) {
                Err(what) => self.fail(number, what, None),
                Ok(draft) => self.waiting.extend(Draft { record: Some((number, "line")), ..draft }.finish(&self.context)),
            },
        }
    }
}

impl Iterator for Stories {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        loop {
            if let Some(item) = self.waiting.pop_front() {
                return Some(item);
            }
            let lines = self.lines.as_mut()?;
            let read = lines.next_line(&mut self.line);
            let number = lines.number;
            match read {
                Ok(None) => self.lines = None,
                Ok(Some(Line::Read)) => self.story(number),
                Ok(Some(Line::TooLong(n))) => {
                    let what =
                        format!("the line is {n} bytes long, more than the {} MiB of one document; it is left out", DOCUMENT_LIMIT >> 20);
                    self.fail(number, what, Some("check that each story stands on a line of its own"));
                }
                Err(e) => {
                    // Damage inside a gzip file: the next member may hold more lines. Twice at one place ends it.
                    if e.kind() != io::ErrorKind::InvalidData || self.damaged == Some(number) {
                        self.lines = None;
                    }
                    self.damaged = Some(number);
                    let what = format!("{e}; the {number} lines before were read");
                    self.fail(number + 1, what, Some("fetch or compress the file again"));
                }
            }
        }
    }
}
