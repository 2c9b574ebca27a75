//! What the server counted since it started, in the text form that Prometheus reads.

use std::{
    fmt::Write,
    sync::atomic::{AtomicU64, Ordering::Relaxed},
    time::Duration,
};

use jiff::Timestamp;

use crate::view::View;

/// Upper ends of the classes of duration, in milliseconds.
const ENDS: [u64; 9] = [1, 5, 10, 25, 50, 100, 200, 1000, 5000];

/// The counters.
pub struct Metrics {
    started: Timestamp,
    answers: [AtomicU64; 5],
    durations: [AtomicU64; ENDS.len()],
    answered: AtomicU64,
    microseconds: AtomicU64,
    added: AtomicU64,
    views: AtomicU64,
    view_microseconds: AtomicU64,
}

impl Metrics {
    /// All at zero.
    pub fn new(started: Timestamp) -> Self {
        Metrics {
            started,
            answers: Default::default(),
            durations: Default::default(),
            answered: AtomicU64::default(),
            microseconds: AtomicU64::default(),
            added: AtomicU64::default(),
            views: AtomicU64::default(),
            view_microseconds: AtomicU64::default(),
        }
    }

    /// A request was answered.
    pub fn answered(&self, status: u16, took: Duration) {
        self.answers[usize::from(status / 100).clamp(1, 5) - 1].fetch_add(1, Relaxed);
        let ms = took.as_millis() as u64;
        for (end, n) in ENDS.iter().zip(&self.durations) {
            n.fetch_add(u64::from(ms < *end), Relaxed);
        }
        self.answered.fetch_add(1, Relaxed);
        self.microseconds.fetch_add(took.as_micros() as u64, Relaxed);
    }

    /// Documents were added.
    pub fn added(&self, n: u64) {
        self.added.fetch_add(n, Relaxed);
    }

    /// A view was made.
    pub fn view_made(&self, took: Duration) {
        self.views.fetch_add(1, Relaxed);
        self.view_microseconds.fetch_add(took.as_micros() as u64, Relaxed);
    }

    /// The counters and what the view holds.
    pub fn text(&self, view: &View) -> String {
        let mut out = String::new();
        let mut put = |name: &str, kind: &str, help: &str, value: f64| {
            // Writing to a string does not fail.
            let _ = write!(out, "# HELP chancery_{name} {help}\n# TYPE chancery_{name} {kind}\nchancery_{name} {value}\n");
        };
        let n = |c: &AtomicU64| c.load(Relaxed) as f64;
        put("start_time_seconds", "gauge", "When the server started.", self.started.as_second() as f64);
        put("record_revision", "gauge", "Revision of the record that pages show.", view.version as f64);
        put("record_documents", "gauge", "Documents in the record.", view.documents.len() as f64);
        put("record_mentions", "gauge", "Mentions in the record.", view.rows.len() as f64);
        put("record_events", "gauge", "Events in the record.", view.events.len() as f64);
        put("record_commitments", "gauge", "Commitments in the record.", view.commitments.len() as f64);
        put("documents_added_total", "counter", "Documents added through this server.", n(&self.added));
        put("views_made_total", "counter", "Times the record was read anew.", n(&self.views));
        put("views_seconds_total", "counter", "Time that took.", n(&self.view_microseconds) / 1e6);
        let _ = writeln!(out, "# HELP chancery_responses_total Answers by class of status.\n# TYPE chancery_responses_total counter");
        for (i, c) in self.answers.iter().enumerate() {
            let _ = writeln!(out, "chancery_responses_total{{class=\"{}xx\"}} {}", i + 1, c.load(Relaxed));
        }
        let name = "chancery_response_seconds";
        let _ = writeln!(out, "# HELP {name} Time to the head of the answer.\n# TYPE {name} histogram");
        for (end, c) in ENDS.iter().zip(&self.durations) {
            let _ = writeln!(out, "{name}_bucket{{le=\"{}\"}} {}", *end as f64 / 1000.0, c.load(Relaxed));
        }
        let all = self.answered.load(Relaxed);
        let _ = writeln!(out, "{name}_bucket{{le=\"+Inf\"}} {all}\n{name}_sum {}\n{name}_count {all}", n(&self.microseconds) / 1e6);
        out
    }
}
