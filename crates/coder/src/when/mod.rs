//! When: time expressions of a sentence, and the days they stand for.
//!
//! A hand-written grammar over the sentence's tokens. What the words alone say is `absolute`; what needs the document's
//! date is `relative`, and stays without days where the document has none. An expression that is recognised but cannot be
//! resolved ("4/5/2024", "the following day" of a day not named) is found with `date: None`: it is still a time, and the
//! days of another expression must not be taken for it.
//!
//! Rules that the words leave open:
//!
//! - "Tuesday" is the nearest such day in the direction of the sentence's tense (past where there is none), the document's
//!   own day included. "last Tuesday" lies two to eight days back, "next Tuesday" in the week after the document's.
//! - Weeks run from Monday to Sunday. Seasons are those of the northern half: March to May, and so on.
//! - "April 8" without a year is the nearest one, within three months; beyond that the tense decides.
//! - "by X" ends with X and has no first day; "since X" begins with X and has no last; "before X" ends the day before.
//! - [`DatePrecision::Vague`]: "early/mid/late/the end of X" is a third of X; "recent" and "coming" days, weeks, months and
//!   years reach 7 days, 6 weeks, 6 months and 5 years; "a few" and "several" units lie two to nine units off.
//! - A day told serves the five sentences after it ("two days later", "that year"). In a document of times long past, which hardly
//!   names days of its own, a month or season without a year belongs to the year told last ([`Story`]).
//! - After a year told in the sentence, "the end of the year" is that year's.
//! - Years before Christ count with a year 0: 44 BC is -43. Of a season the northern half's months are meant everywhere.
//! - A fiscal year is resolved only where the sentence names the United States (October to September) or Japan (April to
//!   March).

mod calendar;
mod era;
mod period;
mod relative;
mod rules;
mod story;
mod tense;
mod words;

use std::ops::Range;

use chancery_model::{DatePrecision, DateRange, DateSourceOfAct};
use jiff::civil::Date;

pub use story::Story;

use crate::lex::{self, Token};

/// A time expression of a sentence.
#[derive(Debug, Clone, PartialEq)]
pub struct TimeExpression {
    /// Bytes in the sentence.
    pub range: Range<usize>,
    /// The days it stands for; `None` where they cannot be known.
    pub date: Option<DateRange>,
}

/// The time expressions of `sentence`, in order, never overlapping. `document` is the day that relative ones count from.
///
/// ```
/// use chancery_coder::when::find;
/// use jiff::civil::date;
/// let found = find("Peru signed the treaty on Tuesday.", Some(date(2024, 4, 12)));
/// assert_eq!(found[0].range, 26..33);
/// assert_eq!(found[0].date.as_ref().unwrap().start, Some(date(2024, 4, 9)));
/// ```
pub fn find(sentence: &str, document: Option<Date>) -> Vec<TimeExpression> {
    read(sentence, document, None, false)
}

/// [`find`], with the day that the sentences before have told, and whether the document tells of times long past.
fn read(sentence: &str, document: Option<Date>, told: Option<(Date, DateSourceOfAct)>, history: bool) -> Vec<TimeExpression> {
    let tokens = lex::tokens(sentence);
    let mut finder = Finder { tokens: &tokens, all: &tokens, document, anchor: told, history, here: false, given: false };
    let mut found = Vec::new();
    let mut i = 0;
    while i < tokens.len() {
        let Some(hit) = finder.expression(i).filter(|h| h.next > i) else {
            i += 1;
            continue;
        };
        let range = tokens[i].range.start..tokens[hit.next - 1].range.end;
        if let Some((day, source)) = hit.value.and_then(|v| Some((v.start.or(v.end)?, v.source))) {
            finder.anchor = Some((day, source));
            finder.here = true;
        }
        let date = hit.value.map(|v| DateRange {
            start: v.start,
            end: v.end,
            precision: v.precision,
            text: sentence[range.clone()].to_owned(),
            source: v.source,
        });
        found.push(TimeExpression { range, date });
        i = hit.next;
    }
    found
}

/// The grammar's view of one sentence.
struct Finder<'t> {
    /// Those that an expression may take.
    tokens: &'t [Token<'t>],
    /// Those of the whole sentence, for the tense.
    all: &'t [Token<'t>],
    document: Option<Date>,
    /// Day of the last expression that was resolved, for "two days later", and what it rests on.
    anchor: Option<(Date, DateSourceOfAct)>,
    /// The document tells of times long past: a month without a year belongs to the anchor's year.
    history: bool,
    /// The anchor was told in this sentence.
    here: bool,
    /// The words are known to be a time.
    given: bool,
}

/// Days an expression stands for.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Value {
    start: Option<Date>,
    end: Option<Date>,
    precision: DatePrecision,
    source: DateSourceOfAct,
}

impl Value {
    fn absolute((start, end): (Date, Date), precision: DatePrecision) -> Value {
        Value { start: Some(start), end: Some(end), precision, source: DateSourceOfAct::Absolute }
    }

    /// From a day named before, which it rests on.
    fn from_anchor((start, end): (Date, Date), precision: DatePrecision, source: DateSourceOfAct) -> Value {
        Value { start: Some(start), end: Some(end), precision, source }
    }

    fn relative((start, end): (Date, Date), precision: DatePrecision) -> Value {
        Value { start: Some(start), end: Some(end), precision, source: DateSourceOfAct::Relative }
    }
}

/// What of the calendar an expression names, for ranges whose year or week stands at the other end.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Shape {
    Day { month: i8, day: i8 },
    Month(i8),
    Weekday,
    Year,
    Other,
}

/// An expression from a token on.
#[derive(Debug, Clone, Copy)]
struct Hit {
    /// The token after it.
    next: usize,
    value: Option<Value>,
    shape: Shape,
    /// Its year came from the document.
    yearless: bool,
}

impl Hit {
    fn new(next: usize, value: Option<Value>) -> Hit {
        Hit { next, value, shape: Shape::Other, yearless: false }
    }
}

impl Finder<'_> {
    /// The lower-case text of token `i`; "" past the end.
    fn word(&self, i: usize) -> &str {
        self.tokens.get(i).map_or("", |t| t.lower.as_str())
    }

    fn is(&self, i: usize, words: &[&str]) -> bool {
        words.contains(&self.word(i))
    }

    /// The lower-case text of the token before `i`.
    fn before(&self, i: usize) -> &str {
        i.checked_sub(1).map_or("", |k| self.word(k))
    }

    /// The day that "the end of the year" and the like count from: the document's, or the one told last where that is what the
    /// text is about, in a document of times long past or after a year in the same sentence.
    fn base(&self) -> Option<(Date, DateSourceOfAct)> {
        let told = self.anchor.filter(|(_, source)| self.history || self.here && *source == DateSourceOfAct::Absolute);
        told.or_else(|| Some((self.document?, DateSourceOfAct::Relative)))
    }

    /// The day told last, in a document of times long past.
    fn narrated(&self) -> Option<(Date, DateSourceOfAct)> {
        self.anchor.filter(|_| self.history)
    }

    fn glued(&self, i: usize) -> bool {
        self.tokens.get(i).is_some_and(|t| !t.space)
    }
}

#[cfg(test)]
mod tests;
