//! Text for the terminal: cleaned, clipped, padded; widths are those of the terminal's columns.

use std::ops::Range;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// A field's text as printed, and the columns it takes (colour codes take none).
pub(super) struct Shown {
    pub text: String,
    pub visible: usize,
}

/// One line without control characters: runs of white space become one space; codes that move the cursor or turn the
/// direction of writing are left out, since a document could use them to show another text than it has.
pub(super) fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            c if c.is_whitespace() => {
                if !out.is_empty() && !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' => {}
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// The start of `text` in at most `width` columns, with an ellipsis where it is cut.
pub(super) fn clip(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut out = start(text, width.saturating_sub(1)).trim_end().to_owned();
    if width > 0 {
        out.push('…');
    }
    out
}

/// `text` in at most `width` columns so that `focus` (bytes) is in sight, and where it then stands.
pub(super) fn window(text: &str, focus: Range<usize>, width: usize) -> (String, Range<usize>) {
    let (Some(before), Some(inside)) = (text.get(..focus.start), text.get(focus.clone())) else { return (clip(text, width), 0..0) };
    if text.width() <= width {
        return (text.to_owned(), focus);
    }
    // From the start, if the focus then ends before the cut and the white space that goes with it.
    let clipped = clip(text, width);
    if before.width() + inside.width() < width && focus.end <= clipped.trim_end_matches('…').len() {
        return (clipped, focus);
    }
    // Else a third of the room left goes before it, cut at a word where one begins.
    let room = width.saturating_sub(inside.width() + 2);
    let lead = end(before, room / 3);
    let lead = lead.find(' ').map_or(lead, |at| lead[at..].trim_start());
    let shown = format!("…{lead}{}", &text[focus.start..]);
    let at = '…'.len_utf8() + lead.len();
    let clipped = clip(&shown, width);
    // Where it was cut, the ellipsis at the end is not part of the focus.
    let kept = if clipped == shown { shown.len() } else { clipped.trim_end_matches('…').len() };
    let stop = (at + inside.len()).min(kept);
    (clipped, at.min(stop)..stop)
}

/// The longest start of at most `width` columns.
fn start(text: &str, width: usize) -> &str {
    let mut used = 0;
    for (at, c) in text.char_indices() {
        used += c.width().unwrap_or(0);
        if used > width {
            return &text[..at];
        }
    }
    text
}

/// The longest end of at most `width` columns.
fn end(text: &str, width: usize) -> &str {
    let mut used = 0;
    for (at, c) in text.char_indices().rev() {
        used += c.width().unwrap_or(0);
        if used > width {
            return &text[at + c.len_utf8()..];
        }
    }
    text
}

/// Adds a field to a line, filled up to `width` columns.
pub(super) fn pad(line: &mut String, shown: &Shown, width: usize, right: bool) {
    let fill = " ".repeat(width.saturating_sub(shown.visible));
    if right {
        line.push_str(&fill);
    }
    line.push_str(&shown.text);
    if !right {
        line.push_str(&fill);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn no_control_character_is_left() {
        assert_eq!(clean(" a\r\n\tb\u{1b}[31m \u{202e}c\u{7}\u{9b}2J "), "a b[31m c2J");
    }

    #[test]
    fn clips_by_columns() {
        assert_eq!(clip("東京で会談", 10), "東京で会談");
        assert_eq!(clip("東京で会談した", 10), "東京で会…");
        assert_eq!(clip("agreed", 0), "");
    }

    #[test]
    fn keeps_the_focus_in_sight() {
        let text = "The ministers of both states, who had travelled overnight, signed the treaty at noon.";
        let focus = text.find("signed").map(|at| at..at + 6).unwrap();
        let (shown, at) = window(text, focus.clone(), 30);
        assert_eq!(&shown[at], "signed");
        assert_eq!(shown, "…signed the treaty at noon.");
        let (shown, at) = window(text, focus, 50);
        assert_eq!((shown.as_str(), &shown[at]), ("…overnight, signed the treaty at noon.", "signed"));
    }

    proptest! {
        #[test]
        fn never_wider_than_asked(text in "\\PC{0,40}", from in 0usize..40, len in 0usize..10, width in 0usize..30) {
            let text = clean(&text);
            let at: Vec<usize> = text.char_indices().map(|(i, _)| i).chain([text.len()]).collect();
            let focus = at[from.min(at.len() - 1)]..at[(from + len).min(at.len() - 1)];
            prop_assert!(clip(&text, width).width() <= width);
            let (shown, focus) = window(&text, focus, width);
            prop_assert!(shown.width() <= width);
            prop_assert!(shown.get(focus).is_some());
        }
    }
}
