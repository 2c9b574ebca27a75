//! Opening: counting bytes, decompressing, looking at the head without losing it.

use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::gzip::GzMembers;
use crate::item::{Item, failure};

/// How much is looked at to tell the format, in bytes.
const HEAD: usize = 8 << 10;

/// An input ready to be read, decompressed.
pub struct Opened {
    /// The path as it was given, or `-`.
    pub label: String,
    /// The first bytes; still to be read from `reader`.
    pub head: Vec<u8>,
    /// All of it, from the first byte.
    pub reader: BufReader<Peeked>,
}

impl Opened {
    /// Opens a file; gzip is decompressed, whatever its name. `bytes` is raised by what is read of the file as it lies on disk.
    ///
    /// # Errors
    /// [`Item::Failed`], with what to do.
    pub fn file(path: &Path, bytes: &Arc<AtomicU64>) -> Result<Opened, Box<Item>> {
        let label = path.display().to_string();
        match File::open(path) {
            Ok(file) => Ok(Opened::stream(label, Box::new(file), bytes)),
            Err(e) => {
                let (what, hint) = match e.kind() {
                    io::ErrorKind::NotFound => ("no such file or folder".to_owned(), "check the path".to_owned()),
                    io::ErrorKind::PermissionDenied => ("no permission to read it".to_owned(), "change its mode or its owner".to_owned()),
                    _ => (format!("cannot be opened: {e}"), "check the path".to_owned()),
                };
                Err(Box::new(Item::Failed(failure(&label, None, what, Some(hint)))))
            }
        }
    }

    /// The same for bytes from elsewhere; `label` is what messages call them.
    pub fn stream(label: String, raw: Box<dyn Read + Send>, bytes: &Arc<AtomicU64>) -> Opened {
        let counted = Counted { raw, bytes: bytes.clone() };
        let raw = Peeked::new(Box::new(counted), 2);
        let peeked = if raw.head() == [0x1f, 0x8b] {
            Peeked::new(Box::new(GzMembers::new(Box::new(raw))), HEAD)
        } else {
            Peeked::new(Box::new(raw), HEAD)
        };
        Opened { label, head: peeked.head().to_vec(), reader: BufReader::with_capacity(1 << 16, peeked) }
    }

    /// Whether reading failed before the first byte.
    pub(crate) fn has_error(&self) -> bool {
        self.reader.get_ref().error.is_some()
    }

    /// All of it where it is at most `limit` bytes.
    ///
    /// # Errors
    /// What went wrong, and what was read until then: a message, not a kind, as it is only ever shown.
    pub(crate) fn whole(self, limit: usize) -> Result<Vec<u8>, (String, Vec<u8>)> {
        let mut bytes = Vec::new();
        match self.reader.take(limit as u64 + 1).read_to_end(&mut bytes) {
            Ok(_) if bytes.len() > limit => Err((format!("longer than {} MiB, the limit for one document", limit >> 20), Vec::new())),
            Ok(_) => Ok(bytes),
            Err(e) => Err((e.to_string(), bytes)),
        }
    }
}

struct Counted {
    raw: Box<dyn Read + Send>,
    bytes: Arc<AtomicU64>,
}

impl Read for Counted {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let n = self.raw.read(out)?;
        self.bytes.fetch_add(n as u64, Ordering::Relaxed);
        Ok(n)
    }
}

/// A stream whose first bytes were looked at; an error met while looking comes after them, as it would have.
pub struct Peeked {
    head: Vec<u8>,
    at: usize,
    error: Option<io::Error>,
    rest: Box<dyn Read + Send>,
}

impl Peeked {
    fn new(mut rest: Box<dyn Read + Send>, length: usize) -> Self {
        let (mut head, mut filled, mut error) = (vec![0; length], 0, None);
        while filled < length {
            match rest.read(&mut head[filled..]) {
                Ok(0) => break,
                Ok(n) => filled += n,
                Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
                Err(e) => {
                    error = Some(e);
                    break;
                }
            }
        }
        head.truncate(filled);
        Peeked { head, at: 0, error, rest }
    }

    fn head(&self) -> &[u8] {
        &self.head
    }
}

impl Read for Peeked {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let waiting = &self.head[self.at..];
        if !waiting.is_empty() {
            let n = waiting.len().min(out.len());
            out[..n].copy_from_slice(&waiting[..n]);
            self.at += n;
            return Ok(n);
        }
        match self.error.take() {
            Some(e) => Err(e),
            None => self.rest.read(out),
        }
    }
}
