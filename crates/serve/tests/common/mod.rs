//! A record of fiction, and a client for it that needs no network.

use std::{path::PathBuf, sync::Arc};

use axum::{
    body::Body,
    http::{HeaderMap, Method, Request, StatusCode},
};
use chancery_model::{
    Actor, Coded, Context, DateSource, Document, EventType, Mention, Offsets, Place, PlacePrecision, Sentence, Span, StepMention,
    StepState, Trigger, content_hash,
};
use chancery_serve::{App, Settings, Tokens, router};
use chancery_store::Store;
use http_body_util::BodyExt;
use jiff::Timestamp;
use serde_json::Value;
use tower::ServiceExt;

/// A record, and the server on it.
pub struct Fiction {
    pub app: Arc<App>,
    pub tokens: Option<[String; 2]>,
    path: PathBuf,
    _folder: tempfile::TempDir,
}

/// An answer, read to its end.
pub struct Answer {
    pub status: StatusCode,
    headers: HeaderMap,
    pub text: String,
}

impl Answer {
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|v| v.to_str().ok()).unwrap_or_default()
    }
}

pub fn now() -> Timestamp {
    "2031-03-10T12:00:00Z".parse().unwrap()
}

impl Fiction {
    pub fn new() -> Fiction {
        Self::with(None)
    }

    /// One that asks for tokens.
    pub fn guarded() -> Fiction {
        Self::with(Some(Tokens::generate()))
    }

    fn with(tokens: Option<(String, [String; 2])>) -> Fiction {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("record.db");
        Store::open(&path).unwrap();
        add(&path, ("d1", 1, "PER met CHL", "met", "CONSULT", "Wire", "reported"));
        add(&path, ("d/2", 2, "PER met CHL", "met", "CONSULT", "Daily", "reported"));
        add(&path, ("d3", 3, "CHL helped BOL <script>alert(1)</script>", "helped", "AID", "Wire", "reported"));
        add(&path, ("d4", 4, "PER will give boats to CHL", "will give", "AID", "Wire", "future"));
        let text = tokens.as_ref().map(|(text, _)| Tokens::parse(text).unwrap());
        let settings = Settings { db: path.clone(), tokens: text, borders: None, clock: now };
        Fiction { app: Arc::new(App::new(settings).unwrap()), tokens: tokens.map(|(_, t)| t), path, _folder: folder }
    }

    /// Another document with one mention.
    pub fn add(&self, act: Act) {
        add(&self.path, act);
    }

    /// Id of a mention.
    pub async fn mention(&self) -> String {
        self.app.view().ids[0].to_string()
    }

    pub async fn send(&self, method: Method, path: &str, headers: &[(&str, &str)], body: &str) -> Answer {
        let mut request = Request::builder().method(method).uri(path);
        if !headers.iter().any(|(n, _)| *n == "host") {
            request = request.header("host", "localhost");
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let response = router(self.app.clone()).oneshot(request.body(Body::from(body.to_owned())).unwrap()).await.unwrap();
        let (head, body) = response.into_parts();
        let bytes = body.collect().await.unwrap().to_bytes();
        Answer { status: head.status, headers: head.headers, text: String::from_utf8_lossy(&bytes).into_owned() }
    }

    pub async fn bytes(&self, path: &str) -> Vec<u8> {
        let request = Request::builder().uri(path).header("host", "localhost").body(Body::empty()).unwrap();
        let response = router(self.app.clone()).oneshot(request).await.unwrap();
        response.into_body().collect().await.unwrap().to_bytes().to_vec()
    }
}

pub async fn get(f: &Fiction, path: &str) -> Answer {
    let html = !path.starts_with("/api/") || path == "/api";
    f.send(Method::GET, path, if html { &[("accept", "text/html")] } else { &[] }, "").await
}

pub async fn json(f: &Fiction, path: &str) -> Value {
    let answer = get(f, path).await;
    assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.text);
    serde_json::from_str(&answer.text).unwrap()
}

/// Id and day of a document, its text, trigger and type of the act, source, status.
pub type Act = (&'static str, i8, &'static str, &'static str, &'static str, &'static str, &'static str);

/// A document with one mention; the parties are the first three letters of the text and the last but what follows a `<`. A
/// promise also tells a step. Meetings take place in Lima, help in Chile, as a country.
fn add(path: &std::path::Path, (id, day, text, trigger, event, source, status): Act) {
    let document = Document {
        id: id.into(),
        title: Some(format!("{text}, told by {source}")),
        date: Some(jiff::civil::date(2031, 3, day)),
        date_source: DateSource::Given,
        source: Some(source.into()),
        language: Some("en".into()),
        ..Document::from_text(text)
    };
    let offsets = Offsets::new(text);
    let start = text.find(trigger).unwrap();
    let event: EventType = event.parse().unwrap();
    let bare = text.split('<').next().unwrap().trim();
    let party = |at: usize| {
        let code = &bare[at..at + 3];
        Actor {
            text: code.into(),
            span: offsets.span(at..at + 3),
            name: Some(code.into()),
            country: Some(code.parse().unwrap()),
            sector: Some(chancery_model::Sector::Gov),
            code: Some(format!("{code}GOV")),
            office: None,
            actor_id: Some(format!("country:{code}")),
        }
    };
    let (actor, recipient) = (vec![party(0)], vec![party(bare.len() - 3)]);
    let place = |name: &str, country: &str, precision| Place {
        text: name.into(),
        span: Span { start: 0, end: 1 },
        name: Some(name.into()),
        country: Some(country.parse().unwrap()),
        admin1: None,
        lat: Some(-12.0),
        lon: Some(-77.0),
        geonameid: None,
        precision: Some(precision),
    };
    let mention = Mention {
        mention_id: content_hash(&[id, trigger]),
        document: document.reference(),
        event,
        mode: None,
        of: None,
        status: status.parse().unwrap(),
        contexts: vec![Context::Diplomatic],
        quad: event.quad(),
        plover_score: 2.5,
        cameo: Some("036".into()),
        goldstein: Some(4.0),
        actor,
        recipient,
        date: None,
        place: Some(if event == EventType::Consult {
            place("Lima", "PER", PlacePrecision::City)
        } else {
            place("Chile", "CHL", PlacePrecision::Country)
        }),
        amount: None,
        trigger: Trigger { text: trigger.into(), span: offsets.span(start..start + trigger.len()) },
        sentence: Sentence { index: 0, text: text.into(), span: offsets.span(0..text.len()) },
        confidence: 0.5 + f64::from(day) / 100.0,
        coder: "fiction".into(),
    };
    let mut coded = Coded { sentences: 1, mentions: vec![mention.clone()], ..Coded::default() };
    if status == "future" {
        // A second mention of the same document, and what is promised.
        coded.mentions.push(Mention {
            mention_id: content_hash(&[id, "again"]),
            event: EventType::Request,
            quad: EventType::Request.quad(),
            status: chancery_model::Status::Reported,
            ..mention.clone()
        });
        coded.steps.push(StepMention {
            mention_id: Some(mention.mention_id.clone()),
            document: mention.document.clone(),
            state: StepState::Announced,
            kind: event,
            actor: mention.actor.clone(),
            recipient: mention.recipient.clone(),
            contexts: mention.contexts.clone(),
            date: document.date,
            due: Some(jiff::civil::date(2031, 3, 20)),
            amount: None,
            word: mention.trigger.clone(),
            sentence: mention.sentence.clone(),
            confidence: 0.9,
            about: vec![127, 0],
            coder: "fiction".into(),
        });
    }
    Store::open(path).unwrap().add(&document, &coded, "fiction", now()).unwrap();
}
