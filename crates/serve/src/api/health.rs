//! For those who watch over the server.

use serde_json::json;

use crate::{
    ask::{Ask, Reply},
    failure::Failure,
};

/// `GET /healthz`: asks the record, so that a server that lost it is not called healthy.
pub fn answer(ask: &Ask) -> Result<Reply, Failure> {
    let latest = ask.store.latest()?;
    Reply::json(&json!({"status": "ok", "revision": latest, "shown": ask.view.version}))
}

/// `GET /metrics`.
pub fn metrics(ask: &Ask) -> Result<Reply, Failure> {
    Ok(Reply::text("text/plain; version=0.0.4; charset=utf-8", ask.app.metrics.text(&ask.view)))
}
