//! The words of the calendar, and what they stand for.

use chancery_model::DatePrecision;
use jiff::{
    Span, ToSpan,
    civil::{Date, Weekday, date},
};

use crate::lex::Token;

/// A span of the calendar that can be counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Hour,
    Day,
    Weekend,
    Week,
    Fortnight,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
}

impl Unit {
    /// The unit and whether the word is a plural.
    pub fn of(word: &str) -> Option<(Unit, bool)> {
        let (single, plural) = match word.strip_suffix('s') {
            Some(s) => (s, true),
            None => (word, false),
        };
        Some(match single {
            "minute" | "hour" => (Unit::Hour, plural),
            "day" => (Unit::Day, plural),
            "weekend" => (Unit::Weekend, plural),
            "week" => (Unit::Week, plural),
            "fortnight" => (Unit::Fortnight, plural),
            "month" => (Unit::Month, plural),
            "quarter" => (Unit::Quarter, plural),
            "year" => (Unit::Year, plural),
            "decade" => (Unit::Decade, plural),
            "century" => (Unit::Century, false),
            "centurie" => (Unit::Century, true),
            _ => return None,
        })
    }

    pub fn precision(self) -> DatePrecision {
        match self {
            Unit::Hour | Unit::Day => DatePrecision::Day,
            Unit::Weekend => DatePrecision::Range,
            Unit::Week | Unit::Fortnight => DatePrecision::Week,
            Unit::Month => DatePrecision::Month,
            Unit::Quarter => DatePrecision::Quarter,
            Unit::Year => DatePrecision::Year,
            Unit::Decade => DatePrecision::Decade,
            Unit::Century => DatePrecision::Century,
        }
    }

    /// `day` moved by `n` units. Hours move it by whole days: 24 hours are one.
    pub fn shift(self, day: Date, n: i64) -> Option<Date> {
        let span = match self {
            Unit::Hour => Span::new().try_days(n / 24),
            Unit::Day => Span::new().try_days(n),
            Unit::Weekend | Unit::Week => Span::new().try_weeks(n),
            Unit::Fortnight => Span::new().try_weeks(n.checked_mul(2)?),
            Unit::Month => Span::new().try_months(n),
            Unit::Quarter => Span::new().try_months(n.checked_mul(3)?),
            Unit::Year => Span::new().try_years(n),
            Unit::Decade => Span::new().try_years(n.checked_mul(10)?),
            Unit::Century => Span::new().try_years(n.checked_mul(100)?),
        };
        day.checked_add(span.ok()?).ok()
    }

    /// First and last day of the unit that holds `day`: weeks from Monday, weekends Saturday and Sunday of its week.
    pub fn around(self, day: Date) -> Option<(Date, Date)> {
        let year = day.year();
        Some(match self {
            Unit::Hour | Unit::Day => (day, day),
            Unit::Week | Unit::Fortnight => {
                let monday = day.checked_sub(i64::from(day.weekday().to_monday_zero_offset()).days()).ok()?;
                (monday, monday.checked_add(6.days()).ok()?)
            }
            Unit::Weekend => {
                let (_, sunday) = Unit::Week.around(day)?;
                (sunday.checked_sub(1.day()).ok()?, sunday)
            }
            Unit::Month => (day.first_of_month(), day.last_of_month()),
            Unit::Quarter => quarter(year, (day.month() - 1) / 3 + 1)?,
            Unit::Year => years(year, year)?,
            Unit::Decade => years(year - year.rem_euclid(10), year - year.rem_euclid(10) + 9)?,
            Unit::Century => years(year - year.rem_euclid(100), year - year.rem_euclid(100) + 99)?,
        })
    }
}

/// First day of one year, last day of another.
pub(super) fn years(first: i16, last: i16) -> Option<(Date, Date)> {
    Some((Date::new(first, 1, 1).ok()?, Date::new(last, 12, 31).ok()?))
}

pub(super) fn month(year: i16, month: i8) -> Option<(Date, Date)> {
    let first = Date::new(year, month, 1).ok()?;
    Some((first, first.last_of_month()))
}

/// Quarter 1 to 4 of a year.
pub(super) fn quarter(year: i16, n: i8) -> Option<(Date, Date)> {
    let first = Date::new(year, n.checked_mul(3)?.checked_sub(2)?, 1).ok()?;
    Some((first, Date::new(year, n * 3, 1).ok()?.last_of_month()))
}

/// Three months of a meteorological season of the northern half; winter runs into the next year.
pub(super) fn season(year: i16, first_month: i8) -> Option<(Date, Date)> {
    let first = Date::new(year, first_month, 1).ok()?;
    Some((first, first.checked_add(2.months()).ok()?.last_of_month()))
}

/// First month of a season by its name.
pub(super) fn season_month(word: &str) -> Option<i8> {
    Some(match word {
        "spring" | "springtime" => 3,
        "summer" | "summertime" => 6,
        "autumn" | "fall" => 9,
        "winter" | "wintertime" => 12,
        _ => return None,
    })
}

/// 1 to 12 for a month written with a capital; and whether it is shortened.
pub(super) fn month_name(token: &Token) -> Option<(i8, bool)> {
    if !token.capital() {
        return None;
    }
    const FULL: [&str; 12] =
        ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];
    if let Some(i) = FULL.iter().position(|m| *m == token.lower) {
        return Some((i as i8 + 1, false));
    }
    let short = match token.lower.as_str() {
        "jan" => 1,
        "feb" => 2,
        "mar" => 3,
        "apr" => 4,
        "jun" => 6,
        "jul" => 7,
        "aug" => 8,
        "sep" | "sept" => 9,
        "oct" => 10,
        "nov" => 11,
        "dec" => 12,
        _ => return None,
    };
    Some((short, true))
}

/// A day of the week written with a capital; and whether it is shortened.
pub(super) fn weekday(token: &Token) -> Option<(Weekday, bool)> {
    if !token.capital() {
        return None;
    }
    let (day, short) = match token.lower.as_str() {
        "monday" => (Weekday::Monday, false),
        "tuesday" => (Weekday::Tuesday, false),
        "wednesday" => (Weekday::Wednesday, false),
        "thursday" => (Weekday::Thursday, false),
        "friday" => (Weekday::Friday, false),
        "saturday" => (Weekday::Saturday, false),
        "sunday" => (Weekday::Sunday, false),
        "mon" => (Weekday::Monday, true),
        "tue" | "tues" => (Weekday::Tuesday, true),
        "wed" => (Weekday::Wednesday, true),
        "thu" | "thur" | "thurs" => (Weekday::Thursday, true),
        "fri" => (Weekday::Friday, true),
        "sat" => (Weekday::Saturday, true),
        "sun" => (Weekday::Sunday, true),
        _ => return None,
    };
    Some((day, short))
}

/// "first" to "fourth", "1st" is two tokens and read elsewhere.
pub(super) fn ordinal(word: &str) -> Option<i8> {
    const WORDS: [&str; 21] = [
        "first",
        "second",
        "third",
        "fourth",
        "fifth",
        "sixth",
        "seventh",
        "eighth",
        "ninth",
        "tenth",
        "eleventh",
        "twelfth",
        "thirteenth",
        "fourteenth",
        "fifteenth",
        "sixteenth",
        "seventeenth",
        "eighteenth",
        "nineteenth",
        "twentieth",
        "twenty-first",
    ];
    WORDS.iter().position(|w| *w == word).map(|i| i as i8 + 1)
}

/// "ten" to "nineteen".
pub(super) fn teen(word: &str) -> Option<i16> {
    const TEENS: [&str; 10] =
        ["ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"];
    TEENS.iter().position(|w| *w == word).map(|i| i as i16 + 10)
}

/// "twenty" to "ninety".
pub(super) fn tens(word: &str) -> Option<i16> {
    const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    TENS.iter().position(|w| *w == word).map(|i| (i as i16 + 2) * 10)
}

/// "one" to "nine".
pub(super) fn unit(word: &str) -> Option<i16> {
    const UNITS: [&str; 9] = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
    UNITS.iter().position(|w| *w == word).map(|i| i as i16 + 1)
}

/// First year of a decade of the 20th century by its name.
pub(super) fn decade_name(word: &str) -> Option<i16> {
    Some(match word {
        "twenties" => 1920,
        "thirties" => 1930,
        "forties" => 1940,
        "fifties" => 1950,
        "sixties" => 1960,
        "seventies" => 1970,
        "eighties" => 1980,
        "nineties" => 1990,
        _ => return None,
    })
}

/// A feast whose day is the same everywhere; how many tokens its name takes, and its day in a year.
pub(super) type Feast = (usize, fn(i16) -> Option<Date>);

/// The feast named at the first of `words` (lower case).
pub(super) fn feast(words: &[&str]) -> Option<Feast> {
    let is = |n: usize, w: &str| words.get(n) == Some(&w);
    Some(match *words.first()? {
        "christmas" if is(1, "eve") => (2, |y| Date::new(y, 12, 24).ok()),
        "christmas" if is(1, "day") => (2, |y| Date::new(y, 12, 25).ok()),
        "christmas" => (1, |y| Date::new(y, 12, 25).ok()),
        "boxing" if is(1, "day") => (2, |y| Date::new(y, 12, 26).ok()),
        "new" if is(1, "year") && is(3, "day") => (4, |y| Date::new(y, 1, 1).ok()),
        "new" if is(1, "year") && is(3, "eve") => (4, |y| Date::new(y, 12, 31).ok()),
        "may" if is(1, "day") => (2, |y| Date::new(y, 5, 1).ok()),
        "bastille" if is(1, "day") => (2, |y| Date::new(y, 7, 14).ok()),
        "earth" if is(1, "day") => (2, |y| Date::new(y, 4, 22).ok()),
        "halloween" => (1, |y| Date::new(y, 10, 31).ok()),
        "armistice" if is(1, "day") => (2, |y| Date::new(y, 11, 11).ok()),
        "veterans" if is(1, "day") => (2, |y| Date::new(y, 11, 11).ok()),
        "juneteenth" => (1, |y| Date::new(y, 6, 19).ok()),
        "easter" if is(1, "sunday") => (2, easter),
        "easter" if is(1, "monday") => (2, |y| easter(y)?.checked_add(1.day()).ok()),
        "easter" => (1, easter),
        "good" if is(1, "friday") => (2, |y| easter(y)?.checked_sub(2.days()).ok()),
        "palm" if is(1, "sunday") => (2, |y| easter(y)?.checked_sub(7.days()).ok()),
        "thanksgiving" => (1, |y| Date::new(y, 11, 1).ok()?.nth_weekday_of_month(4, Weekday::Thursday).ok()),
        "memorial" if is(1, "day") => (2, |y| Date::new(y, 5, 1).ok()?.nth_weekday_of_month(-1, Weekday::Monday).ok()),
        "labor" if is(1, "day") => (2, |y| Date::new(y, 9, 1).ok()?.nth_weekday_of_month(1, Weekday::Monday).ok()),
        _ => return None,
    })
}

/// Easter Sunday of the western churches (the anonymous Gregorian rule, Meeus, Astronomical Algorithms, chapter 8).
fn easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    if y < 1583 {
        return None;
    }
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (b - (b + 8) / 25 + 1) / 3;
    let h = (19 * a + b - d - g + 15) % 30;
    let l = (32 + 2 * e + 2 * (c / 4) - h - c % 4) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    Some(date(year, (n / 31) as i8, (n % 31 + 1) as i8))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn easter_by_known_years() {
        for (year, month, day) in [(1990, 4, 15), (2000, 4, 23), (2016, 3, 27), (2024, 3, 31), (2025, 4, 20)] {
            assert_eq!(easter(year), Some(date(year, month, day)));
        }
    }

    #[test]
    fn units_hold_their_days() {
        let wednesday = date(2024, 4, 10);
        assert_eq!(Unit::Week.around(wednesday), Some((date(2024, 4, 8), date(2024, 4, 14))));
        assert_eq!(Unit::Weekend.around(wednesday), Some((date(2024, 4, 13), date(2024, 4, 14))));
        assert_eq!(Unit::Quarter.around(wednesday), Some((date(2024, 4, 1), date(2024, 6, 30))));
        assert_eq!(Unit::Decade.around(wednesday), Some((date(2020, 1, 1), date(2029, 12, 31))));
        assert_eq!(season(2023, 12), Some((date(2023, 12, 1), date(2024, 2, 29))));
    }
}
