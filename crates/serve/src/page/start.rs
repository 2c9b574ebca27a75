//! Start: what is in the record, what is new, what is due.

use askama::Template;
use chancery_model::Commitment;
use jiff::{Timestamp, ToSpan, civil::Date};
use serde::Serialize;

use super::promise::{self, Promise};
use crate::{
    ask::{Ask, Frame, Reply, day_of},
    chart::bars,
    choice::{Choice, Rule},
    failure::Failure,
    name, query,
    tally::Series,
};

#[derive(Template, Serialize)]
#[template(path = "start.html")]
struct Page {
    #[serde(skip)]
    frame: Frame,
    documents: usize,
    mentions: usize,
    events: usize,
    commitments: usize,
    sources: u32,
    first: Option<Date>,
    last: Option<Date>,
    since: Option<Timestamp>,
    #[serde(skip)]
    since_visit: bool,
    new_documents: Vec<New>,
    new_count: usize,
    moved: Vec<Promise>,
    due: Vec<Promise>,
    lapsed: Vec<Promise>,
    lapsed_count: usize,
    series: Series,
    #[serde(skip)]
    chart: String,
    quads: Vec<(String, u8, u32)>,
}

#[derive(Serialize)]
struct New {
    id: String,
    title: String,
    source: Option<String>,
    date: Option<Date>,
    added: Timestamp,
    mentions: u32,
    #[serde(skip)]
    href: String,
}

/// How far ahead "due soon" looks.
const SOON_DAYS: i64 = 90;
/// Lines of each list.
const LINES: usize = 8;

/// `GET /`.
pub fn page(ask: &Ask) -> Result<Reply, Failure> {
    let view = &ask.view;
    let today = ask.today();
    let midnight = |d: Date| jiff::tz::Offset::UTC.to_timestamp(d.to_datetime(jiff::civil::Time::midnight()));
    let moment = |text: &str| text.parse::<Timestamp>().or_else(|_| text.parse::<Date>().and_then(midnight));
    let asked = ask.query.get("since").map(moment);
    let since = match asked {
        None => ask.last_visit,
        Some(Ok(t)) => Some(t),
        Some(Err(_)) => return Err(Failure::bad("since: a day or moment is expected")),
    };
    // Who never was here sees what came last.
    let newest: Option<Timestamp> = view.documents.iter().map(|d| d.added).max();
    let from = since.or_else(|| newest.and_then(|n| n.checked_sub(24.hours()).ok()));
    let mut new: Vec<usize> = (0..view.documents.len()).filter(|i| from.is_some_and(|f| view.documents[*i].added > f)).collect();
    new.sort_by_key(|i| (std::cmp::Reverse(view.documents[*i].added), std::cmp::Reverse(view.documents[*i].date), *i));
    let is_new = |id: &str| view.document(id).is_some_and(|(d, _)| from.is_some_and(|f| d.added > f));
    let mut moved: Vec<&Commitment> = view.commitments.iter().filter(|c| c.steps.iter().any(|s| is_new(&s.document))).collect();
    moved.sort_by_key(|c| std::cmp::Reverse(promise::last_day(c)));
    let soon = today.checked_add(SOON_DAYS.days()).unwrap_or(today);
    let promise = |c: &&Commitment| Promise::new(c, today, view.source_count());
    let is_due = |c: &&Commitment| promise::is_open(c) && c.due.is_some_and(|d| d >= today && d <= soon);
    let mut due: Vec<&Commitment> = view.commitments.iter().filter(is_due).collect();
    due.sort_by_key(|c| c.due);
    let has_lapsed = |c: &&Commitment| chancery_ledger::lapse(c, today, 0).is_some();
    let mut lapsed: Vec<&Commitment> = view.commitments.iter().filter(has_lapsed).collect();
    lapsed.sort_by_key(|c| std::cmp::Reverse(c.due.or(promise::last_day(c))));
    let choice = Choice { rule: Rule::Events, ..Choice::default() };
    let series = Series::new(view, 0..view.rows.len() as u32, &choice.test(view), Rule::Events, None);
    let quads = (0..4).map(|q| (name::QUADS[q].to_owned(), q as u8 + 1, series.bins.iter().map(|b| b.quads[q]).sum())).collect();
    ask.page(&Page {
        documents: view.documents.len(),
        mentions: view.rows.len(),
        events: view.events.len(),
        commitments: view.commitments.len(),
        sources: view.source_count(),
        first: view.documents.iter().filter_map(|d| d.date).min(),
        last: view.documents.iter().filter_map(|d| d.date).max(),
        since: from,
        since_visit: since.is_some(),
        new_count: new.len(),
        new_documents: new
            .iter()
            .take(LINES)
            .map(|&i| {
                let d = &view.documents[i];
                New {
                    id: d.id.clone(),
                    title: d.title.clone().unwrap_or_else(|| d.id.clone()),
                    source: d.source.clone(),
                    date: d.date,
                    added: d.added,
                    mentions: view.mentions_in(i as u32),
                    href: query::to("document", &d.id),
                }
            })
            .collect(),
        moved: moved.iter().take(LINES).map(promise).collect(),
        due: due.iter().take(LINES).map(promise).collect(),
        lapsed_count: lapsed.len(),
        lapsed: lapsed.iter().take(LINES).map(promise).collect(),
        chart: bars::bars(&series, &format!("Events over time, by {}", series.unit)),
        series,
        quads,
        frame: ask.frame("Start", "start"),
    })
}

impl Page {
    /// The moment since which news are shown, as a day.
    fn since_day(&self) -> String {
        self.since.map(|s| day_of(s).to_string()).unwrap_or_default()
    }
}
