//! A file cut into records: a line each, or more where a quoted field holds a line break.

use std::collections::VecDeque;
use std::io::{self, BufRead};

use chancery_reader::{Line, Lines};

use crate::bad::Bad;

/// Longest row, in bytes: the longest of the known data sets has a tenth of it.
const ROW: usize = 1 << 20;
/// Most lines that one quoted record may take.
const LINES: usize = 200;

/// A record and the line on which it begins.
pub(crate) struct Record {
    pub line: u64,
    pub bytes: Result<Vec<u8>, Bad>,
}

/// Cuts a file into records.
pub(crate) struct Records<R> {
    lines: Lines<R>,
    /// Whether fields may be quoted, and how many a record may have.
    quoted: Option<fn(usize) -> bool>,
    /// Lines that were looked at and given back.
    waiting: VecDeque<Record>,
}

impl<R: BufRead> Records<R> {
    /// A record a line; or, where fields are quoted, records of so many fields as `quoted` allows.
    pub fn new(reader: R, quoted: Option<fn(usize) -> bool>) -> Self {
        Records { lines: Lines::new(reader, ROW), quoted, waiting: VecDeque::new() }
    }

    /// The next record.
    pub fn next(&mut self) -> io::Result<Option<Record>> {
        let Some(first) = self.line()? else { return Ok(None) };
        let (Some(fits), Ok(bytes)) = (self.quoted, &first.bytes) else { return Ok(Some(first)) };
        if quotes(bytes).is_multiple_of(2) {
            return Ok(Some(first));
        }
        let (mut whole, mut taken) = (bytes.clone(), Vec::new());
        while taken.len() < LINES && whole.len() < ROW {
            // What was read before an error is still given; the error comes again, or the end does.
            let Ok(Some(next)) = self.line() else { break };
            let Ok(bytes) = &next.bytes else {
                taken.push(next);
                break;
            };
            whole.push(b'\n');
            whole.extend_from_slice(bytes);
            let closes = !quotes(bytes).is_multiple_of(2);
            taken.push(next);
            if closes {
                if fits(csv_fields(&whole).len()) {
                    return Ok(Some(Record { line: first.line, bytes: Ok(whole) }));
                }
                break;
            }
        }
        // A stray quote must not cost the rows below it.
        for record in taken.into_iter().rev() {
            self.waiting.push_front(record);
        }
        Ok(Some(Record { line: first.line, bytes: Err(Bad::new("a quote is not closed")) }))
    }

    fn line(&mut self) -> io::Result<Option<Record>> {
        if let Some(record) = self.waiting.pop_front() {
            return Ok(Some(record));
        }
        let mut buffer = Vec::new();
        let read = self.lines.next_line(&mut buffer)?;
        let bytes = match read {
            None => return Ok(None),
            Some(Line::Read) => Ok(buffer),
            Some(Line::TooLong(n)) => Err(Bad::value(format!("a row longer than {} MiB", ROW >> 20), &format!("{n} bytes"))),
        };
        Ok(Some(Record { line: self.lines.number, bytes }))
    }
}

fn quotes(bytes: &[u8]) -> usize {
    bytes.iter().filter(|b| **b == b'"').count()
}

/// The fields of a record with commas between, unquoted.
pub(crate) fn csv_fields(record: &[u8]) -> Vec<Vec<u8>> {
    let mut builder = csv::ReaderBuilder::new();
    let mut reader = builder.has_headers(false).flexible(true).buffer_capacity(record.len().clamp(64, 4096)).from_reader(record);
    let mut fields = csv::ByteRecord::new();
    // A slice gives no I/O error, and a flexible reader no other.
    let read = reader.read_byte_record(&mut fields).unwrap_or(false);
    if read { fields.iter().map(<[u8]>::to_vec).collect() } else { Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<(u64, Result<String, String>)> {
        let mut records = Records::new(text.as_bytes(), Some(|n| n == 2));
        let mut out = Vec::new();
        while let Some(r) = records.next().unwrap() {
            out.push((r.line, r.bytes.map(|b| String::from_utf8(b).unwrap()).map_err(|b| b.to_string())));
        }
        out
    }

    #[test]
    fn a_quoted_line_break_is_within_a_record() {
        assert_eq!(cut("a,\"b\nc\"\nd,e\n"), [(1, Ok("a,\"b\nc\"".into())), (3, Ok("d,e".into()))]);
    }

    #[test]
    fn a_stray_quote_costs_one_row() {
        let bad = || Err("a quote is not closed".to_owned());
        assert_eq!(cut("a,\"b\nd,e\nf,g\n"), [(1, bad()), (2, Ok("d,e".into())), (3, Ok("f,g".into()))]);
        assert_eq!(cut("a,\"b\nd,e\nf,\"g,x,y\nh,i"), [(1, bad()), (2, Ok("d,e".into())), (3, bad()), (4, Ok("h,i".into()))]);
    }
}
