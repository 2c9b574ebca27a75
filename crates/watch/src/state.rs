//! What is known of a feed between two polls.

use std::time::Duration;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// Longest wait after failures, and because a server wishes it.
const LONGEST: Duration = Duration::from_secs(86_400);

/// What is known of a feed between two polls.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    /// The server's name for the feed as it was last (`ETag`).
    pub etag: Option<String>,
    /// When the server says it last changed (`Last-Modified`), in its words.
    pub last_modified: Option<String>,
    /// Polls that failed since the last that did not.
    pub failures: u32,
    /// Not to be asked before.
    pub due: Option<Timestamp>,
}

impl State {
    /// Whether the feed may be asked at `now`.
    pub fn is_due(&self, now: Timestamp) -> bool {
        self.due.is_none_or(|d| d <= now)
    }

    /// After an answer: to be asked again after `every`, or after what the server asks for if that is longer, a day at most.
    pub(crate) fn answered(&mut self, now: Timestamp, every: Duration, asked: Option<Duration>) {
        self.failures = 0;
        self.due = later(now, every.max(asked.unwrap_or_default().min(LONGEST)));
    }

    /// After a failure: twice as long with each, up to a day, and no less than the server asks for.
    pub(crate) fn failed(&mut self, now: Timestamp, every: Duration, asked: Option<Duration>) {
        self.failures = self.failures.saturating_add(1);
        let wait = every.saturating_mul(1 << self.failures.min(16)).min(LONGEST.max(every));
        self.due = later(now, wait.max(asked.unwrap_or_default().min(LONGEST)));
    }
}

fn later(now: Timestamp, wait: Duration) -> Option<Timestamp> {
    now.checked_add(jiff::SignedDuration::try_from(wait).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn failures_wait_twice_as_long_each_and_an_answer_ends_that() {
        let now: Timestamp = "2024-04-05T12:00:00Z".parse().unwrap();
        let (quarter, mut state) = (Duration::from_secs(900), State::default());
        let wait = |s: &State| s.due.unwrap().duration_since(now).as_secs();
        assert!(state.is_due(now));
        let mut waits = Vec::new();
        for _ in 0..9 {
            state.failed(now, quarter, None);
            waits.push(wait(&state));
        }
        assert_eq!(waits, [1800, 3600, 7200, 14_400, 28_800, 57_600, 86_400, 86_400, 86_400]);
        state.failed(now, quarter, Some(Duration::from_secs(u64::MAX)));
        assert_eq!(wait(&state), 86_400);
        state.answered(now, quarter, None);
        assert_eq!((wait(&state), state.failures, state.is_due(now)), (900, 0, false));
    }
}
