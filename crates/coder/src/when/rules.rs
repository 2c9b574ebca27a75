//! The top of the grammar: bounds ("since"), ranges ("from A to B"), parts ("the end of A").

use chancery_model::{DatePrecision, DateSourceOfAct};
use jiff::{ToSpan, civil::Date};

use super::{
    Finder, Hit, Shape, Value,
    tense::{self, Tense},
    words::{Unit, years},
};
use crate::lex::Kind;

impl Finder<'_> {
    /// The expression that begins at token `i`, in words that are known to be a time.
    pub(super) fn given(&self, i: usize) -> Option<Hit> {
        let longer = |a: &Option<Hit>, b: &Option<Hit>| b.as_ref().map_or(0, |h| h.next) > a.as_ref().map_or(0, |h| h.next);
        let mut best = self.expression(i);
        for other in [self.lone_month(i, None), self.season(i, None), self.year(i, true), self.bare(i)] {
            if longer(&best, &other) {
                best = other;
            }
        }
        best
    }

    /// Words that are a time only where that is known: "weekend", "the 15th" of "the 15th to 17th centuries", years of two and of
    /// three digits.
    fn bare(&self, i: usize) -> Option<Hit> {
        if self.word(i) == "weekend" {
            return Some(Hit::new(i + 1, self.weekend(self.tense(i))));
        }
        let n = self.whole(i)?;
        if self.glued(i + 1) && self.is(i + 1, &["st", "nd", "rd", "th"]) {
            let later = self.all.iter().skip(i + 2).take(6).any(|t| matches!(t.lower.as_str(), "century" | "centuries"));
            let first = (n.clamp(1, 22) as i16 - 1) * 100;
            let century = years(first, first + 99).map(|r| Value::absolute(r, DatePrecision::Century));
            return later.then(|| Hit::new(i + 2, century));
        }
        let n = match self.tokens[i].text.len() {
            3 if n >= 100 => n,
            // The last such year that the document can know.
            2 if n > 31 || self.before(i) == "'" || self.before(i) == "’" => {
                let now = self.document.map_or(2050, |d| i64::from(d.year()));
                if 2000 + n <= now { 2000 + n } else { 1900 + n }
            }
            _ => return None,
        };
        Some(Hit { shape: Shape::Year, ..Hit::new(i + 1, years(n as i16, n as i16).map(|r| Value::absolute(r, DatePrecision::Year))) })
    }

    /// The expression that begins at token `i`.
    pub(super) fn expression(&self, i: usize) -> Option<Hit> {
        match self.word(i) {
            "between" => self.between(i + 1),
            "from" => self.from(i + 1),
            "since" => self.bound(i + 1, Some(Tense::Past), |v| Value { end: None, ..v }),
            "until" | "till" | "til" => self.bound(i + 1, Some(self.tense(i).unwrap_or(Tense::Future)), |v| Value { start: None, ..v }),
            "by" => self.bound(i + 1, Some(Tense::Future), |v| Value { start: None, ..v }),
            "through" => {
                let hit = self.bound(i + 1, Some(Tense::Future), |v| Value { start: None, ..v })?;
                matches!(hit.shape, Shape::Day { .. } | Shape::Month(_) | Shape::Year | Shape::Weekday).then_some(hit)
            }
            "starting" | "beginning" | "effective" if self.word(i + 1) != "of" => {
                let skip = usize::from(self.is(i + 1, &["on", "in", "from", "with"]));
                self.bound(i + 1 + skip, None, |v| Value { end: None, ..v })
            }
            // "pre-1982", "post-2015"
            "pre" | "post" if self.tokens.get(i + 1).is_some_and(|t| t.dash() && !t.space) => {
                let hit = self.year(i + 2, true)?;
                let value = hit.value.and_then(|v| {
                    Some(if self.word(i) == "post" {
                        Value { start: Some(v.end?.tomorrow().ok()?), end: None, ..v }
                    } else {
                        Value { start: None, end: Some(v.start?.yesterday().ok()?), ..v }
                    })
                });
                Some(Hit { value, ..hit })
            }
            "before" | "after" | "prior" => {
                let at = i + 1 + usize::from(self.word(i) == "prior" && self.word(i + 1) == "to");
                let hit = self.span(at, None)?;
                // "after Monday's talks", "before the 2014 war": the day is the talks', not a bound.
                let adjective = self
                    .tokens
                    .get(hit.next)
                    .is_some_and(|t| t.kind == Kind::Possessive || t.kind == Kind::Word && !t.capital() && self.word(at) == "the");
                if adjective || !matches!(hit.shape, Shape::Day { .. } | Shape::Month(_) | Shape::Year | Shape::Weekday) {
                    return None;
                }
                let value = hit.value.and_then(|v| {
                    Some(if self.word(i) == "after" {
                        Value { start: Some(v.end?.tomorrow().ok()?), end: None, ..v }
                    } else {
                        Value { start: None, end: Some(v.start?.yesterday().ok()?), ..v }
                    })
                });
                Some(Hit { value, ..hit })
            }
            _ => self.span(i, None),
        }
    }

    /// The tense around token `i`.
    pub(super) fn tense(&self, i: usize) -> Option<Tense> {
        tense::at(self.all, i)
    }

    fn bound(&self, i: usize, lean: Option<Tense>, make: impl Fn(Value) -> Value) -> Option<Hit> {
        let hit = self.span(i, lean)?;
        Some(Hit { value: hit.value.map(make), ..hit })
    }

    /// "between A and B".
    fn between(&self, i: usize) -> Option<Hit> {
        if let Some(hit) = self.calendar(i, None).filter(|h| h.value.is_some_and(|v| v.precision == DatePrecision::Range)) {
            return Some(hit);
        }
        let a = self.core(i, None).or_else(|| self.year(i, true))?;
        if !self.is(a.next, &["and", "to", "-", "–"]) {
            return None;
        }
        let b = self.core(a.next + 1, None).or_else(|| self.year(a.next + 1, true))?;
        self.join(&a, &b)
    }

    /// "from A to B", "from A on".
    fn from(&self, i: usize) -> Option<Hit> {
        let i = i + usize::from(self.is(i, &["about", "around", "roughly"]) && self.whole(i + 1).is_some());
        let hit = self.span(i, None)?;
        if self.is(hit.next, &["on", "onward", "onwards"]) && !hit.value.is_some_and(|v| v.precision == DatePrecision::Range) {
            return Some(Hit { next: hit.next + 1, value: hit.value.map(|v| Value { end: None, ..v }), ..hit });
        }
        // A range takes "from" into its words; "a law from 2019" is 2019.
        hit.value.is_some_and(|v| v.precision == DatePrecision::Range).then_some(hit)
    }

    /// "A", "A to B", "A-B".
    pub(super) fn span(&self, i: usize, lean: Option<Tense>) -> Option<Hit> {
        let a = self.core(i, lean)?;
        let dash = self.tokens.get(a.next).is_some_and(|t| t.dash());
        if !dash && !self.is(a.next, &["to", "until", "till", "through", "thru"]) || a.shape == Shape::Other {
            return Some(a);
        }
        // "on Monday to 5 ministers", "postponed from Monday to Friday" are not told apart: both ends must be of one kind.
        // "from about 1200 to about 400 BC"
        let other = a.next + 1 + usize::from(self.is(a.next + 1, &["about", "around", "roughly"]));
        let joined = self.core(other, lean).or_else(|| self.year(other, a.shape == Shape::Year)).and_then(|b| {
            let kin = matches!(
                (a.shape, b.shape),
                (Shape::Day { .. }, Shape::Day { .. })
                    | (Shape::Month(_), Shape::Month(_))
                    | (Shape::Weekday, Shape::Weekday)
                    | (Shape::Year, Shape::Year)
            );
            if kin { self.join(&a, &b) } else { None }
        });
        Some(joined.unwrap_or(a))
    }

    /// One range of two ends; the year or week of one serves the other.
    fn join(&self, a: &Hit, b: &Hit) -> Option<Hit> {
        let (Some(mut from), Some(mut to)) = (a.value, b.value) else {
            return Some(Hit { value: None, ..Hit::new(b.next, None) });
        };
        if a.shape == Shape::Year && to.start.is_some_and(|d| d.year() <= 0) && from.start.is_some_and(|d| d.year() > 0) {
            // "1200 to 400 BC": both.
            let year = 1 - from.start?.year();
            from = Value::absolute(years(year, year)?, DatePrecision::Year);
        }
        if a.yearless && !b.yearless {
            let year = to.start?.year();
            from = [year, year - 1].into_iter().find_map(|y| with_year(a.shape, y).filter(|v| v.start <= to.start))?;
        } else if a.yearless && b.yearless && from.start > to.start {
            let year = from.start?.year();
            to = [year, year + 1].into_iter().find_map(|y| with_year(b.shape, y).filter(|v| v.start >= from.start))?;
            to.source = DateSourceOfAct::Relative;
        }
        if a.shape == Shape::Weekday && from.start > to.start {
            to = Value { end: to.end.and_then(|d| d.checked_add(7.days()).ok()), ..to };
        }
        let source =
            if b.yearless || to.source == DateSourceOfAct::Relative { DateSourceOfAct::Relative } else { DateSourceOfAct::Absolute };
        let value = Value { start: from.start, end: to.end, precision: DatePrecision::Range, source };
        (value.start <= value.end).then_some(Hit { next: b.next, value: Some(value), shape: b.shape, yearless: b.yearless })
    }

    /// One expression without bounds.
    pub(super) fn core(&self, i: usize, lean: Option<Tense>) -> Option<Hit> {
        let hit = self
            .numeric(i)
            .or_else(|| self.calendar(i, lean))
            .or_else(|| self.day_word(i))
            .or_else(|| self.part(i, lean))
            .or_else(|| self.modified(i, lean))
            .or_else(|| self.counted(i, lean))
            .or_else(|| self.era(i))
            .or_else(|| self.period(i, lean))?;
        Some(self.time_of_day(hit))
    }

    /// Takes "morning" and the like into a day's words.
    fn time_of_day(&self, mut hit: Hit) -> Hit {
        let daily = matches!(hit.shape, Shape::Weekday | Shape::Day { .. });
        if daily && self.is(hit.next, &["morning", "afternoon", "evening", "night", "noon"]) {
            hit.next += 1;
        }
        hit
    }

    /// "early 2024", "mid-April", "late last year", "the end of the decade", "the first half of 2024".
    fn part(&self, i: usize, lean: Option<Tense>) -> Option<Hit> {
        let mut at = i;
        if self.is(at, &["the", "its", "this"]) && !self.is(at + 1, &["year", "month", "quarter"]) {
            at += 1;
        }
        let (part, inner) = match self.word(at) {
            "early" | "earlier" => (Part::Early, at + 1),
            "late" | "later" => (Part::Late, at + 1),
            "mid" | "middle" => (Part::Middle, at + 1),
            "end" | "close" if self.word(at + 1) == "of" => (Part::End, at + 2),
            "start" | "beginning" | "outset" if self.word(at + 1) == "of" => (Part::Early, at + 2),
            "first" | "second" | "latter" if self.word(at + 1) == "half" && self.word(at + 2) == "of" => {
                (if self.word(at) == "first" { Part::FirstHalf } else { Part::SecondHalf }, at + 3)
            }
            // "by year-end", "by the year's end", "by year end"
            "year" | "quarter" if self.word(at + 1) == "end" && self.before(at) != "the" => {
                let (unit, _) = Unit::of(self.word(at))?;
                let value = self.document.and_then(|d| unit.around(d)).and_then(|r| Part::End.of(Value::relative(r, unit.precision())));
                return Some(Hit::new(at + 2, value));
            }
            "year" | "month" | "quarter" => {
                let end = if self.is(at + 1, &["'s", "’s"]) || self.tokens.get(at + 1).is_some_and(|t| t.dash()) {
                    at + 2
                } else {
                    return None;
                };
                if self.word(end) != "end" {
                    return None;
                }
                let (unit, _) = Unit::of(self.word(at))?;
                let value = self.document.and_then(|d| unit.around(d)).and_then(|r| Part::End.of(Value::relative(r, unit.precision())));
                return Some(Hit::new(end + 1, value));
            }
            "the" if self.is(at + 1, &["year", "month", "quarter"]) => {
                let hit = self.part(at + 1, lean)?;
                return Some(hit);
            }
            _ => return None,
        };
        let relative_part = self.is(at, &["earlier", "later"]);
        let mut inner = inner;
        if self.word(inner) == "of" && self.word(at) == "middle" {
            inner += 1;
        }
        if self.tokens.get(inner).is_some_and(|t| t.dash()) {
            inner += 1;
        }
        if relative_part {
            return self.earlier_later(inner, part);
        }
        // "early in 2024"
        if matches!(part, Part::Early | Part::Late) && self.word(inner) == "in" {
            inner += 1;
        }
        let bare = |unit: Unit| self.base().and_then(|(d, source)| Some(Value::from_anchor(unit.around(d)?, unit.precision(), source)));
        let the = usize::from(self.is(inner, &["the", "its"]));
        if the == 1
            && let Some((unit, false)) =
                Unit::of(self.word(inner + 1)).filter(|(u, _)| !matches!(u, Unit::Hour | Unit::Day | Unit::Weekend))
        {
            // "the end of the year" is the document's year.
            return Some(Hit::new(inner + 2, bare(unit).and_then(|v| part.of(v))));
        }
        let hit = self
            .calendar(inner, lean)
            .or_else(|| self.modified(inner, lean))
            .or_else(|| self.day_word(inner))
            .or_else(|| self.period(inner, lean))
            .or_else(|| self.lone_month(inner, lean))
            .or_else(|| self.year(inner, true))?;
        // "early Monday" is Monday.
        let value = match hit.value {
            Some(v) if v.precision == DatePrecision::Day => Some(v),
            Some(v) => part.of(v),
            None => None,
        };
        let shape = if hit.value.is_some_and(|v| v.precision == DatePrecision::Day) { hit.shape } else { Shape::Other };
        Some(Hit { value, shape, ..hit })
    }

    /// "earlier this month", "later this year", "earlier today", "earlier on Monday".
    fn earlier_later(&self, i: usize, part: Part) -> Option<Hit> {
        if self.word(i) == "in" && self.is(i + 1, &["the", "this"]) || self.is(i, &["this", "in"]) {
            let at = i + usize::from(self.word(i) == "in") + 1;
            let (unit, plural) = Unit::of(self.word(at))?;
            if plural {
                return None;
            }
            // "earlier in the year", after a year told, is that year.
            let told = self.base().filter(|b| self.word(at - 1) == "the" && Some(b.0) != self.document);
            if let Some((d, source)) = told {
                let value = unit.around(d).map(|r| Value::from_anchor(r, unit.precision(), source));
                return Some(Hit::new(at + 1, value));
            }
            let value = self.document.and_then(|d| {
                let (start, end) = unit.around(d)?;
                let (start, end) = if part == Part::Early { (start, d) } else { (d, end) };
                Some(Value::relative((start, end), DatePrecision::Range))
            });
            return Some(Hit::new(at + 1, value));
        }
        let at = i + usize::from(self.word(i) == "on");
        self.day_word(at).or_else(|| self.calendar(at, None).filter(|h| matches!(h.shape, Shape::Weekday | Shape::Day { .. })))
    }
}

/// Some of a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Early,
    Middle,
    Late,
    End,
    FirstHalf,
    SecondHalf,
}

impl Part {
    /// The third or half of `v` that the part names. An end keeps the last day exact, which is what a due date needs.
    fn of(self, v: Value) -> Option<Value> {
        let (start, end) = (v.start?, v.end?);
        let months = (i32::from(end.year()) - i32::from(start.year())) * 12 + i32::from(end.month()) - i32::from(start.month()) + 1;
        let cut = |n: i32, of: i32| -> Option<Date> {
            if months >= 3 {
                start.checked_add((i64::from(months) * i64::from(n) / i64::from(of)).months()).ok()
            } else {
                let days = start.until(end).ok()?.get_days() + 1;
                start.checked_add((i64::from(days) * i64::from(n) / i64::from(of)).days()).ok()
            }
        };
        // Of decades and centuries "early" and "late" are the halves.
        let long = matches!(v.precision, DatePrecision::Decade | DatePrecision::Century);
        let (from, to) = match self {
            Part::Early if long => (start, cut(1, 2)?.yesterday().ok()?),
            Part::Late if long => (cut(1, 2)?, end),
            Part::Early => (start, cut(1, 3)?.yesterday().ok()?),
            Part::Middle => (cut(1, 3)?, cut(2, 3)?.yesterday().ok()?),
            Part::Late | Part::End => (cut(2, 3)?, end),
            Part::FirstHalf => (start, cut(1, 2)?.yesterday().ok()?),
            Part::SecondHalf => (cut(1, 2)?, end),
        };
        let precision = if matches!(self, Part::FirstHalf | Part::SecondHalf) { DatePrecision::Range } else { DatePrecision::Vague };
        (from <= to).then_some(Value { start: Some(from), end: Some(to), precision, ..v })
    }
}

/// A day or month in a given year.
fn with_year(shape: Shape, year: i16) -> Option<Value> {
    Some(match shape {
        Shape::Day { month, day } => {
            let d = Date::new(year, month, day).ok()?;
            Value::absolute((d, d), DatePrecision::Day)
        }
        Shape::Month(month) => Value::absolute(super::words::month(year, month)?, DatePrecision::Month),
        Shape::Year => Value::absolute(years(year, year)?, DatePrecision::Year),
        Shape::Weekday | Shape::Other => return None,
    })
}
