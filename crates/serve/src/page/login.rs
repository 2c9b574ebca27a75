//! Signing in, where tokens are asked for.

use askama::Template;
use axum::http::StatusCode;
use serde::Serialize;

use crate::{
    Query,
    access::{By, Who, foreign},
    ask::{Ask, Form, Frame, Reply},
    failure::Failure,
};

#[derive(Template, Serialize)]
#[template(path = "login.html")]
struct Page {
    #[serde(skip)]
    frame: Frame,
    to: String,
    wrong: bool,
    guarded: bool,
}

/// Somebody who has shown no token: they get the pages that are open to all.
pub fn stranger() -> Who {
    Who { name: None, write: false, by: By::Cookie, csrf: String::new() }
}

/// An address of ours to go to; never another site's.
fn inside(to: Option<&str>) -> String {
    to.filter(|t| t.starts_with('/') && !t.starts_with("//") && !t.contains('\\')).unwrap_or("/").to_owned()
}

fn form(ask: &Ask, to: String, wrong: bool) -> Result<Reply, Failure> {
    let frame = Frame { bare: true, ..ask.frame("Sign in", "login") };
    let html = Page { frame, to, wrong, guarded: ask.app.access.guarded() }.render().map_err(|e| Failure::fault(e.to_string()))?;
    let status = if wrong { StatusCode::UNAUTHORIZED } else { StatusCode::OK };
    Ok(Reply::Whole { status, media: Form::Html.media(), body: html.into(), cookie: None })
}

/// `GET /login`.
pub fn page(ask: &Ask) -> Result<Reply, Failure> {
    form(ask, inside(ask.query.get("to")), false)
}

/// `POST /login`.
pub fn sign_in(ask: &Ask) -> Result<Reply, Failure> {
    let fields = Query::parse(&String::from_utf8_lossy(&ask.body));
    let to = inside(fields.get("to"));
    match ask.app.access.sign_in(fields.get("token").unwrap_or_default(), ask.now) {
        Some(cookie) => Ok(Reply::Elsewhere { to, cookie: Some(cookie) }),
        None => {
            // Guessing is slow, and takes one of the turns of those who guess at once.
            std::thread::sleep(std::time::Duration::from_millis(400));
            form(ask, to, true)
        }
    }
}

/// `POST /logout`.
pub fn sign_out(ask: &Ask) -> Result<Reply, Failure> {
    if foreign(&ask.headers) {
        return Err(Failure::forbidden("The request comes from another site."));
    }
    Ok(Reply::Elsewhere { to: "/login".into(), cookie: Some(ask.app.access.sign_out(&ask.headers)) })
}
