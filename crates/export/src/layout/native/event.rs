//! Events: one row each.

use chancery_model::Event;

use super::countries;
use crate::{
    Cell, Column,
    Kind::{Date, Integer, Text, TextList},
    Record,
    table::{Field, Head, Line},
};

const COLUMNS: &[Column<Event>] = &[
    Column {
        name: "event_id",
        kind: Text,
        path: "event_id",
        meaning: "Hash of the first mention's id",
        get: |e, _| Cell::text(&e.event_id),
    },
    Column { name: "event", kind: Text, path: "event", meaning: "PLOVER type, one of 16", get: |e, _| Cell::text(e.event.as_str()) },
    Column {
        name: "mode",
        kind: Text,
        path: "mode",
        meaning: "PLOVER mode of most of its mentions",
        get: |e, _| Cell::text_or_null(e.mode.map(|m| m.as_str())),
    },
    Column {
        name: "of",
        kind: Text,
        path: "of",
        meaning: "Inner act of AGREE, CONCEDE, REQUEST, REJECT, THREATEN",
        get: |e, _| Cell::text_or_null(e.of.map(|m| m.as_str())),
    },
    Column {
        name: "status",
        kind: Text,
        path: "status",
        meaning: "Status of most of its mentions",
        get: |e, _| Cell::text(e.status.as_str()),
    },
    Column {
        name: "date",
        kind: Date,
        path: "date",
        meaning: "Day of the act as far as known: the text's, else the first document's",
        get: |e, _| Cell::date(e.date),
    },
    Column { name: "actor", kind: TextList, path: "actor[]", meaning: "Countries that act, sorted", get: |e, _| countries(&e.actor) },
    Column {
        name: "recipient",
        kind: TextList,
        path: "recipient[]",
        meaning: "Countries acted on, sorted",
        get: |e, _| countries(&e.recipient),
    },
    Column {
        name: "mentions",
        kind: TextList,
        path: "mentions[]",
        meaning: "Ids of its mentions, in order of document date and place in the text",
        get: |e, _| Cell::TextList(e.mentions.iter().map(|m| Some(m.as_str().into())).collect()),
    },
    Column {
        name: "documents",
        kind: Integer,
        path: "documents",
        meaning: "Number of distinct documents",
        get: |e, _| Cell::Integer(e.documents.into()),
    },
    Column {
        name: "sources",
        kind: Integer,
        path: "sources",
        meaning: "Number of distinct sources",
        get: |e, _| Cell::Integer(e.sources.into()),
    },
];

impl Record for Event {
    const NAME: &'static str = "event";

    fn columns() -> &'static [Column<Self>] {
        COLUMNS
    }

    fn heads() -> &'static [Head] {
        const HEADS: &[Head] = &[
            Head::new("DATE", 10, 10).rank(9),
            Head::new("STATUS", 8, 12).rank(8),
            Head::new("EVENT", 9, 20).rank(10),
            Head::new("MODE", 5, 14).rank(4),
            Head::new("ACTOR", 6, 40).rank(7),
            Head::new("RECIPIENT", 6, 40).rank(6),
            Head::new("MENTIONS", 8, 8).rank(3).number(),
            Head::new("DOCUMENTS", 9, 9).rank(2).number(),
            Head::new("SOURCES", 7, 7).rank(1).number(),
            Head::new("ID", 16, 16).rank(5),
        ];
        HEADS
    }

    fn line(&self) -> Line {
        let codes = |codes: &[chancery_model::Country]| codes.iter().map(|c| c.as_str()).collect::<Vec<_>>().join(", ");
        Line::new(vec![
            Field::new(&self.date.map_or(String::new(), |d| d.to_string())),
            Field::status(self.status),
            Field::new(&match self.of {
                Some(of) => format!("{} of {of}", self.event),
                None => self.event.to_string(),
            }),
            Field::new(self.mode.map_or("", |m| m.as_str())),
            Field::new(&codes(&self.actor)),
            Field::new(&codes(&self.recipient)),
            Field::new(&self.mentions.len().to_string()),
            Field::new(&self.documents.to_string()),
            Field::new(&self.sources.to_string()),
            Field::new(&self.event_id),
        ])
    }
}
