//! What is watched: FEEDS.toml.

use std::{str::FromStr, time::Duration};

use serde::Deserialize;

/// Least time between two polls of one feed.
const LEAST: Duration = Duration::from_secs(60);

/// Feeds and how often to ask them.
#[derive(Debug, Clone, PartialEq)]
pub struct Feeds {
    /// In the order of the file.
    pub feeds: Vec<Feed>,
}

/// One feed.
#[derive(Debug, Clone, PartialEq)]
pub struct Feed {
    /// Where it is.
    pub url: String,
    /// The source of its documents; the feed's own title without it.
    pub name: Option<String>,
    /// Time between two polls.
    pub every: Duration,
    /// Whether the page that an entry links to is read in its place: for feeds that carry summaries only.
    pub articles: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    every: Option<String>,
    #[serde(default)]
    feed: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    url: String,
    name: Option<String>,
    every: Option<String>,
    #[serde(default)]
    articles: bool,
}

impl FromStr for Feeds {
    type Err = String;

    /// Reads the text of a FEEDS.toml; the message names the line.
    fn from_str(text: &str) -> Result<Self, String> {
        let file: File = toml::from_str(text).map_err(|e| e.to_string().trim_end().to_owned())?;
        let usual = file.every.as_deref().map_or(Ok(Duration::from_secs(900)), duration)?;
        if file.feed.is_empty() {
            return Err("no feed: write [[feed]] and below it url = \"https://...\"".to_owned());
        }
        let mut feeds: Vec<Feed> = Vec::new();
        for e in file.feed {
            if !e.url.starts_with("http://") && !e.url.starts_with("https://") {
                return Err(format!("'{}' is no address of the web: it begins with https:// or http://", e.url));
            }
            if feeds.iter().any(|f| f.url == e.url) {
                return Err(format!("{} stands there twice", e.url));
            }
            let every = e.every.as_deref().map_or(Ok(usual), duration).map_err(|m| format!("{}: {m}", e.url))?;
            feeds.push(Feed { url: e.url, name: e.name, every, articles: e.articles });
        }
        Ok(Feeds { feeds })
    }
}

/// "90s", "15m", "6h", "1d".
fn duration(text: &str) -> Result<Duration, String> {
    let bad = || format!("'{text}' is no time between polls: write 90s, 15m, 6h or 1d");
    let (number, unit) = text.trim().split_at_checked(text.trim().len().saturating_sub(1)).ok_or_else(bad)?;
    let number: u64 = number.trim().parse().map_err(|_| bad())?;
    let seconds = match unit {
        "s" => 1,
        "m" => 60,
        "h" => 3600,
        "d" => 86_400,
        _ => return Err(bad()),
    };
    let every = Duration::from_secs(number.saturating_mul(seconds));
    if every > Duration::from_secs(366 * 86_400) {
        return Err(format!("'{text}' is too seldom: a year is the most"));
    }
    if every < LEAST {
        return Err(format!("'{text}' is too often: a minute is the least"));
    }
    Ok(every)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_and_what_is_wrong() {
        let feeds: Feeds = r#"
            every = "6h"
            [[feed]]
            url = "https://news.example/rss"
            name = "Example Wire"
            [[feed]]
            url = "http://ministry.example/feed"
            every = "90s"
            articles = true
        "#
        .parse()
        .unwrap();
        assert_eq!(feeds.feeds.iter().map(|f| f.every.as_secs()).collect::<Vec<_>>(), [21_600, 90]);
        assert_eq!((feeds.feeds[0].name.as_deref(), feeds.feeds[1].articles), (Some("Example Wire"), true));
        for (text, what) in [
            ("", "no feed"),
            ("[[feed]]\nname = \"x\"", "missing field `url`"),
            ("[[feed]]\nurl = \"ftp://x\"", "no address of the web"),
            ("[[feed]]\nurl = \"https://x\"\n[[feed]]\nurl = \"https://x\"", "twice"),
            ("every = \"often\"\n[[feed]]\nurl = \"https://x\"", "no time between polls"),
            ("[[feed]]\nurl = \"https://x\"\nevery = \"5s\"", "too often"),
            ("[[feed]]\nurl = \"https://x\"\nhow = 1", "unknown field"),
            ("[[feed]]\nurl = ", "line 2"),
        ] {
            let e = text.parse::<Feeds>().unwrap_err();
            assert!(e.contains(what), "{text}: {e}");
        }
    }
}
