//! Invented documents and mentions for tests, and a dump of everything in a record.

use std::fmt::Write;

use chancery_model::{
    Actor, Coded, Context, DateSource, Document, EventType, Mention, Offsets, Sentence, Span, Status, Trigger, content_hash,
};
use jiff::Timestamp;

use crate::Store;

pub(crate) fn now() -> Timestamp {
    "2024-04-05T12:00:00Z".parse().unwrap()
}

pub(crate) fn document(id: &str, text: &str) -> Document {
    Document { id: id.into(), date: Some("2024-04-01".parse().unwrap()), date_source: DateSource::Given, ..Document::from_text(text) }
}

/// A mention of `document` whose trigger is the first `trigger` in its text.
pub(crate) fn mention(document: &Document, trigger: &str, event: &str, actor: &str, recipient: &str) -> Mention {
    let start = document.text.find(trigger).expect("the trigger in the text");
    let offsets = Offsets::new(&document.text);
    let event: EventType = event.parse().unwrap();
    let party = |c: &str| Actor {
        text: c.into(),
        span: Span { start: 0, end: 1 },
        name: None,
        country: Some(c.parse().unwrap()),
        sector: None,
        code: None,
        office: None,
        actor_id: None,
    };
    Mention {
        mention_id: content_hash(&[&document.id, &start.to_string(), event.as_str()]),
        document: document.reference(),
        event,
        mode: None,
        of: None,
        status: Status::Reported,
        contexts: vec![Context::Diplomatic],
        quad: event.quad(),
        plover_score: 2.5,
        cameo: None,
        goldstein: None,
        actor: vec![party(actor)],
        recipient: vec![party(recipient)],
        date: None,
        place: None,
        amount: None,
        trigger: Trigger { text: trigger.into(), span: offsets.span(start..start + trigger.len()) },
        sentence: Sentence { index: 0, text: document.text.clone(), span: offsets.span(0..document.text.len()) },
        confidence: 0.93,
        coder: "c1".into(),
    }
}

/// Three documents of three days: PER met CHL, CHL helped BOL, BOL condemned PER.
pub(crate) fn filled() -> (tempfile::TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let mut store = Store::open(&folder.path().join("r.db")).unwrap();
    let rows = [
        ("c", 3, "BOL condemned PER", "condemned", "ACCUSE"),
        ("a", 1, "PER met CHL", "met", "CONSULT"),
        ("b", 2, "CHL helped BOL", "helped", "AID"),
    ];
    for (id, day, text, trigger, event) in rows {
        let mut doc = document(id, text);
        doc.date = Some(jiff::civil::date(2024, 4, day));
        let m = mention(&doc, trigger, event, &text[..3], &text[text.len() - 3..]);
        store.add(&doc, &Coded { mentions: vec![m], reasons: vec![], sentences: 1, ..Coded::default() }, "c1", now()).unwrap();
    }
    (folder, store)
}

/// Every row of every table, keys included, sorted.
pub(crate) fn dump(store: &Store) -> String {
    let names = |sql: &str| -> Vec<String> {
        store.connection.prepare(sql).unwrap().query_map([], |r| r.get(0)).unwrap().collect::<Result<_, _>>().unwrap()
    };
    let mut lines = Vec::new();
    for table in names("SELECT name FROM sqlite_schema WHERE type = 'table'") {
        let mut statement = store.connection.prepare(&format!("SELECT * FROM {table}")).unwrap();
        let columns = statement.column_count();
        let mut rows = statement.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            let mut line = table.clone();
            for i in 0..columns {
                write!(line, "|{:?}", row.get_ref(i).unwrap()).unwrap();
            }
            lines.push(line);
        }
    }
    lines.sort();
    lines.join("\n")
}
