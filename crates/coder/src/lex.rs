//! Words, numbers and marks of a sentence, for the finders of times and amounts.

use std::ops::Range;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Letters: "Monday", "U.S.", "F-35", "a.m.".
    Word,
    /// Digits, with thousands commas and a decimal part: "1,200", "2.5".
    Number,
    /// A dotted date: "5.4.2024".
    Dotted,
    /// The possessive "'s".
    Possessive,
    /// Any other char.
    Mark,
}

/// One token.
#[derive(Debug, Clone)]
pub(crate) struct Token<'t> {
    pub text: &'t str,
    pub lower: String,
    /// Bytes in the sentence.
    pub range: Range<usize>,
    /// Whether white space (or the start) stands before it.
    pub space: bool,
    pub kind: Kind,
}

impl Token<'_> {
    /// Starts with a capital.
    pub fn capital(&self) -> bool {
        self.text.chars().next().is_some_and(char::is_uppercase)
    }

    /// Its value, if it is a whole number without commas.
    pub fn whole(&self) -> Option<i64> {
        (self.kind == Kind::Number && self.text.len() <= 9).then(|| self.text.parse().ok()).flatten()
    }

    /// A hyphen or dash.
    pub fn dash(&self) -> bool {
        matches!(self.text, "-" | "–" | "—" | "‑" | "‐")
    }
}

/// Words parted by white space, sorted for a binary search.
pub(crate) fn word_list(words: &'static str) -> Vec<&'static str> {
    let mut list: Vec<&str> = words.split_whitespace().collect();
    list.sort_unstable();
    list
}

/// Cuts a sentence into tokens.
pub(crate) fn tokens(sentence: &str) -> Vec<Token<'_>> {
    let mut out: Vec<Token> = Vec::new();
    let mut at = 0;
    while let Some(c) = sentence[at..].chars().next() {
        if c.is_whitespace() {
            at += c.len_utf8();
            continue;
        }
        let rest = &sentence[at..];
        let (len, kind) = if c.is_ascii_digit() {
            digits(rest)
        } else if c.is_alphabetic() {
            (word(rest), Kind::Word)
        } else if let Some(len) = possessive(rest, at, &out) {
            (len, Kind::Possessive)
        } else {
            (c.len_utf8(), Kind::Mark)
        };
        let text = &rest[..len];
        let space = out.last().is_none_or(|t: &Token| t.range.end < at);
        out.push(Token { text, lower: text.to_lowercase(), range: at..at + len, space, kind });
        at += len;
    }
    out
}

/// "1,200.5", "2024", "5.4.2024".
fn digits(rest: &str) -> (usize, Kind) {
    let b = rest.as_bytes();
    let run = |from: usize| b.iter().skip(from).take_while(|c| c.is_ascii_digit()).count();
    let mut len = run(0);
    let is = |at: usize, c: u8| b.get(at) == Some(&c);
    if len <= 2 && is(len, b'.') {
        let second = run(len + 1);
        let third = len + 1 + second;
        if (1..=2).contains(&second) && is(third, b'.') && run(third + 1) == 4 {
            return (third + 5, Kind::Dotted);
        }
    }
    if len <= 3 {
        while is(len, b',') && run(len + 1) == 3 {
            len += 4;
        }
    }
    if is(len, b'.') && run(len + 1) > 0 {
        len += 1 + run(len + 1);
    }
    (len, Kind::Number)
}

/// Letters; also letters with stops ("U.S.") and designations of arms ("F-35", "Su-27").
fn word(rest: &str) -> usize {
    let letters = rest.find(|c: char| !(c.is_alphabetic() || is_mark(c))).unwrap_or(rest.len());
    let b = rest.as_bytes();
    if letters == 1 && b.get(1) == Some(&b'.') {
        let mut len = 0;
        while b.get(len).is_some_and(u8::is_ascii_alphabetic) && b.get(len + 1) == Some(&b'.') {
            len += 2;
        }
        if len >= 4 {
            return len;
        }
    }
    let digits = b.iter().skip(letters + 1).take_while(|c| c.is_ascii_digit()).count();
    if letters <= 3
        && b[0].is_ascii_uppercase()
        && b.get(letters) == Some(&b'-')
        && (1..=3).contains(&digits)
        && !matches!(
            &rest[..letters],
            "Mid" | "Pre" | "FY" | "Jan" | "Feb" | "Mar" | "Apr" | "May" | "Jun" | "Jul" | "Aug" | "Sep" | "Oct" | "Nov" | "Dec"
        )
    {
        let end = letters + 1 + digits;
        return end + rest[end..].find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len() - end);
    }
    letters
}

/// Combining marks belong to their letter.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}')
}

fn possessive(rest: &str, at: usize, out: &[Token]) -> Option<usize> {
    let quote = rest.chars().next().filter(|c| matches!(c, '\'' | '’'))?;
    let after = &rest[quote.len_utf8()..];
    let glued = out.last().is_some_and(|t| t.range.end == at && matches!(t.kind, Kind::Word | Kind::Number));
    let s = after.chars().next().is_some_and(|c| c == 's' || c == 'S');
    let ends = !after.chars().nth(1).is_some_and(char::is_alphanumeric);
    (glued && s && ends).then_some(quote.len_utf8() + 1)
}

/// A number read from tokens.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Number {
    pub value: f64,
    /// The token after it.
    pub next: usize,
    /// Written in digits.
    pub digits: bool,
    /// Ends in "hundred", "million", "dozen" ...
    pub scaled: bool,
}

/// The power a scale word stands for.
pub(crate) fn scale(word: &str) -> Option<f64> {
    Some(match word {
        "hundred" => 1e2,
        "thousand" => 1e3,
        "million" => 1e6,
        "billion" => 1e9,
        "trillion" => 1e12,
        _ => return None,
    })
}

pub(crate) fn small(word: &str) -> Option<f64> {
    const UNITS: [&str; 20] = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    let unit = UNITS.iter().position(|u| *u == word).map(|i| i as f64);
    unit.or_else(|| TENS.iter().position(|u| *u == word).map(|i| (i as f64 + 2.0) * 10.0))
}

/// Whether the token at `at` joins two parts of a number: "two hundred and fifty", "twenty-five".
fn joins(tokens: &[Token], at: usize, scaled: bool, last: f64, value: f64) -> bool {
    let Some(next) = tokens.get(at + 1).and_then(|t| small(&t.lower)) else { return false };
    let token = &tokens[at];
    scaled && token.lower == "and" && value >= 100.0 || !scaled && token.dash() && last >= 20.0 && next < 10.0
}

/// The number that begins at token `i`: "400", "2.5 million", "twenty-five", "two hundred and fifty thousand", "a dozen",
/// "half a million".
pub(crate) fn number(tokens: &[Token], i: usize) -> Option<Number> {
    let first = tokens.get(i)?;
    let lower = |k: usize| tokens.get(k).map_or("", |t| t.lower.as_str());
    if first.kind == Kind::Number {
        let mut value: f64 = first.text.replace(',', "").parse().ok()?;
        let mut next = i + 1;
        let mut scaled = false;
        loop {
            let word = if tokens.get(next).is_some_and(Token::dash) { next + 1 } else { next };
            let power = match lower(word) {
                "dozen" => Some(12.0),
                w => scale(w),
            };
            let Some(power) = power else { break };
            value *= power;
            next = word + 1;
            scaled = true;
        }
        return Some(Number { value, next, digits: true, scaled });
    }
    let mut at = i;
    let mut half = false;
    if lower(at) == "half" && matches!(lower(at + 1), "a") {
        half = true;
        at += 1;
    }
    let article = matches!(lower(at), "a" | "an");
    if article {
        at += 1;
        if lower(at) == "half" && tokens.get(at + 1).is_some_and(Token::dash) {
            half = true;
            at += 2;
        }
        if scale(lower(at)).is_none() && lower(at) != "dozen" {
            return None;
        }
    }
    let (mut total, mut current, mut any, mut scaled) = (0.0, 0.0, false, false);
    let mut last_small = 0.0;
    loop {
        let word = lower(at);
        if let Some(v) = small(word) {
            // "twenty five" and "two hundred five" go on; "two three" does not.
            if any && !scaled && !(last_small >= 20.0 && v < 10.0) {
                break;
            }
            current += v;
            last_small = v;
            scaled = false;
        } else if let Some(power) = scale(word) {
            if !any && !article {
                return None;
            }
            let base: f64 = if current == 0.0 { 1.0 } else { current };
            if power == 100.0 {
                current = base * power;
            } else {
                total += base * power;
                current = 0.0;
            }
            scaled = true;
        } else if word == "dozen" && (any || article) {
            current = 12.0 * if current == 0.0 { 1.0 } else { current };
            scaled = true;
        } else if any && joins(tokens, at, scaled, last_small, current + total) {
            at += 1;
            continue;
        } else {
            break;
        }
        any = true;
        at += 1;
    }
    if !any {
        return None;
    }
    let value = (total + current) * if half { 0.5 } else { 1.0 };
    Some(Number { value, next: at, digits: false, scaled })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_keep_designations_and_numbers_whole() {
        let texts = |s| tokens(s).iter().map(|t| t.text).collect::<Vec<_>>().join("|");
        assert_eq!(texts("U.S. F-35s cost $1,200.5 in 2024."), "U.S.|F-35s|cost|$|1,200.5|in|2024|.");
        assert_eq!(texts("Peru’s mid-2024 '90s"), "Peru|’s|mid|-|2024|'|90|s");
        assert_eq!(texts("Jan. 5,2024 and 5.4.2024"), "Jan|.|5|,|2024|and|5.4.2024");
    }

    #[test]
    fn numbers_in_words_and_digits() {
        for (text, value) in [
            ("400", 400.0),
            ("1,200", 1200.0),
            ("2.5 million", 2.5e6),
            ("twenty-five", 25.0),
            ("two hundred and fifty thousand", 250_000.0),
            ("a dozen", 12.0),
            ("two dozen", 24.0),
            ("half a million", 5e5),
            ("a hundred thousand", 1e5),
            ("three hundred", 300.0),
            ("one thousand two hundred", 1200.0),
        ] {
            let t = tokens(text);
            let n = number(&t, 0).map(|n| (n.value, n.next));
            assert_eq!(n, Some((value, t.len())), "{text}");
        }
        assert!(number(&tokens("a tank"), 0).is_none());
        assert!(number(&tokens("million"), 0).is_none());
    }
}
