//! Charts as SVG, drawn by the server: they need no script, print, and can be kept. Colours come from the style sheet by
//! class (`q1` to `q4` for the quad classes); every chart on a page has its numbers as a table beside it.

pub mod bars;
pub mod lines;
pub mod map;
pub mod network;
pub mod pledged;
pub mod steps;

use std::fmt::Write;

/// Text for use inside of SVG.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            _ => out.push(c),
        }
    }
    out
}

/// Writes to a string, which does not fail.
macro_rules! put {
    ($out:expr, $($arg:tt)*) => { { let _ = write!($out, $($arg)*); } };
}
pub(crate) use put;

/// The top of an axis for values up to `most`: 1, 2 or 5 times a power of ten.
pub(crate) fn ceiling(most: u32) -> u32 {
    let mut step = 1u32;
    loop {
        for m in [1, 2, 5] {
            if m * step >= most.max(1) {
                return m * step;
            }
        }
        step = step.saturating_mul(10);
    }
}

/// The start of an SVG of this size, named for screen readers: a picture.
pub(crate) fn open(class: &str, width: u32, height: u32, label: &str) -> String {
    head(class, width, height, label, "img")
}

/// The same for a chart that holds links: a picture would hide them.
pub(crate) fn open_with_links(class: &str, width: u32, height: u32, label: &str) -> String {
    head(class, width, height, label, "group")
}

fn head(class: &str, width: u32, height: u32, label: &str, role: &str) -> String {
    let mut out = String::new();
    put!(out, r#"<svg class="{class}" viewBox="0 0 {width} {height}" role="{role}" aria-label="{}">"#, escape(label));
    out
}

#[cfg(test)]
mod tests {
    #[test]
    fn axes_end_on_round_numbers() {
        assert_eq!([0, 1, 3, 7, 11, 180, 4001].map(super::ceiling), [1, 1, 5, 10, 20, 200, 5000]);
    }
}
