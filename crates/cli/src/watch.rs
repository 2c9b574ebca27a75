//! `chancery watch`: poll feeds, code, keep.

use std::{fs, path::PathBuf, thread, time::Duration};

use anyhow::Result;
use chancery_coder::Coder;
use chancery_model::Document;
use chancery_reader::Item;
use chancery_store::{Store, content_hash_of};
use chancery_watch::{Feed, Feeds, Fetcher, State, article, poll};
use jiff::Timestamp;

use crate::{
    Outcome,
    filter::Db,
    names::Names,
    report::{self, Report},
    source,
};

/// Least time between two requests to one host.
const PAUSE: Duration = Duration::from_secs(2);
/// Longest sleep between two looks at what is due.
const NAP: Duration = Duration::from_secs(60);

/// Poll feeds, code what is new, keep it: each entry once.
///
/// FEEDS.toml: `every = "15m"`, then for each feed `[[feed]]`, `url = "https://..."` and, if wanted, `name`, `every` and
/// `articles = true` (read the page that an entry links to). Feeds are asked only for what changed and less often while they
/// fail. A run that is killed loses nothing: what was not kept is told again by the feed.
#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    db: Db,
    #[command(flatten)]
    names: Names,
    /// Ask what is due once and end, as for cron
    #[arg(long)]
    once: bool,
    /// What to watch
    #[arg(value_name = "FEEDS.toml")]
    feeds: PathBuf,
}

pub fn run(args: Args) -> Result<Outcome> {
    let name = args.feeds.display().to_string();
    let text = match fs::read_to_string(&args.feeds) {
        Ok(text) => text,
        Err(e) => {
            report::unreadable(&name, format!("could not be opened: {e}"));
            return Ok(Outcome::Incomplete);
        }
    };
    let feeds: Feeds = match text.parse() {
        Ok(feeds) => feeds,
        Err(e) => {
            report::unreadable(&name, e);
            return Ok(Outcome::Incomplete);
        }
    };
    let (coder, names) = source::coder(&args.names, None)?;
    let mut watch = Watch { coder, store: Store::open(&args.db.db)?, fetcher: Fetcher::new(PAUSE) };
    loop {
        let mut report = Report::default();
        for feed in &feeds.feeds {
            watch.ask(feed, &mut report)?;
        }
        if args.once {
            eprint!("{report}");
            return Ok(if report.outcome() == Outcome::Done { names } else { report.outcome() });
        }
        if report.has_any() {
            eprint!("{report}");
        }
        thread::sleep(watch.wait(&feeds)?);
    }
}

struct Watch {
    coder: &'static Coder,
    store: Store,
    fetcher: Fetcher,
}

impl Watch {
    fn state(&self, feed: &Feed) -> Result<State> {
        // A state of another version is as good as none: the feed is asked for all that it has.
        Ok(self.store.feed_state(&feed.url)?.and_then(|s| serde_json::from_str(&s).ok()).unwrap_or_default())
    }

    /// Asks a feed that is due, and keeps its documents before its state.
    fn ask(&mut self, feed: &Feed, report: &mut Report) -> Result<()> {
        let mut state = self.state(feed)?;
        let now = Timestamp::now();
        if !state.is_due(now) {
            return Ok(());
        }
        let mut missed = false;
        let polled = poll(feed, &mut state, &mut self.fetcher, now);
        if let Some(d) = &polled.failure {
            report.taken(1);
            report.failed(d);
        }
        for item in polled.items {
            report.taken(u64::from(!matches!(item, Item::Message(_))));
            match item {
                Item::Document(entry) if feed.articles => {
                    // A page is fetched once.
                    if self.store.holds(&entry.id)? {
                        report.unchanged();
                        continue;
                    }
                    match article(&entry, &mut self.fetcher) {
                        Ok(full) => self.keep(&full, report)?,
                        Err(d) => {
                            report.failed(&d);
                            missed = true;
                        }
                    }
                }
                Item::Document(entry) => self.keep(&entry, report)?,
                Item::Skipped { reason, .. } => report.skipped(reason.to_string()),
                Item::Failed(d) => report.failed(&d),
                Item::Message(d) => report.message(&d),
            }
        }
        if missed {
            // The feed must tell of it again.
            (state.etag, state.last_modified) = (None, None);
        }
        Ok(self.store.keep_feed_state(&feed.url, &serde_json::to_string(&state)?)?)
    }

    fn keep(&mut self, document: &Document, report: &mut Report) -> Result<()> {
        if self.store.contains(&document.id, &content_hash_of(document), self.coder.id())? {
            report.unchanged();
            return Ok(());
        }
        match source::code(self.coder, document) {
            Ok(coded) => {
                report.coded(&coded);
                self.store.add(document, &coded, self.coder.id(), Timestamp::now())?;
            }
            Err(d) => report.failed(&d),
        }
        Ok(())
    }

    /// How long nothing is due.
    fn wait(&self, feeds: &Feeds) -> Result<Duration> {
        let now = Timestamp::now();
        let mut wait = NAP;
        for feed in &feeds.feeds {
            let due = self.state(feed)?.due.map_or(Duration::ZERO, |d| Duration::try_from(d.duration_since(now)).unwrap_or_default());
            wait = wait.min(due);
        }
        Ok(wait.max(Duration::from_secs(1)))
    }
}
