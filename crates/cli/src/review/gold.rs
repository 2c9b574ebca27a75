//! Reviewed documents in the form of annotated ones.

use std::{
    collections::{BTreeMap, BTreeSet},
    io::Write,
};

use anyhow::Result;
use chancery_eval::{GoldDocument, gold_form};
use chancery_model::{Decision, Offsets, Origin};
use chancery_store::{Filter, Store};
use serde_json::json;

use crate::output;

/// Prints every document of which each mention was decided on, with what stands now. What the program missed and nobody could
/// decide on is missing: such documents tell how precise it is, not how much it finds.
pub fn print(store: &Store, decisions: &[Decision]) -> Result<()> {
    let mut places: BTreeMap<&str, BTreeSet<(u32, u32)>> = BTreeMap::new();
    for d in decisions {
        places.entry(&d.seen.document.id).or_default().insert((d.seen.trigger.span.start, d.seen.trigger.span.end));
    }
    let mut out = output::standard();
    let mut left = 0;
    for (id, decided) in places {
        let Some(stored) = store.document(id)? else { continue };
        let mut mentions = store.mentions_of(&Filter { document: Some(id.to_owned()), ..Filter::default() })?;
        if mentions.iter().any(|m| !decided.contains(&(m.trigger.span.start, m.trigger.span.end))) {
            left += 1;
            continue;
        }
        let d = &stored.document;
        let offsets = Offsets::new(&d.text);
        let furniture: Vec<_> = d.furniture.iter().map(|s| offsets.bytes(*s)).collect();
        let ranges = chancery_coder::sentence::split(&d.text, &furniture);
        let gold = GoldDocument {
            id: d.id.clone(),
            source: d.source.clone(),
            url: d.url.clone(),
            date: d.date,
            title: d.title.clone(),
            sentences: ranges.iter().map(|r| d.text[r.clone()].to_owned()).collect(),
            events: Vec::new(),
            origin: Origin::default(),
        };
        // The form counts in the sentences joined by one space; the document may have more between them.
        let mut begin = 0;
        for r in &ranges {
            let span = offsets.span(r.clone());
            for m in mentions.iter_mut().filter(|m| m.sentence.span == span) {
                m.trigger.span.start = m.trigger.span.start - span.start + begin;
                m.trigger.span.end = m.trigger.span.end - span.start + begin;
            }
            begin += span.end - span.start + 1;
        }
        let events = gold_form(&gold, &mentions);
        let line = json!({"id": gold.id, "source": gold.source, "url": gold.url, "date": gold.date, "title": gold.title,
                          "sentences": gold.sentences, "events": events});
        writeln!(out, "{line}")?;
    }
    if left > 0 {
        eprintln!("chancery: {left} documents have mentions that nobody has decided on; they are left out");
    }
    Ok(out.flush()?)
}
