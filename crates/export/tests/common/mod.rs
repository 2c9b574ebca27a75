//! Invented records with every field filled, and with none that may be absent.
#![allow(dead_code, reason = "each test file uses a part")]

use chancery_model::{Commitment, Event, Mention};
use serde_json::json;

pub fn full_mention() -> Mention {
    let party = |text: &str, start: u32, country: &str| {
        json!({"text": text, "span": [start, start + text.chars().count() as u32], "name": format!("Name; of \\ {text}"), "country": country,
               "sector": "GOV", "code": format!("{country}GOV"), "office": "minister, of \"trade\"", "actor_id": format!("id-{country}")})
    };
    let mut unknown = party("they", 70, "PER");
    for field in ["name", "country", "sector", "code", "office", "actor_id"] {
        unknown[field] = json!(null);
    }
    serde_json::from_value(json!({
        "mention_id": "m1",
        "document": {"id": "doc,1", "date": "2031-05-02", "date_source": "metadata", "title": "A \"title\"", "source": "wire", "url": "https://example.org/1", "language": "en"},
        "event": "AGREE", "mode": "visit", "of": "CONSULT", "status": "future", "contexts": ["military", "diplomatic"],
        "quad": 1, "plover_score": 2.5, "cameo": "036", "goldstein": 4.0,
        "actor": [party("Peru", 4, "PER"), unknown],
        "recipient": [party("Chile", 30, "CHL")],
        "date": {"start": "2031-06-01", "end": "2031-06-30", "precision": "month", "text": "in June", "source": "relative"},
        "place": {"text": "Lima", "span": [50, 54], "name": "Lima", "country": "PER", "admin1": "Lima", "lat": -12.04318, "lon": -77.02824, "geonameid": 3936456, "precision": "city"},
        "amount": {"text": "$2.5 billion", "value": 2500000000.0, "unit": "loans", "currency": "USD"},
        "trigger": {"text": "will visit", "span": [13, 23]},
        "sentence": {"index": 3, "text": "The ministry will visit Chile,\nas \"agreed\".", "span": [0, 43]},
        "confidence": 0.93, "coder": "chancery 0.1.0 / test"
    }))
    .unwrap()
}

pub fn bare_mention() -> Mention {
    let mut m = full_mention();
    m.mention_id = "m2".into();
    (m.document.date, m.document.title, m.document.source, m.document.url, m.document.language) = (None, None, None, None, None);
    (m.mode, m.of, m.cameo, m.goldstein, m.date, m.place, m.amount) = (None, None, None, None, None, None, None);
    m.contexts.clear();
    m.recipient.clear();
    m
}

pub fn event() -> Event {
    serde_json::from_value(json!({
        "event_id": "e1", "event": "AID", "mode": "visit", "of": "AID", "status": "reported", "date": "2031-05-02",
        "actor": ["CHL", "PER"], "recipient": [], "mentions": ["m1", "m2"], "documents": 2, "sources": 1
    }))
    .unwrap()
}

pub fn commitment() -> Commitment {
    let amount = json!({"text": "40 trucks", "value": 40.0, "unit": "trucks", "currency": "USD"});
    serde_json::from_value(json!({
        "id": "c1", "by": ["PER"], "to": ["CHL", "BOL"], "type": "AID", "subject": "trucks for the \"coast\"", "domain": "economic",
        "state": "in_progress", "due": "2031-12-31", "amount": amount,
        "steps": [
            {"state": "announced", "date": "2031-05-02", "document": "d1", "quote": "Peru will send 40 trucks.", "span": [10, 35], "mention_id": "m1", "due": "2031-12-31", "amount": amount},
            {"state": "in_progress", "date": null, "document": "d2", "quote": "The first trucks arrived.", "span": [0, 25], "mention_id": null, "due": null, "amount": null}
        ],
        "lapsed": {"rule": "due day passed", "as_of": "2032-01-15", "sources": 7}
    }))
    .unwrap()
}
