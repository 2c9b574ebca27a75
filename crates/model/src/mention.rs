//! Mentions: one political act as one sentence tells it.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{Actor, Context, Country, DocumentRef, EventType, Mode, Quad, Span, Status};

/// One political act as one sentence tells it: the unit of the record.
///
/// A pure function of its document. It always has at least one actor.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Mention {
    /// Hash of document id, trigger span, type and parties.
    pub mention_id: String,
    /// The document it stands in.
    pub document: DocumentRef,
    /// PLOVER type.
    pub event: EventType,
    /// PLOVER mode, one of the type's own.
    pub mode: Option<Mode>,
    /// Inner act of AGREE, CONCEDE, REQUEST, REJECT, THREATEN.
    pub of: Option<EventType>,
    /// Whether it happened.
    pub status: Status,
    /// PLOVER contexts, in the code book's order.
    pub contexts: Vec<Context>,
    /// 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict.
    pub quad: Quad,
    /// PLOVER score, -10 to 10.
    pub plover_score: f64,
    /// Closest CAMEO code.
    pub cameo: Option<String>,
    /// Goldstein value of the CAMEO code.
    pub goldstein: Option<f64>,
    /// Who does it.
    pub actor: Vec<Actor>,
    /// To whom.
    pub recipient: Vec<Actor>,
    /// When the act takes place, if the text says.
    pub date: Option<DateRange>,
    /// Where the act itself takes place.
    pub place: Option<Place>,
    /// Money or number of things.
    pub amount: Option<Amount>,
    /// The words that name the act.
    pub trigger: Trigger,
    /// The sentence that proves it.
    pub sentence: Sentence,
    /// The coder's own estimate that type and parties are right, 0 to 1, two decimals.
    pub confidence: f64,
    /// Program and model.
    pub coder: String,
}

/// The words that name an act.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Trigger {
    /// The words.
    pub text: String,
    /// Where they stand.
    pub span: Span,
}

/// The sentence of a mention.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Sentence {
    /// 0-based number in the document, furniture not counted.
    pub index: u32,
    /// The sentence.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

/// How exact a date is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DatePrecision {
    Day,
    Week,
    Month,
    Quarter,
    Season,
    Year,
    Decade,
    Century,
    /// A stretch with two stated ends.
    Range,
    /// "in the coming weeks": the ends are a rule's, not the text's.
    Vague,
}

/// What a resolved date rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DateSourceOfAct {
    /// The words alone ("5 April 2024").
    Absolute,
    /// The words and the document's date ("last Tuesday").
    Relative,
}

/// A stretch of days, both ends included. An open end is `None`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DateRange {
    /// First day.
    pub start: Option<Date>,
    /// Last day.
    pub end: Option<Date>,
    /// How exact.
    pub precision: DatePrecision,
    /// The words.
    pub text: String,
    /// What it rests on.
    pub source: DateSourceOfAct,
}

/// How exact a place is. A region's or country's coordinates are a centroid, never drawn as a pin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PlacePrecision {
    City,
    Region,
    Water,
    Country,
}

/// Where an act takes place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// The words.
    pub text: String,
    /// Where they stand.
    pub span: Span,
    /// Canonical name; `None` where it could not be resolved.
    pub name: Option<String>,
    /// Country it lies in.
    pub country: Option<Country>,
    /// First-order division.
    pub admin1: Option<String>,
    /// Degrees north.
    pub lat: Option<f64>,
    /// Degrees east.
    pub lon: Option<f64>,
    /// GeoNames id.
    pub geonameid: Option<u32>,
    /// How exact.
    pub precision: Option<PlacePrecision>,
}

/// Money or a number of things.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Amount {
    /// The words: "$2.5 billion", "400 Tomahawk missiles".
    pub text: String,
    /// The number.
    pub value: Option<f64>,
    /// What is counted ("missiles"); `None` for money.
    pub unit: Option<String>,
    /// ISO 4217 code; `None` where it is no money or the currency is unclear.
    pub currency: Option<String>,
}

/// One step of the coder's reasoning: what was decided, and why.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Reason {
    /// The words it is about.
    pub span: Span,
    /// What was decided: "type", "actor", "status", "dropped" ...
    pub decision: String,
    /// The reason, in words.
    pub because: String,
    /// The mention it belongs to; `None` for something that was not coded.
    pub mention_id: Option<String>,
}

/// What the coder gives for one document.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Coded {
    /// The mentions, in order of their triggers.
    pub mentions: Vec<Mention>,
    /// What the sentences tell of undertakings, in order.
    pub steps: Vec<crate::StepMention>,
    /// Why each was coded as it was, and what was seen and left out.
    pub reasons: Vec<Reason>,
    /// Sentences read.
    pub sentences: u32,
}
