//! WARC files: records one after another, one in memory, going on after a damaged one.
//!
//! Pages are in `response`, `resource` and `conversion` records. What the crawler noted about itself (`warcinfo`,
//! `request`, `metadata`) and pages it met again (`revisit`) are no documents and are passed over. The crawl's date is
//! not the page's: only what the page or its address says counts.

use std::collections::VecDeque;
use std::io::{self, BufRead, BufReader, Read};

use crate::draft::{Context, Draft};
use crate::http::{self, Response};
use crate::item::{Item, Skip, failure, note};
use crate::open::{Opened, Peeked};
use crate::pushback::Pushback;
use crate::{DOCUMENT_LIMIT, encoding, html, sniff, text};

/// Longest line of a header, in bytes; longer ones are damage.
const LINE_LIMIT: usize = 64 << 10;

/// The documents of one WARC file.
pub(crate) struct Records {
    stream: Option<Pushback<BufReader<Peeked>>>,
    context: Context,
    /// 1-based number of the record being read, of any type.
    number: u64,
    waiting: VecDeque<Item>,
    /// What came before does not end where it should: look for the next record.
    lost: bool,
    /// Whether it gave anything.
    given: bool,
}

/// The fields of a record's header that matter.
#[derive(Default)]
struct Header {
    kind: String,
    url: Option<String>,
    content_type: String,
    length: u64,
}

/// Why a record could not be read.
enum Trouble {
    /// Its bytes make no record; the next one may.
    Damage(String),
    Io(io::Error),
}

impl From<io::Error> for Trouble {
    fn from(e: io::Error) -> Self {
        Trouble::Io(e)
    }
}

impl Records {
    pub(crate) fn new(opened: Opened, context: Context) -> Self {
        Records { stream: Some(Pushback::new(opened.reader)), context, number: 0, waiting: VecDeque::new(), lost: false, given: false }
    }

    fn fail(&mut self, what: String) {
        let d = failure(&self.context.input, Some(format!("record {}", self.number)), what, None);
        self.waiting.push_back(Item::Failed(d));
    }

    /// Reads one record; `false` at the end of the file.
    fn record(&mut self) -> Result<bool, Trouble> {
        let Some(stream) = self.stream.as_mut() else { return Ok(false) };
        let mut line = Vec::new();
        // To the next record's first line.
        loop {
            // Behind damage a record may start anywhere, not only on a line of its own.
            if self.lost && !stream.skip_to(b"WARC/")? {
                return Ok(false);
            }
            if !read_line(stream, &mut line)? {
                return Ok(false);
            }
            if is_start(&line) {
                break;
            }
            if !line.trim_ascii().is_empty() && !self.lost {
                self.lost = true;
                self.number += 1;
                return Err(Trouble::Damage("no record starts where one should".to_owned()));
            }
        }
        self.lost = false;
        self.number += 1;
        let header = header(stream, &mut line)?;
        // Crawlers keep their logs and name look-ups as resources under schemes of their own.
        let foreign = header
            .url
            .as_deref()
            .and_then(|u| u.split_once(':'))
            .is_some_and(|(scheme, _)| matches!(scheme, "metadata" | "dns" | "urn" | "warcinfo"));
        if foreign || !matches!(header.kind.as_str(), "response" | "resource" | "conversion") {
            let passed = io::copy(&mut (&mut *stream).take(header.length), &mut io::sink())?;
            let ends = self.ends()?;
            return match (passed < header.length, ends) {
                (true, _) => Err(Trouble::Damage("the record is cut short".to_owned())),
                (false, false) => Err(Trouble::Damage("the record is longer than it says".to_owned())),
                (false, true) => Ok(true),
            };
        }
        if header.length > DOCUMENT_LIMIT as u64 {
            let passed = io::copy(&mut (&mut *stream).take(header.length), &mut io::sink())?;
            self.lost = passed == header.length && !self.ends()?;
            let what = format!(
                "the record is {} bytes long, more than the {} MiB of one document; it is left out",
                header.length,
                DOCUMENT_LIMIT >> 20
            );
            self.fail(what);
            return Ok(true);
        }
        let mut block = Vec::new();
        let read = (&mut *stream).take(header.length).read_to_end(&mut block);
        // A length that is too large swallows the records behind: they are given back.
        let swallowed = || block.windows(11).position(|w| w.starts_with(b"\r\n\r\nWARC/1."));
        match read {
            Err(e) => return Err(e.into()),
            Ok(n) if (n as u64) < header.length => {
                if let Some(at) = swallowed() {
                    stream.put_back(&block[at + 4..]);
                }
                return Err(Trouble::Damage("the record is cut short".to_owned()));
            }
            Ok(_) => {}
        }
        if !self.ends()? {
            if let (Some(at), Some(stream)) = (swallowed(), self.stream.as_mut()) {
                stream.put_back(&block[at + 4..]);
            }
            return Err(Trouble::Damage("the record's length is not what it says".to_owned()));
        }
        self.document(&header, &block);
        Ok(true)
    }

    /// Whether the record ends here: with two line ends, with the end of the file, or with the next record. What is
    /// not blank stays; noise behind two line ends is not this record's fault.
    fn ends(&mut self) -> io::Result<bool> {
        let Some(stream) = self.stream.as_mut() else { return Ok(true) };
        let mut breaks = 0;
        while let Some(b @ (b'\r' | b'\n')) = stream.peek()? {
            breaks += usize::from(b == b'\n');
            stream.consume(1);
        }
        if breaks >= 2 {
            return Ok(true);
        }
        let mut next = Vec::new();
        (&mut *stream).take(5).read_to_end(&mut next)?;
        stream.put_back(&next);
        let ends = next.is_empty() || next == b"WARC/";
        self.lost = !ends;
        Ok(ends)
    }

    fn document(&mut self, header: &Header, block: &[u8]) {
        let (media, charset) = http::content_type(&header.content_type);
        let response = match media.as_str() {
            "application/http" => http::response(block),
            _ => Ok(Response { status: 200, media, charset, body: block.to_vec() }),
        };
        let response = match response {
            Ok(response) => response,
            Err(what) => return self.fail(what),
        };
        let skip = |reason| Item::Skipped { origin: self.context.origin(Some(self.number)), reason };
        let is_html = matches!(response.media.as_str(), "text/html" | "application/xhtml+xml");
        if response.status != 200 {
            self.waiting.push_back(skip(Skip::HttpStatus(response.status)));
        } else if response.body.is_empty() {
            self.waiting.push_back(skip(Skip::Empty));
        } else if !(is_html || matches!(response.media.as_str(), "text/plain" | "")) {
            self.waiting.push_back(skip(Skip::NotText(format!("not text ({})", response.media))));
        } else if sniff::is_binary(&response.body[..response.body.len().min(4096)]) {
            self.waiting.push_back(skip(Skip::NotText("not text".to_owned())));
        } else {
            let declared = response.charset.or_else(|| html::declared(&response.body));
            let decoded = encoding::decode(&response.body, declared.as_deref());
            let place = format!("record {}", self.number);
            let is_html = is_html || response.media.is_empty() && decoded.text.trim_start().starts_with('<');
            let draft = match is_html {
                true => html::page(&decoded.text, header.url.as_deref()),
                false => Some(Draft { url: header.url.clone(), headline_in_text: true, text: decoded.text.clone(), ..Draft::default() }),
            };
            match draft {
                None => self.waiting.push_back(skip(Skip::NoArticle)),
                Some(draft) => {
                    self.waiting.extend(text::messages(&decoded, &self.context, Some(place)));
                    self.waiting.extend(Draft { record: Some((self.number, "record")), ..draft }.finish(&self.context));
                }
            }
        }
    }
}

/// A line without its end; `false` at the end of the stream. The part of a line beyond the limit is dropped: only
/// damage has such lines.
fn read_line(stream: &mut impl BufRead, line: &mut Vec<u8>) -> io::Result<bool> {
    line.clear();
    let mut any = false;
    loop {
        let available = match stream.fill_buf() {
            Ok(available) => available,
            Err(e) if e.kind() == io::ErrorKind::Interrupted => continue,
            Err(e) => return Err(e),
        };
        if available.is_empty() {
            return Ok(any);
        }
        any = true;
        let end = available.iter().position(|&b| b == b'\n');
        let part = &available[..end.unwrap_or(available.len())];
        line.extend_from_slice(&part[..part.len().min(LINE_LIMIT.saturating_sub(line.len()))]);
        let used = part.len() + usize::from(end.is_some());
        stream.consume(used);
        if end.is_some() {
            return Ok(true);
        }
    }
}

fn is_start(line: &[u8]) -> bool {
    line.starts_with(b"WARC/1.") || line.starts_with(b"WARC/0.")
}

fn header(stream: &mut impl BufRead, line: &mut Vec<u8>) -> Result<Header, Trouble> {
    let (mut header, mut length) = (Header::default(), None);
    for _ in 0..1000 {
        if !read_line(stream, line)? {
            return Err(Trouble::Damage("the record's header is cut short".to_owned()));
        }
        let field = String::from_utf8_lossy(line.trim_ascii());
        if field.is_empty() {
            header.length = length.ok_or_else(|| Trouble::Damage("the record has no Content-Length that can be read".to_owned()))?;
            return Ok(header);
        }
        let Some((name, value)) = field.split_once(':') else { continue };
        let value = value.trim();
        match name.trim().to_ascii_lowercase().as_str() {
            "warc-type" => header.kind = value.to_ascii_lowercase(),
            // Some writers put the address in angle brackets.
            "warc-target-uri" => header.url = Some(value.trim_start_matches('<').trim_end_matches('>').to_owned()),
            "content-type" => header.content_type = value.to_owned(),
            "content-length" => length = value.parse().ok(),
            _ => {}
        }
    }
    Err(Trouble::Damage("the record's header does not end".to_owned()))
}

impl Iterator for Records {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        loop {
            if let Some(item) = self.waiting.pop_front() {
                self.given = true;
                return Some(item);
            }
            self.stream.as_ref()?;
            match self.record() {
                Ok(true) => {}
                Ok(false) => {
                    self.stream = None;
                    if self.number == 0 {
                        let what = "no WARC record was found".to_owned();
                        return Some(Item::Failed(failure(&self.context.input, None, what, None)));
                    }
                    if !self.given {
                        let what = format!("none of its {} records holds a page", self.number);
                        return Some(Item::Message(note(&self.context.input, None, what)));
                    }
                }
                Err(Trouble::Damage(what)) => {
                    self.lost = true;
                    self.fail(format!("{what}; went on at the next record"));
                }
                Err(Trouble::Io(e)) => {
                    if e.kind() != io::ErrorKind::InvalidData {
                        self.stream = None;
                    }
                    if self.lost {
                        self.number += 1;
                    }
                    self.lost = true;
                    self.fail(e.to_string());
                }
            }
        }
    }
}
