//! Countries, actors, offices and places, each answer for a date.
//!
//! [`Gazetteer::resolve`] says who a phrase stands for, [`Gazetteer::find_names`] finds the names in running text,
//! [`Gazetteer::place`] says where a place lies. Knowledge is data (`data/countries`, `data/actors`, `data/places`); what is
//! not known is `None`, never a guess. Nothing here reads a clock or a file.
//!
//! ```
//! use chancery_gazetteer::{Gazetteer, Query};
//! let date = Some(jiff::civil::date(2015, 3, 1));
//! let answer = Gazetteer::embedded().resolve(&Query { text: "the US president", date, context: None, home: None });
//! assert_eq!(answer.name.as_deref(), Some("Barack Obama"));
//! ```

mod around;
mod context;
mod find;
mod index;
mod own;
mod people;
mod phrase;
mod place;
mod resolve;
mod rows;
mod tables;
mod text;

use std::{collections::HashMap, ops::Range, sync::OnceLock};

use chancery_model::{Country, PlacePrecision, Sector};
use jiff::civil::Date;

pub use around::Around;
pub use own::{OwnActor, OwnFile, OwnKind, OwnRole};
pub use tables::State;

/// What is known of countries, actors, offices and places: the embedded tables, or a user's own names laid over them.
pub struct Gazetteer {
    tables: tables::Tables,
    index: index::Index,
    /// Holders by country and class of office: person and term.
    holders: HashMap<(Country, &'static str), Vec<(usize, usize)>>,
    own: Option<own::Own>,
}

/// A question: who is this?
#[derive(Debug, Clone, Copy)]
pub struct Query<'a> {
    /// The words of a party: "the Philippine foreign minister".
    pub text: &'a str,
    /// The day for which the answer shall hold; `None` leaves offices open.
    pub date: Option<Date>,
    /// The sentence around the words: decides between persons of one surname.
    pub context: Option<&'a str>,
    /// The country to assume for offices and groups that name none.
    pub home: Option<Country>,
}

/// What stands at the head of a phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Head {
    /// A person of the gazetteer.
    NamedPerson,
    /// A body of the gazetteer, or a name that is plainly a body's.
    NamedBody,
    /// A state, by name, demonym or capital.
    State,
    /// An office, or an organ of a state: "foreign minister", "parliament".
    Office,
    /// People by what they do: "rebels".
    Group,
    /// "he", "they", "both".
    Pronoun,
    /// None of these.
    Unknown,
}

/// Who it is. What is not known is `None`.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// Canonical name of the person, body or state; for an unknown person introduced by an office, the name as written.
    pub name: Option<String>,
    /// Country or kind of body.
    pub country: Option<Country>,
    /// Sector on the date.
    pub sector: Option<Sector>,
    /// The office, as the gazetteer names it.
    pub office: Option<String>,
    /// `country:JPN`, `body:un-security-council`, `person:barack-obama-USA`.
    pub actor_id: Option<String>,
    /// What kind of words.
    pub head: Head,
    /// Several people.
    pub plural: bool,
    /// "He" or "she" may mean it.
    pub person: bool,
    /// Short reasons, in the order in which they were found.
    pub why: Vec<String>,
}

impl Answer {
    fn unknown() -> Self {
        Answer {
            name: None,
            country: None,
            sector: None,
            office: None,
            actor_id: None,
            head: Head::Unknown,
            plural: false,
            person: false,
            why: Vec::new(),
        }
    }
}

/// What kind of name was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FoundKind {
    /// A person.
    Person,
    /// A state, by name, demonym or capital.
    State,
    /// A body.
    Body,
}

/// A name in running text.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// Where it stands, in bytes, at code point boundaries; without a possessive ending.
    pub range: Range<usize>,
    /// Id as in [`Answer::actor_id`].
    pub id: String,
    /// What it is.
    pub kind: FoundKind,
    /// Its country.
    pub country: Option<Country>,
}

/// Where a place lies.
#[derive(Debug, Clone, PartialEq)]
pub struct PlaceAnswer {
    /// Canonical name.
    pub name: String,
    /// Country it lies in; `None` for waters and what lies in several.
    pub country: Option<Country>,
    /// Name of the first-order division.
    pub admin1: Option<String>,
    /// Degrees north. Of a region or country: its middle, not a point to draw.
    pub lat: Option<f64>,
    /// Degrees east.
    pub lon: Option<f64>,
    /// GeoNames id.
    pub geonameid: Option<u32>,
    /// How exact.
    pub precision: PlacePrecision,
}

impl Gazetteer {
    /// The gazetteer built into the program, read on the first call.
    pub fn embedded() -> &'static Gazetteer {
        static GAZETTEER: OnceLock<Gazetteer> = OnceLock::new();
        GAZETTEER.get_or_init(|| {
            let (tables, _) = tables::read();
            let index = index::Index::new(&tables);
            let holders = holders(tables.people.iter().enumerate());
            Gazetteer { tables, index, holders, own: None }
        })
    }

    /// All states and territories, those that no longer exist included, sorted by code.
    pub fn states(&self) -> &[State] {
        self.tables.states.embedded()
    }

    /// The state of a code.
    pub fn state(&self, code: Country) -> Option<&State> {
        self.states().binary_search_by_key(&code, |s| s.code).ok().map(|i| &self.states()[i])
    }
}

/// Who held which class of office where: by number of person and term.
fn holders<'a>(people: impl Iterator<Item = (usize, &'a tables::Person)>) -> HashMap<(Country, &'static str), Vec<(usize, usize)>> {
    let mut out: HashMap<(Country, &'static str), Vec<(usize, usize)>> = HashMap::new();
    for (i, p) in people {
        for (j, t) in p.terms.iter().enumerate().filter(|(_, t)| !t.class.is_empty()) {
            if let Some(country) = t.country {
                out.entry((country, t.class)).or_default().push((i, j));
            }
        }
    }
    out
}

/// Rows of the embedded tables that cannot be read, as `file:line`; empty in every release.
pub fn unread_rows() -> Vec<String> {
    tables::read().1
}
