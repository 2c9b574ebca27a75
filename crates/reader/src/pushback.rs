//! A buffered stream with bytes put back in front.

use std::io::{self, BufRead, Read};

pub(crate) struct Pushback<R> {
    before: Vec<u8>,
    at: usize,
    raw: R,
}

impl<R: BufRead> Pushback<R> {
    pub(crate) fn new(raw: R) -> Self {
        Pushback { before: Vec::new(), at: 0, raw }
    }

    /// Puts `bytes` in front of what comes next.
    pub(crate) fn put_back(&mut self, bytes: &[u8]) {
        // What was just read from there is still there.
        if self.at >= bytes.len() && self.at <= self.before.len() && self.before[self.at - bytes.len()..self.at] == *bytes {
            self.at -= bytes.len();
            return;
        }
        let rest = self.before.split_off(self.at.min(self.before.len()));
        self.before = [bytes, &rest].concat();
        self.at = 0;
    }

    /// The next byte, which stays.
    pub(crate) fn peek(&mut self) -> io::Result<Option<u8>> {
        loop {
            match self.fill_buf() {
                Ok(available) => return Ok(available.first().copied()),
                Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
                Err(e) => return Err(e),
            }
        }
    }

    /// Skips to the next place where `needle` stands, which is read next; `false` where there is none. Nothing is held.
    /// The needle's first byte must not stand in it twice.
    pub(crate) fn skip_to(&mut self, needle: &[u8]) -> io::Result<bool> {
        let mut matched = 0;
        while let Some(byte) = self.peek()? {
            self.consume(1);
            matched = if needle.get(matched) == Some(&byte) { matched + 1 } else { usize::from(needle.first() == Some(&byte)) };
            if matched == needle.len() {
                self.put_back(needle);
                return Ok(true);
            }
        }
        Ok(false)
    }
}

impl<R: BufRead> Read for Pushback<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let available = self.fill_buf()?;
        let n = available.len().min(out.len());
        out[..n].copy_from_slice(&available[..n]);
        self.consume(n);
        Ok(n)
    }
}

impl<R: BufRead> BufRead for Pushback<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.at < self.before.len() { Ok(&self.before[self.at..]) } else { self.raw.fill_buf() }
    }

    fn consume(&mut self, n: usize) {
        if self.at < self.before.len() {
            self.at += n;
        } else {
            self.raw.consume(n);
        }
    }
}
