//! What goes wrong with a request, in the one form of the API.

use axum::http::StatusCode;
use serde_json::{Value, json};

/// A request that is not answered: why, for people and for programs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// The status of the answer.
    pub status: StatusCode,
    /// The kind, for programs: `bad_request`, `not_found` ...
    pub code: &'static str,
    /// What is wrong and what to do, for people.
    pub message: String,
}

impl Failure {
    /// 400: what was asked makes no sense.
    pub fn bad(message: impl Into<String>) -> Self {
        Failure { status: StatusCode::BAD_REQUEST, code: "bad_request", message: message.into() }
    }

    /// 404: the record has no such thing.
    pub fn missing(what: &str, id: &str) -> Self {
        let message = format!("The record has no {what} with the id '{id}'. It may have been coded anew under another id.");
        Failure { status: StatusCode::NOT_FOUND, code: "not_found", message }
    }

    /// 404: there is no such page.
    pub fn no_page() -> Self {
        Failure { status: StatusCode::NOT_FOUND, code: "not_found", message: "There is no page at this address.".into() }
    }

    /// 401: nobody said who they are.
    pub fn unknown() -> Self {
        let message = "A token is needed: sign in at /login, or send it as `Authorization: Bearer …`.".into();
        Failure { status: StatusCode::UNAUTHORIZED, code: "unauthorized", message }
    }

    /// 403.
    pub fn forbidden(message: impl Into<String>) -> Self {
        Failure { status: StatusCode::FORBIDDEN, code: "forbidden", message: message.into() }
    }

    /// 405.
    pub fn method() -> Self {
        let message = "This address does not take this method.".into();
        Failure { status: StatusCode::METHOD_NOT_ALLOWED, code: "method_not_allowed", message }
    }

    /// 408: the request or its answer took too long.
    pub fn slow(message: impl Into<String>) -> Self {
        Failure { status: StatusCode::REQUEST_TIMEOUT, code: "timeout", message: message.into() }
    }

    /// 413.
    pub fn large(limit: usize) -> Self {
        let message = format!("The body is larger than {} KiB.", limit / 1024);
        Failure { status: StatusCode::PAYLOAD_TOO_LARGE, code: "too_large", message }
    }

    /// 503: try again soon.
    pub fn busy() -> Self {
        let message = "Too many long questions at once; try again in a few seconds.".into();
        Failure { status: StatusCode::SERVICE_UNAVAILABLE, code: "busy", message }
    }

    /// 500: the program or the record is at fault.
    pub fn fault(message: impl Into<String>) -> Self {
        Failure { status: StatusCode::INTERNAL_SERVER_ERROR, code: "internal", message: message.into() }
    }

    /// As the API tells it.
    pub fn json(&self) -> Value {
        json!({"error": {"code": self.code, "message": self.message}})
    }
}

impl From<chancery_store::StoreError> for Failure {
    fn from(e: chancery_store::StoreError) -> Self {
        match e {
            chancery_store::StoreError::Locked(_) => Failure::busy(),
            e => Failure::fault(e.to_string()),
        }
    }
}

impl From<chancery_export::Error> for Failure {
    fn from(e: chancery_export::Error) -> Self {
        Failure::fault(e.to_string())
    }
}
