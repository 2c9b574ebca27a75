//! The interface for programs, described for people.

use askama::Template;
use serde::Serialize;

use crate::{
    ask::{Ask, Frame, Reply},
    failure::Failure,
    route::ROUTES,
};

#[derive(Serialize)]
struct Entry {
    method: &'static str,
    path: &'static str,
    forms: String,
    about: &'static str,
    keys: Vec<(&'static str, &'static str, String)>,
}

#[derive(Template, Serialize)]
#[template(path = "api.html")]
struct Page {
    #[serde(skip)]
    frame: Frame,
    entries: Vec<Entry>,
}

/// `GET /api`.
pub fn page(ask: &Ask) -> Result<Reply, Failure> {
    let entries = ROUTES.iter().filter(|r| !r.api.is_empty()).map(|r| Entry {
        method: r.method.as_str(),
        path: r.api,
        forms: r.forms.iter().map(|f| f.ending()).collect::<Vec<_>>().join(" "),
        about: r.about,
        keys: r.keys.iter().copied().flatten().map(|k| (k.name, k.about, (k.values)().join(", "))).collect(),
    });
    ask.page(&Page { frame: ask.frame("API", "api"), entries: entries.collect() })
}
