//! Mentions: one row each.

use std::{ops::Range, sync::LazyLock};

use chancery_model::{Actor, Mention, Offsets, Place, Span};

use super::amount;
use crate::{
    Cell, Column,
    Kind::{Date, Float, Integer, IntegerList, Text, TextList},
    Record,
    table::{Field, Head, Line},
};

/// The nine columns of actors or of recipients.
macro_rules! parties {
    ($who:literal, $field:ident, $means:literal) => {
        [
            column!(concat!($who, "_text"), TextList, concat!($who, "[].text"), concat!($means, ", in the words of the sentence"), |m| {
                texts(&m.$field, |a| Some(&a.text))
            }),
            column!(
                concat!($who, "_start"),
                IntegerList,
                concat!($who, "[].span[0]"),
                "First code point of these words in the text",
                |m| numbers(&m.$field, |a| a.span.start)
            ),
            column!(concat!($who, "_end"), IntegerList, concat!($who, "[].span[1]"), "One past their last code point", |m| numbers(
                &m.$field,
                |a| a.span.end
            )),
            column!(concat!($who, "_name"), TextList, concat!($who, "[].name"), "Canonical name; absent where not resolved", |m| texts(
                &m.$field,
                |a| a.name.as_deref()
            )),
            column!(
                concat!($who, "_country"),
                TextList,
                concat!($who, "[].country"),
                "ISO 3166 alpha-3, or IGO, UNO, EUR, NGO, MNC, ISM, KOS, PSE, TWN",
                |m| texts(&m.$field, |a| a.country.as_ref().map(|c| c.as_str()))
            ),
            column!(concat!($who, "_sector"), TextList, concat!($who, "[].sector"), "Sector: GOV, MIL, REB ...", |m| texts(
                &m.$field,
                |a| a.sector.map(|s| s.as_str())
            )),
            column!(
                concat!($who, "_code"),
                TextList,
                concat!($who, "[].code"),
                "Country and sector joined; absent unless both are known",
                |m| texts(&m.$field, |a| a.code.as_deref())
            ),
            column!(concat!($who, "_office"), TextList, concat!($who, "[].office"), "Office held on the document's date", |m| texts(
                &m.$field,
                |a| a.office.as_deref()
            )),
            column!(concat!($who, "_id"), TextList, concat!($who, "[].actor_id"), "Id in the gazetteer", |m| texts(&m.$field, |a| a
                .actor_id
                .as_deref())),
        ]
    };
}

macro_rules! column {
    ($name:expr, $kind:expr, $path:expr, $means:expr, |$m:ident| $get:expr) => {{
        fn get(record: &Mention, _row: usize) -> Cell<'_> {
            let $m = record;
            $get
        }
        Column { name: $name, kind: $kind, path: $path, meaning: $means, get }
    }};
}

static COLUMNS: LazyLock<Vec<Column<Mention>>> = LazyLock::new(|| {
    let mut all: Vec<Column<Mention>> = Vec::new();
    all.extend([
        column!(
            "mention_id",
            Text,
            "mention_id",
            "Hash of document, trigger span, type and parties: stable across runs and machines",
            |m| Cell::text(&m.mention_id)
        ),
        column!("document_id", Text, "document.id", "The story's own id, unchanged; where it had none, a hash", |m| Cell::text(
            &m.document.id
        )),
        column!("document_date", Date, "document.date", "Day of publication", |m| Cell::date(m.document.date)),
        column!(
            "document_date_source",
            Text,
            "document.date_source",
            "Where that day comes from: given, metadata, feed, url, text, none",
            |m| Cell::name(Some(m.document.date_source))
        ),
        column!("document_title", Text, "document.title", "Headline", |m| Cell::text_or_null(m.document.title.as_deref())),
        column!("document_source", Text, "document.source", "Publisher or collection", |m| Cell::text_or_null(
            m.document.source.as_deref()
        )),
        column!("document_url", Text, "document.url", "Address", |m| Cell::text_or_null(m.document.url.as_deref())),
        column!("document_language", Text, "document.language", "ISO 639-1 code; absent where unsure", |m| Cell::text_or_null(
            m.document.language.as_deref()
        )),
        column!("event", Text, "event", "PLOVER type, one of 16", |m| Cell::text(m.event.as_str())),
        column!("mode", Text, "mode", "PLOVER mode, one of the type's own", |m| Cell::text_or_null(m.mode.map(|x| x.as_str()))),
        column!("of", Text, "of", "Inner act of AGREE, CONCEDE, REQUEST, REJECT, THREATEN", |m| Cell::text_or_null(
            m.of.map(|x| x.as_str())
        )),
        column!("status", Text, "status", "reported, future, hypothetical, negated or historical", |m| Cell::text(m.status.as_str())),
        column!("contexts", TextList, "contexts[]", "PLOVER contexts, in the code book's order", |m| Cell::TextList(
            m.contexts.iter().map(|c| Some(c.as_str().into())).collect()
        )),
        column!("quad", Integer, "quad", "1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict", |m| {
            Cell::Integer(u8::from(m.quad).into())
        }),
        column!("plover_score", Float, "plover_score", "PLOVER score, -10 to 10", |m| Cell::float(Some(m.plover_score))),
        column!("cameo", Text, "cameo", "Closest CAMEO code; text, as 010 is not 10", |m| Cell::text_or_null(m.cameo.as_deref())),
        column!("goldstein", Float, "goldstein", "Goldstein value of that code", |m| Cell::float(m.goldstein)),
    ]);
    all.extend(parties!("actor", actor, "Who does it"));
    all.extend(parties!("recipient", recipient, "To whom"));
    all.extend([
        column!("date_start", Date, "date.start", "First day of the act, if the text says", |m| Cell::date(
            m.date.as_ref().and_then(|d| d.start)
        )),
        column!("date_end", Date, "date.end", "Last day of the act", |m| Cell::date(m.date.as_ref().and_then(|d| d.end))),
        column!(
            "date_precision",
            Text,
            "date.precision",
            "day, week, month, quarter, season, year, decade, century, range or vague",
            |m| Cell::name(m.date.as_ref().map(|d| d.precision))
        ),
        column!("date_text", Text, "date.text", "The words of the date", |m| Cell::text_or_null(m.date.as_ref().map(|d| d.text.as_str()))),
        column!("date_source", Text, "date.source", "absolute: the words alone; relative: the words and the document's date", |m| {
            Cell::name(m.date.as_ref().map(|d| d.source))
        }),
        column!("place_text", Text, "place.text", "The words of the place where the act itself happens", |m| place(m, |p| Cell::text(
            &p.text
        ))),
        column!("place_start", Integer, "place.span[0]", "First code point of these words", |m| place(m, |p| Cell::Integer(
            p.span.start.into()
        ))),
        column!("place_end", Integer, "place.span[1]", "One past their last code point", |m| place(m, |p| Cell::Integer(
            p.span.end.into()
        ))),
        column!("place_name", Text, "place.name", "Canonical name; absent where not resolved", |m| place(m, |p| Cell::text_or_null(
            p.name.as_deref()
        ))),
        column!("place_country", Text, "place.country", "Country it lies in", |m| place(m, |p| Cell::text_or_null(
            p.country.as_ref().map(|c| c.as_str())
        ))),
        column!("place_admin1", Text, "place.admin1", "First-order division", |m| place(m, |p| Cell::text_or_null(p.admin1.as_deref()))),
        column!("place_lat", Float, "place.lat", "Degrees north; of a region or country a centroid", |m| place(m, |p| Cell::float(p.lat))),
        column!("place_lon", Float, "place.lon", "Degrees east", |m| place(m, |p| Cell::float(p.lon))),
        column!("place_geonameid", Integer, "place.geonameid", "GeoNames id", |m| place(m, |p| p
            .geonameid
            .map_or(Cell::Null, |id| Cell::Integer(id.into())))),
        column!("place_precision", Text, "place.precision", "city, region, water or country", |m| place(m, |p| Cell::name(p.precision))),
        column!("amount_text", Text, "amount.text", "Money or number of things, in the words of the sentence", |m| amount(
            &m.amount,
            |a| Cell::text(&a.text)
        )),
        column!("amount_value", Float, "amount.value", "The number", |m| amount(&m.amount, |a| Cell::float(a.value))),
        column!("amount_unit", Text, "amount.unit", "What is counted; absent for money", |m| amount(&m.amount, |a| Cell::text_or_null(
            a.unit.as_deref()
        ))),
        column!("amount_currency", Text, "amount.currency", "ISO 4217 code; absent where it is no money", |m| amount(&m.amount, |a| {
            Cell::text_or_null(a.currency.as_deref())
        })),
        column!("trigger_text", Text, "trigger.text", "The words that name the act", |m| Cell::text(&m.trigger.text)),
        column!("trigger_start", Integer, "trigger.span[0]", "First code point of these words", |m| Cell::Integer(
            m.trigger.span.start.into()
        )),
        column!("trigger_end", Integer, "trigger.span[1]", "One past their last code point", |m| Cell::Integer(m.trigger.span.end.into())),
        column!("sentence_index", Integer, "sentence.index", "Number of the sentence in the document, from 0", |m| Cell::Integer(
            m.sentence.index.into()
        )),
        column!("sentence_text", Text, "sentence.text", "The sentence that proves it", |m| Cell::text(&m.sentence.text)),
        column!("sentence_start", Integer, "sentence.span[0]", "Its first code point", |m| Cell::Integer(m.sentence.span.start.into())),
        column!("sentence_end", Integer, "sentence.span[1]", "One past its last code point", |m| Cell::Integer(m.sentence.span.end.into())),
        column!("confidence", Float, "confidence", "The coder's own estimate that type and parties are right, 0 to 1", |m| Cell::float(
            Some(m.confidence)
        )),
        column!("coder", Text, "coder", "Program and model", |m| Cell::text(&m.coder)),
    ]);
    all
});

fn texts<'a>(parties: &'a [Actor], part: fn(&'a Actor) -> Option<&'a str>) -> Cell<'a> {
    Cell::TextList(parties.iter().map(|a| part(a).map(Into::into)).collect())
}

fn numbers(parties: &[Actor], part: fn(&Actor) -> u32) -> Cell<'_> {
    Cell::IntegerList(parties.iter().map(|a| part(a).into()).collect())
}

fn place<'a>(m: &'a Mention, part: impl FnOnce(&'a Place) -> Cell<'a>) -> Cell<'a> {
    m.place.as_ref().map_or(Cell::Null, part)
}

impl Record for Mention {
    const NAME: &'static str = "mention";

    fn columns() -> &'static [Column<Self>] {
        &COLUMNS
    }

    fn heads() -> &'static [Head] {
        const HEADS: &[Head] = &[
            Head::new("DATE", 10, 12).rank(9),
            Head::new("STATUS", 8, 12).rank(8),
            Head::new("EVENT", 9, 20).rank(10),
            Head::new("MODE", 5, 14).rank(2),
            Head::new("ACTOR", 6, 24).rank(7),
            Head::new("RECIPIENT", 6, 24).rank(6),
            Head::new("TRIGGER", 8, 24).rank(5),
            Head::new("SENTENCE", 24, usize::MAX).rank(1),
            Head::new("ID", 8, 8).rank(3),
        ];
        HEADS
    }

    fn line(&self) -> Line {
        // Where the text gives the act no day, the document's stands in brackets.
        let date = match (self.date.as_ref().and_then(|d| d.start.or(d.end)), self.document.date) {
            (Some(day), _) => day.to_string(),
            (None, Some(day)) => format!("({day})"),
            (None, None) => String::new(),
        };
        Line::new(vec![
            Field::new(&date),
            Field::status(self.status),
            Field::new(&match self.of {
                Some(of) => format!("{} of {of}", self.event),
                None => self.event.to_string(),
            }),
            Field::new(self.mode.map_or("", |m| m.as_str())),
            Field::new(&people(&self.actor)),
            Field::new(&people(&self.recipient)),
            Field::new(&self.trigger.text),
            Field::focused(&self.sentence.text, trigger_in_sentence(self)),
            Field::new(self.mention_id.get(..8).unwrap_or(&self.mention_id)),
        ])
    }
}

/// Parties as the table shows them: by code, else country, else name or words.
fn people(parties: &[Actor]) -> String {
    let one = |a: &Actor| a.code.clone().or(a.country.map(|c| c.to_string())).or_else(|| a.name.clone()).unwrap_or_else(|| a.text.clone());
    parties.iter().map(one).collect::<Vec<_>>().join(", ")
}

/// Bytes of the trigger in the sentence; empty where it does not stand there.
fn trigger_in_sentence(m: &Mention) -> Range<usize> {
    let (sentence, trigger) = (m.sentence.span, m.trigger.span);
    let span = Span { start: trigger.start.saturating_sub(sentence.start), end: trigger.end.saturating_sub(sentence.start) };
    let bytes = Offsets::new(&m.sentence.text).bytes(span);
    if m.sentence.text.get(bytes.clone()) == Some(m.trigger.text.as_str()) { bytes } else { 0..0 }
}
