//! The code book.

use askama::Template;
use chancery_model::{
    Context, EventType, Sector, Status, StepState,
    codebook::{cameo, score},
};
use serde::Serialize;

use crate::{
    ask::{Ask, Frame, Reply},
    failure::Failure,
    name,
};

#[derive(Debug, Serialize)]
struct Type {
    code: EventType,
    quad: u8,
    quad_name: &'static str,
    score: f64,
    recipient: bool,
    definition: &'static str,
    modes: Vec<(&'static str, f64, &'static str)>,
}

#[derive(Template, Serialize)]
#[template(path = "codebook.html")]
struct Page {
    #[serde(skip)]
    frame: Frame,
    types: Vec<Type>,
    statuses: Vec<(&'static str, &'static str)>,
    states: Vec<(&'static str, &'static str)>,
    contexts: Vec<(&'static str, &'static str)>,
    sectors: Vec<(&'static str, &'static str)>,
    cameo: Vec<(&'static str, &'static str, Option<f64>)>,
}

/// `GET /codebook`.
pub fn page(ask: &Ask) -> Result<Reply, Failure> {
    let of = |t: &EventType| Type {
        code: *t,
        quad: t.quad().into(),
        quad_name: name::quad(t.quad().into()),
        score: score(*t, None),
        recipient: t.asks_recipient(),
        definition: t.definition(),
        modes: t.modes().iter().map(|m| (m.as_str(), score(*t, Some(*m)), m.definition(*t).unwrap_or_default())).collect(),
    };
    ask.page(&Page {
        frame: ask.frame("Code book", "codebook"),
        types: EventType::ALL.iter().map(of).collect(),
        statuses: Status::ALL.iter().map(|s| (s.as_str(), s.definition())).collect(),
        states: StepState::ALL.iter().map(|s| (s.as_str(), super::commitment::meaning(*s))).collect(),
        contexts: Context::ALL.iter().map(|c| (c.as_str(), c.definition())).collect(),
        sectors: Sector::ALL.iter().map(|s| (s.as_str(), s.definition())).collect(),
        cameo: cameo::all().iter().map(|c| (c.code, c.name, c.goldstein)).collect(),
    })
}

impl Page {
    /// A number as the code book writes it.
    fn goldstein(&self, value: &Option<f64>) -> String {
        value.map(|v| format!("{v:.1}")).unwrap_or_default()
    }
}
