//! Mentions in the gold's form.

use std::collections::HashMap;

use chancery_model::{Actor, Mention};

use crate::{GoldDocument, GoldEntity, GoldEvent};

/// The mentions of `document` as gold events, in their order.
///
/// A mention belongs to the gold sentence that holds the start of its trigger, whatever sentences the coder saw; one
/// without an actor, or with its trigger outside the text, is left out.
pub fn gold_form(document: &GoldDocument, mentions: &[Mention]) -> Vec<GoldEvent> {
    // Ends of the sentences in code points; one space stands between two.
    let mut ends = Vec::with_capacity(document.sentences.len());
    let mut start = 0u64;
    for sentence in &document.sentences {
        let end = start + sentence.chars().count() as u64;
        ends.push(end);
        start = end + 1;
    }
    let entities = |parties: &[Actor]| -> Vec<GoldEntity> {
        parties
            .iter()
            .map(|a| GoldEntity { t: a.text.clone(), c: a.country.map(|c| c.to_string()), s: a.sector.map(|s| s.to_string()) })
            .collect()
    };
    mentions
        .iter()
        .filter(|m| !m.actor.is_empty())
        .filter_map(|m| {
            let at = u64::from(m.trigger.span.start);
            let s = ends.partition_point(|&end| end < at);
            (s < ends.len()).then(|| GoldEvent {
                s: s as u32,
                tr: m.trigger.text.clone(),
                kind: m.event,
                of: m.of,
                mode: m.mode,
                status: m.status,
                actor: entities(&m.actor),
                recipient: entities(&m.recipient),
            })
        })
        .collect()
}

/// Sorts mentions of many documents by gold document, for [`score`](crate::score). Mentions of other documents are left out.
pub fn by_document(gold: &[GoldDocument], mentions: impl IntoIterator<Item = Mention>) -> Vec<Vec<Mention>> {
    let places: HashMap<&str, usize> = gold.iter().enumerate().map(|(i, d)| (d.id.as_str(), i)).collect();
    let mut sorted = vec![Vec::new(); gold.len()];
    for mention in mentions {
        if let Some(&i) = places.get(mention.document.id.as_str()) {
            sorted[i].push(mention);
        }
    }
    sorted
}
