//! Feeds polled politely: asked only for what changed, no more often than agreed, less often while they fail, one request at a
//! time to a host.
//!
//! [`Feeds`] is what is watched, [`State`] what is known of one feed between two polls (kept by the caller, as JSON), [`poll`] asks it
//! once. There is no clock here: the moment comes from the caller, who also waits.
//!
//! ```
//! let feeds: chancery_watch::Feeds = "every = \"30m\"\n[[feed]]\nurl = \"https://news.example/rss\"\n".parse().unwrap();
//! assert_eq!(feeds.feeds[0].every.as_secs(), 1800);
//! ```

mod feeds;
mod fetch;
mod poll;
mod state;

pub use feeds::{Feed, Feeds};
pub use fetch::{Fetched, Fetcher};
pub use poll::{Polled, article, poll};
pub use state::State;
