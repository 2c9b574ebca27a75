//! The health of the corpus: what came in, from whom, and where its volume breaks.

use std::collections::BTreeMap;

use askama::Template;
use jiff::{ToSpan, civil::Date};
use serde::Serialize;

use crate::{
    Query,
    ask::{Ask, Form, Frame, Reply},
    failure::Failure,
};

/// A source's documents by month.
#[derive(Debug, Serialize)]
struct Source {
    name: Option<String>,
    documents: u32,
    mentions: u32,
    first: Option<Date>,
    last: Option<Date>,
    months: Vec<u32>,
    breaks: Vec<String>,
    #[serde(skip)]
    spark: String,
    #[serde(skip)]
    href: String,
}

#[derive(Template, Serialize)]
#[template(path = "corpus.html")]
struct Page {
    #[serde(skip)]
    frame: Frame,
    documents: usize,
    sentences: u64,
    mentions: usize,
    /// Documents of which no act was coded.
    silent: u32,
    undated: u32,
    by_date_source: Vec<(String, u32)>,
    by_language: Vec<(String, u32)>,
    by_coder: Vec<(String, u32)>,
    months: Vec<String>,
    sources: Vec<Source>,
    warnings: usize,
}

fn month(d: Date) -> String {
    d.strftime("%Y-%m").to_string()
}

/// `GET /corpus`.
pub fn page(ask: &Ask) -> Result<Reply, Failure> {
    let view = &ask.view;
    // The last three years that the documents are of: breaks further back are history.
    let last = view.documents.iter().filter_map(|d| d.date).max();
    let months: Vec<String> = last
        .map(|l| (0..36).rev().filter_map(|n| l.first_of_month().checked_sub(n.months()).ok()).map(month).collect())
        .unwrap_or_default();
    let mut sources: BTreeMap<Option<&str>, Source> = BTreeMap::new();
    let (mut silent, mut undated, mut sentences) = (0, 0, 0);
    let (mut dates, mut languages, mut coders) =
        (BTreeMap::<String, u32>::new(), BTreeMap::<String, u32>::new(), BTreeMap::<String, u32>::new());
    let index: std::collections::HashMap<&str, usize> = months.iter().enumerate().map(|(i, m)| (m.as_str(), i)).collect();
    for (i, d) in view.documents.iter().enumerate() {
        let mentions = view.mentions_in(i as u32);
        silent += u32::from(mentions == 0);
        undated += u32::from(d.date.is_none());
        sentences += u64::from(d.sentences);
        let source = serde_json::to_value(d.date_source).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default();
        *dates.entry(source).or_default() += 1;
        *languages.entry(d.language.clone().unwrap_or_else(|| "not known".into())).or_default() += 1;
        *coders.entry(d.coder.clone()).or_default() += 1;
        let s = sources.entry(d.source.as_deref()).or_insert_with(|| Source {
            name: d.source.clone(),
            documents: 0,
            mentions: 0,
            first: None,
            last: None,
            months: vec![0; months.len()],
            breaks: Vec::new(),
            spark: String::new(),
            href: match &d.source {
                Some(name) => Query::default().with("source", name).on("/documents"),
                None => "/documents".into(),
            },
        });
        s.documents += 1;
        s.mentions += mentions;
        if let Some(day) = d.date {
            s.first = Some(s.first.map_or(day, |x| x.min(day)));
            s.last = Some(s.last.map_or(day, |x| x.max(day)));
            if let Some(m) = index.get(month(day).as_str()) {
                s.months[*m] += 1;
            }
        }
    }
    let mut sources: Vec<Source> = sources.into_values().collect();
    sources.sort_by(|a, b| (b.documents, &a.name).cmp(&(a.documents, &b.name)));
    for s in &mut sources {
        s.breaks = breaks(&s.months, &months, s.first.map(month).as_deref());
        s.spark = spark(&s.months);
    }
    if ask.form == Form::Csv {
        let rows = sources.iter().flat_map(|s| {
            s.months.iter().zip(&months).map(move |(n, m)| vec![s.name.clone().unwrap_or_default(), m.clone(), n.to_string()])
        });
        return ask.table("corpus", &["source", "month", "documents"], rows);
    }
    let warnings = sources.iter().filter(|s| !s.breaks.is_empty()).count();
    sources.truncate(200);
    ask.page(&Page {
        frame: ask.frame("Corpus", "corpus"),
        documents: view.documents.len(),
        sentences,
        mentions: view.rows.len(),
        silent,
        undated,
        by_date_source: sorted(dates),
        by_language: sorted(languages),
        by_coder: sorted(coders),
        months,
        sources,
        warnings,
    })
}

fn sorted(counts: BTreeMap<String, u32>) -> Vec<(String, u32)> {
    let mut all: Vec<(String, u32)> = counts.into_iter().collect();
    all.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    all
}

/// Months in which a source that is usually there gave less than a third of, or more than three times, what the six
/// months before gave on average: what is counted then may be the source's doing, not the world's.
fn breaks(counts: &[u32], months: &[String], first: Option<&str>) -> Vec<String> {
    let mut out = Vec::new();
    // The last month is not over.
    for i in 6..counts.len().saturating_sub(1) {
        let before = &counts[i - 6..i];
        if first.is_none_or(|f| months[i - 6].as_str() < f) || before.iter().sum::<u32>() < 30 {
            continue;
        }
        let mean = f64::from(before.iter().sum::<u32>()) / 6.0;
        let now = f64::from(counts[i]);
        if now < mean / 3.0 || now > mean * 3.0 {
            out.push(format!("{}: {} after {mean:.0} a month", months[i], counts[i]));
        }
    }
    out
}

/// A line of small bars.
fn spark(counts: &[u32]) -> String {
    let most = counts.iter().copied().max().unwrap_or(0).max(1);
    let bar = |(i, n): (usize, &u32)| {
        let h = 20.0 * f64::from(*n) / f64::from(most);
        format!(r#"<rect x="{}" y="{:.1}" width="4" height="{h:.1}"/>"#, i * 5, 20.0 - h)
    };
    let bars: String = counts.iter().enumerate().filter(|(_, n)| **n > 0).map(bar).collect();
    format!(r#"<svg class="spark" viewBox="0 0 180 20" aria-hidden="true">{bars}</svg>"#)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_that_stops_is_told() {
        let months: Vec<String> = (1..=9).map(|m| format!("2031-0{m}")).collect();
        let told = breaks(&[10, 10, 10, 10, 10, 10, 1, 10, 2], &months, Some("2031-01"));
        assert_eq!(told, ["2031-07: 1 after 10 a month"]);
        assert!(breaks(&[1, 1, 1, 1, 1, 1, 9, 1, 2], &months, Some("2031-01")).is_empty(), "too few to say");
        assert!(breaks(&[0, 0, 0, 30, 10, 10, 1, 10, 2], &months, Some("2031-04")).is_empty(), "it had just begun");
    }
}
