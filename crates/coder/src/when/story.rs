//! A document's times read in order, so that a day told in one sentence serves the next.

use std::ops::Range;

use chancery_model::{DatePrecision, DateRange, DateSourceOfAct};
use jiff::civil::Date;

use super::{
    Finder, Hit, TimeExpression, Value,
    words::{self, Unit},
};
use crate::lex::{self, Token};

/// How many sentences a day told is remembered for.
const MEMORY: usize = 5;

/// The time expressions of a document's sentences.
pub struct Story<'t> {
    sentences: Vec<&'t str>,
    document: Option<Date>,
    found: Vec<Vec<TimeExpression>>,
    history: bool,
}

impl<'t> Story<'t> {
    /// Reads `sentences`, those of one document in order, which was published on `document`.
    ///
    /// ```
    /// use chancery_coder::when::Story;
    /// use jiff::civil::date;
    /// let story = Story::new(["Peru signed on 5 April 2023.", "Two days later Chile paid."], Some(date(2024, 1, 1)));
    /// assert_eq!(story.found(1)[0].date.as_ref().unwrap().start, Some(date(2023, 4, 7)));
    /// ```
    pub fn new(sentences: impl IntoIterator<Item = &'t str>, document: Option<Date>) -> Story<'t> {
        let mut story = Story { sentences: sentences.into_iter().collect(), document, found: Vec::new(), history: false };
        story.read();
        if story.tells_history() {
            story.history = true;
            story.read();
        }
        story
    }

    /// The time expressions of sentence `n`, in order, never overlapping; none past the last sentence.
    pub fn found(&self, n: usize) -> &[TimeExpression] {
        self.found.get(n).map_or(&[], Vec::as_slice)
    }

    /// The days that the words at `range` (bytes) of sentence `n` stand for, given that they are a time: a bare "May" is the month
    /// then, and words before and after decide nothing but the tense. `None` where the days cannot be known.
    pub fn at(&self, n: usize, range: Range<usize>) -> Option<DateRange> {
        let sentence = *self.sentences.get(n)?;
        let all = lex::tokens(sentence);
        let from = all.iter().position(|t| t.range.end > range.start)?;
        let until = all.iter().rposition(|t| t.range.start < range.end)? + 1;
        let before = self.found(n).iter().take_while(|t| t.range.end <= range.start).filter_map(|t| t.date.as_ref()).last();
        let finder = Finder {
            tokens: all.get(..until)?,
            all: &all,
            document: self.document,
            anchor: before.and_then(day).or_else(|| self.told(n)),
            history: self.history,
            here: before.is_some(),
            given: true,
        };
        let mut best: Option<(usize, Hit)> = None;
        for i in from..until {
            if let Some(hit) = finder.given(i).filter(|h| h.next > i)
                && best.as_ref().is_none_or(|(at, b)| hit.next - i > b.next - at)
            {
                best = Some((i, hit));
            }
        }
        let value = self.end_of_range(n, &range, all.get(from..until)?, best.and_then(|b| b.1.value))?;
        Some(DateRange {
            start: value.start,
            end: value.end,
            precision: value.precision,
            text: sentence.get(range)?.to_owned(),
            source: value.source,
        })
    }

    /// `value`, or what the range that the words are one end of says they are: "March" of "March to August 2011", "91" of "1890-91",
    /// "1200" of "1200 to 400 BC".
    fn end_of_range(&self, n: usize, range: &Range<usize>, words: &[Token<'_>], value: Option<Value>) -> Option<Value> {
        let whole = self.found(n).iter().find(|t| t.range.start <= range.start && range.end <= t.range.end && t.range != *range);
        let Some(DateRange { start: Some(first), end: Some(last), precision: DatePrecision::Range, source, .. }) =
            whole.and_then(|t| t.date.as_ref())
        else {
            return value;
        };
        if value.is_some_and(|v| v.start.is_some_and(|d| d >= *first) && v.end.is_some_and(|d| d <= *last)) {
            return value;
        }
        let unit = match (value.map(|v| v.precision), words) {
            (Some(DatePrecision::Day), _) => Unit::Day,
            (Some(DatePrecision::Month), _) => Unit::Month,
            (Some(DatePrecision::Year), _) => Unit::Year,
            (None, [number]) if number.whole().is_some() && number.text.len() == 2 => Unit::Year,
            _ => return value,
        };
        let begins = whole.is_some_and(|t| range.start - t.range.start < t.range.end - range.end);
        Some(Value { source: *source, ..Value::absolute(unit.around(if begins { *first } else { *last })?, unit.precision()) })
    }

    fn read(&mut self) {
        self.found = Vec::with_capacity(self.sentences.len());
        for n in 0..self.sentences.len() {
            let found = super::read(self.sentences[n], self.document, self.told(n), self.history);
            self.found.push(found);
        }
    }

    /// The last day told before sentence `n`, and what it rests on.
    fn told(&self, n: usize) -> Option<(Date, DateSourceOfAct)> {
        let near = self.found.get(n.saturating_sub(MEMORY)..n.min(self.found.len()))?;
        near.iter().rev().flat_map(|s| s.iter().rev()).find_map(|t| t.date.as_ref()).and_then(day)
    }

    /// Whether the document tells of times long before it and never of its own days: then a month without a year belongs to
    /// the year told last, not to the document's.
    fn tells_history(&self) -> bool {
        let Some(document) = self.document else { return false };
        let end = |t: &TimeExpression| t.date.as_ref().filter(|d| d.source == DateSourceOfAct::Absolute).and_then(|d| d.end.or(d.start));
        let own = |sentence: &str, t: &TimeExpression| {
            let words = lex::tokens(&sentence[t.range.clone()]);
            // Not "today": "a method still in use today".
            words.iter().any(|w| words::weekday(w).is_some() || ["yesterday", "tomorrow", "tonight"].contains(&w.lower.as_str()))
        };
        let (mut old, mut recent, mut days) = (0, 0, 0);
        for (sentence, found) in self.sentences.iter().zip(&self.found) {
            for t in found {
                match end(t) {
                    Some(end) if end.year() < document.year() - 2 => old += 1,
                    Some(_) => recent += 1,
                    None => days += usize::from(own(sentence, t)),
                }
            }
        }
        old >= 3 && old > 3 * recent && old > 8 * days
    }
}

/// The day that an expression gives those after it to count from.
fn day(date: &DateRange) -> Option<(Date, DateSourceOfAct)> {
    Some((date.start.or(date.end)?, date.source))
}
