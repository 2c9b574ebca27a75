//! Expressions that count from the document's day or from a day named before: "yesterday", "last week", "two days ago".

use chancery_model::{DatePrecision, DateSourceOfAct};
use jiff::{ToSpan, civil::Date};

use super::{
    Finder, Hit, Shape, Value,
    calendar::{in_week, on_or_before},
    tense::Tense,
    words::{Unit, month, month_name, season, season_month, weekday},
};
use crate::lex::{self, Kind};

impl Finder<'_> {
    fn day(&self, moved: i64) -> Option<Value> {
        let d = Unit::Day.shift(self.document?, moved)?;
        Some(Value::relative((d, d), DatePrecision::Day))
    }

    /// "today", "last night", "the day after tomorrow", "recently".
    pub(super) fn day_word(&self, i: usize) -> Option<Hit> {
        let token = self.tokens.get(i)?;
        let daily = |next, moved| Some(Hit { shape: Shape::Weekday, ..Hit::new(next, self.day(moved)) });
        let part = |k: usize| self.is(k, &["morning", "afternoon", "evening", "night", "noon"]);
        match token.lower.as_str() {
            // "USA Today", "Russia Today"
            "today" | "tomorrow" if token.capital() && i > 0 && self.tokens[i - 1].capital() && self.tokens[i - 1].kind == Kind::Word => {
                None
            }
            "today" => daily(i + 1 + usize::from(part(i + 1)), 0),
            "tonight" => daily(i + 1, 0),
            "yesterday" => daily(i + 1 + usize::from(part(i + 1)), -1),
            "tomorrow" => daily(i + 1 + usize::from(part(i + 1)), 1),
            "last" if self.word(i + 1) == "night" && self.before(i) != "the" => daily(i + 2, -1),
            "this" if part(i + 1) => daily(i + 2, 0),
            "the" if self.word(i + 1) == "day" && self.word(i + 2) == "before" && self.word(i + 3) == "yesterday" => daily(i + 4, -2),
            "the" if self.word(i + 1) == "day" && self.word(i + 2) == "after" && self.word(i + 3) == "tomorrow" => daily(i + 4, 2),
            "recently" | "shortly" | "soon"
                if !self.is(i + 1, &["after", "before", "as"]) && !self.is(i.wrapping_sub(1), &["as", "too", "how", "so"]) =>
            {
                Some(Hit::new(i + 1, None))
            }
            _ => None,
        }
    }

    /// "last week", "next Monday", "this year", "the past three years", "in the coming weeks", "the weekend".
    pub(super) fn modified(&self, i: usize, lean: Option<Tense>) -> Option<Hit> {
        let the = usize::from(self.is(i, &["the", "these"]));
        let at = i + the;
        let word = self.word(at);
        if the == 1 && word == "weekend" {
            return Some(Hit::new(at + 1, self.weekend(lean.or_else(|| self.tense(i)))));
        }
        if self.is(i, &["that", "same"]) || the == 1 && word == "same" {
            return self.same(i);
        }
        if the == 1
            && self.is(at + 1, &["before", "after"])
            && let Some(hit) = self.neighbour(at)
        {
            return Some(hit);
        }
        let side = match word {
            "last" | "past" | "previous" | "preceding" | "recent" => -1,
            "this" | "current" => 0,
            "next" | "coming" | "upcoming" | "following" => 1,
            _ => return None,
        };
        let mut at = at + 1;
        // "this past week", "this coming Friday", "the next few years"
        let mut word = word;
        let mut side = side;
        if word == "this" && self.is(at, &["past", "coming", "last", "next"]) {
            side = if self.is(at, &["past", "last"]) { -1 } else { 1 };
            word = self.word(at);
            at += 1;
        }
        if side != 0
            && let Some(hit) = self.stretch(at, side)
        {
            return Some(hit);
        }
        let token = self.tokens.get(at)?;
        if let Some((day, false)) = weekday(token) {
            if the == 1 && ["next", "following", "previous", "preceding"].contains(&word) {
                // "the next Tuesday" counts from a day named before.
                let value = self.anchor.and_then(|(d, source)| {
                    let x = if side > 0 {
                        super::calendar::on_or_after(d.tomorrow().ok()?, day)?
                    } else {
                        on_or_before(d.yesterday().ok()?, day)?
                    };
                    Some(Value::from_anchor((x, x), DatePrecision::Day, source))
                });
                return Some(Hit::new(at + 1, value));
            }
            let value = self.document.and_then(|d| {
                let x = match side {
                    -1 => on_or_before(d.checked_sub(2.days()).ok()?, day)?,
                    0 => in_week(d, day, 0)?,
                    _ if word == "coming" => super::calendar::on_or_after(d.tomorrow().ok()?, day)?,
                    _ => in_week(d, day, 1)?,
                };
                Some(Value::relative((x, x), DatePrecision::Day))
            });
            return Some(Hit { shape: Shape::Weekday, ..Hit::new(at + 1, value) });
        }
        if let Some((m, false)) = month_name(token) {
            let value = self.document.and_then(|d| {
                let year = match side {
                    -1 if m >= d.month() => d.year() - 1,
                    1 if m <= d.month() => d.year() + 1,
                    _ => d.year(),
                };
                // "last April 5" is read as a day elsewhere.
                Some(Value::relative(month(year, m)?, DatePrecision::Month))
            });
            if self.tokens.get(at + 1).is_some_and(|t| t.kind == Kind::Number) {
                return None;
            }
            return Some(Hit { shape: Shape::Month(m), ..Hit::new(at + 1, value) });
        }
        if let Some(m) = season_month(&token.lower) {
            // "the following autumn" counts from a day named before.
            let told = self.anchor.filter(|_| self.history || matches!(word, "following" | "previous" | "preceding"));
            let value = told.or(self.document.map(|d| (d, DateSourceOfAct::Relative))).and_then(|(d, source)| {
                let all: Vec<(Date, Date)> = (-2..=2).filter_map(|k| season(d.year() + k, m)).collect();
                let r = match side {
                    -1 => all.into_iter().rev().find(|r| r.1 < d)?,
                    1 => all.into_iter().find(|r| r.0 > d)?,
                    _ => all.into_iter().find(|r| r.1 >= d)?,
                };
                Some(Value::from_anchor(r, DatePrecision::Season, source))
            });
            return Some(Hit::new(at + 1, value));
        }
        if the == 1 && side != 0 && matches!(token.lower.as_str(), "morning" | "afternoon" | "evening" | "night") {
            // "the following morning": of the day after the one named before.
            let value = self
                .anchor
                .and_then(|(d, source)| Some(Value::from_anchor(Unit::Day.around(Unit::Day.shift(d, side)?)?, DatePrecision::Day, source)));
            return Some(Hit::new(at + 1, value));
        }
        let (unit, plural) = Unit::of(&token.lower)?;
        if unit == Unit::Hour {
            return None;
        }
        if plural {
            return if ["last", "previous", "preceding", "this", "current", "following", "next"].contains(&word) {
                None
            } else {
                Some(Hit::new(at + 1, self.vague(unit, side)))
            };
        }
        // "the following day", "the previous week": from a day named before.
        let anaphoric = matches!(word, "following" | "previous" | "preceding") || the == 1 && unit == Unit::Day && side != 0;
        if anaphoric {
            let value =
                self.anchor.and_then(|(d, source)| Some(Value::from_anchor(unit.around(unit.shift(d, side)?)?, unit.precision(), source)));
            return Some(Hit::new(at + 1, value));
        }
        if unit == Unit::Day {
            // "on this day" is the document's, but for "on this day in 1945"; "to this day" is no date.
            let own = word == "this" && (self.given || self.before(i) == "on") && self.word(at + 1) != "in";
            return own.then(|| Hit { shape: Shape::Weekday, ..Hit::new(at + 1, self.day(0)) });
        }
        if unit == Unit::Weekend {
            // A report of Tuesday that speaks of "this weekend" in the past means the one before.
            if side == 0 && self.document.is_some_and(|d| d.weekday().to_monday_one_offset() <= 3) && self.tense(i) == Some(Tense::Past) {
                return Some(Hit::new(at + 1, self.weekend(Some(Tense::Past))));
            }
            let value = self.document.and_then(|d| {
                let monday_of = |k: i64| Unit::Weekend.around(Unit::Week.shift(d, k)?);
                let r = match side {
                    -1 => monday_of(-1)?,
                    0 => monday_of(0)?,
                    _ if word == "coming" => monday_of(0)?,
                    _ => monday_of(1)?,
                };
                Some(Value::relative(r, DatePrecision::Range))
            });
            return Some(Hit::new(at + 1, value));
        }
        // "the past week" reaches back from today; "last week" is the calendar's.
        if matches!(word, "past" | "coming") || the == 1 && matches!(word, "last" | "next") {
            let value = self.document.and_then(|d| {
                let r = if side < 0 { (unit.shift(d, -1)?, d) } else { (d, unit.shift(d, 1)?) };
                Some(Value::relative(r, unit.precision()))
            });
            return Some(Hit::new(at + 1, value));
        }
        if word == "recent" || word == "upcoming" {
            return None;
        }
        let value = self.document.and_then(|d| unit.around(unit.shift(d, side)?)).map(|r| Value::relative(r, unit.precision()));
        Some(Hit::new(at + 1, value))
    }

    /// "(the past) three years", "(the next) few weeks", from after the modifier.
    fn stretch(&self, i: usize, side: i64) -> Option<Hit> {
        let (n, at) = match self.word(i) {
            "few" | "several" | "many" => (None, i + 1),
            "couple" => (Some(2), i + 1 + usize::from(self.word(i + 1) == "of")),
            _ => {
                let number = lex::number(self.tokens, i)?;
                (Some(number.value as i64), number.next)
            }
        };
        let (unit, _) = Unit::of(self.word(at))?;
        let value = match n {
            None => self.vague(unit, side),
            Some(n) => self.narrated().or(self.document.map(|d| (d, DateSourceOfAct::Relative))).and_then(|(d, source)| {
                let moved = unit.shift(d, n.checked_mul(side)?)?;
                let r = if side < 0 { (moved, d) } else { (d, moved) };
                Some(Value::from_anchor(r, DatePrecision::Range, source))
            }),
        };
        Some(Hit::new(at + 1, value))
    }

    /// Recent or coming units without a number.
    fn vague(&self, unit: Unit, side: i64) -> Option<Value> {
        let d = self.document?;
        let n = match unit {
            Unit::Hour => 0,
            Unit::Day => 7,
            Unit::Weekend | Unit::Week | Unit::Fortnight => 6,
            Unit::Month | Unit::Quarter => 6,
            Unit::Year => 5,
            Unit::Decade | Unit::Century => 3,
        };
        let moved = unit.shift(d, n * side)?;
        let r = if side < 0 { (moved, d) } else { (d, moved) };
        Some(Value::relative(r, DatePrecision::Vague))
    }

    /// "the weekend": the last one in a report, the coming one in a plan.
    pub(super) fn weekend(&self, tense: Option<Tense>) -> Option<Value> {
        let d = self.document?;
        let this = Unit::Weekend.around(d)?;
        let r = if this.0 <= d || tense == Some(Tense::Future) { this } else { Unit::Weekend.around(Unit::Week.shift(d, -1)?)? };
        Some(Value::relative(r, DatePrecision::Range))
    }

    /// "(the) year before", "(the) day after", with nothing after it: the unit beside that of the day named before.
    fn neighbour(&self, at: usize) -> Option<Hit> {
        let (unit, plural) = Unit::of(self.word(at))?;
        if plural || unit == Unit::Hour || self.tokens.get(at + 2).is_some_and(|t| !matches!(t.kind, Kind::Mark)) {
            return None;
        }
        let before = self.word(at + 1) == "before";
        let from = self.anchor.or_else(|| Some((self.document.filter(|_| before && unit != Unit::Day)?, DateSourceOfAct::Relative)));
        let value = from.and_then(|(d, source)| {
            Some(Value::from_anchor(unit.around(unit.shift(d, if before { -1 } else { 1 })?)?, unit.precision(), source))
        });
        Some(Hit::new(at + 2, value))
    }

    /// "that day", "the same year": the unit of the day named before.
    fn same(&self, i: usize) -> Option<Hit> {
        let mut at = i + usize::from(self.is(i, &["the", "that"]));
        at += usize::from(self.word(at) == "same");
        if at == i {
            return None;
        }
        let (unit, plural) = Unit::of(self.word(at))?;
        if plural || unit == Unit::Hour {
            return None;
        }
        let value = self.anchor.and_then(|(d, source)| Some(Value::from_anchor(unit.around(d)?, unit.precision(), source)));
        Some(Hit::new(at + 1, value))
    }

    /// "two days ago", "in three weeks", "two days later", "within a month".
    pub(super) fn counted(&self, i: usize, lean: Option<Tense>) -> Option<Hit> {
        let within = self.word(i) == "within";
        let inside = self.word(i) == "in";
        let mut at = i + usize::from(within || inside);
        at += usize::from(within && self.word(at) == "the" && self.word(at + 1) == "next") * 2;
        if self.is(at, &["about", "around", "nearly", "almost", "some", "exactly", "just"]) {
            at += 1;
        }
        let (n, after) = match self.word(at) {
            "a" | "an" | "one" if Unit::of(self.word(at + 1)).is_some() => (Some(1), at + 1),
            "a" if self.word(at + 1) == "couple" => (Some(2), at + 2 + usize::from(self.word(at + 2) == "of")),
            "a" if self.word(at + 1) == "few" => (None, at + 2),
            "several" | "some" | "many" => (None, at + 1),
            "half" if self.word(at + 1) == "a" && self.word(at + 2) == "year" => {
                let value = self
                    .document
                    .and_then(|d| Unit::Month.around(Unit::Month.shift(d, -6)?))
                    .map(|r| Value::relative(r, DatePrecision::Month));
                return (self.word(at + 3) == "ago").then_some(Hit::new(at + 4, value));
            }
            _ => {
                let number = lex::number(self.tokens, at)?;
                if number.value > 1e5 || number.value.fract() != 0.0 {
                    return None;
                }
                (Some(number.value as i64), number.next)
            }
        };
        let (unit, _) = Unit::of(self.word(after))?;
        let minute = self.word(after).starts_with("minute");
        let next = after + 1;
        // "in a minute"
        if minute && (inside || within) {
            return None;
        }
        let move_by = |from: Option<Date>, n: i64| {
            let d = from?;
            let moved = if minute { d } else { unit.shift(d, n)? };
            // A moved day keeps its unit's exactness: "two years ago" is a year, "a decade ago" too.
            let fine = match unit {
                Unit::Decade => Unit::Year,
                Unit::Century => Unit::Decade,
                Unit::Quarter => Unit::Month,
                other => other,
            };
            Some(Value::relative(fine.around(moved)?, fine.precision()))
        };
        let from_anchor = |n: i64| {
            let (day, source) = self.anchor?;
            Some(Value { source, ..move_by(Some(day), n)? })
        };
        let far = |side: i64| {
            let d = self.document?;
            let (near, far) = (unit.shift(d, 2 * side)?, unit.shift(d, 9 * side)?);
            Some(Value::relative((near.min(far), near.max(far)), DatePrecision::Vague))
        };
        if within || inside {
            let tail = self.tokens.get(next).is_some_and(|t| t.kind == Kind::Possessive || matches!(t.text, "'" | "’"))
                && self.word(next + 1) == "time";
            let superlative = (i.saturating_sub(6)..i).any(|k| {
                let w = self.word(k);
                ["first", "only", "most", "least", "second", "third", "once", "twice"].contains(&w)
                    || w.len() > 4 && w.ends_with("est") && !["protest", "request", "interest", "arrest", "west", "invest"].contains(&w)
            });
            let future = lean.or_else(|| self.tense(i)) == Some(Tense::Future);
            if !tail && (superlative || !future || self.is(next, &["of", "ago"])) {
                return None;
            }
            let value = match n {
                Some(n) if within => self.document.and_then(|d| Some(Value::relative((d, unit.shift(d, n)?), DatePrecision::Range))),
                Some(n) => move_by(self.document, n),
                None => far(1),
            };
            return Some(Hit::new(if tail { next + 2 } else { next }, value));
        }
        match self.word(next) {
            "ago" | "back" => Some(Hit::new(next + 1, n.map_or_else(|| far(-1), |n| move_by(self.document, -n)))),
            "from" if self.word(next + 1) == "now" => Some(Hit::new(next + 2, n.map_or_else(|| far(1), |n| move_by(self.document, n)))),
            "later" | "afterwards" => Some(Hit::new(next + 1, n.and_then(from_anchor))),
            "earlier" | "before" if self.word(next) == "earlier" || !self.tokens.get(next + 1).is_some_and(|t| t.kind == Kind::Word) => {
                Some(Hit::new(next + 1, n.and_then(|n| from_anchor(-n))))
            }
            _ => None,
        }
    }
}
