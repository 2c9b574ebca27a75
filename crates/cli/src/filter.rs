//! Flags that choose among the mentions of the record.

use std::{ops::ControlFlow, path::PathBuf};

use anyhow::Result;
use chancery_model::{Context, Country, EventType, Mention, Mode, Status};
use chancery_store::{Filter, Store, Words};
use clap::Args;
use jiff::{Timestamp, civil::Date, tz::Offset};

/// `--db F`.
#[derive(Args)]
pub struct Db {
    /// The record
    #[arg(long, value_name = "FILE", default_value = "chancery.db")]
    pub db: PathBuf,
}

impl Db {
    /// Opens a record that must be there.
    pub fn read(&self) -> Result<Store> {
        Ok(Store::open_read(&self.db)?)
    }
}

/// Which mentions.
#[derive(Args)]
pub struct Choice {
    /// Country on either side, e.g. JPN
    #[arg(long, value_name = "COUNTRY")]
    pub party: Option<Country>,
    /// Country that acts
    #[arg(long, value_name = "COUNTRY")]
    pub actor: Option<Country>,
    /// Country acted on
    #[arg(long, value_name = "COUNTRY")]
    pub recipient: Option<Country>,
    /// PLOVER type, e.g. AGREE
    #[arg(long = "event", visible_alias = "type", value_name = "TYPE")]
    pub event: Option<EventType>,
    /// PLOVER mode, e.g. visit
    #[arg(long, value_name = "MODE")]
    pub mode: Option<Mode>,
    /// reported, future, hypothetical, negated or historical
    #[arg(long, value_name = "STATUS")]
    pub status: Option<Status>,
    /// PLOVER context, e.g. military
    #[arg(long, value_name = "CONTEXT")]
    pub context: Option<Context>,
    /// First day
    #[arg(long, value_name = "DATE", value_parser = crate::source::day)]
    pub since: Option<Date>,
    /// Last day
    #[arg(long, value_name = "DATE", value_parser = crate::source::day)]
    pub until: Option<Date>,
    /// Id of a document
    #[arg(long, value_name = "ID")]
    pub document: Option<String>,
    /// Source of the documents
    #[arg(long, value_name = "NAME")]
    pub source: Option<String>,
    /// Words of the sentence that proves it: all of them; "two together", begin*
    #[arg(long, value_name = "WORDS")]
    pub words: Option<Words>,
    /// The record as it stood at this moment (2024-04-05T12:00:00Z) or at the end of this day (UTC)
    #[arg(long, value_name = "MOMENT", value_parser = moment)]
    pub recorded: Option<Timestamp>,
    /// At most so many
    #[arg(long, value_name = "N")]
    pub limit: Option<u32>,
}

/// A moment, or a day for its end.
fn moment(text: &str) -> Result<Timestamp, String> {
    let bad = |_| format!("'{text}' is neither a moment (2024-04-05T12:00:00Z) nor a day (2024-04-05)");
    match text.parse::<Timestamp>() {
        Ok(t) => Ok(t),
        Err(_) => {
            let day: Date = text.parse().map_err(bad)?;
            end_of(day).map_err(bad)
        }
    }
}

/// The last moment of a day (UTC).
pub fn end_of(day: Date) -> Result<Timestamp, jiff::Error> {
    Offset::UTC.to_timestamp(day.at(23, 59, 59, 999_999_999))
}

impl Choice {
    /// The store's form.
    pub fn filter(&self) -> Filter {
        Filter {
            party: self.party,
            actor: self.actor,
            recipient: self.recipient,
            event: self.event,
            mode: self.mode,
            status: self.status,
            context: self.context,
            since: self.since,
            until: self.until,
            document: self.document.clone(),
            source: self.source.clone(),
            words: self.words.clone(),
            known: None,
            recorded: self.recorded,
            limit: self.limit,
        }
    }
}

/// The mentions that pass, one by one; the first error of `each` ends it.
pub fn each_mention(store: &Store, filter: &Filter, mut each: impl FnMut(&Mention) -> Result<()>) -> Result<()> {
    let mut result = Ok(());
    store.mentions(filter, |m| {
        result = each(&m);
        if result.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    })?;
    result
}
