//! The members of a ZIP archive as one stream: GDELT ships each file as an archive of one.
//!
//! Read from front to back, so that an archive may come through a pipe; the directory at its end is not needed.

use std::io::{self, BufRead, Read};

use flate2::{Crc, bufread::DeflateDecoder};

/// How a member begins.
pub(crate) const MAGIC: [u8; 4] = *b"PK\x03\x04";

type Raw = Box<dyn BufRead + Send>;

/// Unpacks all members, one after the other. A damaged one is an error, and the end.
pub(crate) struct Zip {
    state: State,
}

enum State {
    Between(Raw),
    Deflated(Box<DeflateDecoder<Raw>>, Sum),
    Stored(io::Take<Raw>, Sum),
    End,
}

/// What a member must come to.
struct Sum {
    crc: Crc,
    /// Told before the member; else after it.
    expected: Option<u32>,
}

impl Zip {
    pub fn new(raw: Raw) -> Self {
        Zip { state: State::Between(raw) }
    }
}

impl Read for Zip {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if out.is_empty() {
            return Ok(0);
        }
        loop {
            match std::mem::replace(&mut self.state, State::End) {
                State::End => return Ok(0),
                State::Between(raw) => self.state = begin(raw)?,
                State::Deflated(mut member, mut sum) => match member.read(out).map_err(damaged)? {
                    0 => self.state = State::Between(end(member.into_inner(), sum)?),
                    n => {
                        sum.crc.update(&out[..n]);
                        self.state = State::Deflated(member, sum);
                        return Ok(n);
                    }
                },
                State::Stored(mut member, mut sum) => match member.read(out)? {
                    0 if member.limit() > 0 => return Err(short()),
                    0 => self.state = State::Between(end(member.into_inner(), sum)?),
                    n => {
                        sum.crc.update(&out[..n]);
                        self.state = State::Stored(member, sum);
                        return Ok(n);
                    }
                },
            }
        }
    }
}

/// The next member, or the end: what follows the last one is the directory.
fn begin(mut raw: Raw) -> io::Result<State> {
    let mut head = [0; 4];
    if !filled(&mut raw, &mut head)? || head != MAGIC {
        return Ok(State::End);
    }
    let mut rest = [0; 26];
    if !filled(&mut raw, &mut rest)? {
        return Err(short());
    }
    let u16_at = |i: usize| u16::from_le_bytes([rest[i], rest[i + 1]]);
    let u32_at = |i: usize| u32::from_le_bytes([rest[i], rest[i + 1], rest[i + 2], rest[i + 3]]);
    let (flags, method, crc, size) = (u16_at(2), u16_at(4), u32_at(10), u32_at(14));
    skip(&mut raw, u64::from(u16_at(22)) + u64::from(u16_at(24)))?;
    // Bit 3: sum and sizes follow the member.
    let later = flags & 8 != 0;
    let sum = Sum { crc: Crc::new(), expected: (!later).then_some(crc) };
    match method {
        _ if flags & 1 != 0 => Err(invalid("the archive is encrypted")),
        8 => Ok(State::Deflated(Box::new(DeflateDecoder::new(raw)), sum)),
        0 if !later && size != u32::MAX => Ok(State::Stored(raw.take(size.into()), sum)),
        _ => Err(invalid("the archive is packed in a way that is not known: unpack it first")),
    }
}

/// Checks the sum of a member that was read, and passes over what follows it.
fn end(mut raw: Raw, sum: Sum) -> io::Result<Raw> {
    let expected = match sum.expected {
        Some(crc) => crc,
        None => {
            // The sum stands with or without a mark before it; sizes of four bytes each follow, or of eight in a large archive.
            let mut word = [0; 4];
            if !filled(&mut raw, &mut word)? {
                return Err(short());
            }
            if word == *b"PK\x07\x08" && !filled(&mut raw, &mut word)? {
                return Err(short());
            }
            let crc = u32::from_le_bytes(word);
            skip(&mut raw, 8)?;
            // The next member, and the directory, begin with PK.
            if raw.fill_buf()?.first().is_some_and(|b| *b != b'P') {
                skip(&mut raw, 8)?;
            }
            crc
        }
    };
    if sum.crc.sum() == expected { Ok(raw) } else { Err(invalid("damaged zip data (the checksum is wrong)")) }
}

/// Whether `out` could be filled; an empty rest is the end.
fn filled(raw: &mut Raw, out: &mut [u8]) -> io::Result<bool> {
    match raw.read_exact(out) {
        Ok(()) => Ok(true),
        Err(e) if e.kind() == io::ErrorKind::UnexpectedEof => Ok(false),
        Err(e) => Err(e),
    }
}

fn skip(raw: &mut Raw, n: u64) -> io::Result<()> {
    if io::copy(&mut raw.by_ref().take(n), &mut io::sink())? < n { Err(short()) } else { Ok(()) }
}

fn damaged(e: io::Error) -> io::Error {
    if e.kind() == io::ErrorKind::UnexpectedEof { short() } else { invalid(&format!("damaged zip data ({e})")) }
}

fn short() -> io::Error {
    io::Error::new(io::ErrorKind::UnexpectedEof, "the zip data is cut short")
}

fn invalid(what: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, what)
}

#[cfg(test)]
pub(crate) mod tests {
    use std::io::Write;

    use proptest::prelude::*;

    use super::*;

    /// An archive of these members; `later` puts the sums behind them, as a packer that writes to a pipe does.
    pub(crate) fn zip(members: &[&[u8]], later: bool, deflate: bool) -> Vec<u8> {
        let mut out = Vec::new();
        for m in members {
            let mut crc = Crc::new();
            crc.update(m);
            let mut packed = m.to_vec();
            if deflate {
                let mut encoder = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::default());
                encoder.write_all(m).unwrap();
                packed = encoder.finish().unwrap();
            }
            let sums = [crc.sum(), packed.len() as u32, m.len() as u32].map(u32::to_le_bytes).concat();
            out.extend_from_slice(&MAGIC);
            out.extend_from_slice(&[20, 0, if later { 8 } else { 0 }, 0, if deflate { 8 } else { 0 }, 0, 0, 0, 0, 0]);
            out.extend_from_slice(if later { &[0; 12] } else { &sums });
            out.extend_from_slice(&[5, 0, 0, 0]);
            out.extend_from_slice(b"a.csv");
            out.extend_from_slice(&packed);
            if later {
                out.extend_from_slice(b"PK\x07\x08");
                out.extend_from_slice(&sums);
            }
        }
        out.extend_from_slice(b"PK\x01\x02 the directory");
        out
    }

    fn unpack(bytes: Vec<u8>) -> io::Result<Vec<u8>> {
        let mut out = Vec::new();
        Zip::new(Box::new(io::Cursor::new(bytes))).read_to_end(&mut out).map(|_| out)
    }

    #[test]
    fn members_come_back_whole() {
        for (later, deflate) in [(false, true), (true, true), (false, false)] {
            let archive = zip(&[b"first\n", b"second\n"], later, deflate);
            assert_eq!(unpack(archive).unwrap(), b"first\nsecond\n");
        }
    }

    #[test]
    fn damage_is_told() {
        let mut archive = zip(&[&b"some text that is long enough ".repeat(20)], false, true);
        let cut = archive[..archive.len() - 30].to_vec();
        assert_eq!(unpack(cut).unwrap_err().kind(), io::ErrorKind::UnexpectedEof);
        archive[14] ^= 1; // its sum
        assert_eq!(unpack(archive).unwrap_err().kind(), io::ErrorKind::InvalidData);
    }

    proptest! {
        #[test]
        fn any_bytes_end(bytes in prop::collection::vec(any::<u8>(), 0..300), at in 0usize..300, flip in any::<u8>()) {
            let mut damaged = zip(&[&bytes, b"x"], flip % 2 == 0, true);
            let at = at % damaged.len();
            damaged[at] ^= flip;
            let _ = unpack(damaged);
            let _ = unpack([&MAGIC[..], &bytes].concat());
        }
    }
}
