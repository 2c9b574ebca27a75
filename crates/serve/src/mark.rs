//! Text with stretches of it marked, as HTML.

use std::fmt::Write;

use chancery_model::{Offsets, Span};

use crate::chart::escape;

/// A stretch to be marked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// Where, in the document.
    pub span: Span,
    /// Class of the style sheet: actor, recipient, trigger, date, place, act, furniture.
    pub class: &'static str,
    /// What a pointer over it tells.
    pub title: String,
    /// Where it leads.
    pub href: Option<String>,
}

impl Mark {
    /// A mark that leads nowhere.
    pub fn new(span: Span, class: &'static str, title: impl Into<String>) -> Self {
        Mark { span, class, title: title.into(), href: None }
    }
}

/// The part `within` of `text` with its marks. Where marks overlap, the shorter lies on top; a mark that is cut by
/// another is continued behind it. Line breaks are kept, empty lines part paragraphs.
pub fn html(text: &str, within: Span, marks: &[Mark]) -> String {
    let offsets = Offsets::new(text);
    let mut cuts: Vec<u32> = marks.iter().flat_map(|m| [m.span.start, m.span.end]).chain([within.start, within.end]).collect();
    cuts.retain(|c| (within.start..=within.end).contains(c));
    cuts.sort_unstable();
    cuts.dedup();
    let mut out = String::new();
    for pair in cuts.windows(2) {
        let piece = Span { start: pair[0], end: pair[1] };
        let words = escape(text.get(offsets.bytes(piece)).unwrap_or_default());
        let shortest = marks.iter().filter(|m| m.span.contains(piece)).min_by_key(|m| m.span.end - m.span.start);
        // Writing to a string does not fail.
        let _ = match shortest {
            None => write!(out, "{words}"),
            Some(Mark { class, title, href: None, .. }) => {
                write!(out, r#"<mark class="{class}" title="{}">{words}</mark>"#, escape(title))
            }
            Some(Mark { class, title, href: Some(href), .. }) => {
                write!(out, r#"<a href="{}" title="{}"><mark class="{class}">{words}</mark></a>"#, escape(href), escape(title))
            }
        };
    }
    out
}

/// The paragraph around a stretch: what stands between the line breaks around it, or some hundred characters to each side.
pub fn paragraph(text: &str, around: Span) -> Span {
    const FAR: usize = 700;
    let offsets = Offsets::new(text);
    let bytes = offsets.bytes(around);
    let back = |from: usize| (0..=from).rev().find(|i| text.is_char_boundary(*i)).unwrap_or(0);
    let ahead = |from: usize| (from..=text.len()).find(|i| text.is_char_boundary(*i)).unwrap_or(text.len());
    let (low, high) = (back(bytes.start.saturating_sub(FAR)), ahead((bytes.end + FAR).min(text.len())));
    let start = text[low..bytes.start].rfind('\n').map_or(low, |i| low + i + 1);
    let end = text[bytes.end..high].find('\n').map_or(high, |i| bytes.end + i);
    offsets.span(start..end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(start: u32, end: u32) -> Span {
        Span { start, end }
    }

    #[test]
    fn marks_nest_and_text_is_escaped() {
        let text = "Curaçao & Peru signed.";
        let marks = [Mark::new(span(0, 22), "act", "all"), Mark::new(span(10, 14), "actor", "PER \"x\"")];
        let got = html(text, span(0, 22), &marks);
        let expected = r#"<mark class="act" title="all">Curaçao &amp; </mark><mark class="actor" title="PER &quot;x&quot;">Peru</mark><mark class="act" title="all"> signed.</mark>"#;
        assert_eq!(got, expected);
        assert_eq!(html(text, span(0, 7), &[]), "Curaçao");
    }

    #[test]
    fn a_paragraph_ends_at_line_breaks() {
        let text = "One.\nTwo is – here. Three.\nFour.";
        assert_eq!(paragraph(text, span(12, 14)), span(5, 26));
    }
}
