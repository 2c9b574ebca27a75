//! Lines of bytes, none of them longer than a limit.

use std::io::{self, BufRead};

/// What stood on a line.
#[derive(Debug, PartialEq, Eq)]
pub enum Line {
    /// It is in the buffer, without its line feed.
    Read,
    /// It has this many bytes, more than the limit; it was passed over without being held.
    TooLong(u64),
}

/// Reads lines and counts them.
pub struct Lines<R> {
    reader: R,
    limit: usize,
    /// 1-based number of the line last given.
    pub number: u64,
}

impl<R: BufRead> Lines<R> {
    /// Lines of `reader`, of which none is held that is longer than `limit` bytes.
    pub fn new(reader: R, limit: usize) -> Self {
        Lines { reader, limit, number: 0 }
    }

    /// The next line into `buffer`; `None` at the end. After an error the line that it broke is dropped and the next
    /// call goes on behind it.
    pub fn next_line(&mut self, buffer: &mut Vec<u8>) -> io::Result<Option<Line>> {
        buffer.clear();
        let mut length = 0u64;
        loop {
            let available = match self.reader.fill_buf() {
                Ok(available) => available,
                Err(e) if e.kind() == io::ErrorKind::Interrupted => continue,
                Err(e) => return Err(e),
            };
            if available.is_empty() && length == 0 {
                return Ok(None);
            }
            let end = available.iter().position(|&b| b == b'\n');
            let part = &available[..end.unwrap_or(available.len())];
            length += part.len() as u64;
            if length <= self.limit as u64 {
                buffer.extend_from_slice(part);
            } else {
                // What was held goes at once: the line is given up.
                *buffer = Vec::new();
            }
            let (done, used) = (end.is_some() || available.is_empty(), part.len() + usize::from(end.is_some()));
            self.reader.consume(used);
            if done {
                self.number += 1;
                return Ok(Some(if length <= self.limit as u64 { Line::Read } else { Line::TooLong(length) }));
            }
            // An empty line still counts as begun once its line feed was seen, which `done` covers.
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn lines_are_those_of_split(bytes in prop::collection::vec(prop::sample::select(vec![b'a', b'b', b'\n']), 0..60), capacity in 1usize..9) {
            let mut lines = Lines::new(io::BufReader::with_capacity(capacity, &bytes[..]), 4);
            let (mut buffer, mut got) = (Vec::new(), Vec::new());
            while let Some(line) = lines.next_line(&mut buffer).unwrap() {
                got.push(match line {
                    Line::Read => Ok(buffer.clone()),
                    Line::TooLong(n) => Err(n),
                });
            }
            let mut expected: Vec<_> = bytes.split(|&b| b == b'\n').map(|l| if l.len() <= 4 { Ok(l.to_vec()) } else { Err(l.len() as u64) }).collect();
            if expected.last() == Some(&Ok(Vec::new())) {
                expected.pop();
            }
            prop_assert_eq!(got, expected);
        }
    }
}
