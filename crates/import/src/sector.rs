//! Sectors as other data sets name them.

use std::collections::HashMap;
use std::sync::LazyLock;

use chancery_model::Sector;

const TABLE: &str = include_str!("../../../data/exchange/sectors.tsv");

/// Whose names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Scheme {
    /// Type and role codes of CAMEO.
    Cameo,
    /// The lists of ICEWS.
    Icews,
}

/// Scheme and name, to the row's number and the sector.
type Table = HashMap<(Scheme, &'static str), (usize, Sector)>;

static SECTORS: LazyLock<Table> = LazyLock::new(|| {
    let row = |(n, line): (usize, &'static str)| {
        let mut cells = line.split('\t');
        let scheme = match cells.next()? {
            "cameo" => Scheme::Cameo,
            "icews" => Scheme::Icews,
            _ => return None,
        };
        Some(((scheme, cells.next()?), (n, cells.next()?.parse().ok()?)))
    };
    TABLE.lines().enumerate().filter_map(row).collect()
});

/// The sector of a party that a data set gives these names; of several, the one that stands first in the table.
pub(crate) fn of<'a>(scheme: Scheme, names: impl Iterator<Item = &'a str>) -> Option<Sector> {
    names.filter_map(|name| SECTORS.get(&(scheme, name.trim()))).min_by_key(|(n, _)| *n).map(|(_, sector)| *sector)
}

/// The first of the codes that has a sector: CAMEO writes them in order of weight.
pub(crate) fn first<'a>(mut codes: impl Iterator<Item = &'a str>) -> Option<Sector> {
    codes.find_map(|code| SECTORS.get(&(Scheme::Cameo, code))).map(|(_, sector)| *sector)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_table_is_read() {
        let rows = TABLE.lines().filter(|l| !l.starts_with('#')).count() - 1;
        assert_eq!(SECTORS.len(), rows);
    }

    #[test]
    fn of_several_names_the_weightiest_wins() {
        let of = |list: &str| of(Scheme::Icews, list.split(',')).map(|s| s.as_str());
        assert_eq!(of("Military,Government"), Some("MIL"));
        assert_eq!(of("Ideological,Center Right,(National) Major Party,Executive Office,Executive,Parties,Government,Elite"), Some("GOV"));
        assert_eq!(of("Parties,(National) Major Party,Ideological"), Some("PTY"));
        assert_eq!(of("Hindu"), None);
        assert_eq!(first(["XXX", "MED", "GOV"].into_iter()), Some(Sector::Jrn));
    }
}
