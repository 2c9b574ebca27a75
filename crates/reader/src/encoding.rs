//! Bytes to text.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE};

/// Text and how it was read.
pub(crate) struct Decoded {
    pub(crate) text: String,
    /// Name of the encoding, as the Encoding Standard has it.
    pub(crate) encoding: &'static str,
    /// How many places could not be decoded: they stand as U+FFFD or as a control character that no text has.
    pub(crate) broken: usize,
    /// Nothing said which encoding it is, and it is not UTF-8.
    pub(crate) guessed: bool,
}

/// Decodes by byte order mark (which is not part of the text), else as UTF-8 where it is that, else by the label that
/// HTTP or the page declares, else by what chardetng makes of the bytes.
pub(crate) fn decode(bytes: &[u8], declared: Option<&str>) -> Decoded {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        return with(encoding, &bytes[length..], false);
    }
    let declared = declared.and_then(|d| Encoding::for_label(d.trim().as_bytes()));
    // Seven-bit and two-byte encodings may look like UTF-8; all others that are valid UTF-8 are mislabelled UTF-8.
    if let Some(encoding) = declared.filter(|e| [ISO_2022_JP, UTF_16LE, UTF_16BE].contains(e)) {
        return with(encoding, bytes, false);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Decoded { text: text.to_owned(), encoding: UTF_8.name(), broken: 0, guessed: false };
    }
    if mostly_utf8(bytes) {
        return with(UTF_8, bytes, false);
    }
    if let Some(encoding) = declared.filter(|e| *e != UTF_8) {
        return with(encoding, bytes, false);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    with(detector.guess(None, Utf8Detection::Deny), bytes, true)
}

fn with(encoding: &'static Encoding, bytes: &[u8], guessed: bool) -> Decoded {
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    let broken = text.chars().filter(|&c| c == '\u{fffd}' || ('\u{80}'..='\u{9f}').contains(&c)).count();
    Decoded { text: text.into_owned(), encoding: encoding.name(), broken, guessed }
}

/// Whether what is not ASCII is UTF-8 for the greater part: then the rest is damage, not another encoding.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > bad
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn text(bytes: &[u8], declared: Option<&str>) -> (String, &'static str, usize) {
        let d = decode(bytes, declared);
        (d.text, d.encoding, d.broken)
    }

    #[test]
    fn each_way_of_telling() {
        assert_eq!(text("Curaçao".as_bytes(), Some("windows-1252")), ("Curaçao".to_owned(), "UTF-8", 0));
        assert_eq!(text(b"\xef\xbb\xbfPeru", None), ("Peru".to_owned(), "UTF-8", 0));
        assert_eq!(text(b"\xff\xfeP\0e\0", None), ("Pe".to_owned(), "UTF-16LE", 0));
        assert_eq!(text(b"Cura\xe7ao", Some("iso-8859-1")), ("Curaçao".to_owned(), "windows-1252", 0));
        assert_eq!(text(b"Le pr\xe9sident a \xe9t\xe9 re\xe7u \xe0 Curacao", None).0, "Le président a été reçu à Curacao");
        assert_eq!(text("ministère élu, \u{e9}t\u{e9}".as_bytes().iter().copied().chain([0xff]).collect::<Vec<_>>().as_slice(), None).2, 1);
    }

    proptest! {
        #[test]
        fn any_bytes_decode(bytes in prop::collection::vec(any::<u8>(), 0..300), label in "\\PC{0,12}") {
            decode(&bytes, Some(&label));
            decode(&bytes, None);
        }
    }
}
