//! Days of publication: from fields, addresses and datelines.
//!
//! Only the day counts, as it stands: a time of day or an offset does not move it. What can be read in two ways
//! (`04/05/2024`) or stands for a number of seconds is no date here: better none than a wrong one.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::{Captures, Regex};

const MONTH: &str = r"(?P<mon>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)";
const WEEKDAY: &str = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?";

fn regex(pattern: &str) -> Regex {
    // Only ever called with the patterns of this file, which the tests build.
    Regex::new(pattern).expect("a pattern of this file")
}

/// A field that is a date: ISO 8601, RFC 3339, RFC 2822 (also with two-digit years), asctime, `20240405`, `April 5, 2024`.
static FIELD: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    vec![
        regex(r"^(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})(?:[T\s].*)?$"),
        regex(r"^(?P<y>\d{4})[/.](?P<m>\d{1,2})[/.](?P<d>\d{1,2})(?:[T\s].*)?$"),
        regex(r"^(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})(?:T?\d{4,6}Z?)?$"),
        regex(&format!(r"(?i)^{WEEKDAY}(?P<d>\d{{1,2}})(?:st|nd|rd|th)?[\s-]+{MONTH}\.?,?[\s-]+(?P<y>\d{{4}}|\d\d)(?:[\s,T].*)?$")),
        regex(&format!(r"(?i)^{WEEKDAY}{MONTH}\.?\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y>\d{{4}})(?:[\s,].*)?$")),
        regex(&format!(r"(?i)^{WEEKDAY}{MONTH}\s+(?P<d>\d{{1,2}})\s+\d{{1,2}}:\d\d(?::\d\d)?\s+(?:[A-Z]{{3,4}}\s+)?(?P<y>\d{{4}})$")),
    ]
});

/// The date that a field such as `date` or `pubDate` gives, if it can be read in one way.
pub(crate) fn parse(field: &str) -> Option<Date> {
    let field = field.trim();
    // Longer ones are sentences, and the patterns need not look at them.
    if field.len() > 80 {
        return None;
    }
    FIELD.iter().find_map(|r| r.captures(field)).as_ref().and_then(date)
}

fn date(captures: &Captures<'_>) -> Option<Date> {
    let number = |name| captures.name(name).and_then(|m| m.as_str().parse::<i16>().ok());
    // RFC 2822, section 4.3: two digits below 50 are of this century.
    let short = captures.name("y").is_some_and(|y| y.len() == 2);
    let year = number("y")?
        + if !short {
            0
        } else if number("y")? < 50 {
            2000
        } else {
            1900
        };
    let month = match captures.name("mon") {
        Some(name) => month(name.as_str())?,
        None => number("m")?,
    };
    // Earlier and later ones are a slip or no date.
    if !(1500..2500).contains(&year) {
        return None;
    }
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(number("d")?).ok()?).ok()
}

fn month(name: &str) -> Option<i16> {
    const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let name = name.get(..3)?.to_ascii_lowercase();
    MONTHS.iter().position(|m| *m == name).map(|i| i as i16 + 1)
}

static URL: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    vec![
        regex(r"/(?P<y>(?:19|20)\d\d)[/-](?P<m>\d{1,2})[/-](?P<d>\d{1,2})(?:[/._-]|$)"),
        regex(&format!(r"(?i)/(?P<y>(?:19|20)\d\d)/{MONTH}/(?P<d>\d{{1,2}})(?:/|$)")),
        regex(r"[/_-](?P<y>(?:19|20)\d\d)(?P<m>\d\d)(?P<d>\d\d)(?:[/._-]|$)"),
    ]
});

/// The date in an address, such as `/2024/04/05/`.
pub(crate) fn in_url(url: &str) -> Option<Date> {
    URL.iter().find_map(|r| r.captures(url).as_ref().and_then(date))
}

/// A line that is nothing but a date, with a word before it and a time behind it at most.
static DATE_LINE: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    let before = r"(?:(?:published|posted|issued|released|date|first published)(?:\s+on)?\s*:?\s+)?";
    let after = r"(?:,?\s*(?:at\s+)?\d{1,2}[:.]\d\d\s*(?:[ap]\.?m\.?)?(?:\s*\(?[a-z]{2,4}\)?)?)?\.?";
    vec![
        regex(&format!(r"(?i)^{before}{WEEKDAY}{MONTH}\.?\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y>\d{{4}}){after}$")),
        regex(&format!(r"(?i)^{before}{WEEKDAY}(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s+{MONTH}\.?,?\s+(?P<y>\d{{4}}){after}$")),
        regex(&format!(r"(?i)^{before}(?P<y>\d{{4}})-(?P<m>\d\d)-(?P<d>\d\d)(?:[T\s]\d\d:\d\d.*)?$")),
    ]
});

/// The start of a story: place in capitals or title case, date with year, perhaps the agency, a dash.
static DATELINE: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    let place = r"^\p{Lu}[\p{L}.' -]{1,40}(?:,\s+\p{Lu}[\p{L}.' -]{1,30})?,?\s+\(?";
    let end = r"\)?\s*(?:\([^()\n]{1,40}\)|/[^/\n]{1,40}/)?\s*(?:[-–—]|:)";
    vec![
        regex(&format!(r"{place}(?i:{MONTH})\.?\s+(?P<d>\d{{1,2}}),?\s+(?P<y>\d{{4}}){end}")),
        regex(&format!(r"{place}(?P<d>\d{{1,2}})\s+(?i:{MONTH})\.?,?\s+(?P<y>\d{{4}}){end}")),
    ]
});

/// Whether a line is nothing but a date.
pub(crate) fn is_date_line(line: &str) -> bool {
    line.len() <= 80 && DATE_LINE.iter().any(|r| r.captures(line).as_ref().and_then(date).is_some())
}

/// The date that the text gives itself near its top: on a line of its own, or in a dateline.
pub(crate) fn in_text(text: &str) -> Option<Date> {
    text.lines().map(str::trim).filter(|l| !l.is_empty()).take(10).find_map(|line| {
        let own = (line.len() <= 80).then(|| DATE_LINE.iter().find_map(|r| r.captures(line).as_ref().and_then(date))).flatten();
        own.or_else(|| DATELINE.iter().find_map(|r| r.captures(line).as_ref().and_then(date)))
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn fields() {
        for field in [
            "2024-04-05",
            "2024-4-5",
            "2024-04-05T23:59:59-10:00",
            "2024-04-05 08:00:00",
            "2024/04/05",
            "20240405",
            "20240405T101500Z",
            "Fri, 05 Apr 2024 22:14:56 +0000",
            "5 Apr 24 22:14 GMT",
            "Friday, April 5, 2024",
            "Apr. 5, 2024 10:15 PM",
            "5th April 2024",
            "Fri Apr  5 10:15:00 2024",
            "Fri Apr 5 10:15:00 UTC 2024",
        ] {
            assert_eq!(parse(field).map(|d| d.to_string()).as_deref(), Some("2024-04-05"), "{field}");
        }
        for field in
            ["04/05/2024", "1712275200", "2024-02-30", "2024-04", "", "yesterday", "April 2024", "20241405", "0001-01-01T00:00:00Z"]
        {
            assert_eq!(parse(field), None, "{field}");
        }
    }

    #[test]
    fn addresses() {
        let url = |u| in_url(u).map(|d| d.to_string());
        assert_eq!(url("https://news.example/world/2024/04/05/treaty/").as_deref(), Some("2024-04-05"));
        assert_eq!(url("https://news.example/2024-4-5-treaty").as_deref(), Some("2024-04-05"));
        assert_eq!(url("https://news.example/world/2024/apr/05/treaty").as_deref(), Some("2024-04-05"));
        assert_eq!(url("https://news.example/a-20240405.html").as_deref(), Some("2024-04-05"));
        assert_eq!(url("https://news.example/item/20249999/x"), None);
        assert_eq!(url("https://news.example/2024/treaty"), None);
    }

    #[test]
    fn datelines() {
        let day = |t| in_text(t).map(|d| d.to_string());
        assert_eq!(day("TOKYO, April 5, 2024 (Agency) - Lawmakers met.").as_deref(), Some("2024-04-05"));
        assert_eq!(day("A treaty\n\nGeneva, 5 April 2024 — Delegates met.").as_deref(), Some("2024-04-05"));
        assert_eq!(day("A treaty\r\n\r\nFriday, April 5, 2024 \r\n\r\nDelegates met.").as_deref(), Some("2024-04-05"));
        assert_eq!(day("Published on 5 April 2024, 10:15 GMT\nDelegates met.").as_deref(), Some("2024-04-05"));
        assert_eq!(day("Delegates will meet on April 5, 2024 in Geneva - or later."), None, "a date in prose is no dateline");
        assert_eq!(day("TOKYO, April 5 (Agency) - Lawmakers met."), None, "no year, no date");
    }

    proptest! {
        #[test]
        fn nothing_panics(text in "\\PC{0,60}", digits in "[0-9/:TZ, -]{0,24}") {
            for t in [&text, &digits] {
                parse(t);
                in_url(t);
                in_text(t);
            }
        }
    }
}
