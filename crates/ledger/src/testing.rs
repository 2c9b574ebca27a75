//! Builders of invented mentions and step mentions for tests: the trigger stands in brackets.

use chancery_model::{
    Actor, Amount, Context, DateSource, DocumentRef, EventType, Mention, Sentence, Span, Status, StepMention, Trigger, content_hash,
};

pub(crate) struct Build(Mention);

/// A mention of document `document` of day `date`: `sentence` with its trigger in brackets.
pub(crate) fn mention(document: &str, date: &str, event: &str, sentence: &str) -> Build {
    let open = sentence.find('[').expect("a bracketed trigger");
    let trigger = &sentence[open + 1..sentence.find(']').expect("a closing bracket")];
    let text: String = sentence.chars().filter(|c| !"[]".contains(*c)).collect();
    let begin = sentence[..open].chars().count() as u32;
    let event: EventType = event.parse().expect("a PLOVER type");
    let span = Span { start: begin, end: begin + trigger.chars().count() as u32 };
    Build(Mention {
        mention_id: content_hash(&[document, &begin.to_string(), event.as_str()]),
        document: DocumentRef {
            id: document.into(),
            date: Some(date.parse().expect("a date")),
            date_source: DateSource::Given,
            title: None,
            source: None,
            url: None,
            language: None,
        },
        event,
        mode: None,
        of: None,
        status: Status::Reported,
        contexts: vec![Context::Diplomatic],
        quad: event.quad(),
        plover_score: 0.0,
        cameo: None,
        goldstein: None,
        actor: Vec::new(),
        recipient: Vec::new(),
        date: None,
        place: None,
        amount: None,
        trigger: Trigger { text: trigger.into(), span },
        sentence: Sentence { index: 0, span: Span { start: 0, end: text.chars().count() as u32 }, text },
        confidence: 0.9,
        coder: "test".into(),
    })
}

fn actors(countries: &str) -> Vec<Actor> {
    countries
        .split_whitespace()
        .map(|c| Actor {
            text: c.into(),
            span: Span { start: 0, end: 1 },
            name: [("PER", "Peru"), ("CHL", "Chile"), ("BOL", "Bolivia")].iter().find(|n| n.0 == c).map(|n| n.1.into()),
            country: Some(c.parse().expect("a country")),
            sector: None,
            code: None,
            office: None,
            actor_id: None,
        })
        .collect()
}

impl Build {
    pub fn by(mut self, countries: &str) -> Self {
        self.0.actor = actors(countries);
        self
    }
    pub fn to(mut self, countries: &str) -> Self {
        self.0.recipient = actors(countries);
        self
    }
    pub fn status(mut self, status: &str) -> Self {
        self.0.status = status.parse().expect("a status");
        self
    }
    pub fn source(mut self, source: &str) -> Self {
        self.0.document.source = Some(source.into());
        self
    }
    pub fn build(self) -> Mention {
        self.0
    }
}

pub(crate) struct Told(StepMention);

/// A step of state `state` told by document `document` of day `date`: `sentence` with the telling word in brackets. What it
/// is about is one direction for all until `about` says otherwise.
pub(crate) fn step(document: &str, date: &str, state: &str, sentence: &str) -> Told {
    let m = mention(document, date, "COOPERATE", sentence).build();
    Told(StepMention {
        mention_id: Some(m.mention_id),
        document: m.document,
        state: state.parse().expect("a state"),
        kind: EventType::Cooperate,
        actor: Vec::new(),
        recipient: Vec::new(),
        contexts: vec![Context::Military],
        date: Some(date.parse().expect("a date")),
        due: None,
        amount: None,
        word: m.trigger,
        sentence: m.sentence,
        confidence: 0.9,
        about: axis(0),
        coder: "test".into(),
    })
}

/// One of many directions that have nothing in common.
fn axis(number: usize) -> Vec<i8> {
    (0..8).map(|i| if i == number { 127 } else { 0 }).collect()
}

impl Told {
    pub fn by(mut self, countries: &str) -> Self {
        self.0.actor = actors(countries);
        self
    }
    pub fn to(mut self, countries: &str) -> Self {
        self.0.recipient = actors(countries);
        self
    }
    pub fn of(mut self, kind: &str) -> Self {
        self.0.kind = kind.parse().expect("a type");
        self
    }
    pub fn about(mut self, number: usize) -> Self {
        self.0.about = axis(number);
        self
    }
    pub fn due(mut self, day: &str) -> Self {
        self.0.due = Some(day.parse().expect("a date"));
        self
    }
    pub fn amount(mut self, text: &str, value: f64) -> Self {
        self.0.amount = Some(Amount { text: text.into(), value: Some(value), unit: None, currency: None });
        self
    }
    pub fn build(self) -> StepMention {
        self.0
    }
}
