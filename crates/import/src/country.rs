//! Countries as other data sets write them, each answer for a day.

use std::collections::HashMap;
use std::sync::LazyLock;

use chancery_gazetteer::{Gazetteer, Head, Query, State};
use chancery_model::Country;
use jiff::civil::Date;

const TABLE: &str = include_str!("../../../data/exchange/countries.tsv");

/// Whose codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Scheme {
    /// CAMEO's: ISO 3166 alpha-3, with exceptions.
    Cameo,
    /// FIPS 10-4.
    Fips,
    /// Correlates of War numbers.
    Cow,
    /// Names.
    Name,
}

/// What the table says of a code; `None` for a code of no one country.
static OTHERS: LazyLock<HashMap<(Scheme, &'static str), Option<Country>>> = LazyLock::new(|| {
    let row = |line: &'static str| {
        let mut cells = line.split('\t');
        let scheme = match cells.next()? {
            "cameo" => Scheme::Cameo,
            "fips" => Scheme::Fips,
            "cow" => Scheme::Cow,
            "name" => Scheme::Name,
            _ => return None,
        };
        Some(((scheme, cells.next()?), cells.next()?.parse().ok()))
    };
    TABLE.lines().filter_map(row).collect()
});

/// The states of each code: several where a number passed from one state to the next.
static STATES: LazyLock<HashMap<(Scheme, &'static str), Vec<&'static State>>> = LazyLock::new(|| {
    let mut states: HashMap<_, Vec<&'static State>> = HashMap::new();
    for s in Gazetteer::embedded().states() {
        for (scheme, code) in [(Scheme::Fips, s.fips), (Scheme::Cow, s.cow)] {
            if !code.is_empty() {
                states.entry((scheme, code)).or_default().push(s);
            }
        }
    }
    states
});

/// Finds countries; names that were asked for on the same day are remembered.
#[derive(Default)]
pub(crate) struct Countries {
    names: HashMap<(String, Option<Date>), Option<Country>>,
}

/// Names remembered at once: some years of an archive, and no more memory than a few files.
const REMEMBERED: usize = 20_000;

impl Countries {
    /// The country of a name, of a code of the record (`JPN`, `UNO`), or of nothing.
    pub fn named(&mut self, name: &str, date: Option<Date>) -> Option<Country> {
        if let Ok(code) = name.parse::<Country>()
            && (code.is_body() || Gazetteer::embedded().state(code).is_some())
        {
            return Some(code);
        }
        if let Some(found) = OTHERS.get(&(Scheme::Name, name)) {
            return *found;
        }
        let key = (name.to_owned(), date);
        if let Some(found) = self.names.get(&key) {
            return *found;
        }
        let answer = Gazetteer::embedded().resolve(&Query { text: name, date, context: None, home: None });
        let found = answer.country.filter(|_| answer.head == Head::State);
        if self.names.len() >= REMEMBERED {
            self.names.clear();
        }
        self.names.insert(key, found);
        found
    }
}

/// The country of a code on a day: of several states that had it, the one that was there.
pub(crate) fn coded(scheme: Scheme, code: &str, date: Option<Date>) -> Option<Country> {
    if let Some(found) = OTHERS.get(&(scheme, code)) {
        return *found;
    }
    if scheme == Scheme::Cameo {
        let country = code.parse().ok()?;
        return Gazetteer::embedded().state(country).map(|s| s.code);
    }
    let states = STATES.get(&(scheme, code))?;
    let bounded = |s: &&&State| s.from.is_some() && s.to.is_some();
    let there = |s: &&&State| date.is_some_and(|d| s.from.is_none_or(|f| f <= d) && s.to.is_none_or(|t| d <= t));
    // A state that ended is meant on its own days only, and there rather than the one that came after it.
    states.iter().filter(bounded).find(there).or_else(|| states.iter().find(|s| !bounded(s))).map(|s| s.code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_read_for_their_day() {
        let on = |scheme, code, day: &str| coded(scheme, code, day.parse().ok()).map(|c| c.to_string()).unwrap_or_default();
        assert_eq!(on(Scheme::Cow, "365", "1985-01-01"), "SUN");
        assert_eq!(on(Scheme::Cow, "365", "1995-01-01"), "RUS");
        assert_eq!(on(Scheme::Cow, "345", "1999-03-24"), "YUG");
        assert_eq!(on(Scheme::Cow, "345", "2005-03-24"), "SCG");
        assert_eq!(on(Scheme::Cow, "345", "2010-03-24"), "SRB");
        assert_eq!(on(Scheme::Cow, "345", ""), "SRB");
        assert_eq!(on(Scheme::Cow, "315", "2010-01-01"), "", "no such state any more");
        assert_eq!(on(Scheme::Cow, "740", "2010-01-01"), "JPN");
        assert_eq!(on(Scheme::Fips, "IZ", ""), "IRQ");
        assert_eq!(on(Scheme::Fips, "RB", ""), "SRB");
        assert_eq!(on(Scheme::Fips, "NL", ""), "NLD");
        assert_eq!(on(Scheme::Fips, "OC", ""), "");
        assert_eq!(on(Scheme::Cameo, "ROM", ""), "ROU");
        assert_eq!(on(Scheme::Cameo, "EUR", ""), "", "the continent is no country");
        assert_eq!(on(Scheme::Cameo, "AFR", ""), "");
    }

    #[test]
    fn names_of_icews_are_known() {
        let mut countries = Countries::default();
        let mut named = |name: &str| countries.named(name, "2018-06-01".parse().ok()).map(|c| c.to_string()).unwrap_or_default();
        for (name, code) in [
            ("India", "IND"),
            ("Russian Federation", "RUS"),
            ("the former Yugoslav Republic of Macedonia", "MKD"),
            ("Moldova, Republic of", "MDA"),
            ("Holy See", "VAT"),
            ("Timor-Leste", "TLS"),
            ("Cote d'Ivoire", "CIV"),
            ("JPN", "JPN"),
            ("UNO", "UNO"),
            ("Atlantis", ""),
        ] {
            assert_eq!(named(name), code, "{name}");
        }
    }

    #[test]
    fn every_row_of_the_table_is_read() {
        let rows = TABLE.lines().filter(|l| !l.starts_with('#')).count() - 1;
        assert_eq!(OTHERS.len(), rows);
        assert_eq!(OTHERS.values().filter(|c| c.is_none()).count(), 1);
    }
}
