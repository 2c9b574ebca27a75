//! The rows of `data/countries` and `data/actors`, read once.

use std::{borrow::Cow, collections::HashMap};

use chancery_model::{Country, Sector};
use jiff::civil::Date;

use crate::rows::{Rows, Told};

const COUNTRIES: &str = include_str!("../../../data/countries/countries.tsv");
const NAMES: &str = include_str!("../../../data/countries/names.tsv");
const BODIES: &str = include_str!("../../../data/actors/bodies.tsv");
const NOUNS: &str = include_str!("../../../data/actors/nouns.tsv");
const PEOPLE: &str = include_str!("../../../data/actors/people.tsv");
const TERMS: &str = include_str!("../../../data/actors/terms.tsv");

/// A text of the tables: of the embedded ones borrowed, of a user's file its own.
pub(crate) type Text = Cow<'static, str>;

/// The columns of every row that is no comment, with its 1-based line.
pub(crate) fn rows(table: &'static str) -> impl Iterator<Item = (usize, Vec<&'static str>)> {
    table.lines().enumerate().filter(|(_, l)| !l.is_empty() && !l.starts_with('#')).map(|(i, l)| (i + 1, l.split('\t').collect()))
}

/// A state or territory, with the numbers by which other data sets call it.
///
/// Codes that a state does not have are empty. Sources: `DATA.md`, countries.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct State {
    /// ISO 3166 alpha-3, or KOS.
    pub code: Country,
    /// ISO 3166 alpha-2.
    pub iso2: &'static str,
    /// ISO 3166 numeric, three digits.
    pub numeric: &'static str,
    /// Correlates of War number.
    pub cow: &'static str,
    /// Gleditsch-Ward number.
    pub gw: &'static str,
    /// FIPS 10-4.
    pub fips: &'static str,
    /// Common English short name.
    pub name: &'static str,
    /// Name in full.
    pub official: &'static str,
    /// Capital.
    pub capital: &'static str,
    /// Degrees north and east of the country's middle, rounded to minutes.
    pub middle: Option<(f64, f64)>,
    /// First day on which it was a state, where that matters (former states, Kosovo).
    pub from: Option<Date>,
    /// Last day.
    pub to: Option<Date>,
}

/// How a country's name is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    Name,
    Adjective,
    People,
    Person,
    Capital,
    /// A province or city that gives the country but is not the state.
    Part,
}

/// A stretch of time in which a body had a sector.
#[derive(Debug)]
pub(crate) struct Standing {
    pub country: Option<Country>,
    pub sector: Option<Sector>,
    pub from: Option<Date>,
    pub to: Option<Date>,
    pub told: Option<Told>,
}

/// What a body is on a day of which a user's file tells nothing.
static UNTOLD: Standing = Standing { country: None, sector: None, from: None, to: None, told: None };

#[derive(Debug)]
pub(crate) struct Body {
    pub id: Text,
    pub name: Text,
    pub aliases: Vec<Text>,
    /// In order of time; never empty.
    pub standings: Vec<Standing>,
}

impl Body {
    /// What holds on `date`; without one, or outside of the known times, the nearest in time, the latest first. A user's row
    /// holds for its own times only.
    pub fn on(&self, date: Option<Date>) -> &Standing {
        let last = self.standings.len() - 1;
        let Some(date) = date else { return &self.standings[last] };
        if self.standings[last].told.is_some() {
            // Days tell more than none; of several the one that began last, of two that began together the one told last, if it tells a country.
            let key = |s: &&Standing| (s.from.is_some() || s.to.is_some(), s.from, s.country.is_some());
            let told = self.standings.iter().filter(|s| covers(s.from, s.to, date)).max_by_key(key);
            return told.unwrap_or(&UNTOLD);
        }
        let found = self.standings.iter().find(|s| covers(s.from, s.to, date));
        found.unwrap_or_else(|| self.standings.iter().rev().find(|s| s.from.is_none_or(|f| f <= date)).unwrap_or(&self.standings[0]))
    }
}

pub(crate) fn covers(from: Option<Date>, to: Option<Date>, date: Date) -> bool {
    from.is_none_or(|f| f <= date) && to.is_none_or(|t| date <= t)
}

/// What kind of noun: see the head of `nouns.tsv`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Office,
    Title,
    Organ,
    Group,
    Neutral,
}

#[derive(Debug)]
pub(crate) struct Noun {
    pub text: Text,
    pub plural: Text,
    pub kind: Kind,
    /// Only a user's file gives one.
    pub country: Option<Country>,
    pub sector: Option<Sector>,
    /// Offices of one class are the same post under different names; empty where it is no such post.
    pub class: &'static str,
    pub office: Text,
    pub from: Option<Date>,
    pub to: Option<Date>,
    pub told: Option<Told>,
}

/// An office held.
#[derive(Debug)]
pub(crate) struct Term {
    pub country: Option<Country>,
    pub office: Text,
    /// Class of the office, as in `nouns.tsv`; empty where it has none.
    pub class: &'static str,
    pub sector: Option<Sector>,
    pub from: Option<Date>,
    pub to: Option<Date>,
    /// Known to hold it on these days only: when it began and ended is not known.
    pub seen: bool,
    /// A user's term without days is always held.
    pub told: Option<Told>,
}

#[derive(Debug)]
pub(crate) struct Person {
    pub id: Text,
    pub name: Text,
    /// Further full names.
    pub aliases: Vec<Text>,
    /// Names by which the person is called alone.
    pub surnames: Vec<Text>,
    /// In order of time; never empty.
    pub terms: Vec<Term>,
}

/// All tables.
pub(crate) struct Tables {
    /// A user's own are copies with the days for which the name stands for the state.
    pub states: Rows<State>,
    /// State, form, text.
    pub names: Rows<(usize, Form, &'static str)>,
    pub bodies: Rows<Body>,
    pub nouns: Rows<Noun>,
    pub people: Rows<Person>,
}

/// Reads them. A row that cannot be read is left out, and named in the second value; the tests keep that empty.
pub(crate) fn read() -> (Tables, Vec<String>) {
    let mut bad = Vec::new();
    let mut states = Vec::new();
    for (line, c) in rows(COUNTRIES) {
        match state(&c) {
            Some(s) => states.push(s),
            None => bad.push(format!("countries.tsv:{line}")),
        }
    }
    let by_code: HashMap<Country, usize> = states.iter().enumerate().map(|(i, s): (usize, &State)| (s.code, i)).collect();
    let mut names = Vec::new();
    for (line, c) in rows(NAMES) {
        let form = match c.get(1).copied() {
            Some("name") => Some(Form::Name),
            Some("adjective") => Some(Form::Adjective),
            Some("people") => Some(Form::People),
            Some("person") => Some(Form::Person),
            Some("capital") => Some(Form::Capital),
            Some("part") => Some(Form::Part),
            _ => None,
        };
        let code = c.first().and_then(|c| c.parse().ok()).and_then(|c: Country| by_code.get(&c));
        match (code, form, c.get(2)) {
            (Some(&i), Some(form), Some(text)) => names.push((i, form, *text)),
            _ => bad.push(format!("names.tsv:{line}")),
        }
    }
    let mut bodies: Vec<Body> = Vec::new();
    for (line, c) in rows(BODIES) {
        let standing = (|| {
            Some(Standing {
                country: Some(c.get(3)?.parse().ok()?),
                sector: Some(c.get(4)?.parse().ok()?),
                from: date(c.get(5)?)?,
                to: date(c.get(6)?)?,
                told: None,
            })
        })();
        let Some(standing) = standing else {
            bad.push(format!("bodies.tsv:{line}"));
            continue;
        };
        match bodies.last_mut().filter(|b| b.id == c[0]) {
            Some(b) => b.standings.push(standing),
            None => bodies.push(Body { id: c[0].into(), name: c[1].into(), aliases: list(c[2]), standings: vec![standing] }),
        }
    }
    let mut nouns = Vec::new();
    for (line, c) in rows(NOUNS) {
        let noun = (|| {
            Some(Noun {
                text: (*c.first()?).into(),
                plural: (*c.get(1)?).into(),
                country: None,
                kind: match *c.get(2)? {
                    "office" => Kind::Office,
                    "title" => Kind::Title,
                    "organ" => Kind::Organ,
                    "group" => Kind::Group,
                    "neutral" => Kind::Neutral,
                    _ => return None,
                },
                sector: match *c.get(3)? {
                    "" => None,
                    s => Some(s.parse().ok()?),
                },
                class: c.get(4)?,
                office: (*c.get(5)?).into(),
                from: None,
                to: None,
                told: None,
            })
        })();
        match noun {
            Some(n) => nouns.push(n),
            None => bad.push(format!("nouns.tsv:{line}")),
        }
    }
    let people = people(&nouns, &mut bad);
    let tables = Tables { states: states.into(), names: names.into(), bodies: bodies.into(), nouns: nouns.into(), people: people.into() };
    (tables, bad)
}

/// The class of every office by its names, in small letters.
pub(crate) fn classes(nouns: &[Noun]) -> HashMap<String, &'static str> {
    let offices = nouns.iter().filter(|n| !n.class.is_empty()).map(|n| (n.office.to_lowercase(), n.class));
    offices.chain(nouns.iter().map(|n| (n.text.to_string(), n.class))).collect()
}

/// Both tables are sorted by id and walked side by side.
fn people(nouns: &[Noun], bad: &mut Vec<String>) -> Vec<Person> {
    let classes = classes(nouns);
    let mut terms = rows(TERMS).peekable();
    let mut out = Vec::new();
    for (line, c) in rows(PEOPLE) {
        let (Some(id), Some(name), Some(aliases)) = (c.first().copied(), c.get(1).copied(), c.get(2).copied()) else {
            bad.push(format!("people.tsv:{line}"));
            continue;
        };
        let mut own = Vec::new();
        while let Some((line, t)) = terms.next_if(|(_, t)| t[0] <= id) {
            let term = (|| {
                let office = *t.get(2)?;
                Some(Term {
                    country: Some(t.get(1)?.parse().ok()?),
                    office: office.into(),
                    class: classes.get(&office.to_lowercase()).copied().unwrap_or(""),
                    sector: Some(t.get(3)?.parse().ok()?),
                    from: date(t.get(4)?)?,
                    to: date(t.get(5)?)?,
                    seen: *t.get(6)? == "seen",
                    told: None,
                })
            })();
            match term.filter(|_| t[0] == id) {
                Some(term) => own.push(term),
                None => bad.push(format!("terms.tsv:{line}")),
            }
        }
        if own.is_empty() {
            bad.push(format!("people.tsv:{line}: no row in terms.tsv"));
            continue;
        }
        let (surnames, aliases): (Vec<&str>, Vec<&str>) = parts(aliases).partition(|a| a.starts_with('~'));
        out.push(Person {
            id: id.into(),
            name: name.into(),
            aliases: aliases.into_iter().map(Text::from).collect(),
            surnames: surnames.into_iter().map(|s| s[1..].into()).collect(),
            terms: own,
        });
    }
    bad.extend(terms.map(|(line, _)| format!("terms.tsv:{line}: no row in people.tsv")));
    out
}

fn state(c: &[&'static str]) -> Option<State> {
    let number = |s: &str| s.parse::<f64>().ok();
    Some(State {
        code: c.first()?.parse().ok()?,
        iso2: c.get(1)?,
        numeric: c.get(2)?,
        cow: c.get(3)?,
        gw: c.get(4)?,
        fips: c.get(5)?,
        name: c.get(6)?,
        official: c.get(7)?,
        capital: c.get(8)?,
        middle: number(c.get(9)?).zip(number(c.get(10)?)),
        from: date(c.get(11)?)?,
        to: date(c.get(12)?)?,
    })
}

/// Empty is no date; anything else that is no date makes the row bad.
pub(crate) fn date(s: &str) -> Option<Option<Date>> {
    if s.is_empty() {
        return Some(None);
    }
    // Fifty thousand of them: the digits by hand are ten times as fast as a parser of all that a date may be.
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = *s.as_bytes() else { return None };
    let number = |digits: &[u8]| digits.iter().try_fold(0i16, |n, d| d.is_ascii_digit().then(|| n * 10 + i16::from(d - b'0')));
    Date::new(number(&[y1, y2, y3, y4])?, number(&[m1, m2])? as i8, number(&[d1, d2])? as i8).ok().map(Some)
}

fn parts(s: &'static str) -> impl Iterator<Item = &'static str> {
    s.split('|').filter(|s| !s.is_empty())
}

fn list(s: &'static str) -> Vec<Text> {
    parts(s).map(Text::from).collect()
}
