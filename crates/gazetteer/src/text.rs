//! Words of a phrase, folded so that "Türkiye's", "TURKIYE" and "Turkiye" meet.

use std::ops::Range;

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// How a word is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Case {
    /// "police", "2nd"
    Lower,
    /// "Police"
    Initial,
    /// "US", "U.S.", a lone initial
    Upper,
}

/// What stands between a word and the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Gap {
    /// A blank, an apostrophe, the period of a title or an initial; also the text's begin.
    Blank,
    Hyphen,
    Comma,
    /// End of a sentence, brackets, quotation marks.
    Hard,
}

/// A word. A name of several words is matched over several of them.
#[derive(Debug, Clone)]
pub(crate) struct Word {
    /// Bytes in the text, without a possessive ending.
    pub range: Range<usize>,
    /// Lower case, without marks, apostrophes and the periods of an acronym.
    pub key: String,
    pub case: Case,
    pub gap: Gap,
    /// Followed by "'s" or a lone apostrophe.
    pub possessive: bool,
}

/// The words of `text`, in order.
pub(crate) fn words(text: &str) -> Vec<Word> {
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let at = |i: usize| chars.get(i).map(|c| c.1);
    let end = |i: usize| chars.get(i).map_or(text.len(), |c| c.0);
    let mut out: Vec<Word> = Vec::new();
    let mut gap = Gap::Blank;
    let mut i = 0;
    while i < chars.len() {
        let c = chars[i].1;
        if c == '&' {
            out.push(Word { range: chars[i].0..end(i + 1), key: "and".into(), case: Case::Lower, gap, possessive: false });
            gap = Gap::Blank;
            i += 1;
            continue;
        }
        if !c.is_alphanumeric() {
            gap = wider(gap, separator(c, out.last(), at(i + 1)));
            i += 1;
            continue;
        }
        let start = i;
        let mut key = String::new();
        if let Some(last) = acronym(&chars, i) {
            chars[i..last].iter().filter(|c| c.1.is_alphanumeric()).for_each(|c| fold_char(c.1, &mut key));
            i = last;
        } else {
            while let Some(c) = at(i) {
                let joins = is_apostrophe(c) && at(i + 1).is_some_and(char::is_alphabetic) && !ends_in_s(&chars, i);
                if c.is_alphanumeric() || is_combining_mark(c) {
                    fold_char(c, &mut key);
                } else if !joins {
                    break;
                }
                i += 1;
            }
        }
        let range = chars[start].0..end(i);
        let mut possessive = false;
        if at(i).is_some_and(is_apostrophe) {
            if ends_in_s(&chars, i) {
                possessive = true;
                i += 2;
            } else if key.ends_with('s') {
                possessive = true;
                i += 1;
            }
        }
        let case = case(&text[range.clone()]);
        if !key.is_empty() {
            out.push(Word { range, key, case, gap, possessive });
            gap = Gap::Blank;
        }
    }
    out
}

/// The keys of a name's words, joined by blanks.
pub(crate) fn key(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for w in words(text) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(&w.key);
    }
    out
}

fn separator(c: char, before: Option<&Word>, next: Option<char>) -> Gap {
    match c {
        ',' => Gap::Comma,
        '-' | '‐' | '‑' | '–' | '/' => Gap::Hyphen,
        // The period of "Gen." or "J." does not end a sentence; that of a longer word does.
        '.' if before.is_some_and(|w| w.key.chars().count() <= 4 && w.case != Case::Lower) => Gap::Blank,
        '.' if next.is_some_and(char::is_alphanumeric) => Gap::Blank,
        c if c.is_whitespace() && c != '\n' || is_apostrophe(c) => Gap::Blank,
        _ => Gap::Hard,
    }
}

fn wider(a: Gap, b: Gap) -> Gap {
    let rank = |g| match g {
        Gap::Blank => 0,
        Gap::Hyphen => 1,
        Gap::Comma => 2,
        Gap::Hard => 3,
    };
    if rank(b) > rank(a) { b } else { a }
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ' | '`' | 'ʻ')
}

/// Whether the apostrophe at `i` begins a possessive ending.
fn ends_in_s(chars: &[(usize, char)], i: usize) -> bool {
    chars.get(i).is_some_and(|c| is_apostrophe(c.1))
        && chars.get(i + 1).is_some_and(|c| matches!(c.1, 's' | 'S'))
        && chars.get(i + 2).is_none_or(|c| !c.1.is_alphanumeric())
}

/// Where an acronym with periods ("U.S.", "U.S", "D.R.C.") that begins at `i` ends.
fn acronym(chars: &[(usize, char)], i: usize) -> Option<usize> {
    let letter = |i: usize| chars.get(i).is_some_and(|c| c.1.is_uppercase());
    let dot = |i: usize| chars.get(i).is_some_and(|c| c.1 == '.');
    let mut end = i;
    let mut letters = 0;
    while letter(end) && !chars.get(end + 1).is_some_and(|c| c.1.is_alphanumeric()) {
        letters += 1;
        end += 1;
        if !dot(end) {
            break;
        }
        end += 1;
    }
    (letters >= 2).then_some(end)
}

fn case(word: &str) -> Case {
    let mut letters = word.chars().filter(|c| c.is_alphabetic());
    match letters.next() {
        Some(c) if c.is_uppercase() => {
            if letters.any(char::is_lowercase) {
                Case::Initial
            } else {
                Case::Upper
            }
        }
        _ => Case::Lower,
    }
}

/// Appends `c` in lower case without its marks.
fn fold_char(c: char, out: &mut String) {
    if c.is_ascii() {
        out.push(c.to_ascii_lowercase());
        return;
    }
    let special = match c {
        'ø' | 'Ø' => "o",
        'ł' | 'Ł' => "l",
        'ı' | 'İ' => "i",
        'đ' | 'Đ' | 'ð' | 'Ð' => "d",
        'ß' => "ss",
        'æ' | 'Æ' => "ae",
        'œ' | 'Œ' => "oe",
        'þ' | 'Þ' => "th",
        'ə' | 'Ə' => "a",
        _ => "",
    };
    if !special.is_empty() {
        out.push_str(special);
        return;
    }
    for c in std::iter::once(c).nfkd().filter(|c| !is_combining_mark(*c)) {
        out.extend(c.to_lowercase().filter(|c| c.is_alphanumeric()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_meet_however_they_are_written() {
        for (a, b) in [
            ("Türkiye’s", "TURKIYE"),
            ("U.S.", "US"),
            ("U.A.E", "UAE"),
            ("Côte d'Ivoire", "Cote d’Ivoire"),
            ("Recep Tayyip Erdoğan", "Recep Tayyip Erdogan"),
            ("Ban Ki-moon", "Ban Ki Moon"),
            ("Trinidad & Tobago", "Trinidad and Tobago"),
            ("N'Djamena", "Ndjamena"),
            ("Lech Wałęsa", "Lech Walesa"),
        ] {
            assert_eq!(key(a), key(b));
        }
    }

    #[test]
    fn words_know_their_case_their_gap_and_their_possessor() {
        let w = words("Israel's army, the U.S.-led forces. Police");
        let got: Vec<(&str, Case, Gap, bool)> = w.iter().map(|w| (w.key.as_str(), w.case, w.gap, w.possessive)).collect();
        assert_eq!(
            got,
            [
                ("israel", Case::Initial, Gap::Blank, true),
                ("army", Case::Lower, Gap::Blank, false),
                ("the", Case::Lower, Gap::Comma, false),
                ("us", Case::Upper, Gap::Blank, false),
                ("led", Case::Lower, Gap::Hyphen, false),
                ("forces", Case::Lower, Gap::Blank, false),
                ("police", Case::Initial, Gap::Hard, false),
            ]
        );
    }
}
