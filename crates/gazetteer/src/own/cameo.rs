//! CAMEO actor codes, taken apart into country and sector: `AFGGOVMIL`, `IGOUNO`, `NGOCANREF`.

use std::{collections::HashMap, sync::OnceLock};

use chancery_model::{Country, Sector};

use crate::{Gazetteer, tables::rows};

/// What a part of a code says.
#[derive(Debug, Clone, Copy)]
enum Part {
    Country(Country),
    Sector(Sector),
    /// A body of no state.
    Kin(Country, Sector),
    None,
}

/// What a code says; what it does not say, or not in a way that is known, is `None`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Parts {
    pub country: Option<Country>,
    pub sector: Option<Sector>,
    /// One of the parts is of no state: a body, whatever its name.
    pub kin: bool,
}

/// MUS is Mauritius where it comes first, Muslim elsewhere and in the code of an agent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    First,
    Later,
}

fn part(code: &str, place: Place) -> Option<Part> {
    static PARTS: OnceLock<HashMap<&'static str, Part>> = OnceLock::new();
    let parts = PARTS.get_or_init(|| {
        let row = |c: Vec<&'static str>| -> Option<(&'static str, Part)> {
            let value = *c.get(2)?;
            let part = match *c.get(1)? {
                "country" => Part::Country(value.parse().ok()?),
                "sector" => Part::Sector(value.parse().ok()?),
                "kin" => value.split_once('/').and_then(|(a, b)| Some(Part::Kin(a.parse().ok()?, b.parse().ok()?)))?,
                "none" => Part::None,
                _ => return None,
            };
            Some((c[0], part))
        };
        rows(include_str!("../../../../data/codebook/cameo_actors.tsv")).filter_map(|(_, c)| row(c)).collect()
    });
    let state = || Gazetteer::embedded().state(code.parse().ok()?).map(|s| Part::Country(s.code));
    if place == Place::First { state().or(parts.get(code).copied()) } else { parts.get(code).copied().or_else(state) }
}

/// Takes a code apart. The first part that gives a country gives it, the first that gives a sector that; of a body of no state
/// its home is the country where it is a non-governmental organisation (`NGOCAN`), and never where it is intergovernmental or
/// multinational (`MNCUSA` is MNC).
///
/// # Errors
/// If it is no code: other than letters, three for each part. Text says why.
pub(crate) fn split(code: &str, agent: bool) -> Result<Parts, String> {
    if code.is_empty() || !code.bytes().all(|b| b.is_ascii_alphabetic()) || !code.len().is_multiple_of(3) {
        return Err(format!("'{code}' is not an actor code: three letters for each part are expected, such as USAGOV"));
    }
    let code = code.to_ascii_uppercase();
    let parts =
        (0..code.len()).step_by(3).filter_map(|i| part(&code[i..i + 3], if i == 0 && !agent { Place::First } else { Place::Later }));
    let (mut country, mut sector, mut kin) = (None, None, None);
    for p in parts {
        match p {
            Part::Country(c) => country = country.or(Some(c)),
            Part::Sector(s) => sector = sector.or(Some(s)),
            // IGOUNO is the United Nations, IGOEUREEC the European Union: the later part is the closer one.
            Part::Kin(c, s) => kin = Some(kin.filter(|k: &(Country, Sector)| c.as_str() == "IGO" || k.1 != s).unwrap_or((c, s))),
            Part::None => {}
        }
    }
    Ok(match kin {
        None => Parts { country, sector, kin: false },
        Some((own, s)) => Parts { country: country.filter(|_| s == Sector::Ngo).or(Some(own)), sector: Some(s), kin: true },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_taken_apart() {
        for (code, want) in [
            ("AFG", "AFG -"),
            ("AFGGOVMIL", "AFG GOV"),
            ("GOV", "- GOV"),
            ("MUSGOV", "MUS GOV"),
            ("IGOUNO", "UNO IGO"),
            ("IGOUNODEVWBK", "UNO IGO"),
            ("IGOEUREEC", "EUR IGO"),
            ("IGOAFRAFU", "IGO IGO"),
            ("NGOCANREF", "CAN NGO"),
            ("NGOHRI", "NGO NGO"),
            ("MNCUSAMED", "MNC BUS"),
            ("IMGMUSALQ", "ISM REB"),
            ("USRARM", "SUN -"),
            ("TMPGOV", "TLS GOV"),
            ("KSVGOV", "KOS GOV"),
            ("CHNMED", "CHN JRN"),
            ("CHNHLH", "CHN MED"),
            ("KKLREB", "- REB"),
            ("pse", "PSE -"),
            ("XYZ", "- -"),
        ] {
            let p = split(code, false).unwrap();
            let show = |s: Option<String>| s.unwrap_or("-".into());
            assert_eq!(format!("{} {}", show(p.country.map(|c| c.to_string())), show(p.sector.map(|s| s.to_string()))), want, "{code}");
        }
        assert_eq!(split("MUS", true), Ok(Parts::default()));
        for bad in ["", "US", "USAGO", "US1", "---", "ÄÖÜ", "120"] {
            assert!(split(bad, false).is_err(), "{bad}");
        }
    }

    #[test]
    fn every_row_is_read() {
        let table = include_str!("../../../../data/codebook/cameo_actors.tsv");
        let codes: Vec<&str> = rows(table).map(|(_, c)| c[0]).collect();
        assert!(codes.is_sorted(), "sorted by code");
        for code in codes {
            assert!(part(code, Place::Later).is_some(), "{code}");
        }
    }
}
