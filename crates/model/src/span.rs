//! Spans: where in a document's text something stands.

use serde::{Deserialize, Serialize};

/// A stretch of a document's text, in Unicode **code points**, end exclusive; written `[start, end]`.
///
/// ```
/// use chancery_model::{Offsets, Span};
/// let text = "Curaçao signed.";
/// let offsets = Offsets::new(text);
/// let span = offsets.span(9..15); // bytes
/// assert_eq!(span, Span { start: 8, end: 14 });
/// assert_eq!(&text[offsets.bytes(span)], "signed");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(from = "(u32, u32)", into = "(u32, u32)")]
pub struct Span {
    /// First code point.
    pub start: u32,
    /// One past the last code point.
    pub end: u32,
}

impl Span {
    /// Whether the two spans share a code point.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether `other` lies wholly in this span.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }
}

impl From<(u32, u32)> for Span {
    fn from((start, end): (u32, u32)) -> Self {
        Span { start, end }
    }
}

impl From<Span> for (u32, u32) {
    fn from(s: Span) -> Self {
        (s.start, s.end)
    }
}

/// Translates between byte offsets (inside the program) and code points (in the record) of one text.
///
/// Costs nothing for ASCII; else four bytes for each code point.
#[derive(Debug, Clone)]
pub struct Offsets {
    /// Byte offset of each code point and of the end; `None` where the text is ASCII and both are the same.
    starts: Option<Vec<u32>>,
}

impl Offsets {
    /// Reads `text` once.
    pub fn new(text: &str) -> Self {
        if text.is_ascii() {
            return Offsets { starts: None };
        }
        let mut starts: Vec<u32> = text.char_indices().map(|(i, _)| i as u32).collect();
        starts.push(text.len() as u32);
        Offsets { starts: Some(starts) }
    }

    /// The span of a byte range. An offset inside a code point counts as the code point's start.
    pub fn span(&self, bytes: std::ops::Range<usize>) -> Span {
        Span { start: self.code_point(bytes.start), end: self.code_point(bytes.end) }
    }

    /// The byte range of a span; past the end of the text it stops at the end.
    pub fn bytes(&self, span: Span) -> std::ops::Range<usize> {
        self.byte(span.start)..self.byte(span.end)
    }

    fn code_point(&self, byte: usize) -> u32 {
        match &self.starts {
            None => byte as u32,
            Some(s) => match s.binary_search(&(byte as u32)) {
                Ok(i) => i as u32,
                Err(i) => i.saturating_sub(1) as u32,
            },
        }
    }

    fn byte(&self, code_point: u32) -> usize {
        match &self.starts {
            None => code_point as usize,
            Some(s) => s[(code_point as usize).min(s.len() - 1)] as usize,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_code_point_round_trips(text in "\\PC{0,40}") {
            let offsets = Offsets::new(&text);
            let n = text.chars().count() as u32;
            for start in 0..=n {
                for end in start..=n {
                    let span = Span { start, end };
                    let bytes = offsets.bytes(span);
                    prop_assert_eq!(text[bytes.clone()].chars().count() as u32, end - start);
                    prop_assert_eq!(offsets.span(bytes), span);
                }
            }
        }
    }
}
