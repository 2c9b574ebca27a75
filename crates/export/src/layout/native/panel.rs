//! Panels: one row each.

use chancery_model::PanelRow;

use crate::{
    Cell, Column,
    Kind::{Date, Float, Integer, Text},
    Record,
    table::{Field, Head, Line},
};

const COLUMNS: &[Column<PanelRow>] = &[
    Column { name: "start", kind: Date, path: "start", meaning: "First day of the period", get: |r, _| Cell::Date(r.start) },
    Column { name: "end", kind: Date, path: "end", meaning: "Last day of the period", get: |r, _| Cell::Date(r.end) },
    Column { name: "actor", kind: Text, path: "actor", meaning: "Country that acts", get: |r, _| Cell::text(r.actor.as_str()) },
    Column {
        name: "recipient",
        kind: Text,
        path: "recipient",
        meaning: "Country toward which it acts; absent in a panel of countries",
        get: |r, _| Cell::text_or_null(r.recipient.as_ref().map(|c| c.as_str())),
    },
    Column {
        name: "mentions",
        kind: Integer,
        path: "mentions",
        meaning: "Mentions; 0 where nothing was told",
        get: |r, _| count(r.mentions),
    },
    Column {
        name: "events",
        kind: Integer,
        path: "events",
        meaning: "Acts, each in the period of its first mention",
        get: |r, _| count(r.events),
    },
    Column {
        name: "sources",
        kind: Integer,
        path: "sources",
        meaning: "Distinct sources that told them",
        get: |r, _| count(r.sources),
    },
    Column {
        name: "verbal_cooperation",
        kind: Integer,
        path: "quad[0]",
        meaning: "Mentions of quad class 1",
        get: |r, _| count(r.quad[0]),
    },
    Column {
        name: "material_cooperation",
        kind: Integer,
        path: "quad[1]",
        meaning: "Mentions of quad class 2",
        get: |r, _| count(r.quad[1]),
    },
    Column { name: "verbal_conflict", kind: Integer, path: "quad[2]", meaning: "Mentions of quad class 3", get: |r, _| count(r.quad[2]) },
    Column { name: "material_conflict", kind: Integer, path: "quad[3]", meaning: "Mentions of quad class 4", get: |r, _| count(r.quad[3]) },
    Column {
        name: "goldstein",
        kind: Float,
        path: "goldstein",
        meaning: "Mean Goldstein score of the mentions that have one",
        get: |r, _| Cell::float(r.goldstein),
    },
    Column {
        name: "plover_score",
        kind: Float,
        path: "plover_score",
        meaning: "Mean PLOVER score of the mentions",
        get: |r, _| Cell::float(r.plover_score),
    },
];

fn count(n: u64) -> Cell<'static> {
    Cell::Integer(i64::try_from(n).unwrap_or(i64::MAX))
}

impl Record for PanelRow {
    const NAME: &'static str = "panel row";

    fn columns() -> &'static [Column<Self>] {
        COLUMNS
    }

    fn heads() -> &'static [Head] {
        const HEADS: &[Head] = &[
            Head::new("START", 10, 10).rank(10),
            Head::new("ACTOR", 5, 5).rank(10),
            Head::new("RECIPIENT", 9, 9).rank(9),
            Head::new("MENTIONS", 8, 9).rank(7).number(),
            Head::new("EVENTS", 6, 9).rank(8).number(),
            Head::new("SOURCES", 7, 9).rank(3).number(),
            Head::new("VERB COOP", 9, 9).rank(6).number(),
            Head::new("MAT COOP", 8, 9).rank(6).number(),
            Head::new("VERB CONF", 9, 9).rank(6).number(),
            Head::new("MAT CONF", 8, 9).rank(6).number(),
            Head::new("GOLDSTEIN", 9, 9).rank(2).number(),
            Head::new("PLOVER", 6, 9).rank(1).number(),
        ];
        HEADS
    }

    fn line(&self) -> Line {
        let mean = |x: Option<f64>| Field::new(&x.map_or(String::new(), |x| format!("{x:.2}")));
        let count = |n: u64| Field::new(&n.to_string());
        Line::new(vec![
            Field::new(&self.start.to_string()),
            Field::new(self.actor.as_str()),
            Field::new(self.recipient.as_ref().map_or("", |c| c.as_str())),
            count(self.mentions),
            count(self.events),
            count(self.sources),
            count(self.quad[0]),
            count(self.quad[1]),
            count(self.quad[2]),
            count(self.quad[3]),
            mean(self.goldstein),
            mean(self.plover_score),
        ])
    }
}
