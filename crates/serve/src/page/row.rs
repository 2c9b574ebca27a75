//! Mentions and events as lines of tables.

use chancery_model::{Actor, Country, Event, Mention, Span, Status};
use serde::Serialize;

use crate::{
    ask::Ask,
    failure::Failure,
    mark::{self, Mark},
    name, query,
    view::{Verdict, View},
};

/// A mention with its event.
#[derive(Debug, Clone, Serialize)]
pub struct Line {
    /// The record.
    #[serde(flatten)]
    pub mention: Mention,
    /// Its event.
    pub event_id: String,
    /// What reviewers said.
    pub verdict: Verdict,
}

impl Line {
    /// The mention of a row; `None` where it was superseded since the view was made.
    pub fn read(ask: &Ask, view: &View, row: u32) -> Result<Option<Line>, Failure> {
        let r = &view.rows[row as usize];
        let event_id = view.events.get(r.act as usize).map(|e| e.event_id.clone()).unwrap_or_default();
        let mention = ask.store.mention(&view.ids[row as usize])?;
        Ok(mention.map(|mention| Line { mention, event_id, verdict: r.verdict }))
    }

    /// Those of several rows.
    pub fn all(ask: &Ask, rows: impl Iterator<Item = u32>) -> Result<Vec<Line>, Failure> {
        rows.filter_map(|i| Line::read(ask, &ask.view, i).transpose()).collect()
    }

    /// Address of the mention's page.
    pub fn href(&self) -> String {
        query::to("mention", &self.mention.mention_id)
    }

    /// Address of the document's page, at this mention.
    pub fn document_href(&self) -> String {
        format!("{}#m-{}", query::to("document", &self.mention.document.id), query::encode(&self.mention.mention_id))
    }

    /// The day of the act, else the document's, as text.
    pub fn day(&self) -> String {
        let told = self.mention.date.as_ref().and_then(|d| d.start);
        told.or(self.mention.document.date).map(|d| d.to_string()).unwrap_or_default()
    }

    /// The sentence with its parts coloured.
    pub fn sentence(&self) -> String {
        let m = &self.mention;
        let start = m.sentence.span.start;
        let moved = |s: Span| Span { start: s.start.saturating_sub(start), end: s.end.saturating_sub(start) };
        let marks: Vec<Mark> = marks(m).into_iter().map(|k| Mark { span: moved(k.span), ..k }).collect();
        mark::html(&m.sentence.text, Span { start: 0, end: m.sentence.span.end - start }, &marks)
    }

    /// Type, inner type and mode: "AGREE of CONSULT", "CONSULT visit".
    pub fn what(&self) -> String {
        what(self.mention.event.as_str(), self.mention.of.map(|o| o.as_str()), self.mention.mode.map(|m| m.as_str()))
    }

    /// Confidence in whole hundredths.
    pub fn percent(&self) -> u8 {
        (self.mention.confidence * 100.0).round() as u8
    }

    /// Class of the style sheet: the quad class.
    pub fn quad(&self) -> u8 {
        self.mention.quad.into()
    }

    /// Whether the act is told as real.
    pub fn real(&self) -> bool {
        self.mention.status == Status::Reported
    }

    /// Who does it.
    pub fn actors(&self) -> Vec<Party> {
        self.mention.actor.iter().map(Party::of).collect()
    }

    /// To whom.
    pub fn recipients(&self) -> Vec<Party> {
        self.mention.recipient.iter().map(Party::of).collect()
    }
}

/// A party as tables show it.
#[derive(Debug, Clone, PartialEq)]
pub struct Party {
    /// Code, else the words.
    pub short: String,
    /// Name, office, words.
    pub long: String,
    /// Where it leads.
    pub href: Option<String>,
}

impl Party {
    fn of(a: &Actor) -> Party {
        let short =
            a.code.clone().or_else(|| a.country.map(|c| c.to_string())).or_else(|| a.name.clone()).unwrap_or_else(|| a.text.clone());
        let href = match (&a.actor_id, a.country) {
            (Some(id), _) => Some(query::to("actor", id)),
            (None, Some(c)) => Some(format!("/country/{c}")),
            (None, None) => None,
        };
        Party { short, long: who(a), href }
    }
}

/// A party in words: name, office, what the text says.
pub fn who(a: &Actor) -> String {
    let mut parts: Vec<&str> = Vec::new();
    let country = a.country.map(name::country).unwrap_or_default();
    for p in [a.name.as_deref(), a.office.as_deref(), Some(country)].into_iter().flatten() {
        if !p.is_empty() && !parts.contains(&p) {
            parts.push(p);
        }
    }
    match parts.is_empty() {
        true => format!("“{}”", a.text),
        false => format!("{} (“{}”)", parts.join(", "), a.text),
    }
}

/// Type, inner type and mode in one.
pub fn what(event: &str, of: Option<&str>, mode: Option<&str>) -> String {
    let of = of.map(|o| format!(" of {o}")).unwrap_or_default();
    let mode = mode.map(|m| format!(" · {m}")).unwrap_or_default();
    format!("{event}{of}{mode}")
}

/// The parts of a mention in its document.
pub fn marks(m: &Mention) -> Vec<Mark> {
    let mut out = vec![Mark::new(m.trigger.span, "trigger", what(m.event.as_str(), m.of.map(|o| o.as_str()), m.mode.map(|x| x.as_str())))];
    out.extend(m.actor.iter().map(|a| Mark::new(a.span, "actor", format!("actor: {}", who(a)))));
    out.extend(m.recipient.iter().map(|a| Mark::new(a.span, "recipient", format!("recipient: {}", who(a)))));
    if let Some(p) = &m.place {
        out.push(Mark::new(p.span, "place", format!("place: {}", p.name.as_deref().unwrap_or(&p.text))));
    }
    // A date and an amount carry their words, not their place: they are looked for in the sentence.
    for (text, class) in [(m.date.as_ref().map(|d| &d.text), "date"), (m.amount.as_ref().map(|a| &a.text), "amount")] {
        if let Some(at) = text.and_then(|t| m.sentence.text.find(t.as_str()).map(|i| (i, t))) {
            let start = m.sentence.span.start + m.sentence.text[..at.0].chars().count() as u32;
            out.push(Mark::new(Span { start, end: start + at.1.chars().count() as u32 }, class, class));
        }
    }
    out
}

/// An event with the sentence of its first mention.
#[derive(Debug, Clone, Serialize)]
pub struct Act {
    /// The record.
    #[serde(flatten)]
    pub event: Event,
    /// The first mention.
    pub first: Option<Line>,
}

impl Act {
    /// Those of several events.
    pub fn all<'e>(ask: &Ask, events: impl Iterator<Item = &'e Event>) -> Result<Vec<Act>, Failure> {
        let read = |e: &Event| {
            let row = e.mentions.first().and_then(|id| ask.view.row(id)).map(|(i, _)| i);
            let first = row.map(|i| Line::read(ask, &ask.view, i)).transpose()?.flatten();
            Ok(Act { event: e.clone(), first })
        };
        events.map(read).collect()
    }

    /// Address of its page.
    pub fn href(&self) -> String {
        query::to("event", &self.event.event_id)
    }

    /// Its day as text.
    pub fn day(&self) -> String {
        self.event.date.map(|d| d.to_string()).unwrap_or_default()
    }

    /// Type, inner type and mode.
    pub fn what(&self) -> String {
        what(self.event.event.as_str(), self.event.of.map(|o| o.as_str()), self.event.mode.map(|m| m.as_str()))
    }

    /// Quad class.
    pub fn quad(&self) -> u8 {
        self.event.event.quad().into()
    }

    /// Whether it is told as real.
    pub fn real(&self) -> bool {
        self.event.status == Status::Reported
    }
}

/// Name of a country for a template.
pub fn label(c: &Country) -> String {
    name::label(*c)
}
