//! Where a place lies.

use std::{collections::HashMap, sync::OnceLock};

use chancery_model::{Country, PlacePrecision};

use crate::{
    Around, Gazetteer, PlaceAnswer,
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
    capital: bool,
}

struct Region {
    name: &'static str,
    country: Country,
    lat: Option<f64>,
    lon: Option<f64>,
    id: u32,
    /// Of its cities that are known here.
    population: u32,
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
    /// By GeoNames id.
    region_country: HashMap<u32, Country>,
    by_name: HashMap<String, Vec<Spot>>,
}

impl Gazetteer {
    /// Where `text` ("Lyon", "Paris, France", "the South China Sea", "northern Syria") lies. An ambiguous name is decided
    /// by what follows a comma, else by what is named `around` it, else by one place being far larger than all others; else it is
    /// `None`.
    pub fn place(&self, text: &str, around: &Around) -> Option<PlaceAnswer> {
        let places = self.places();
        let trimmed = text.trim();
        let key = bare(trimmed);
        if let Some(a) = places.look(self, &key, around, None) {
            return Some(a);
        }
        if let Some((head, tail)) = trimmed.split_once(',') {
            let tails: Vec<String> = tail.split(',').map(bare).filter(|t| !t.is_empty()).collect();
            return places.look(self, &bare(head), around, Some(&tails));
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
                return places.look(self, rest, around, None);
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
                let mut a = places.look(self, rest, around, None)?;
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
                return places.look(self, rest, around, None);
            }
        }
        None
    }

    /// The country, and the region if it is one, of a name that is a region's or a large city's and no other place's; `None` of a
    /// state, which is found by its own names.
    pub(crate) fn sure(&self, name: &str) -> Option<(Country, Option<u32>)> {
        let places = self.places();
        let key = bare(name);
        let spots = places.by_name.get(&key)?;
        if spots.iter().any(|s| places.alone(s)) {
            return None;
        }
        let best = places.largest(spots, &Around::default())?;
        let only = spots.len() == 1 || spots.iter().all(|s| places.place_in(s).0 == places.place_in(&best).0);
        match best {
            Spot::Region(_) => Some((places.place_in(&best).0?, places.place_in(&best).1)),
            // Small towns are named like people and things, and so are other spellings.
            Spot::City(i) => {
                let city = &places.cities[i];
                // A name of several cities would speak for the one that it is to decide.
                let large = only && city.population >= 100_000;
                (large && bare(city.name) == key).then_some((city.country, None))
            }
            Spot::Water(i) => Some((places.waters[i].country?, None)),
            Spot::State(_) => None,
        }
    }

    /// Whether a state's name is also that of a region of another ("Georgia").
    pub(crate) fn also_region(&self, name: &str) -> bool {
        let places = self.places();
        let spots = places.by_name.get(&bare(name)).map_or(&[][..], Vec::as_slice);
        let states = || spots.iter().filter_map(|s| if let Spot::State(i) = *s { Some(self.states()[i].code) } else { None });
        states().next().is_some() && spots.iter().any(|s| matches!(s, Spot::Region(r) if states().all(|c| c != places.regions[*r].country)))
    }

    fn places(&self) -> &'static Places {
        static PLACES: OnceLock<Places> = OnceLock::new();
        PLACES.get_or_init(|| Places::read(self))
    }
}

/// The key without a leading article; saints and mounts in full.
fn bare(text: &str) -> String {
    let key = text::key(text);
    let key = key.strip_prefix("the ").map(str::to_owned).unwrap_or(key);
    for (short, long) in [("st ", "saint "), ("ste ", "sainte "), ("mt ", "mount "), ("ft ", "fort ")] {
        if let Some(rest) = key.strip_prefix(short) {
            return format!("{long}{rest}");
        }
    }
    key
}

impl Places {
    fn read(g: &Gazetteer) -> Self {
        let iso2: HashMap<&str, Country> = g.states().iter().filter(|s| s.to.is_none()).map(|s| (s.iso2, s.code)).collect();
        let mut p =
            Places { cities: Vec::new(), regions: Vec::new(), waters: Vec::new(), region_country: HashMap::new(), by_name: HashMap::new() };
        let mut region_of: HashMap<(&str, &str), usize> = HashMap::new();
        let number = |s: &str| s.parse::<f64>().ok();
        for (_, c) in rows(REGIONS) {
            let [cc, code, name, id, lat, lon, aliases] = c[..] else { continue };
            let (Some(&country), Ok(id)) = (iso2.get(cc), id.parse()) else { continue };
            let i = p.regions.len();
            region_of.insert((cc, code), i);
            p.region_country.insert(id, country);
            p.regions.push(Region { name, country, lat: number(lat), lon: number(lon), id, population: 0 });
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
            let capital = g.state(country).is_some_and(|s| s.capital.starts_with(name));
            if let Some(&r) = region_of.get(&(cc, code)) {
                p.regions[r].population = p.regions[r].population.saturating_add(population);
            }
            p.cities.push(City { name, country, region: region_of.get(&(cc, code)).copied(), lat, lon, id, population, capital });
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

    fn look(&self, g: &Gazetteer, key: &str, around: &Around, tails: Option<&[String]>) -> Option<PlaceAnswer> {
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
        // "Alabama and Georgia": a state of the union, where others of the country are named and the country of the name is not.
        let sibling = |r: usize| {
            let of = self.regions[r].country;
            around.regions.iter().any(|id| *id != self.regions[r].id && self.region_country.get(id) == Some(&of))
        };
        if let Some(&state) = spots.iter().find(|s| matches!(s, Spot::State(_)))
            && let Some(&region) = spots.iter().find(|s| matches!(s, Spot::Region(_)) && country(s) != country(&state))
            && country(&state).is_none_or(|c| !around.countries.contains(&c))
            && matches!(region, Spot::Region(r) if sibling(r))
        {
            return Some(self.answer(g, region));
        }
        // "Scotland" is more than the United Kingdom.
        if let Some(&part) = spots.iter().find(|s| matches!(s, Spot::Water(_)))
            && spots.iter().any(|s| matches!(s, Spot::State(_)) && country(s) == country(&part))
        {
            return Some(self.answer(g, part));
        }
        if let Some(&alone) = spots.iter().find(|s| self.alone(s)) {
            return Some(self.answer(g, alone));
        }
        if spots.is_empty() {
            return None;
        }
        self.largest(&spots, around).map(|best| self.answer(g, best))
    }

    /// The one of several places that a text means, if that can be told: how large it is and how near to what the text names.
    fn largest(&self, spots: &[Spot], around: &Around) -> Option<Spot> {
        let weight = |s: &Spot| -> u64 {
            let near = match self.place_in(s) {
                (_, Some(region)) if around.regions.contains(&region) => 100,
                (Some(c), _) if around.countries.first() == Some(&c) => 30,
                (Some(c), _) if around.countries.contains(&c) => 10,
                _ => 1,
            };
            near * u64::from(self.size(s).max(1))
        };
        let best = *spots.iter().rev().max_by_key(|s| weight(s))?;
        let (best_near, (country, _)) = (weight(&best) > u64::from(self.size(&best).max(1)), self.place_in(&best));
        let next = |at_home: bool| {
            let others = spots.iter().filter(|s| (self.place_in(s).0 == country) == at_home && !self.beside(s, &best));
            others.map(&weight).max().unwrap_or(0)
        };
        // A small place of a land that the text does not name is another one of that name, which is not known here.
        if !best_near && !around.countries.is_empty() && matches!(best, Spot::City(_)) && self.size(&best) < 100_000 {
            return None;
        }
        // Within one country the larger is meant sooner; one of another country must be far off.
        let sure = weight(&best) >= if best_near { 2 } else { 4 } * next(false) && weight(&best) * 2 >= 3 * next(true);
        sure.then_some(best)
    }

    /// Whether a place is meant whatever else has its name: states, waters, regions of several countries.
    fn alone(&self, s: &Spot) -> bool {
        match *s {
            Spot::State(_) => true,
            Spot::Water(i) => self.waters[i].country.is_none() || self.waters[i].precision == PlacePrecision::Water,
            Spot::City(_) | Spot::Region(_) => false,
        }
    }

    /// Whether two places are so near to each other that it does not matter much which is meant: a city and its region, the next town.
    fn beside(&self, a: &Spot, b: &Spot) -> bool {
        if let (Spot::City(c), Spot::Region(r)) | (Spot::Region(r), Spot::City(c)) = (*a, *b)
            && self.cities[c].region == Some(r)
        {
            return true;
        }
        let at = |s: &Spot| match *s {
            Spot::City(i) => Some((self.cities[i].lat, self.cities[i].lon)),
            Spot::Region(i) => self.regions[i].lat.zip(self.regions[i].lon),
            Spot::Water(i) => Some((self.waters[i].lat, self.waters[i].lon)),
            Spot::State(_) => None,
        };
        at(a).zip(at(b)).is_some_and(|(a, b)| (a.0 - b.0).abs() < 1.0 && (a.1 - b.1).abs() < 1.5)
    }

    /// Country and region (GeoNames id) that hold a place; of a region, itself.
    fn place_in(&self, s: &Spot) -> (Option<Country>, Option<u32>) {
        match *s {
            Spot::City(i) => (Some(self.cities[i].country), self.cities[i].region.map(|r| self.regions[r].id)),
            Spot::Region(i) => (Some(self.regions[i].country), Some(self.regions[i].id)),
            Spot::Water(i) => (self.waters[i].country, None),
            Spot::State(_) => (None, None),
        }
    }

    /// People who live there; a capital's count thrice, a region's for a fifth, since a city of the same name is meant sooner.
    fn size(&self, s: &Spot) -> u32 {
        match *s {
            Spot::City(i) => self.cities[i].population.max(1).saturating_mul(if self.cities[i].capital { 3 } else { 1 }),
            Spot::Region(i) => self.regions[i].population / 5,
            // Regions by hand are those that news speaks of.
            Spot::Water(_) => 300_000,
            Spot::State(_) => u32::MAX / 8,
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
