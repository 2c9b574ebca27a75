//! Calendar dates: "5 April 2024", "2024-04-05", "April 2024", "2024", "the 1990s", "Q3 2024", "Tuesday".

use chancery_model::{DatePrecision, DateSourceOfAct};
use jiff::{
    ToSpan,
    civil::{Date, Weekday},
};

use super::{
    Finder, Hit, Shape, Value,
    tense::Tense,
    words::{self, Unit, month, month_name, weekday},
};
use crate::lex::Kind;

/// Years that a four-digit number may stand for.
pub(super) const YEARS: std::ops::RangeInclusive<i64> = 1000..=2199;

impl Finder<'_> {
    pub(super) fn whole(&self, i: usize) -> Option<i64> {
        self.tokens.get(i)?.whole()
    }

    /// "2024-04-05", "25/12/2024", "5.4.2024".
    pub(super) fn numeric(&self, i: usize) -> Option<Hit> {
        let token = self.tokens.get(i)?;
        let day = |y: i64, m: i64, d: i64| Date::new(i16::try_from(y).ok()?, i8::try_from(m).ok()?, i8::try_from(d).ok()?).ok();
        let hit = |next, date: Option<Date>| {
            let shape = date.map_or(Shape::Other, |d| Shape::Day { month: d.month(), day: d.day() });
            Hit { shape, ..Hit::new(next, date.map(|d| Value::absolute((d, d), DatePrecision::Day))) }
        };
        if token.kind == Kind::Dotted {
            // Written with stops the day comes first wherever this form is used.
            let parts: Vec<i64> = token.text.split('.').filter_map(|p| p.parse().ok()).collect();
            let [d, m, y] = parts[..] else { return None };
            return day(y, m, d).map(|date| hit(i + 1, Some(date)));
        }
        let mark = self.tokens.get(i + 1).filter(|t| !t.space && matches!(t.text, "-" | "/"))?.text;
        let second = self.tokens.get(i + 2).filter(|t| !t.space)?;
        if self.tokens.get(i + 3).is_none_or(|t| t.space || t.text != mark)
            || self.glued(i) && i > 0 && self.tokens[i - 1].kind == Kind::Mark && self.before(i) != "("
        {
            return None;
        }
        let third = self.tokens.get(i + 4).filter(|t| !t.space)?;
        let (a, b, c) = (token.whole()?, second.whole()?, third.whole()?);
        if self.glued(i + 5) && self.tokens.get(i + 5).is_some_and(|t| t.dash() || t.text == "/") {
            return None;
        }
        if token.text.len() == 4 && YEARS.contains(&a) {
            return day(a, b, c).map(|d| hit(i + 5, Some(d)));
        }
        if token.text.len() > 2 || second.text.len() > 2 || !matches!(third.text.len(), 2 | 4) || mark == "-" && third.text.len() == 2 {
            return None;
        }
        let year = if third.text.len() == 2 { 2000 + c - if c > 50 { 100 } else { 0 } } else { c };
        // Which is the month is known only where the other is too large for one.
        match (day(year, b, a), day(year, a, b)) {
            (Some(x), Some(y)) if x != y => Some(hit(i + 5, None)),
            (Some(d), _) | (None, Some(d)) => Some(hit(i + 5, Some(d))),
            (None, None) => None,
        }
    }

    /// The day of a month at `i` ("5", "5th", "fifth" is not read); the token after it.
    fn day_number(&self, i: usize) -> Option<(i8, usize)> {
        let token = self.tokens.get(i)?;
        // "the fifth of January"
        if let Some(day) =
            words::ordinal(&token.lower).filter(|_| self.before(i) == "the" && self.word(i + 1) == "of" && self.month_at(i + 2).is_some())
        {
            return Some((day, i + 1));
        }
        // "on the fifth"; "the second" is any second thing.
        if let Some(day) = words::ordinal(&token.lower).filter(|d| *d > 3 && self.before(i) == "the")
            && (self.given || self.before(i - 1) == "on" && self.tokens.get(i + 1).is_none_or(|t| t.kind == Kind::Mark))
        {
            return Some((day, i + 1));
        }
        let day = token.whole().filter(|d| token.text.len() <= 2 && (1..=31).contains(d))?;
        let suffix = self.glued(i + 1) && self.is(i + 1, &["st", "nd", "rd", "th"]);
        if !suffix && self.glued(i + 1) && self.is(i + 1, &["%", ":", "/", "km", "m", "pm", "am", "s", "a.m.", "p.m."]) {
            return None;
        }
        Some((day as i8, i + 1 + usize::from(suffix)))
    }

    /// Month at `i`; whether shortened; the token after it and its stop.
    fn month_at(&self, i: usize) -> Option<(i8, bool, usize)> {
        let (m, short) = month_name(self.tokens.get(i)?)?;
        let stop = usize::from(self.glued(i + 1) && self.word(i + 1) == "." && short);
        Some((m, short, i + 1 + stop))
    }

    /// A year that follows a month or day: "2024", ", 2024", "of last year".
    pub(super) fn year_after(&self, i: usize) -> Option<(i16, usize, DateSourceOfAct)> {
        let comma = usize::from(self.word(i) == ",");
        let at = i + comma;
        if let Some(y) = self.whole(at).filter(|y| YEARS.contains(y) && self.tokens[at].text.len() == 4) {
            // "On April 5, 2000 troops left": after a comma a round number before a plural counts.
            if comma == 1 && self.counts(at) {
                return None;
            }
            return Some((y as i16, at + 1, DateSourceOfAct::Absolute));
        }
        // "between May and June in 1981", "in March the same year"
        if self.word(i) == "in"
            && self.tokens.get(i + 1).is_some_and(|t| t.text.len() == 4)
            && !self.counts(i + 1)
            && let Some(y) = self.whole(i + 1).filter(|y| YEARS.contains(y))
        {
            return Some((y as i16, i + 2, DateSourceOfAct::Absolute));
        }
        // "April of fifteen eighteen"
        let spoken = i + usize::from(self.word(i) == "of");
        if let Some((year, next)) = self.spoken_year(spoken) {
            return Some((year, next, DateSourceOfAct::Absolute));
        }
        let of = i + usize::from(self.is(i, &["of", "in"]));
        let same = of + usize::from(self.is(of, &["the", "that"]));
        let year_word = same + usize::from(self.word(same) == "same");
        if same > of
            && self.word(year_word) == "year"
            && (year_word > same || self.word(of) == "that")
            && let Some((day, source)) = self.anchor
        {
            return Some((day.year(), year_word + 1, source));
        }
        let of = i + usize::from(self.word(i) == "of");
        if self.word(of + 1) == "year" {
            let year = self.document?.year();
            let year = match self.word(of) {
                "last" => year - 1,
                "this" => year,
                "next" => year + 1,
                _ => return None,
            };
            return Some((year, of + 2, DateSourceOfAct::Relative));
        }
        None
    }

    /// Whether the number at `i` counts what follows ("2000 troops").
    pub(super) fn counts(&self, i: usize) -> bool {
        let Some(next) = self.tokens.get(i + 1).filter(|t| t.kind == Kind::Word && !t.capital()) else { return false };
        let w = next.lower.as_str();
        [
            "people",
            "men",
            "women",
            "children",
            "police",
            "personnel",
            "percent",
            "staff",
            "aircraft",
            "million",
            "billion",
            "thousand",
            "more",
            "km",
            "additional",
            "new",
            "other",
        ]
        .contains(&w)
            || w.len() > 3
                && w.ends_with('s')
                && !w.ends_with("ss")
                && ![
                    "was",
                    "has",
                    "does",
                    "this",
                    "its",
                    "saw",
                    "sees",
                    "remains",
                    "marks",
                    "alliances",
                    "across",
                    "versus",
                    "as",
                    "is",
                    "elections",
                    "olympics",
                    "protests",
                    "championships",
                    "games",
                ]
                .contains(&w)
    }

    /// Dates with a day, months with a year, days of the week.
    pub(super) fn calendar(&self, i: usize, lean: Option<Tense>) -> Option<Hit> {
        let token = self.tokens.get(i)?;
        if let Some((day, short)) = weekday(token) {
            let mut at = i + 1;
            if short && self.word(at) == "." {
                at += 1;
            }
            if self.word(at) == "," {
                at += 1;
            }
            if self.word(at) == "the" {
                at += 1;
            }
            if let Some(hit) = self.day_month(at, lean, Some(day)).or_else(|| self.month_day(at, lean, Some(day))) {
                return Some(hit);
            }
            return if short { None } else { self.lone_weekday(i, day, lean) };
        }
        let the = usize::from(token.lower == "the" && self.day_number(i + 1).is_some());
        if let Some(hit) = self.day_month(i + the, lean, None) {
            return Some(hit);
        }
        if the == 1 {
            return self.ordinal_day(i, lean);
        }
        self.month_day(i, lean, None).or_else(|| self.month_year(i)).or_else(|| self.lone_month_in_context(i, lean))
    }

    /// "5 April 2024", "3 to 5 May", "the 5th of April".
    fn day_month(&self, i: usize, lean: Option<Tense>, on: Option<Weekday>) -> Option<Hit> {
        let (first, mut at) = self.day_number(i)?;
        let mut last = None;
        let dash = self.tokens.get(at).is_some_and(|t| t.dash());
        if (dash || self.is(at, &["to", "and", "until", "through"]))
            && let Some((b, next)) = self.day_number(at + 1)
        {
            last = Some(b);
            at = next;
        }
        if self.word(at) == "of" {
            at += 1;
        }
        if self.tokens.get(at).is_some_and(|t| t.dash() && !t.space) {
            at += 1;
        }
        let (m, _, next) = self.month_at(at)?;
        self.dated(m, first, last, next, lean, on)
    }

    /// "April 5, 2024", "April 3-5", "Jan. 3".
    fn month_day(&self, i: usize, lean: Option<Tense>, on: Option<Weekday>) -> Option<Hit> {
        let (m, _, at) = self.month_at(i)?;
        let at = at + usize::from(self.word(at) == "the");
        let (first, mut next) = self.day_number(at)?;
        let mut last = None;
        let dash = self.tokens.get(next).is_some_and(|t| t.dash());
        if (dash || self.is(next, &["to", "and", "until", "through"]))
            && let Some((b, after)) = self.day_number(next + 1)
        {
            // "April 5 and 20 ships": a number that counts what follows is no day.
            let noun =
                self.tokens.get(after).is_some_and(|t| t.kind == Kind::Word && !t.capital() && t.lower.ends_with('s') && t.lower.len() > 3);
            // "May 3 to 5 June" has its own month.
            if b > first && !noun && self.month_at(after).is_none() {
                last = Some(b);
                next = after;
            }
        }
        self.dated(m, first, last, next, lean, on)
    }

    /// The hit of a day or days of a month, with what year follows or the document gives.
    fn dated(&self, m: i8, first: i8, last: Option<i8>, next: usize, lean: Option<Tense>, on: Option<Weekday>) -> Option<Hit> {
        // No month has more days than in a leap year.
        Date::new(2024, m, first.max(last.unwrap_or(first))).ok()?;
        let value = |year: i16, source| {
            let start = Date::new(year, m, first).ok()?;
            let end = Date::new(year, m, last.unwrap_or(first)).ok()?;
            let precision = if last.is_some() { DatePrecision::Range } else { DatePrecision::Day };
            (start <= end).then_some(Value { start: Some(start), end: Some(end), precision, source })
        };
        let shape = Shape::Day { month: m, day: first };
        if let Some((year, next, source)) = self.year_after(next) {
            return Some(Hit { next, value: value(year, source), shape, yearless: false });
        }
        if let Some((told, source)) = self.narrated().filter(|_| on.is_none()) {
            return Some(Hit { next, value: value(told.year(), source), shape, yearless: true });
        }
        let year = self.document.and_then(|d| match on {
            Some(day) => {
                (-3..=3).filter_map(|k| Date::new(d.year() + k, m, first).ok()).filter(|x| x.weekday() == day).min_by_key(|x| apart(*x, d))
            }
            None => self.nearest(d, m, first, lean.or_else(|| self.tense(next.saturating_sub(1)))),
        });
        Some(Hit { next, value: year.and_then(|d| value(d.year(), DateSourceOfAct::Relative)), shape, yearless: true })
    }

    /// The day of that name nearest to the document; beyond three months the tense decides.
    fn nearest(&self, document: Date, m: i8, day: i8, tense: Option<Tense>) -> Option<Date> {
        let days: Vec<Date> = (-4..=4).filter_map(|k| Date::new(document.year() + k, m, day).ok()).collect();
        let near = days.iter().copied().min_by_key(|d| apart(*d, document))?;
        let fits = match tense {
            Some(Tense::Future) => near >= document,
            Some(Tense::Past) => near <= document,
            None => true,
        };
        if fits || apart(near, document) <= 90 {
            return Some(near);
        }
        match tense {
            Some(Tense::Future) => days.into_iter().find(|d| *d >= document),
            _ => days.into_iter().rev().find(|d| *d <= document),
        }
    }

    /// "on the 5th", "the 5th of next month".
    fn ordinal_day(&self, i: usize, lean: Option<Tense>) -> Option<Hit> {
        let (day, next) = self.day_number(i + 1)?;
        // "from the 15th to the 17th centuries"
        if (next..next + 7).any(|k| self.is(k, &["century", "centuries"])) {
            return None;
        }
        let before = if self.given { "on" } else { self.before(i) };
        if next == i + 2 && words::ordinal(self.word(i + 1)).is_none()
            || !["on", "by", "until", "since", "from", "before", "after"].contains(&before)
        {
            return None;
        }
        if self.word(next) == "of" && self.word(next + 2) == "month" {
            let moved = match self.word(next + 1) {
                "the" | "this" => 0,
                "next" => 1,
                "last" => -1,
                _ => return None,
            };
            let value = self.document.and_then(|d| {
                let of = Unit::Month.shift(d.first_of_month(), moved)?;
                let x = Date::new(of.year(), of.month(), day).ok()?;
                Some(Value::relative((x, x), DatePrecision::Day))
            });
            return Some(Hit::new(next + 3, value));
        }
        // "the 5th Fleet", "the 5th round"
        if self
            .tokens
            .get(next)
            .is_some_and(|t| t.kind == Kind::Word && !self.is(next, &["and", "in", "at", "with", "when", "to", "for", "by", "after"]))
        {
            return None;
        }
        let value = self.document.and_then(|d| {
            let mut near: Vec<Date> = (-1..=1)
                .filter_map(|k| Unit::Month.shift(d.first_of_month(), k))
                .filter_map(|f| Date::new(f.year(), f.month(), day).ok())
                .collect();
            match lean.or_else(|| self.tense(i)).unwrap_or(Tense::Past) {
                Tense::Future => near.retain(|x| *x >= d),
                Tense::Past => near.retain(|x| *x <= d),
            }
            let x = near.into_iter().min_by_key(|x| apart(*x, d))?;
            Some(Value::relative((x, x), DatePrecision::Day))
        });
        Some(Hit { shape: Shape::Other, ..Hit::new(next, value) })
    }

    /// "April 2024", "April of last year".
    fn month_year(&self, i: usize) -> Option<Hit> {
        let (m, _, next) = self.month_at(i)?;
        let of = usize::from(self.word(next) == "of" && (self.whole(next + 1).is_some() || self.spoken_year(next + 1).is_some()));
        let (year, next, source) = self.year_after(next + of)?;
        let value = month(year, m).map(|r| Value { source, ..Value::absolute(r, DatePrecision::Month) });
        Some(Hit { next, value, shape: Shape::Month(m), yearless: false })
    }

    /// "in April", "the June summit": a month alone, where the words around show that it is one.
    fn lone_month_in_context(&self, i: usize, lean: Option<Tense>) -> Option<Hit> {
        let (m, short) = month_name(self.tokens.get(i)?)?;
        if short {
            return None;
        }
        let before = self.before(i);
        let sure = [
            "in",
            "since",
            "until",
            "till",
            "by",
            "during",
            "before",
            "after",
            "from",
            "through",
            "last",
            "next",
            "this",
            "early",
            "late",
            "mid",
            "every",
            "of",
            "to",
            "between",
            "and",
            "for",
            "around",
            "throughout",
        ]
        .contains(&before)
            || matches!(before, "-" | "–") && i >= 2 && self.is(i - 2, &["mid", "early", "late"])
            || (matches!(before, "-" | "–" | "to" | "and") && i >= 2 && month_name(&self.tokens[i - 2]).is_some());
        let near = ["the", "a", "its", "their", "his", "her", "our", "'s", "’s"].contains(&before);
        // "March" and "May" are verbs and surnames too; "April", "June" and "August" first names.
        let name = matches!(m, 3 | 4 | 5 | 6 | 8);
        let next_name = self.tokens.get(i + 1).is_some_and(|t| t.kind == Kind::Word && t.capital() && weekday(t).is_none());
        let weak = ["of", "and", "to", "for", "by", "from", "between", "after", "before"].contains(&before);
        let previous_month = matches!(before, "and" | "to" | "-" | "–") && i >= 2 && month_name(&self.tokens[i - 2]).is_some();
        let possessive = self.tokens.get(i + 1).is_some_and(|t| t.kind == Kind::Possessive);
        let accepted = previous_month
            || sure && !(name && weak && next_name) && !(matches!(before, "of" | "and" | "to" | "for") && matches!(m, 3 | 5))
            || near
                && (!matches!(m, 3 | 5) || !self.is(i + 1, &["on", "for", "of", "against", "to"]))
                && (!name || !next_name)
                && self.tokens.get(i + 1).is_some_and(|t| t.kind == Kind::Word)
            || possessive && !name;
        if !accepted || self.tokens[i].text == "MAY" || self.tokens[i].text == "MARCH" {
            return None;
        }
        self.lone_month(i, lean)
    }

    /// A month without a year.
    pub(super) fn lone_month(&self, i: usize, lean: Option<Tense>) -> Option<Hit> {
        let (m, short) = month_name(self.tokens.get(i)?)?;
        if short {
            return None;
        }
        if let Some((told, source)) = self.narrated() {
            let value = month(told.year(), m).map(|r| Value::from_anchor(r, DatePrecision::Month, source));
            return Some(Hit { next: i + 1, value, shape: Shape::Month(m), yearless: true });
        }
        let tense = lean.or_else(|| self.tense(i));
        let value = self.document.and_then(|d| {
            let year = match tense {
                Some(Tense::Future) if m < d.month() => d.year() + 1,
                Some(Tense::Future) => d.year(),
                _ if m > d.month() => d.year() - 1,
                _ => d.year(),
            };
            Some(Value::relative(month(year, m)?, DatePrecision::Month))
        });
        Some(Hit { next: i + 1, value, shape: Shape::Month(m), yearless: true })
    }

    /// "Tuesday", "Tuesday next week".
    fn lone_weekday(&self, i: usize, day: Weekday, lean: Option<Tense>) -> Option<Hit> {
        let next = self.tokens.get(i + 1);
        let before = i.checked_sub(1).map(|k| &self.tokens[k]);
        // Papers, days of memory, bodies: "the Sunday Times", "Bloody Sunday", "the Monday Group".
        let paper = next.is_some_and(|t| {
            ["Times", "Telegraph", "Mail", "Post", "Independent", "Herald", "Mirror", "Express", "Club", "Group", "Age", "Sun", "Tribune"]
                .contains(&t.text)
        });
        let named = before.is_some_and(|t| {
            ["Black", "Bloody", "Good", "Super", "Ash", "Palm", "Maundy", "Easter", "Cyber", "Giving", "Holy", "Fat", "Ruby", "Joe", "Whit"]
                .contains(&t.text)
        });
        let body = before.is_some_and(|t| t.lower == "the") && next.is_some_and(|t| t.kind == Kind::Word && t.capital());
        // "every Friday" is no day, "Friday the 13th" a name.
        let recurring = before.is_some_and(|t| matches!(t.lower.as_str(), "every" | "each"));
        let thirteenth = self.word(i + 1) == "the" && self.word(i + 2) == "13";
        if paper || named || body || recurring || thirteenth {
            return None;
        }
        let of = i + 1 + usize::from(self.word(i + 1) == "of");
        let week = match (self.word(of), self.word(of + 1)) {
            ("last" | "next" | "this", "week") => Some((self.word(of), of + 2)),
            _ => None,
        };
        if let Some((which, next)) = week {
            let moved = match which {
                "last" => -1,
                "next" => 1,
                _ => 0,
            };
            let value = self.document.and_then(|d| in_week(d, day, moved)).map(|d| Value::relative((d, d), DatePrecision::Day));
            return Some(Hit { next, value, shape: Shape::Weekday, yearless: false });
        }
        let tense = lean.filter(|l| *l == Tense::Past).or_else(|| self.tense(i)).or(lean).unwrap_or(Tense::Past);
        let tense = if lean == Some(Tense::Future) { Tense::Future } else { tense };
        let value = self.document.and_then(|d| {
            let x = match tense {
                Tense::Past => on_or_before(d, day)?,
                Tense::Future => on_or_after(d, day)?,
            };
            Some(Value::relative((x, x), DatePrecision::Day))
        });
        Some(Hit { next: i + 1, value, shape: Shape::Weekday, yearless: false })
    }
}

/// Days between two dates.
pub(super) fn apart(a: Date, b: Date) -> i32 {
    a.since(b).map_or(i32::MAX, |s| s.get_days().abs())
}

/// The last such day of the week, `from` included.
pub(super) fn on_or_before(from: Date, day: Weekday) -> Option<Date> {
    from.checked_sub(i64::from(from.weekday().since(day)).days()).ok()
}

/// The next such day of the week, `from` included.
pub(super) fn on_or_after(from: Date, day: Weekday) -> Option<Date> {
    from.checked_add(i64::from(from.weekday().until(day)).days()).ok()
}

/// The day of the week in the week `moved` weeks from the one that holds `from`.
pub(super) fn in_week(from: Date, day: Weekday, moved: i64) -> Option<Date> {
    let monday = Unit::Week.around(Unit::Week.shift(from, moved)?)?.0;
    monday.checked_add(i64::from(day.to_monday_zero_offset()).days()).ok()
}
