//! The table of routes: what each address answers, in which forms, asked with which keys. The OpenAPI document and the
//! page about the API are made from it.

use axum::http::Method;

use crate::{
    api,
    ask::{Ask, Form, Reply},
    failure::Failure,
    page,
    query::decode,
};

/// What an address may be asked to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verb {
    /// GET, and HEAD.
    Get,
    /// POST.
    Post,
}

impl Verb {
    /// As HTTP writes it.
    pub fn as_str(self) -> &'static str {
        match self {
            Verb::Get => "GET",
            Verb::Post => "POST",
        }
    }
}

/// A route. Its data stand at `/api/v1` + `path` too, unless it is for people only.
#[derive(Clone, Copy)]
pub struct Route {
    /// GET or POST.
    pub method: Verb,
    /// The address of the page; `{name}` is a parameter. Empty where there is no page.
    pub path: &'static str,
    /// The address of its data; empty where it is for people only.
    pub api: &'static str,
    /// Its twins.
    pub forms: &'static [Form],
    /// What it answers, in one sentence.
    pub about: &'static str,
    /// Keys of the query.
    pub keys: &'static [&'static [Key]],
    /// Takes long: only a few at once.
    pub heavy: bool,
    /// Depends on nothing but the record, the address and who asks.
    pub cached: bool,
    /// Answered without a token.
    pub open: bool,
    /// What answers.
    pub run: fn(&Ask) -> Result<Reply, Failure>,
}

/// A key of a query: name, what it asks for, pattern or values.
pub struct Key {
    /// Name.
    pub name: &'static str,
    /// What it asks for.
    pub about: &'static str,
    /// Values, where the code book or the program lists them.
    pub values: fn() -> Vec<&'static str>,
    /// Whether it may stand several times.
    pub many: bool,
}

const fn key(name: &'static str, about: &'static str) -> Key {
    Key { name, about, values: Vec::new, many: false }
}

const fn any(name: &'static str, about: &'static str) -> Key {
    Key { name, about, values: Vec::new, many: true }
}

const fn among(name: &'static str, about: &'static str, values: fn() -> Vec<&'static str>) -> Key {
    Key { name, about, values, many: true }
}

fn names<T: Copy>(all: &[T], name: fn(T) -> &'static str) -> Vec<&'static str> {
    all.iter().map(|x| name(*x)).collect()
}

use chancery_model::{Context, EventType, Mode, Status, StepState};

/// The keys that choose mentions.
const CHOICE: &[Key] = &[
    any("party", "Country in either role, e.g. JPN"),
    any("actor", "Country that acts"),
    any("recipient", "Country acted on"),
    key("pair", "Two countries that both take part, e.g. JPN-PHL"),
    among("event", "PLOVER type", || names(EventType::ALL, EventType::as_str)),
    among("mode", "PLOVER mode", || names(Mode::ALL, Mode::as_str)),
    among("status", "Whether the act happened", || names(Status::ALL, Status::as_str)),
    among("quad", "Quad class: 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict", || {
        vec!["1", "2", "3", "4"]
    }),
    among("context", "PLOVER context", || names(Context::ALL, Context::as_str)),
    any("source", "Name of the source"),
    among("place", "Precision of the place", || crate::choice::PRECISIONS.to_vec()),
    any("placed", "Country of the place"),
    key("confidence", "Least confidence, 0 to 1"),
    among("reviewed", "What reviewers said", || names(&crate::view::Verdict::ALL, crate::view::Verdict::as_str)),
    key("since", "First day (of the act; of the document where mentions are counted)"),
    key("until", "Last day, likewise"),
    key("document", "Id of a document"),
    Key {
        name: "rule",
        about: "How to count: every act, every mention, one a day per dyad and type",
        values: || vec!["events", "mentions", "days"],
        many: false,
    },
];

const LEDGER: &[Key] = &[
    any("party", "Country that undertakes or is the other side"),
    any("by", "Country that undertakes"),
    any("to", "Country on the other side"),
    among("type", "PLOVER type of the promised act", || names(EventType::ALL, EventType::as_str)),
    among("state", "State", || names(StepState::ALL, StepState::as_str)),
    any("domain", "One of the contexts, or education"),
    Key { name: "lapsed", about: "Only what has lapsed, or only what has not", values: || vec!["yes", "no"], many: false },
    Key { name: "amount", about: "Only what names an amount", values: || vec!["yes"], many: false },
    key("as_of", "As the record stood on this day"),
    key("moved", "Only what moved on or after this day"),
    any("source", "Name of a source of a step"),
    key("text", "Words of the subject"),
];

const PAGING: &[Key] = &[key("limit", "At most so many, 1 to 500"), key("after", "The `next` of the answer before")];
const SHOW: &[Key] = &[Key { name: "show", about: "What the page shows below its timeline", values: || vec!["table", "map"], many: false }];
const SEARCH: &[Key] = &[key("q", "Words; \"in quotes\" as they stand")];
const DAYS: &[Key] = &[key("since", "First day"), key("until", "Last day")];

const TABLE: &[Form] = &[Form::Json, Form::Csv];
const RECORDS: &[Form] = &[Form::Json, Form::Jsonl, Form::Csv, Form::Parquet];
const DATA: &[Form] = &[Form::Json];

const fn get(
    path: &'static str,
    api: &'static str,
    forms: &'static [Form],
    about: &'static str,
    run: fn(&Ask) -> Result<Reply, Failure>,
) -> Route {
    Route { method: Verb::Get, path, api, forms, about, keys: &[], heavy: false, cached: true, open: false, run }
}

const fn post(path: &'static str, api: &'static str, about: &'static str, run: fn(&Ask) -> Result<Reply, Failure>) -> Route {
    Route { method: Verb::Post, path, api, forms: &[], about, keys: &[], heavy: true, cached: false, open: false, run }
}

impl Route {
    const fn asks(self, keys: &'static [&'static [Key]]) -> Route {
        Route { keys, ..self }
    }

    const fn fresh(self) -> Route {
        Route { cached: false, ..self }
    }

    const fn open(self) -> Route {
        Route { open: true, cached: false, ..self }
    }

    const fn light(self) -> Route {
        Route { heavy: false, ..self }
    }
}

/// All of them.
pub static ROUTES: &[Route] = &[
    get("/", "/api/v1/start", DATA, "What is in the record, what is new, what is due.", page::start::page)
        .asks(&[&[key("since", "News since this day or moment; else since the last visit")]]),
    get("/events", "/api/v1/events", RECORDS, "Events or mentions with their counts, facets and series.", page::events::page)
        .asks(&[CHOICE, SHOW, PAGING]),
    get(
        "/mention/{id}",
        "/api/v1/mention/{id}",
        DATA,
        "A mention: its sentence, codes, reasons, and the other mentions of its event.",
        page::mention::page,
    ),
    get("/event/{id}", "/api/v1/event/{id}", DATA, "An event and its mentions.", page::event::page),
    get(
        "/dyad/{a}/{b}",
        "/api/v1/dyad/{a}/{b}",
        TABLE,
        "Two countries: both directions by quad class, types, commitments, events.",
        page::dyad::page,
    )
    .asks(&[CHOICE]),
    get("/ledger", "/api/v1/ledger", RECORDS, "Commitments with their states, filters, pledged against delivered.", page::ledger::page)
        .asks(&[LEDGER, PAGING]),
    get("/commitment/{id}", "/api/v1/commitment/{id}", TABLE, "A commitment and its steps.", page::commitment::page)
        .asks(&[&[key("as_of", "As the record stood on this day")]]),
    get(
        "/country/{code}",
        "/api/v1/country/{code}",
        DATA,
        "A country: with whom it deals, its series, commitments, actors.",
        page::country::page,
    ),
    get("/actor/{id}", "/api/v1/actor/{id}", DATA, "A person, body or state of the gazetteer, and its acts.", page::actor::page),
    get("/network", "/api/v1/network", TABLE, "Who deals with whom, by quad class and period.", page::network::page).asks(&[CHOICE]),
    get("/document/{id}", "/api/v1/document/{id}", DATA, "A document with everything coded in it.", page::document::page),
    get("/review", "/api/v1/review", DATA, "Mentions to be looked at, the least certain first.", page::review::page)
        .asks(&[CHOICE, PAGING]),
    get("/corpus", "/api/v1/corpus", TABLE, "Documents by source and month, with what may be wrong with the volume.", page::corpus::page),
    get("/documents", "/api/v1/documents", TABLE, "Documents, the latest first.", page::documents::page).asks(&[
        &[any("source", "Name of the source"), key("text", "Words of the title")],
        DAYS,
        PAGING,
    ]),
    get("/quality", "/api/v1/quality", DATA, "How right the coding is, as measured.", page::quality::page),
    get("/codebook", "/api/v1/codebook", DATA, "What the codes mean.", page::codebook::page),
    get("/search", "/api/v1/search", DATA, "Sentences and documents that hold words.", page::search::page).asks(&[SEARCH, PAGING]),
    get("/add", "", &[], "The form for adding a document.", page::add::page),
    get("/api", "", &[], "This interface, for people.", api::page::page),
    get("/login", "", &[], "The form for signing in.", page::login::page).open(),
    get("", "/api/v1/mentions", RECORDS, "Mentions as they are recorded.", api::mentions::list).asks(&[CHOICE, PAGING]),
    get("", "/api/v1/openapi.json", &[], "This interface, for programs.", api::openapi::answer),
    get("/healthz", "", &[], "Whether the server can read its record.", api::health::answer).open().light(),
    get("/metrics", "", &[], "Counters in the text form of Prometheus.", api::health::metrics).fresh(),
    post("", "/api/v1/code", "Codes documents without keeping them.", api::documents::code),
    post("", "/api/v1/documents", "Codes documents and keeps them.", api::documents::add),
    post("", "/api/v1/review", "Decides on a mention.", page::review::decide_json).light(),
    post("/add", "", "Codes a document, shows it, keeps it or not.", page::add::post),
    post("/review", "", "Decides on a mention.", page::review::decide_form).light(),
    post("/login", "", "Signs in.", page::login::sign_in).open().light(),
    post("/logout", "", "Signs out.", page::login::sign_out).open().light(),
];

/// What an address leads to.
pub struct Found {
    /// The route.
    pub route: &'static Route,
    /// The form asked for.
    pub form: Form,
    /// Values of the parameters.
    pub params: Vec<String>,
    /// The address without the ending.
    pub place: String,
}

/// The route of an address; 404 where there is none, 405 where there is one for another method.
pub fn find(method: &Method, path: &str) -> Result<Found, Failure> {
    let path = if path.len() > 1 { path.trim_end_matches('/') } else { path };
    let mut other_method = false;
    let mut found = |path: &str, form: Option<Form>| {
        for route in ROUTES {
            for (pattern, api) in [(route.path, false), (route.api, true)] {
                let Some(params) = matches(pattern, path) else { continue };
                let form = match (form, api) {
                    // The start page's twin is `/start.json`, see below.
                    (None, true) => Form::Json,
                    (None, false) => Form::Html,
                    (Some(f), _) if route.forms.contains(&f) => f,
                    (Some(_), _) => continue,
                };
                if route.method.as_str() != method.as_str() {
                    other_method = true;
                    continue;
                }
                return Some(Found { route, form, params, place: path.to_owned() });
            }
        }
        None
    };
    if let Some(f) = found(path, None) {
        return Ok(f);
    }
    for form in [Form::Json, Form::Csv, Form::Jsonl, Form::Parquet] {
        if let Some(bare) = path.strip_suffix(form.ending()) {
            let bare = if bare == "/start" { "/" } else { bare };
            if let Some(f) = found(bare, Some(form)) {
                return Ok(f);
            }
        }
    }
    Err(if other_method { Failure::method() } else { Failure::no_page() })
}

/// The values of the pattern's parameters, where the path fits it.
fn matches(pattern: &str, path: &str) -> Option<Vec<String>> {
    if pattern.is_empty() {
        return None;
    }
    let mut params = Vec::new();
    let (mut p, mut q) = (pattern.split('/'), path.split('/'));
    loop {
        match (p.next(), q.next()) {
            (None, None) => return Some(params),
            (Some(a), Some(b)) if a.starts_with('{') => {
                // An ending asks for a form; an id's own dots are encoded.
                let ending = [".json", ".csv", ".jsonl", ".parquet"].iter().any(|e| b.ends_with(e));
                if b.is_empty() || ending {
                    return None;
                }
                params.push(decode(b));
            }
            (Some(a), Some(b)) if a == b => {}
            _ => return None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_find_their_routes() {
        let find = |path: &str| find(&Method::GET, path).map(|f| (f.route.path, f.form, f.params)).ok();
        assert_eq!(find("/"), Some(("/", Form::Html, vec![])));
        assert_eq!(find("/start.json"), Some(("/", Form::Json, vec![])));
        assert_eq!(find("/events.csv"), Some(("/events", Form::Csv, vec![])));
        assert_eq!(find("/api/v1/events"), Some(("/events", Form::Json, vec![])));
        assert_eq!(find("/api/v1/events.parquet"), Some(("/events", Form::Parquet, vec![])));
        assert_eq!(find("/document/a%2Fb%2Ejson"), Some(("/document/{id}", Form::Html, vec!["a/b.json".into()])));
        assert_eq!(find("/document/a%2Fb%2Ejson.json"), Some(("/document/{id}", Form::Json, vec!["a/b.json".into()])));
        assert_eq!(find("/dyad/JPN/PHL.csv"), Some(("/dyad/{a}/{b}", Form::Csv, vec!["JPN".into(), "PHL".into()])));
        assert_eq!(find("/mention/x.csv"), None);
        assert_eq!(find("/nowhere"), None);
        assert_eq!(super::find(&Method::DELETE, "/events").err().map(|f| f.status.as_u16()), Some(405));
    }
}
