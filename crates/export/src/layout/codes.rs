//! Countries and sectors as the layouts spell them.

use chancery_gazetteer::{Gazetteer, State};
use chancery_model::{Actor, Country, Sector};

/// The state of a code, with its other numbers; none for a body such as IGO.
pub(super) fn state(country: Option<Country>) -> Option<&'static State> {
    Gazetteer::embedded().state(country?)
}

/// Correlates of War number.
pub(super) fn cow(a: &Actor) -> Option<&'static str> {
    state(a.country).map(|s| s.cow).filter(|c| !c.is_empty())
}

/// FIPS 10-4.
pub(super) fn fips(country: Option<Country>) -> Option<&'static str> {
    state(country).map(|s| s.fips).filter(|c| !c.is_empty())
}

/// Common name.
pub(super) fn name(country: Option<Country>) -> Option<&'static str> {
    state(country).map(|s| s.name)
}

/// Name as ICEWS writes it. The exceptions are those that its files of 2018 show.
pub(super) fn icews_name(country: Option<Country>) -> Option<&'static str> {
    Some(match country?.as_str() {
        "CIV" => "Cote d'Ivoire",
        "COD" => "Democratic Republic of Congo",
        "COG" => "Congo",
        "CZE" => "Czech Republic",
        "MDA" => "Moldova, Republic of",
        "MKD" => "the former Yugoslav Republic of Macedonia",
        "PSE" => "Occupied Palestinian Territory",
        "RUS" => "Russian Federation",
        "SWZ" => "Swaziland",
        _ => return name(country),
    })
}

/// ICEWS sector, of those that its files of 2018 show; none where ours has no plain counterpart.
pub(super) fn icews_sector(a: &Actor) -> Option<&'static str> {
    use Sector::*;
    match a.sector? {
        Gov => Some("Government"),
        Mil => Some("Military"),
        Cop => Some("Police"),
        Jud => Some("Judicial"),
        Leg => Some("Legislative / Parliamentary"),
        Pty => Some("Parties"),
        Reb => Some("Insurgents"),
        Uaf => Some("Unidentified Forces"),
        Agr => Some("Agricultural"),
        Bus => Some("Business"),
        Crm => Some("Criminals / Gangs"),
        Cvl => Some("General Population / Civilian / Social"),
        Edu => Some("Education"),
        Eli => Some("Elite"),
        Jrn => Some("Media"),
        Ref => Some("Refugees / Displaced"),
        Soc => Some("Social"),
        Ngo => Some("Nongovernmental Organizations / Activists"),
        Igo => Some("International Government Organization"),
        Opp | Spy | Prm | Unk | Lab | Med | Pre | Rel | Oth => None,
    }
}

/// Whose spelling of CAMEO.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Spelling {
    /// GDELT's published lists of countries, groups and types.
    Gdelt,
    /// The dictionaries of Phoenix, which have parties and religious bodies too.
    Phoenix,
}

/// The parts of an actor's CAMEO code, three letters each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Cameo {
    /// IGO, NGO or MNC.
    pub body: Option<&'static str>,
    /// Country.
    pub country: Option<Country>,
    /// Known group: UNO, EEC.
    pub group: Option<&'static str>,
    /// GOV, MIL ...
    pub role: Option<&'static str>,
}

impl Cameo {
    pub fn of(a: &Actor, spelling: Spelling) -> Self {
        let code = a.country.map(|c| c.to_string()).unwrap_or_default();
        let mut parts = match code.as_str() {
            "UNO" => Cameo { body: Some("IGO"), group: Some("UNO"), ..Cameo::default() },
            "EUR" => Cameo { body: Some("IGO"), country: a.country, group: Some("EEC"), role: None },
            "IGO" => Cameo { body: Some("IGO"), ..Cameo::default() },
            "NGO" => Cameo { body: Some("NGO"), ..Cameo::default() },
            "MNC" => Cameo { body: Some("MNC"), ..Cameo::default() },
            "ISM" => Cameo::default(), // CAMEO has no such thing
            other => Cameo { country: respelt(other, spelling).or(a.country), ..Cameo::default() },
        };
        match a.sector {
            Some(Sector::Igo) => parts.body = parts.body.or(Some("IGO")),
            Some(Sector::Ngo) => parts.body = parts.body.or(Some("NGO")),
            Some(Sector::Bus) if parts.body == Some("MNC") => {}
            Some(s) => parts.role = role(s, spelling),
            None => {}
        }
        parts
    }

    /// The parts in the order in which CAMEO writes them.
    pub fn parts(&self) -> Vec<&str> {
        [self.body, self.country.as_ref().map(Country::as_str), self.group, self.role].into_iter().flatten().collect()
    }
}

/// The codes that differ from ISO 3166. A state younger than a list keeps its ISO code.
fn respelt(code: &str, spelling: Spelling) -> Option<Country> {
    let other = match (code, spelling) {
        ("KOS", _) => "KSV",
        ("ROU", Spelling::Gdelt) => "ROM",
        ("TLS", Spelling::Gdelt) => "TMP",
        ("MNE", Spelling::Gdelt) => "MTN",
        ("IMN", Spelling::Gdelt) => "IMY",
        _ => return None,
    };
    other.parse().ok()
}

/// CAMEO's MED is media and its HLH health; PLOVER's MED is health.
fn role(sector: Sector, spelling: Spelling) -> Option<&'static str> {
    use Sector::*;
    match sector {
        Jrn => Some("MED"),
        Med => Some("HLH"),
        Gov | Mil | Cop | Jud | Leg | Opp | Reb | Spy | Uaf | Agr | Bus | Crm | Cvl | Edu | Eli | Lab | Ref => Some(sector.as_str()),
        Pty | Rel if spelling == Spelling::Phoenix => Some(sector.as_str()),
        Pty | Rel | Prm | Unk | Pre | Soc | Ngo | Igo | Oth => None,
    }
}
