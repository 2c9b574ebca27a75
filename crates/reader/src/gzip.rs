//! Gzip, member by member, going on after a damaged one.
//!
//! A `.warc.gz` holds one member for each record; where one is damaged the others still decompress. A plain decoder of
//! many members gives up at the first error for good.

use std::io::{self, BufRead, BufReader, Read};

use flate2::bufread::GzDecoder;

use crate::pushback::Pushback;

type Raw = Box<dyn Read + Send>;
type Stream = Pushback<BufReader<Raw>>;

/// Decompresses all members as one stream. A damaged member is one error of kind `InvalidData`; the next read goes on
/// with the next member that can be decompressed. Data that ends too early is one error of kind `UnexpectedEof`.
pub(crate) struct GzMembers {
    state: State,
}

enum State {
    /// Between members.
    Between(Stream),
    Member(Box<GzDecoder<Stream>>),
    /// First bytes of a member found after damage, and the member.
    Found(Vec<u8>, Box<GzDecoder<Stream>>),
    Damaged(Stream),
    End,
}

impl GzMembers {
    pub(crate) fn new(raw: Raw) -> Self {
        GzMembers { state: State::Between(Pushback::new(BufReader::with_capacity(1 << 16, raw))) }
    }
}

const MAGIC: [u8; 3] = [0x1f, 0x8b, 8];

impl Read for GzMembers {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if out.is_empty() {
            return Ok(0);
        }
        loop {
            match std::mem::replace(&mut self.state, State::End) {
                State::End => return Ok(0),
                State::Between(mut raw) => match raw.fill_buf()?.first() {
                    None => return Ok(0),
                    // Padding between members and after the last is allowed.
                    Some(0) => {
                        raw.consume(1);
                        self.state = State::Between(raw);
                    }
                    Some(0x1f) => self.state = State::Member(Box::new(GzDecoder::new(raw))),
                    Some(_) => {
                        self.state = State::Damaged(raw);
                        return Err(io::Error::new(io::ErrorKind::InvalidData, "damaged gzip data: no member starts where one should"));
                    }
                },
                State::Member(mut member) => match member.read(out) {
                    Ok(0) => self.state = State::Between(member.into_inner()),
                    Ok(n) => {
                        self.state = State::Member(member);
                        return Ok(n);
                    }
                    Err(e) if e.kind() == io::ErrorKind::UnexpectedEof => {
                        return Err(io::Error::new(e.kind(), "the gzip data is cut short"));
                    }
                    Err(e) if matches!(e.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData) => {
                        self.state = State::Damaged(member.into_inner());
                        return Err(io::Error::new(io::ErrorKind::InvalidData, format!("damaged gzip data ({e})")));
                    }
                    Err(e) => return Err(e),
                },
                State::Found(first, member) => {
                    let n = first.len().min(out.len());
                    out[..n].copy_from_slice(&first[..n]);
                    self.state = if n < first.len() { State::Found(first[n..].to_vec(), member) } else { State::Member(member) };
                    return Ok(n);
                }
                State::Damaged(mut raw) => {
                    if !raw.skip_to(&MAGIC)? {
                        return Ok(0);
                    }
                    // The three bytes may stand there by chance: only a member that gives something counts.
                    let mut member = Box::new(GzDecoder::new(raw));
                    let mut first = vec![0; 256];
                    self.state = match member.read(&mut first) {
                        Ok(n) => {
                            first.truncate(n);
                            State::Found(first, member)
                        }
                        Err(_) => State::Damaged(member.into_inner()),
                    };
                    if let State::Found(first, _) = &self.state
                        && first.is_empty()
                        && let State::Found(_, member) = std::mem::replace(&mut self.state, State::End)
                    {
                        self.state = State::Between(member.into_inner());
                    }
                }
            }
        }
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::GzEncoder;
    use proptest::prelude::*;

    use super::*;

    pub(crate) fn gz(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    /// What can be read, and the kinds of the errors in between.
    fn all(bytes: Vec<u8>) -> (Vec<u8>, Vec<io::ErrorKind>) {
        let mut members = GzMembers::new(Box::new(io::Cursor::new(bytes)));
        let (mut out, mut errors, mut buffer) = (Vec::new(), Vec::new(), [0; 7]);
        loop {
            match members.read(&mut buffer) {
                Ok(0) => return (out, errors),
                Ok(n) => out.extend_from_slice(&buffer[..n]),
                Err(e) => errors.push(e.kind()),
            }
        }
    }

    #[test]
    fn a_damaged_member_does_not_hide_the_next() {
        let mut second = gz(b"second member, second member");
        let n = second.len();
        second[n - 6] ^= 0xff; // its checksum
        let bytes = [gz(b"first "), second, vec![0; 9], gz(b" third")].concat();
        let (out, errors) = all(bytes);
        assert!(out.starts_with(b"first ") && out.ends_with(b" third"));
        assert_eq!(errors, [io::ErrorKind::InvalidData]);
    }

    #[test]
    fn cut_short_is_said_once_and_what_came_before_stays() {
        let mut bytes = [gz(b"first "), gz(&b"second ".repeat(50))].concat();
        bytes.truncate(bytes.len() - 12);
        let (out, errors) = all(bytes);
        assert!(out.starts_with(b"first "));
        assert_eq!(errors, [io::ErrorKind::UnexpectedEof]);
    }

    proptest! {
        #[test]
        fn any_bytes_end(mut bytes in prop::collection::vec(any::<u8>(), 0..400), at in 0usize..200, flip in any::<u8>()) {
            all(bytes.clone());
            let mut damaged = [gz(&bytes), gz(b"x")].concat();
            let at = at % damaged.len();
            damaged[at] ^= flip;
            all(damaged);
            bytes.splice(0..0, MAGIC);
            all(bytes);
        }
    }
}
