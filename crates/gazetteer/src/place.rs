//! Where a place lies.

use std::{collections::HashMap, sync::OnceLock};

use chancery_model::{Country, PlacePrecision};

use crate::{
    Gazetteer, PlaceAnswer,
    tables::{Form, rows},
    text,
};

const CITIES: &str = include_str!("../../../data/places/cities.tsv");
const REGIONS: &str = include_str!("../../../data/places/regions.tsv");
const WATERS: &str = include_str!("../../../data/places/waters.tsv");

struct City {
    name: &'static str,
    country: Country,
    /// Row of the region, if known.
    region: Option<usize>,
    lat: f64,
    lon: f64,
    id: u32,
    population: u32,
}

struct Region {
    name: &'static str,
    country: Country,
    lat: Option<f64>,
    lon: Option<f64>,
    id: u32,
}

struct Water {
    name: &'static str,
    precision: PlacePrecision,
    country: Option<Country>,
    lat: f64,
    lon: f64,
}

#[derive(Clone, Copy)]
enum Spot {
    City(usize),
    Region(usize),
    Water(usize),
    State(usize),
}

/// The places, read when the first one is asked for.
struct Places {
    cities: Vec<City>,
    regions: Vec<Region>,
    waters: Vec<Water>,
    by_name: HashMap<String, Vec<Spot>>,
}

impl Gazetteer {
    /// Where `text` ("Lyon", "Paris, France", "the South China Sea", "northern Syria") lies. An ambiguous name is decided
    /// by what follows a comma, else by `home`, else by one place being far larger than all others; else it is `None`.
    pub fn place(&self, text: &str, home: Option<Country>) -> Option<PlaceAnswer> {
        let places = self.places();
        let trimmed = text.trim();
        let key = bare(trimmed);
        if let Some(a) = places.look(self, &key, home, None) {
            return Some(a);
        }
        if let Some((head, tail)) = trimmed.split_once(',') {
            let tails: Vec<String> = tail.split(',').map(bare).filter(|t| !t.is_empty()).collect();
            return places.look(self, &bare(head), home, Some(&tails));
        }
        // "the city of Lyon", "Gaza City's outskirts" do not lose their place to words around it.
        for prefix in [
            "city of ",
            "town of ",
            "village of ",
            "port of ",
            "province of ",
            "region of ",
            "state of ",
            "capital ",
            "downtown ",
            "central ",
            "port city of ",
            "capital of ",
        ] {
            if let Some(rest) = key.strip_prefix(prefix) {
                return places.look(self, rest, home, None);
            }
        }
        for prefix in [
            "northern ",
            "southern ",
            "eastern ",
            "western ",
            "northeastern ",
            "northwestern ",
            "southeastern ",
            "southwestern ",
            "north ",
            "south ",
            "east ",
            "west ",
        ] {
            if let Some(rest) = key.strip_prefix(prefix) {
                let mut a = places.look(self, rest, home, None)?;
                if a.precision == PlacePrecision::Country {
                    a.precision = PlacePrecision::Region;
                }
                return Some(a);
            }
        }
        for suffix in [
            " city",
            " province",
            " region",
            " state",
            " governorate",
            " oblast",
            " district",
            " prefecture",
            " county",
            " town",
            " municipality",
            " department",
        ] {
            if let Some(rest) = key.strip_suffix(suffix) {
                return places.look(self, rest, home, None);
            }
        }
        None
    }

    fn places(&self) -> &'static Places {
        static PLACES: OnceLock<Places> = OnceLock::new();
        PLACES.get_or_init(|| Places::read(self))
    }
}

/// The key without a leading article.
fn bare(text: &str) -> String {
    let key = text::key(text);
    key.strip_prefix("the ").map(str::to_owned).unwrap_or(key)
}

impl Places {
    fn read(g: &Gazetteer) -> Self {
        let iso2: HashMap<&str, Country> = g.states().iter().filter(|s| s.to.is_none()).map(|s| (s.iso2, s.code)).collect();
        let mut p = Places { cities: Vec::new(), regions: Vec::new(), waters: Vec::new(), by_name: HashMap::new() };
        let mut region_of: HashMap<(&str, &str), usize> = HashMap::new();
        let number = |s: &str| s.parse::<f64>().ok();
        for (_, c) in rows(REGIONS) {
            let [cc, code, name, id, lat, lon, aliases] = c[..] else { continue };
            let (Some(&country), Ok(id)) = (iso2.get(cc), id.parse()) else { continue };
            let i = p.regions.len();
            region_of.insert((cc, code), i);
            p.regions.push(Region { name, country, lat: number(lat), lon: number(lon), id });
            for n in std::iter::once(name).chain(aliases.split('|')) {
                p.add(n, Spot::Region(i));
            }
        }
        for (_, c) in rows(CITIES) {
            let [name, cc, code, lat, lon, id, population, aliases] = c[..] else { continue };
            let (Some(&country), Some(lat), Some(lon), Ok(id), Ok(population)) =
                (iso2.get(cc), number(lat), number(lon), id.parse(), population.parse())
            else {
                continue;
            };
            let i = p.cities.len();
            p.cities.push(City { name, country, region: region_of.get(&(cc, code)).copied(), lat, lon, id, population });
            for n in std::iter::once(name).chain(aliases.split('|')) {
                p.add(n, Spot::City(i));
            }
        }
        for (_, c) in rows(WATERS) {
            let [name, aliases, kind, country, lat, lon] = c[..] else { continue };
            let (Some(lat), Some(lon)) = (number(lat), number(lon)) else { continue };
            let i = p.waters.len();
            let precision = if kind == "water" { PlacePrecision::Water } else { PlacePrecision::Region };
            p.waters.push(Water { name, precision, country: country.parse().ok(), lat, lon });
            for n in std::iter::once(name).chain(aliases.split('|')) {
                p.add(n, Spot::Water(i));
            }
        }
        for &(i, form, text) in g.tables.names.embedded() {
            if form == Form::Name {
                p.add(text, Spot::State(i));
            }
        }
        p
    }

    fn add(&mut self, name: &str, spot: Spot) {
        let key = bare(name);
        if !key.is_empty() {
            self.by_name.entry(key).or_default().push(spot);
        }
    }

    fn look(&self, g: &Gazetteer, key: &str, home: Option<Country>, tails: Option<&[String]>) -> Option<PlaceAnswer> {
        let spots = self.by_name.get(key)?;
        let country = |s: &Spot| match *s {
            Spot::City(i) => Some(self.cities[i].country),
            Spot::Region(i) => Some(self.regions[i].country),
            Spot::Water(i) => self.waters[i].country,
            Spot::State(i) => Some(g.states()[i].code),
        };
        let mut spots: Vec<Spot> = spots.clone();
        if let Some(tails) = tails {
            // "Paris, Texas", "Lyon, France": what follows must hold the place.
            for tail in tails {
                let regions: Vec<&Spot> = self.by_name.get(tail.as_str()).into_iter().flatten().collect();
                let holds = |s: &Spot| {
                    regions.iter().any(|t| match **t {
                        Spot::State(i) => country(s) == Some(g.states()[i].code),
                        Spot::Region(r) => matches!(*s, Spot::City(c) if self.cities[c].region == Some(r)),
                        _ => false,
                    })
                };
                if regions.iter().any(|t| matches!(t, Spot::State(_) | Spot::Region(_))) {
                    spots.retain(holds);
                }
            }
            spots.retain(|s| !matches!(s, Spot::State(_)) || tails.is_empty());
        }
        if let Some(&state) = spots.iter().find(|s| matches!(s, Spot::State(_) | Spot::Water(_))) {
            return Some(self.answer(g, state));
        }
        if spots.is_empty() {
            return None;
        }
        let at_home: Vec<Spot> = spots.iter().filter(|s| home.is_some() && country(s) == home).copied().collect();
        if !at_home.is_empty() {
            return Some(self.answer(g, self.largest(&at_home)));
        }
        // Only one place, or one that is far larger than any in another country.
        let best = self.largest(&spots);
        let other = spots.iter().filter(|s| country(s) != country(&best)).map(|s| self.size(s)).max().unwrap_or(0);
        (self.size(&best) >= 4 * other.max(1) || spots.len() == 1).then(|| self.answer(g, best))
    }

    /// The largest city; a region only where no city has the name.
    fn largest(&self, spots: &[Spot]) -> Spot {
        let mut best = spots[0];
        for s in spots {
            if self.size(s) > self.size(&best) {
                best = *s;
            }
        }
        best
    }

    fn size(&self, s: &Spot) -> u32 {
        match *s {
            Spot::City(i) => self.cities[i].population.max(1),
            Spot::Region(_) => 1,
            _ => u32::MAX / 8,
        }
    }

    fn answer(&self, g: &Gazetteer, s: Spot) -> PlaceAnswer {
        match s {
            Spot::City(i) => {
                let c = &self.cities[i];
                let admin1 = c.region.map(|r| self.regions[r].name.to_owned());
                PlaceAnswer {
                    name: c.name.to_owned(),
                    country: Some(c.country),
                    admin1,
                    lat: Some(c.lat),
                    lon: Some(c.lon),
                    geonameid: Some(c.id),
                    precision: PlacePrecision::City,
                }
            }
            Spot::Region(i) => {
                let r = &self.regions[i];
                PlaceAnswer {
                    name: r.name.to_owned(),
                    country: Some(r.country),
                    admin1: Some(r.name.to_owned()),
                    lat: r.lat,
                    lon: r.lon,
                    geonameid: Some(r.id),
                    precision: PlacePrecision::Region,
                }
            }
            Spot::Water(i) => {
                let w = &self.waters[i];
                PlaceAnswer {
                    name: w.name.to_owned(),
                    country: w.country,
                    admin1: None,
                    lat: Some(w.lat),
                    lon: Some(w.lon),
                    geonameid: None,
                    precision: w.precision,
                }
            }
            Spot::State(i) => {
                let s = &g.states()[i];
                PlaceAnswer {
                    name: s.name.to_owned(),
                    country: Some(s.code),
                    admin1: None,
                    lat: s.middle.map(|m| m.0),
                    lon: s.middle.map(|m| m.1),
                    geonameid: None,
                    precision: PlacePrecision::Country,
                }
            }
        }
    }
}
