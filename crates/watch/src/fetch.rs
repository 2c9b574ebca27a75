//! One request over HTTP.

use std::{
    collections::HashMap,
    io::Read,
    thread,
    time::{Duration, Instant},
};

use crate::State;

/// Largest answer that is read (16 MiB).
const LARGEST: u64 = 16 << 20;
/// Longest time for a whole request.
const PATIENCE: Duration = Duration::from_secs(60);

/// What a server answered.
#[derive(Debug)]
pub enum Fetched {
    /// Nothing has changed since the state that was told.
    Unchanged,
    /// A page.
    Page {
        /// Its bytes.
        bytes: Vec<u8>,
        /// `ETag`.
        etag: Option<String>,
        /// `Last-Modified`.
        last_modified: Option<String>,
        /// How long the server wants not to be asked again (`Cache-Control: max-age`).
        wait: Option<Duration>,
    },
    /// No page, and why.
    Failed {
        /// In words.
        what: String,
        /// How long the server wants not to be asked again (`Retry-After`).
        wait: Option<Duration>,
    },
}

/// Asks servers, one request at a time to each host and a pause between two.
pub struct Fetcher {
    agent: ureq::Agent,
    pause: Duration,
    last: HashMap<String, Instant>,
}

impl Fetcher {
    /// `pause` is the least time between two requests to one host.
    pub fn new(pause: Duration) -> Self {
        let config = ureq::Agent::config_builder()
            .timeout_global(Some(PATIENCE))
            .http_status_as_error(false)
            .user_agent(concat!("chancery/", env!("CARGO_PKG_VERSION")))
            .build();
        Fetcher { agent: config.into(), pause, last: HashMap::new() }
    }

    /// Gets `url`, unless it is as `state` says.
    pub fn get(&mut self, url: &str, state: &State) -> Fetched {
        self.wait_for(url);
        let mut request = self.agent.get(url);
        if let Some(etag) = &state.etag {
            request = request.header("If-None-Match", etag);
        }
        if let Some(moment) = &state.last_modified {
            request = request.header("If-Modified-Since", moment);
        }
        let mut response = match request.call() {
            Ok(response) => response,
            Err(e) => return Fetched::Failed { what: e.to_string(), wait: None },
        };
        let header = |name: &str| response.headers().get(name).and_then(|v| v.to_str().ok()).map(str::to_owned);
        let seconds = |text: &str| text.trim().parse().ok().map(Duration::from_secs);
        let status = response.status();
        if status.as_u16() == 304 {
            return Fetched::Unchanged;
        }
        if !status.is_success() {
            return Fetched::Failed {
                what: format!("the server answered {status}"),
                wait: header("Retry-After").as_deref().and_then(seconds),
            };
        }
        let (etag, last_modified) = (header("ETag"), header("Last-Modified"));
        let wait = header("Cache-Control").and_then(|c| seconds(c.split("max-age=").nth(1)?.split([',', ' ']).next()?));
        let mut bytes = Vec::new();
        match response.body_mut().as_reader().take(LARGEST + 1).read_to_end(&mut bytes) {
            Err(e) => Fetched::Failed { what: format!("the answer broke off: {e}"), wait: None },
            Ok(_) if bytes.len() as u64 > LARGEST => Fetched::Failed { what: "the answer is larger than 16 MiB".to_owned(), wait: None },
            Ok(_) => Fetched::Page { bytes, etag, last_modified, wait },
        }
    }

    fn wait_for(&mut self, url: &str) {
        let host = url.split("://").nth(1).and_then(|rest| rest.split('/').next()).unwrap_or_default().to_owned();
        if let Some(last) = self.last.get(&host) {
            thread::sleep(self.pause.saturating_sub(last.elapsed()));
        }
        self.last.insert(host, Instant::now());
    }
}
