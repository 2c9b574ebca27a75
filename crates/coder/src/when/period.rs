//! Periods: years, decades, centuries, quarters, seasons, fiscal years; and feasts, which recur by year.

use chancery_model::DatePrecision;
use jiff::civil::Date;

use super::{
    Finder, Hit, Shape, Value,
    calendar::{YEARS, apart},
    tense::Tense,
    words::{self, quarter, season, season_month, years},
};
use crate::lex::{Kind, Token};

impl Finder<'_> {
    /// Years, decades, centuries, quarters, seasons, fiscal years, feasts.
    pub(super) fn period(&self, i: usize, lean: Option<Tense>) -> Option<Hit> {
        let at = i + usize::from(self.word(i) == "the");
        self.quarter(at, lean)
            .or_else(|| self.century(at))
            .or_else(|| self.decade(at))
            .or_else(|| self.fiscal(at))
            .or_else(|| self.season(at, lean))
            .or_else(|| self.feast(at, lean))
            .or_else(|| if at == i { self.year(i, false) } else { None })
    }

    fn quarter(&self, i: usize, _lean: Option<Tense>) -> Option<Hit> {
        let (n, mut at) = if self.tokens.get(i)?.text == "Q" && self.glued(i + 1) {
            (self.whole(i + 1).filter(|n| (1..=4).contains(n))? as i8, i + 2)
        } else if self.word(i + 1) == "quarter" {
            (words::ordinal(self.word(i)).filter(|n| *n <= 4)?, i + 2)
        } else {
            return None;
        };
        if self.word(at) == "of" && !self.is(at + 1, &["the"]) {
            at += 1;
        }
        if let Some((year, next, source)) = self.year_after(at) {
            let value = quarter(year, n).map(|r| Value { source, ..Value::absolute(r, DatePrecision::Quarter) });
            return Some(Hit::new(next, value));
        }
        if at > i + 2 {
            // "the third quarter of" something else.
            return None;
        }
        let value = self.document.and_then(|d| quarter(d.year(), n)).map(|r| Value::relative(r, DatePrecision::Quarter));
        Some(Hit::new(at, value))
    }

    /// "the 19th century", "the nineteenth century", "the 5th century BC".
    fn century(&self, i: usize) -> Option<Hit> {
        let (n, at) = match self.whole(i) {
            Some(n) if self.glued(i + 1) && self.is(i + 1, &["st", "nd", "rd", "th"]) => (n, i + 2),
            Some(_) => return None,
            None => {
                // "twenty-first" is three tokens.
                if self.word(i) == "twenty" && self.word(i + 2) == "first" {
                    (21, i + 3)
                } else {
                    (i64::from(words::ordinal(self.word(i))?), i + 1)
                }
            }
        };
        let at = at + usize::from(self.tokens.get(at).is_some_and(|t| t.dash()));
        if !self.is(at, &["century", "centuries"]) || !(1..=22).contains(&n) {
            return None;
        }
        if self.is(at + 1, &["bc", "bce"]) {
            // The years -499 to -400 are the 5th: there is a year 0.
            let last = -((n as i16 - 1) * 100);
            return Some(Hit::new(at + 2, years(last - 99, last).map(|r| Value::absolute(r, DatePrecision::Century))));
        }
        let first = (n as i16 - 1) * 100;
        let next = at + 1 + usize::from(self.is(at + 1, &["ad", "ce"]));
        Some(Hit::new(next, years(first, first + 99).map(|r| Value::absolute(r, DatePrecision::Century))))
    }

    /// "1990s", "the '90s", "the nineties".
    fn decade(&self, i: usize) -> Option<Hit> {
        if let Some(first) = words::decade_name(self.word(i)) {
            return (self.given || self.is(i.wrapping_sub(1), &["the", "early", "late", "mid", "-"]))
                .then(|| Hit::new(i + 1, years(first, first + 9).map(|r| Value::absolute(r, DatePrecision::Decade))));
        }
        let quote = usize::from(self.is(i, &["'", "’", "‘"]));
        let at = i + quote;
        let n = self.whole(at)?;
        let s = self.tokens.get(at + 1).filter(|t| !t.space && (t.lower == "s" || t.kind == Kind::Possessive))?;
        let text = self.tokens[at].text;
        let first = match text.len() {
            4 if YEARS.contains(&n) && n % 10 == 0 => n,
            2 if n % 10 == 0
                && (quote == 1 || self.given || self.is(i.wrapping_sub(1), &["the", "early", "late", "mid"]) && !self.glued(at)) =>
            {
                1900 + n
            }
            _ => return None,
        };
        if s.kind == Kind::Possessive
            && text.len() == 4
            && self
                .tokens
                .get(at + 2)
                .is_some_and(|t| t.kind == Kind::Word && !matches!(t.lower.as_str(), "and" | "to" | "in" | "when" | "were" | "was"))
        {
            // "2020's elections" is the year.
            return None;
        }
        // "the 1900s" is the century, "the 2000s" mostly the decade.
        let (last, precision) =
            if first % 100 == 0 && first < 2000 { (first + 99, DatePrecision::Century) } else { (first + 9, DatePrecision::Decade) };
        Some(Hit::new(at + 2, years(first as i16, last as i16).map(|r| Value::absolute(r, precision))))
    }

    /// "fiscal year 2024", "FY2024": known for the United States and Japan.
    fn fiscal(&self, i: usize) -> Option<Hit> {
        let at = match (self.word(i), self.word(i + 1)) {
            ("fiscal" | "financial", "year") => i + 2,
            ("fiscal" | "fy", _) => i + 1 + usize::from(self.tokens.get(i + 1).is_some_and(|t| t.dash())),
            _ => return None,
        };
        let n = self.whole(at)?;
        let year = match self.tokens[at].text.len() {
            4 if YEARS.contains(&n) => n,
            2 if self.word(i) == "fy" => 2000 + n,
            _ => return None,
        } as i16;
        // "2024-25" and "2024/25" name both years and no country.
        let both = self.tokens.get(at + 1).is_some_and(|t| !t.space && (t.dash() || t.text == "/")) && self.whole(at + 2).is_some();
        let names = |list: &[&str]| self.tokens.iter().any(|t| list.contains(&t.text));
        let value = if both {
            None
        } else if names(&["Japan", "Japanese", "Tokyo"]) {
            Date::new(year, 4, 1).ok().zip(Date::new(year + 1, 3, 31).ok())
        } else if names(&["U.S.", "US", "USA", "American", "Congress", "Pentagon", "Biden", "Trump", "Washington"])
            || self.tokens.windows(2).any(|p| p[0].text == "United" && p[1].text == "States")
        {
            Date::new(year - 1, 10, 1).ok().zip(Date::new(year, 9, 30).ok())
        } else {
            None
        };
        Some(Hit::new(if both { at + 3 } else { at + 1 }, value.map(|r| Value::absolute(r, DatePrecision::Year))))
    }

    /// "spring 2023", "the summer of 2023", "in the winter".
    pub(super) fn season(&self, i: usize, lean: Option<Tense>) -> Option<Hit> {
        let m = season_month(self.word(i))?;
        if i > 0 && self.is(i - 1, &["arab", "prague"]) {
            return None;
        }
        let of = i + 1 + usize::from(self.word(i + 1) == "of");
        if let Some((year, next, source)) = self.year_after(of).filter(|y| y.1 > of) {
            let value = season(year, m).map(|r| Value { source, ..Value::absolute(r, DatePrecision::Season) });
            return Some(Hit::new(next, value));
        }
        let the = self.before(i) == "the";
        let governed = if the {
            i >= 2 && self.is(i - 2, &["in", "during", "by", "until", "since"])
        } else {
            self.is(i.wrapping_sub(1), &["in", "during", "by", "until", "since"]) && self.word(i) != "fall"
        };
        let next = usize::from(self.is(i + 1, &["month", "months"]));
        if self.given && of == i + 1 {
            return Some(Hit::new(i + 1 + next, self.season_by_tense(i, m, lean)));
        }
        if !governed || of > i + 1 || self.tokens.get(i + 1).is_some_and(|t| t.kind == Kind::Word && t.capital()) {
            return None;
        }
        Some(Hit::new(i + 1 + next, self.season_by_tense(i, m, lean)))
    }

    /// The season that begins with month `m`: the last one, or the one to come in a plan; in a document of times long past that of
    /// the year told.
    fn season_by_tense(&self, i: usize, m: i8, lean: Option<Tense>) -> Option<Value> {
        if let Some((d, source)) = self.narrated() {
            return Some(Value::from_anchor(season(d.year(), m)?, DatePrecision::Season, source));
        }
        let d = self.document?;
        let mut all = (-2..=1).filter_map(|k| season(d.year() + k, m));
        let r = match lean.or_else(|| self.tense(i)) {
            Some(Tense::Future) => all.find(|r| r.1 >= d)?,
            _ => all.rfind(|r| r.0 <= d)?,
        };
        Some(Value::relative(r, DatePrecision::Season))
    }

    fn feast(&self, i: usize, lean: Option<Tense>) -> Option<Hit> {
        if !self.tokens.get(i)?.capital() {
            return None;
        }
        let words: Vec<&str> = (i..i + 4).map(|k| self.word(k)).collect();
        let (len, day) = words::feast(&words)?;
        let next = i + len;
        // "the Good Friday Agreement", "Christmas Island"
        if self.tokens.get(next).is_some_and(|t| t.kind == Kind::Word && t.capital()) {
            return None;
        }
        if let Some((year, next, source)) = self.year_after(next) {
            let value = day(year).map(|d| Value { source, ..Value::absolute((d, d), DatePrecision::Day) });
            return Some(Hit::new(next, value));
        }
        let value = self.document.and_then(|d| {
            let mut days: Vec<Date> = (-1..=1).filter_map(|k| day(d.year() + k)).collect();
            match lean.or_else(|| self.tense(i)) {
                Some(Tense::Future) => days.retain(|x| *x >= d),
                Some(Tense::Past) => days.retain(|x| *x <= d),
                None => {}
            }
            let x = days.into_iter().min_by_key(|x| apart(*x, d))?;
            Some(Value::relative((x, x), DatePrecision::Day))
        });
        Some(Hit::new(next, value))
    }

    /// A year alone; `sure` where the words before have shown that a year must follow.
    pub(super) fn year(&self, i: usize, sure: bool) -> Option<Hit> {
        let token = self.tokens.get(i)?;
        let quote = matches!(token.text, "'" | "’" | "‘");
        let mark_before = i > 0
            && self.glued(i)
            && self.tokens[i - 1].kind == Kind::Mark
            && !["(", "[", "“", "\"", "/", "-", "–", "—"].contains(&self.before(i));
        if quote {
            // "in '94"
            let n = self.whole(i + 1).filter(|_| self.glued(i + 1) && self.tokens[i + 1].text.len() == 2)?;
            if !token.space
                || self.glued(i + 2) && self.tokens.get(i + 2).is_some_and(|t| t.kind == Kind::Word)
                || !self.given && !self.is(i.wrapping_sub(1), &["in", "since", "of", "by", "until", "from", "to"])
            {
                return None;
            }
            let year = if n >= 30 { 1900 + n } else { 2000 + n } as i16;
            return self.year_hit(i + 2, year, year);
        }
        // "44 BC" is the year -43: there is a year 0.
        if self.is(i + 1, &["bc", "bce"])
            && let Some(n) = token.whole().filter(|n| (1..9999).contains(n))
        {
            return self.year_hit(i + 2, 1 - n as i16, 1 - n as i16);
        }
        // "around 347 AD"
        if self.is(i + 1, &["ad", "ce"])
            && let Some(n) = token.whole().filter(|n| (1..2200).contains(n))
        {
            return self.year_hit(i + 2, n as i16, n as i16);
        }
        if let Some((year, next)) = self.spoken_year(i).filter(|_| sure || self.is(i.wrapping_sub(1), &["in", "since", "until", "year"])) {
            return self.year_hit(next, year, year);
        }
        let n = token.whole().filter(|n| token.text.len() == 4 && YEARS.contains(n))?;
        if self.given {
            return self.year_hit(i + 1, n as i16, n as i16);
        }
        let before = self.before(i);
        let next = self.tokens.get(i + 1);
        // "a 2000 year old tradition"
        if self.is(i + 1, &["year", "years"]) || self.tokens.get(i + 1).is_some_and(Token::dash) && self.is(i + 2, &["year"]) {
            return None;
        }
        if mark_before || next.is_some_and(|t| !t.space && matches!(t.kind, Kind::Word) || matches!(t.text, "%" | "°")) {
            return None;
        }
        // "1789 and 1791", "1789 or 1791"
        let listed = i >= 2
            && ["and", "or", ","].contains(&before)
            && self.whole(i - 2).is_some_and(|n| YEARS.contains(&n))
            && self.tokens[i - 2].text.len() == 4;
        let strong = sure
            || listed
            || before == "("
            || [
                "in",
                "since",
                "until",
                "till",
                "by",
                "year",
                "circa",
                "early",
                "late",
                "mid",
                "during",
                "from",
                "before",
                "after",
                "through",
                "throughout",
                "summer",
                "winter",
                "spring",
                "autumn",
            ]
            .contains(&before);
        // Programmes that are named by the year they look to.
        if ["nato", "agenda", "vision", "horizon", "strategy", "roadmap"].contains(&before) && i > 0 && self.tokens[i - 1].capital() {
            return None;
        }
        let numbered = [
            "no",
            "number",
            "resolution",
            "resolutions",
            "order",
            "directive",
            "law",
            "article",
            "section",
            "room",
            "flight",
            "route",
            "highway",
            "bill",
            "boeing",
            "about",
            "nearly",
            "almost",
            "over",
            "some",
            "around",
            "least",
            "than",
            "roughly",
            "approximately",
            "another",
            "up",
            "$",
            "€",
            "£",
            "¥",
            "#",
            "rs",
            "only",
            "exceed",
            "killed",
            "wounded",
        ]
        .contains(&before);
        if numbered {
            return None;
        }
        if self.counts(i) {
            let round = n % 100 == 0;
            let adjective = ["the", "its", "their", "of", "'s", "’s", "a", "this"].contains(&before);
            if !(strong && !round && (1900..=2035).contains(&n) || adjective && (1900..=2035).contains(&n)) {
                return None;
            }
        }
        // Outside the years that news is about a preposition must stand before it.
        if !strong && !(1800..=2060).contains(&n) {
            return None;
        }
        // "2019-20", "2019/20", "2014-2019"
        if let Some(mark) = next.filter(|t| !t.space && (t.dash() || t.text == "/"))
            && let Some(end) = self.tokens.get(i + 2).filter(|t| !t.space && t.kind == Kind::Number)
        {
            let last = match end.text.len() {
                2 => end.whole().map(|e| n - n % 100 + e),
                4 => end.whole(),
                _ => None,
            };
            match last.filter(|l| *l > n && *l - n <= 200) {
                Some(last) if !self.glued(i + 3) || !self.tokens.get(i + 3).is_some_and(Token::dash) => {
                    let mut hit = self.year_hit(i + 3, n as i16, last as i16)?;
                    if let Some(v) = hit.value.as_mut() {
                        v.precision = DatePrecision::Range;
                    }
                    return Some(hit);
                }
                _ if mark.text != "/" => return None,
                _ => {}
            }
        }
        // A hyphen binds other words to it: "2020-style", "F-2020".
        if i > 0
            && self.glued(i)
            && self.tokens[i - 1].dash()
            && !self.is(i.wrapping_sub(2), &["mid", "early", "late", "pre", "post", "then"])
            && !sure
        {
            return None;
        }
        self.year_hit(i + 1, n as i16, n as i16)
    }

    /// "nineteen ninety-four", "nineteen eighteen": a year as speech says it, and the token after it.
    pub(super) fn spoken_year(&self, i: usize) -> Option<(i16, usize)> {
        let century = words::teen(self.word(i)).filter(|n| *n >= 11).or_else(|| (self.word(i) == "twenty").then_some(20))?;
        if let Some(n) = words::teen(self.word(i + 1)) {
            return Some((century * 100 + n, i + 2));
        }
        let tens = words::tens(self.word(i + 1))?;
        let dash = i + 2 + usize::from(self.tokens.get(i + 2).is_some_and(Token::dash));
        Some(match words::unit(self.word(dash)) {
            Some(n) => (century * 100 + tens + n, dash + 1),
            None => (century * 100 + tens, i + 2),
        })
    }

    fn year_hit(&self, next: usize, first: i16, last: i16) -> Option<Hit> {
        let value = years(first, last).map(|r| Value::absolute(r, DatePrecision::Year));
        Some(Hit { next, value, shape: Shape::Year, yearless: false })
    }
}
