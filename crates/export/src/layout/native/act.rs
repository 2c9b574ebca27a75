//! Acts of all data sets side by side: one row each.

use std::sync::LazyLock;

use chancery_model::{Act, ActParty, ActPlace};

use crate::{
    Cell, Column,
    Kind::{Date, Float, Integer, Text, TextList},
    Record,
    table::{Field, Head, Line},
};

macro_rules! column {
    ($name:expr, $kind:expr, $path:expr, $means:expr, |$a:ident| $get:expr) => {{
        fn get(record: &Act, _row: usize) -> Cell<'_> {
            let $a = record;
            $get
        }
        Column { name: $name, kind: $kind, path: $path, meaning: $means, get }
    }};
}

/// The three columns of actors or of recipients.
macro_rules! parties {
    ($who:literal, $field:ident, $means:literal) => {
        [
            column!(concat!($who, "_name"), TextList, concat!($who, "[].name"), concat!($means, ", as the data set writes it"), |a| {
                texts(&a.$field, |p| p.name.as_deref())
            }),
            column!(concat!($who, "_country"), TextList, concat!($who, "[].country"), "ISO 3166 alpha-3, or a body as in mentions", |a| {
                texts(&a.$field, |p| p.country.as_ref().map(|c| c.as_str()))
            }),
            column!(concat!($who, "_sector"), TextList, concat!($who, "[].sector"), "Sector: GOV, MIL, REB ...", |a| {
                texts(&a.$field, |p| p.sector.map(|s| s.as_str()))
            }),
        ]
    };
}

#[rustfmt::skip]
static COLUMNS: LazyLock<Vec<Column<Act>>> = LazyLock::new(|| {
    let mut all: Vec<Column<Act>> = Vec::new();
    all.extend([
        column!("id", Text, "id", "Hash of the data set and the whole row; of own coding, the mention's id", |a| Cell::text(&a.id)),
        column!("dataset", Text, "dataset", "Whose coding: chancery, or the layout that the row came in", |a| Cell::text(a.dataset.as_str())),
        column!("own_id", Text, "own_id", "The id that the data set itself gives; several rows may share one", |a| Cell::text_or_null(a.own_id.as_deref())),
        column!("date", Date, "date", "Day of the act, as the data set has it (Cline: of the story)", |a| Cell::date(a.date)),
        column!("event", Text, "event", "PLOVER type: the data set's, else what its CAMEO code is in PLOVER", |a| Cell::text_or_null(a.event.map(|e| e.as_str()))),
        column!("mode", Text, "mode", "PLOVER mode, likewise", |a| Cell::text_or_null(a.mode.map(|m| m.as_str()))),
        column!("of", Text, "of", "Inner act, likewise", |a| Cell::text_or_null(a.of.map(|e| e.as_str()))),
        column!("status", Text, "status", "Whether it happened; absent for the data sets of others, which do not say", |a| Cell::text_or_null(a.status.map(|s| s.as_str()))),
        column!("contexts", TextList, "contexts[]", "PLOVER contexts, in the code book's order", |a| Cell::TextList(a.contexts.iter().map(|c| Some(c.as_str().into())).collect())),
        column!("quad", Integer, "quad", "PLOVER's quad class of the type, never the data set's own number", |a| a.quad.map_or(Cell::Null, |q| Cell::Integer(u8::from(q).into()))),
        column!("cameo", Text, "cameo", "CAMEO code; absent where the code book does not have it", |a| Cell::text_or_null(a.cameo.as_deref())),
        column!("goldstein", Float, "goldstein", "Goldstein value, as the data set has it", |a| Cell::float(a.goldstein)),
    ]);
    all.extend(parties!("actor", actor, "Who does it"));
    all.extend(parties!("recipient", recipient, "To whom"));
    all.extend([
        column!("place_name", Text, "place.name", "Where, as the data set writes it", |a| place(a, |p| Cell::text_or_null(p.name.as_deref()))),
        column!("place_country", Text, "place.country", "Country it lies in", |a| place(a, |p| Cell::text_or_null(p.country.as_ref().map(|c| c.as_str())))),
        column!("place_admin1", Text, "place.admin1", "First-order division", |a| place(a, |p| Cell::text_or_null(p.admin1.as_deref()))),
        column!("place_lat", Float, "place.lat", "Degrees north; of a region or country a centroid", |a| place(a, |p| Cell::float(p.lat))),
        column!("place_lon", Float, "place.lon", "Degrees east", |a| place(a, |p| Cell::float(p.lon))),
        column!("place_precision", Text, "place.precision", "city, region, water or country, where the data set says so", |a| place(a, |p| Cell::name(p.precision))),
        column!("source", Text, "source", "Publisher", |a| Cell::text_or_null(a.source.as_deref())),
        column!("url", Text, "url", "Address of the text", |a| Cell::text_or_null(a.url.as_deref())),
        column!("mentions", Integer, "mentions", "How often it was told, where the data set counts that", |a| a.mentions.map_or(Cell::Null, |n| Cell::Integer(n as i64))),
    ]);
    all
});

fn texts<'a>(parties: &'a [ActParty], part: fn(&'a ActParty) -> Option<&'a str>) -> Cell<'a> {
    Cell::TextList(parties.iter().map(|p| part(p).map(Into::into)).collect())
}

fn place<'a>(a: &'a Act, part: impl FnOnce(&'a ActPlace) -> Cell<'a>) -> Cell<'a> {
    a.place.as_ref().map_or(Cell::Null, part)
}

impl Record for Act {
    const NAME: &'static str = "act";

    fn columns() -> &'static [Column<Self>] {
        &COLUMNS
    }

    fn heads() -> &'static [Head] {
        const HEADS: &[Head] = &[
            Head::new("DATE", 10, 10).rank(9),
            Head::new("DATASET", 8, 14).rank(11),
            Head::new("STATUS", 6, 12).rank(4),
            Head::new("EVENT", 9, 20).rank(10),
            Head::new("MODE", 5, 14).rank(2),
            Head::new("CAMEO", 5, 5).rank(5),
            Head::new("ACTOR", 6, 28).rank(8),
            Head::new("RECIPIENT", 6, 28).rank(7),
            Head::new("SOURCE", 6, 24).rank(1),
            Head::new("ID", 8, 8).rank(3),
        ];
        HEADS
    }

    fn line(&self) -> Line {
        Line::new(vec![
            Field::new(&self.date.map_or(String::new(), |d| d.to_string())),
            Field::new(self.dataset.as_str()),
            self.status.map_or_else(|| Field::new(""), Field::status),
            Field::new(&match (self.event, self.of) {
                (Some(event), Some(of)) => format!("{event} of {of}"),
                (Some(event), None) => event.to_string(),
                (None, _) => String::new(),
            }),
            Field::new(self.mode.map_or("", |m| m.as_str())),
            Field::new(self.cameo.as_deref().unwrap_or_default()),
            Field::new(&people(&self.actor)),
            Field::new(&people(&self.recipient)),
            Field::new(self.source.as_deref().unwrap_or_default()),
            Field::new(self.id.get(..8).unwrap_or(&self.id)),
        ])
    }
}

/// Parties as the table shows them: country and sector as far as known, else the name.
fn people(parties: &[ActParty]) -> String {
    let one = |p: &ActParty| match (p.country, p.sector) {
        (Some(country), Some(sector)) => format!("{country}{sector}"),
        (Some(country), None) => country.to_string(),
        (None, _) => p.name.clone().unwrap_or_default(),
    };
    parties.iter().map(one).collect::<Vec<_>>().join(", ")
}
