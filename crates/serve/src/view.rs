//! The record in memory, as it stood at one revision: what every page counts over. Sentences and texts stay in the store.

use std::collections::{BTreeMap, HashMap, HashSet};

use chancery_ledger::{commitments, events_paired};
use chancery_model::{Commitment, Country, Event, EventType, Mention, Mode, Pairing, PlacePrecision, Status, StepMention};
use chancery_store::{News, Summary};
use jiff::{Timestamp, civil::Date};

/// A mention, as far as it is counted and chosen by: small, so that a hundred thousand are looked at within a millisecond.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The document's day.
    pub day: Option<Date>,
    /// The document, in [`View::documents`].
    pub document: u32,
    /// The act, in [`View::events`].
    pub act: u32,
    /// The source, in [`View::sources`].
    pub source: u32,
    /// The place, in [`View::places`].
    pub place: Option<u32>,
    /// PLOVER type.
    pub event: EventType,
    /// Mode.
    pub mode: Option<Mode>,
    /// Status.
    pub status: Status,
    /// Quad class, 1 to 4.
    pub quad: u8,
    /// Confidence in hundredths.
    pub confidence: u8,
    /// Whether somebody has looked at it, and what they said.
    pub verdict: Verdict,
    /// A bit for each context.
    pub contexts: u64,
    /// PLOVER score.
    pub score: f32,
    parties: (u32, u8, u8),
}

/// What a reviewer said of a mention.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// Nobody has looked.
    #[default]
    Unreviewed,
    /// It is right.
    Accepted,
    /// It was put right. What is wrong altogether is not part of the record.
    Corrected,
}

impl Verdict {
    /// All of them.
    pub const ALL: [Verdict; 3] = [Verdict::Unreviewed, Verdict::Accepted, Verdict::Corrected];

    /// The name in addresses.
    pub fn as_str(self) -> &'static str {
        match self {
            Verdict::Unreviewed => "unreviewed",
            Verdict::Accepted => "accepted",
            Verdict::Corrected => "corrected",
        }
    }
}

/// A place at which acts take place.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Spot {
    /// Canonical name, else the words.
    pub name: String,
    /// Country it lies in.
    pub country: Option<Country>,
    /// Degrees north.
    pub lat: Option<f64>,
    /// Degrees east.
    pub lon: Option<f64>,
    /// How exact.
    pub precision: Option<PlacePrecision>,
}

/// Somebody who takes part in acts.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Person {
    /// Name.
    pub name: String,
    /// Codes and offices under which the record knows them, with how often.
    pub roles: BTreeMap<String, u32>,
    /// Country, as last coded.
    pub country: Option<Country>,
    /// Rows in which they act or are acted on.
    #[serde(skip)]
    pub rows: Vec<u32>,
}

/// The whole record at one revision.
#[derive(Debug, Default)]
pub struct View {
    /// The revision.
    pub version: u64,
    /// How many decisions reviewers had made.
    pub decisions: u64,
    /// When it was made.
    pub made: Timestamp,
    /// Documents, in the order of telling.
    pub documents: Vec<Summary>,
    /// Mentions, in the order of telling.
    pub rows: Vec<Row>,
    /// Their ids.
    pub ids: Vec<Box<str>>,
    /// Events, in order of their first mention.
    pub events: Vec<Event>,
    /// Commitments, in order of their first step.
    pub commitments: Vec<Commitment>,
    /// Names of the sources; the first is empty and stands for documents without one.
    pub sources: Vec<String>,
    /// Distinct places.
    pub places: Vec<Spot>,
    /// By the gazetteer's id.
    pub people: BTreeMap<String, Person>,
    parties: Vec<Country>,
    row_of: HashMap<Box<str>, u32>,
    document_of: HashMap<String, u32>,
    event_of: HashMap<String, u32>,
    commitment_of: HashMap<String, u32>,
    rows_of_document: Vec<(u32, u32)>,
}

/// What a view is made from; kept so that the next one reads only what is new.
#[derive(Default)]
pub struct Material {
    latest: u64,
    documents: BTreeMap<String, Summary>,
    mentions: Vec<Mention>,
    steps: Vec<StepMention>,
    words: Words,
}

/// What people said of mentions and events.
#[derive(Default)]
pub struct Words {
    /// By mention.
    pub verdicts: HashMap<String, Verdict>,
    /// On pairs of mentions.
    pub pairings: Vec<Pairing>,
    /// The mentions of all documents on which somebody decided, as they stand now.
    pub decided: HashMap<String, Vec<Mention>>,
}

impl Material {
    /// The revision up to which it was read.
    pub fn latest(&self) -> u64 {
        self.latest
    }

    /// Takes in what is new.
    pub fn take(&mut self, news: News) {
        let replaced: HashSet<&str> = news.documents.iter().map(|d| d.id.as_str()).filter(|id| self.documents.contains_key(*id)).collect();
        if !replaced.is_empty() {
            self.mentions.retain(|m| !replaced.contains(m.document.id.as_str()));
            self.steps.retain(|s| !replaced.contains(s.document.id.as_str()));
        }
        self.latest = news.latest;
        self.documents.extend(news.documents.into_iter().map(|d| (d.id.clone(), d)));
        self.mentions.extend(news.mentions.into_iter().map(lean));
        self.steps.extend(news.steps);
    }

    /// Takes in what people have said.
    pub fn judge(&mut self, mut words: Words) {
        let decided = std::mem::take(&mut words.decided);
        self.mentions.retain(|m| !decided.contains_key(&m.document.id));
        self.mentions.extend(decided.into_values().flatten().map(lean));
        self.words = words;
    }

    /// The view of all of it. `now` is only noted.
    pub fn view(&self, now: Timestamp) -> View {
        View::new(self, now)
    }
}

/// The mention without the text that no clustering looks at: most of its weight.
fn lean(mut m: Mention) -> Mention {
    m.sentence.text = String::new();
    m.document.title = None;
    m.document.url = None;
    m.coder = String::new();
    m
}

impl View {
    fn new(material: &Material, now: Timestamp) -> View {
        let mut view = View { version: material.latest, made: now, sources: vec![String::new()], ..View::default() };
        view.documents = material.documents.values().cloned().collect();
        view.documents.sort_by(|a, b| (a.date, &a.id).cmp(&(b.date, &b.id)));
        view.document_of = view.documents.iter().enumerate().map(|(i, d)| (d.id.clone(), i as u32)).collect();
        view.rows_of_document = vec![(0, 0); view.documents.len()];
        let mut sources: HashMap<&str, u32> = HashMap::from([("", 0)]);
        let mut places: HashMap<(String, Option<Country>), u32> = HashMap::new();
        let mut order: Vec<&Mention> = material.mentions.iter().collect();
        order.sort_by(|a, b| {
            let key = |m: &Mention| (m.trigger.span.start, m.trigger.span.end);
            (a.document.date, &a.document.id, key(a), &a.mention_id).cmp(&(b.document.date, &b.document.id, key(b), &b.mention_id))
        });
        for m in order {
            let Some(&document) = view.document_of.get(&m.document.id) else { continue };
            let row = view.rows.len() as u32;
            if view.row_of.insert(m.mention_id.as_str().into(), row).is_some() {
                // One id twice in a document: the first stands.
                let first = view.ids.iter().position(|i| **i == *m.mention_id).unwrap_or_default() as u32;
                view.row_of.insert(m.mention_id.as_str().into(), first);
                continue;
            }
            view.ids.push(m.mention_id.as_str().into());
            let range = &mut view.rows_of_document[document as usize];
            *range = if range.1 == 0 { (row, row + 1) } else { (range.0, row + 1) };
            let source = m.document.source.as_deref().unwrap_or_default();
            let source = *sources.entry(source).or_insert_with(|| {
                view.sources.push(source.to_owned());
                view.sources.len() as u32 - 1
            });
            let place = m.place.as_ref().map(|p| {
                let name = p.name.clone().unwrap_or_else(|| p.text.clone());
                *places.entry((name.clone(), p.country)).or_insert_with(|| {
                    view.places.push(Spot { name, country: p.country, lat: p.lat, lon: p.lon, precision: p.precision });
                    view.places.len() as u32 - 1
                })
            });
            let start = view.parties.len() as u32;
            for side in [&m.actor, &m.recipient] {
                let from = view.parties.len();
                for c in side.iter().filter_map(|a| a.country) {
                    if !view.parties[from..].contains(&c) {
                        view.parties.push(c);
                    }
                }
                for a in side.iter() {
                    view.meet(row, a);
                }
            }
            let actors = side_len(m.actor.iter().filter_map(|a| a.country));
            let all = (view.parties.len() as u32 - start) as u8;
            view.rows.push(Row {
                day: m.document.date,
                document,
                act: 0,
                source,
                place,
                event: m.event,
                mode: m.mode,
                status: m.status,
                quad: m.quad.into(),
                confidence: (m.confidence * 100.0).round().clamp(0.0, 100.0) as u8,
                verdict: material.words.verdicts.get(&m.mention_id).copied().unwrap_or_default(),
                contexts: m.contexts.iter().fold(0, |bits, c| bits | 1 << (*c as u64)),
                score: m.plover_score as f32,
                parties: (start, actors, all - actors),
            });
        }
        view.events = events_paired(&material.mentions, &material.words.pairings);
        for (i, e) in view.events.iter().enumerate() {
            view.event_of.insert(e.event_id.clone(), i as u32);
            for id in &e.mentions {
                if let Some(&row) = view.row_of.get(id.as_str()) {
                    view.rows[row as usize].act = i as u32;
                }
            }
        }
        view.commitments = commitments(&material.steps);
        view.commitment_of = view.commitments.iter().enumerate().map(|(i, c)| (c.id.clone(), i as u32)).collect();
        view
    }

    /// Notes that somebody takes part in a row.
    fn meet(&mut self, row: u32, a: &chancery_model::Actor) {
        let Some(id) = &a.actor_id else { return };
        let name = a.name.as_deref().unwrap_or(&a.text);
        if !self.people.contains_key(id) {
            self.people.insert(id.clone(), Person { name: name.to_owned(), roles: BTreeMap::new(), country: a.country, rows: Vec::new() });
        }
        let Some(person) = self.people.get_mut(id) else { return };
        let role = match (&a.code, &a.office) {
            (Some(code), Some(office)) => format!("{code}, {office}"),
            (Some(code), None) => code.clone(),
            (None, Some(office)) => office.clone(),
            (None, None) => String::new(),
        };
        if !role.is_empty() {
            *person.roles.entry(role).or_default() += 1;
        }
        if person.rows.last() != Some(&row) {
            person.rows.push(row);
        }
    }

    /// Countries that act, each once.
    pub fn actors(&self, row: &Row) -> &[Country] {
        let (start, actors, _) = row.parties;
        &self.parties[start as usize..start as usize + actors as usize]
    }

    /// Countries acted on, each once.
    pub fn recipients(&self, row: &Row) -> &[Country] {
        let (start, actors, recipients) = row.parties;
        let from = start as usize + actors as usize;
        &self.parties[from..from + recipients as usize]
    }

    /// Both sides.
    pub fn parties(&self, row: &Row) -> &[Country] {
        let (start, actors, recipients) = row.parties;
        &self.parties[start as usize..start as usize + actors as usize + recipients as usize]
    }

    /// The row of a mention.
    pub fn row(&self, mention: &str) -> Option<(u32, &Row)> {
        let &i = self.row_of.get(mention)?;
        Some((i, &self.rows[i as usize]))
    }

    /// A document, with its rows.
    pub fn document(&self, id: &str) -> Option<(&Summary, std::ops::Range<u32>)> {
        let &i = self.document_of.get(id)?;
        let (start, end) = self.rows_of_document[i as usize];
        Some((&self.documents[i as usize], start..end))
    }

    /// Number of a document, in [`View::documents`].
    pub fn document_number(&self, id: &str) -> Option<u32> {
        self.document_of.get(id).copied()
    }

    /// How many mentions a document has.
    pub fn mentions_in(&self, document: u32) -> u32 {
        let (start, end) = self.rows_of_document[document as usize];
        end - start
    }

    /// An event by its id.
    pub fn event(&self, id: &str) -> Option<&Event> {
        self.event_of.get(id).map(|&i| &self.events[i as usize])
    }

    /// A commitment by its id.
    pub fn commitment(&self, id: &str) -> Option<&Commitment> {
        self.commitment_of.get(id).map(|&i| &self.commitments[i as usize])
    }

    /// Number of named sources.
    pub fn source_count(&self) -> u32 {
        self.sources.len() as u32 - 1
    }
}

fn side_len(countries: impl Iterator<Item = Country>) -> u8 {
    let mut seen: Vec<Country> = Vec::new();
    for c in countries {
        if !seen.contains(&c) {
            seen.push(c);
        }
    }
    seen.len() as u8
}
