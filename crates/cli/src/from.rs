//! `--from`: whose coding is asked for, and the acts of several side by side.

use std::{iter::Peekable, ops::ControlFlow, str::FromStr, vec::IntoIter};

use anyhow::Result;
use chancery_export::act_of;
use chancery_model::{Act, Dataset};
use chancery_store::{Filter, Order, Store};
use jiff::civil::Date;

use crate::filter::each_mention;

/// `--from`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum From {
    /// One's own coding.
    Own,
    /// A data set that was imported.
    Imported(Dataset),
    /// Both, side by side.
    All,
}

impl FromStr for From {
    type Err = String;
    fn from_str(s: &str) -> Result<Self, String> {
        match s {
            "all" => Ok(From::All),
            _ => {
                dataset(s).map(|d| if d == Dataset::Chancery { From::Own } else { From::Imported(d) }).map_err(|e| format!("{e}, and all"))
            }
        }
    }
}

/// The name of a data set on the command line.
pub fn dataset(s: &str) -> Result<Dataset, String> {
    s.parse().map_err(|_| {
        let all: Vec<&str> = Dataset::ALL.iter().map(|d| d.as_str()).collect();
        format!("'{s}' is not a data set: known are {}", all.join(", "))
    })
}

/// The acts that pass, by day of the act, what has none last; the first error of `each` ends it. One's own acts are held, those of
/// others are not.
pub fn each_act(store: &Store, from: From, filter: &Filter, mut each: impl FnMut(&Act) -> Result<()>) -> Result<()> {
    let mut own: Vec<Act> = Vec::new();
    if !matches!(from, From::Imported(_)) {
        // Days are those of the acts here, as with the others, and the first are the first by day.
        let all = Filter { since: None, until: None, limit: None, ..filter.clone() };
        let bounded = filter.since.is_some() || filter.until.is_some();
        let within = |d: Date| filter.since.is_none_or(|s| s <= d) && filter.until.is_none_or(|u| d <= u);
        each_mention(store, &all, |m| {
            let act = act_of(m);
            if !bounded || act.date.is_some_and(within) {
                own.push(act);
            }
            Ok(())
        })?;
        own.sort_by_key(by_day);
    }
    let mut own = own.into_iter().peekable();
    let mut left = filter.limit.unwrap_or(u32::MAX);
    let mut give = |act: &Act| -> Result<bool> {
        if left > 0 {
            left -= 1;
            each(act)?;
        }
        Ok(left > 0)
    };
    if from != From::Own {
        let dataset = if let From::Imported(d) = from { Some(d) } else { None };
        let mut result = Ok(true);
        store.imported(dataset, filter, Order::Day, |row| {
            result = merge(&mut own, &row.act, &mut give);
            if matches!(result, Ok(true)) { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        })?;
        if !result? {
            return Ok(());
        }
        if let Some(d) = dataset {
            tell_if_none(store, d)?;
        }
    }
    for act in own {
        if !give(&act)? {
            break;
        }
    }
    Ok(())
}

/// By day, what has none last.
fn by_day(act: &Act) -> (bool, Option<Date>) {
    (act.date.is_none(), act.date)
}

/// Gives one's own acts that come before `next`, then it; false where no more are wanted.
fn merge(own: &mut Peekable<IntoIter<Act>>, next: &Act, give: &mut impl FnMut(&Act) -> Result<bool>) -> Result<bool> {
    while let Some(act) = own.next_if(|a| by_day(a) <= by_day(next)) {
        if !give(&act)? {
            return Ok(false);
        }
    }
    give(next)
}

/// Says so where nothing of a data set was ever imported: an empty answer would read as if nothing matched.
pub fn tell_if_none(store: &Store, dataset: Dataset) -> Result<()> {
    if !store.datasets()?.iter().any(|(d, _)| *d == dataset) {
        eprintln!("chancery: the record holds no rows of {dataset}; `chancery import` brings them in");
    }
    Ok(())
}
