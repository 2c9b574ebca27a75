//! Wars and ages by name (`data/coder/eras.tsv`), which date what is told of them.

use std::{collections::HashMap, sync::LazyLock};

use chancery_model::DatePrecision;
use jiff::civil::Date;

use super::{Finder, Hit, Value};
use crate::lex::Kind;

/// First and last day by name; the names as tokens joined by blanks.
static ERAS: LazyLock<HashMap<String, (Date, Date)>> = LazyLock::new(|| {
    let day = |s: &str, last: bool| match s.parse::<i16>() {
        Ok(year) if last => Date::new(year, 12, 31).ok(),
        Ok(year) => Date::new(year, 1, 1).ok(),
        Err(_) => s.parse().ok(),
    };
    include_str!("../../../../data/coder/eras.tsv")
        .lines()
        .filter(|l| !l.starts_with('#'))
        .filter_map(|l| {
            let [name, first, last] = l.split('\t').collect::<Vec<_>>()[..] else { return None };
            let words: Vec<String> = crate::lex::tokens(name).into_iter().map(|t| t.lower).collect();
            Some((words.join(" "), (day(first, false)?, day(last, true)?)))
        })
        .collect()
});

/// Words after which the name of a war is a time.
const BEFORE: [&str; 12] = ["in", "during", "since", "until", "till", "throughout", "before", "after", "following", "from", "by", "to"];

impl Finder<'_> {
    /// "(during) World War II", "(since) the Cold War".
    pub(super) fn era(&self, i: usize) -> Option<Hit> {
        let at = i + usize::from(self.word(i) == "the");
        self.tokens.get(at).filter(|t| t.capital())?;
        if !self.given && !BEFORE.contains(&self.before(i)) {
            return None;
        }
        let mut name = String::new();
        let mut longest = None;
        for k in at..at + 5 {
            let Some(token) = self.tokens.get(k) else { break };
            if k > at {
                name.push(' ');
            }
            name.push_str(&token.lower);
            if let Some(days) = ERAS.get(&name) {
                longest = Some((k + 1, *days));
            }
        }
        let (next, days) = longest?;
        // "in World War II bunkers", "after the Cold War's end"
        let goes_on = self.tokens.get(next).is_some_and(|t| t.kind == Kind::Possessive || t.kind == Kind::Word && t.lower.ends_with('s'));
        (self.given || !goes_on).then(|| Hit::new(next, Some(Value::absolute(days, DatePrecision::Range))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_read_and_in_order() {
        let lines: Vec<&str> = include_str!("../../../../data/coder/eras.tsv").lines().filter(|l| !l.starts_with('#')).collect();
        assert_eq!(ERAS.len(), lines.len());
        assert!(lines.is_sorted());
        assert!(ERAS.values().all(|(first, last)| first <= last));
    }
}
