//! Page furniture: the lines of a text that are not prose.
//!
//! Counters, share buttons, bylines, a headline said twice: they stay in the text, so that spans hold, and are not
//! coded. The rules look at whole lines and mark too little rather than too much: a line that may be a sentence stays.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::date;

/// How many lines at the top may hold the headline again, bylines and the place.
const TOP: usize = 12;

static PHRASES: LazyLock<(HashSet<&'static str>, Vec<&'static str>)> = LazyLock::new(|| {
    let (mut exact, mut start) = (HashSet::new(), Vec::new());
    for line in include_str!("../../../data/reader/furniture.tsv").lines().filter(|l| !l.starts_with('#')) {
        match line.split_once('\t') {
            Some(("exact", phrase)) => drop(exact.insert(phrase)),
            Some(("start", phrase)) => start.push(phrase),
            _ => {}
        }
    }
    (exact, start)
});

fn regex(pattern: &str) -> Regex {
    // Only ever called with the patterns of this file, which the tests build.
    Regex::new(pattern).expect("a pattern of this file")
}

/// A number alone or with what it counts: `105`, `1.2K`, `3 comments`, `5 min read`, `Views: 1,024`, `2 / 7`.
static COUNTER: LazyLock<Regex> = LazyLock::new(|| {
    let what = r"(?:views?|comments?|shares?|likes?|reads?|retweets?|reposts?|reactions?|claps?|followers?|min(?:ute)?s?(?:\s+read)?|photos?|images?)";
    regex(&format!(r"(?i)^(?:{what}\s*:?\s*)?\(?\d[\d.,]{{0,9}}\s?[kmb]?\)?(?:\s*/\s*\d+)?(?:[\s-]*{what})?$"))
});

/// Rules, bullets and release marks: no letter or digit but those of `-30-`.
static MARK: LazyLock<Regex> = LazyLock::new(|| regex(r"^(?:[^\p{L}\p{N}]+|-\s?30\s?-|[-–—*#\s]*(?i:ends?)[-–—*#.\s]*)$"));

/// An address, a link or a telephone number alone on its line, perhaps with a word before it.
static CONTACT: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?i)^(?:(?:e-?mail|tel(?:ephone)?|phone|fax|web(?:site)?)\.?\s*:?\s*)?(?:[\w.+-]+@[\w-]+(?:\.[\w-]+)+|https?://\S+|www\.\S+|\+?\(?\d[\d\s().-]{6,18}\d)$",
    )
});

/// `By Name Name`, with a paper or a date behind it at most.
static BYLINE: LazyLock<Regex> = LazyLock::new(|| {
    let name = r"\p{Lu}[\p{L}.'’-]+(?:\s+(?:\p{Lu}[\p{L}.'’-]*|de|da|del|van|von|der|bin|al|la)){1,4}";
    regex(&format!(r"^(?i:written\s+)?(?:By|BY)\s+{name}(?:(?:,\s*|\s+and\s+|\s*&\s*){name})*(?:\s*[|,/•·-]\s*[^.!?]{{0,60}})?$"))
});

/// The office that issued a release, or a person with an office, in the title case of a heading.
static OFFICE: LazyLock<Regex> = LazyLock::new(|| {
    let rest = r"(?:[\s,]+(?:\p{Lu}[\p{L}.'’-]*|of|the|for|and|to|in|on|at|de|la|&))*";
    let title = r"(?:Secretary|Spokesperson|Spokesman|Spokeswoman|Minister|Ministry|President|Premier|Ambassador|Director|Department|Commissioner|Chancellor|Envoy|Representative|Administrator|Adviser|Advisor|Press)";
    let name = r"\p{Lu}[\p{L}.'’-]+(?:\s+\p{Lu}[\p{L}.'’-]*){1,4}";
    // Behind the title stands "of State" at most: "…, Minister Says" is a headline.
    regex(&format!(
        r"^(?:(?:(?:Office|Bureau|Embassy|Ministry|Department|Permanent Mission|U\.S\. Embassy)\s+(?:of|to)\b{rest})|(?:{name},(?:{rest}[\s,]+|\s+){title}(?:,?\s+(?:of|for|to|at|and)\b{rest})?))$"
    ))
});

/// A place alone on its line at the top: only where a room, or the seat of a government, tells it from a headline.
static VENUE: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"^(?:\p{Lu}[\p{L}.'’-]*\s+){1,6}(?:Room|Airport|Auditorium|Hotel|Building|Palace|Lawn|Garden|Center|Centre|Hall)$|^(?i:washington,?\s+d\.?\s?c\.?)$",
    )
});

/// "The following is attributable to …:" and its kin at the top of a release.
static ATTRIBUTION: LazyLock<Regex> = LazyLock::new(|| regex(r"(?i)^the\s+(?:below|following|text)\b[^.]{0,120}:$"));

/// Trimmed, non-empty lines with their byte ranges.
fn lines(text: &str) -> Vec<(Range<usize>, &str)> {
    let mut at = 0;
    let mut out = Vec::new();
    for line in text.split('\n') {
        let trimmed = line.trim();
        if !trimmed.is_empty() {
            let start = at + (line.len() - line.trim_start().len());
            out.push((start..start + trimmed.len(), trimmed));
        }
        at += line.len() + 1;
    }
    out
}

/// Letters and digits in lower case, other runs as one space: equal for what a reader takes as the same words.
fn plain(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    for c in line.chars() {
        if c.is_alphanumeric() {
            out.extend(c.to_lowercase());
        } else if !out.ends_with(' ') && !out.is_empty() {
            out.push(' ');
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// The first line of a plain text where it is its headline: at most 200 code points, no full stop at its end, a blank
/// line behind it, then more text.
pub(crate) fn headline(text: &str) -> Option<&str> {
    let first = lines(text).into_iter().next()?;
    let mut behind = text[first.0.end..].splitn(3, '\n').skip(1);
    let blank = behind.next()?.trim().is_empty();
    let more = behind.next()?.chars().any(char::is_alphabetic);
    let ends = first.1.trim_end_matches(['"', '”', '\'', '’', ')']);
    let sentence = ends.ends_with('.') && !ends.ends_with("..") && !ends.ends_with("U.S.") && !ends.ends_with("U.N.");
    let line_like = first.1.chars().count() <= 200 && first.1.split_whitespace().count() >= 2 && !is_furniture(first.1, true);
    (blank && more && line_like && !sentence && !ends.ends_with([':', ';', ','])).then_some(first.1)
}

/// Whether a line is furniture by itself; `top`: it stands before the first paragraph.
fn is_furniture(line: &str, top: bool) -> bool {
    if line.len() > 300 {
        return false;
    }
    if COUNTER.is_match(line) || MARK.is_match(line) || CONTACT.is_match(line) || PHRASES.0.contains(plain(line).as_str()) {
        return true;
    }
    let lower = line.to_lowercase();
    if line.split_whitespace().count() <= 25 && PHRASES.1.iter().any(|p| lower.starts_with(p))
        || lower.trim_end_matches('.').ends_with("all rights reserved")
    {
        return true;
    }
    // The last line of a WordPress feed's entry.
    if lower.starts_with("the post ") && lower.contains(" appeared first on ") {
        return true;
    }
    if BYLINE.is_match(line) || date::is_date_line(line) {
        return true;
    }
    top && line.len() <= 140 && ((OFFICE.is_match(line) && !lower.contains(" says ")) || VENUE.is_match(line) || ATTRIBUTION.is_match(line))
}

/// Byte ranges of `text` that are furniture, in order: each a line without the white space around it.
///
/// `title` is the document's headline: where the text's first lines say it again, they are furniture, unless nothing
/// else is left.
///
/// ```
/// let text = "Peru signs treaty\n\n105\nPeru signs treaty\n\nPeru signed a treaty with Chile.";
/// let marked: Vec<&str> = chancery_reader::furniture(text, Some("Peru signs treaty")).into_iter().map(|r| &text[r]).collect();
/// assert_eq!(marked, ["Peru signs treaty", "105", "Peru signs treaty"]);
/// ```
pub fn furniture(text: &str, title: Option<&str>) -> Vec<Range<usize>> {
    let title = title.map(plain).filter(|t| !t.is_empty());
    let (mut marked, mut left, mut headlines) = (Vec::new(), false, 0);
    let mut top = true;
    for (number, (range, line)) in lines(text).into_iter().enumerate() {
        top &= number < TOP;
        let again = top && title.as_deref().is_some_and(|t| plain(line) == t);
        headlines += usize::from(again);
        if again || is_furniture(line, top) {
            marked.push((range, again));
        } else {
            left |= line.chars().any(char::is_alphabetic);
            // A line that ends as a sentence and has some length is the first paragraph: the top ends here.
            let ends = line.trim_end_matches(['"', '”', '\'', '’', ')']).ends_with(['.', '!', '?']);
            top &= !(ends && line.split_whitespace().count() >= 6);
        }
    }
    if !left && headlines > 0 {
        // The headline is all the text there is: its last saying is read.
        if let Some(last) = marked.iter().rposition(|(_, again)| *again) {
            marked.remove(last);
        }
    }
    marked.into_iter().map(|(range, _)| range).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn marked<'a>(text: &'a str, title: Option<&str>) -> Vec<&'a str> {
        furniture(text, title).into_iter().map(|r| &text[r]).collect()
    }

    #[test]
    fn each_kind_of_line() {
        for line in [
            "105",
            "1.2K",
            "3 comments",
            "5 min read",
            "Views: 1,024",
            "* * *",
            "###",
            "-30-",
            "ENDS",
            "— END —",
            "Share this article",
            "READ MORE",
            "Read more: Chile and Peru in talks",
            "Photo: Office of the president",
            "© 2024 The Gazette. All rights reserved.",
            "Advertisement",
            "By Jane Doe",
            "By Jane Doe and John van Roe | The Gazette",
            "April 5, 2024",
            "press@ministry.example",
            "Tel: +51 1 555 0100",
            "FOR IMMEDIATE RELEASE",
            "Office of the Spokesperson",
            "Jane Q. Doe, Secretary of State",
            "John Roe, Deputy Foreign Minister",
            "East Garden",
            "For media inquiries, please contact press@ministry.example.",
            "The following is attributable to the spokesperson:",
        ] {
            assert!(is_furniture(line, true), "{line}");
        }
    }

    #[test]
    fn prose_stays() {
        for line in [
            "Peru signed.",
            "Peru and Chile signed a fishing treaty.",
            "Peru, Chile Sign Treaty",
            "Ministers Meet In Geneva",
            "End the war now",
            "105 people were arrested.",
            "The government will share this information with Chile.",
            "By Friday Peru will have signed.",
            "More talks followed",
            "QUESTION: Will Peru sign?",
            "Secretary Doe met Minister Roe.",
            "Lima, Peru",
            "President Roe Visits Chile, Minister Says",
            "Chile Backs Peru, Says Minister",
            "Photo: the president, who had promised to visit the island, told reporters in the capital that the visit was postponed until the storm was over and that he would go later.",
        ] {
            assert!(!is_furniture(line, true), "{line}");
        }
        assert!(!is_furniture("Office of the Spokesperson", false), "offices are furniture only at the top");
    }

    #[test]
    fn the_headline_again() {
        let text = "Peru Signs Treaty With Chile\r\n\r\n105\r\n2\r\nPeru signs treaty with Chile\r\n\r\nPeru signed a treaty with Chile on Friday.\r\n";
        assert_eq!(headline(text), Some("Peru Signs Treaty With Chile"));
        assert_eq!(marked(text, headline(text)), ["Peru Signs Treaty With Chile", "105", "2", "Peru signs treaty with Chile"]);
        assert_eq!(marked("Peru signs treaty", Some("Peru signs treaty")), Vec::<&str>::new(), "nothing else is left");
        assert_eq!(headline("Peru signed.\n\nChile did too."), None);
        assert_eq!(headline("Peru signs treaty"), None);
        assert_eq!(headline("105\n\nPeru signed."), None);
    }

    proptest! {
        #[test]
        fn ranges_are_lines_in_order(text in "[\\PC\n\r]{0,200}", title in proptest::option::of("\\PC{0,12}")) {
            let mut last = 0;
            headline(&text);
            for range in furniture(&text, title.as_deref()) {
                prop_assert!(range.start >= last && text.get(range.clone()).is_some_and(|l| !l.is_empty() && l.trim() == l));
                last = range.end;
            }
        }
    }
}
