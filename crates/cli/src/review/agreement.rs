//! How far reviewers agree on what they both decided.

use std::{collections::BTreeMap, io::Write};

use anyhow::Result;
use chancery_eval::{cohen_kappa, krippendorff_alpha};
use chancery_model::{Decision, Mention, Reading, Verdict};

use crate::output;

/// What a reviewer says stands at a place, in one respect.
type Respect = fn(&Reading) -> String;

const RESPECTS: [(&str, Respect); 4] = [
    ("type", |r| r.event.to_string()),
    ("status", |r| r.status.to_string()),
    ("actor", |r| side(&r.actor)),
    ("recipient", |r| side(&r.recipient)),
];

fn side(countries: &[Option<chancery_model::Country>]) -> String {
    let mut codes: Vec<String> = countries.iter().map(|c| c.map_or("?".into(), |c| c.to_string())).collect();
    codes.sort();
    codes.join("+")
}

/// How it reads by this decision; none where the reviewer says that there is no such act.
fn reading(d: &Decision) -> Option<Reading> {
    let as_read = |m: &Mention| Some(Reading::of(m));
    match d.verdict {
        Verdict::Accept => as_read(&d.seen),
        Verdict::Correct => d.corrected.as_ref().and_then(as_read),
        Verdict::Reject => None,
    }
}

pub fn print(decisions: &[Decision]) -> Result<()> {
    // Place in a document -> reviewer -> how it reads.
    let mut places: BTreeMap<(&str, u32, u32), BTreeMap<&str, Option<Reading>>> = BTreeMap::new();
    for d in decisions {
        let span = d.seen.trigger.span;
        places.entry((&d.seen.document.id, span.start, span.end)).or_default().insert(&d.reviewer, reading(d));
    }
    let mut reviewers: Vec<&str> = decisions.iter().map(|d| d.reviewer.as_str()).collect();
    reviewers.sort_unstable();
    reviewers.dedup();
    let twice = places.values().filter(|p| p.len() > 1).count();
    let mut out = output::standard();
    writeln!(out, "{} mentions decided by {}, {twice} of them by two or more", places.len(), reviewers.join(", "))?;
    let show = |x: Option<f64>| x.map_or("-".to_owned(), |x| format!("{x:.3}"));
    for (name, respect) in RESPECTS {
        let label = |r: &Option<Reading>| r.as_ref().map_or("no act".to_owned(), respect);
        let units: Vec<Vec<String>> = places.values().map(|p| p.values().map(label).collect()).collect();
        writeln!(out, "{name:<10} Krippendorff's alpha {}", show(krippendorff_alpha(&units)))?;
        for (i, a) in reviewers.iter().enumerate() {
            for b in &reviewers[i + 1..] {
                let pairs: Vec<(String, String)> =
                    places.values().filter_map(|p| Some((label(p.get(a)?), label(p.get(b)?)))).collect();
                let agreed = pairs.iter().filter(|(a, b)| a == b).count();
                if !pairs.is_empty() {
                    writeln!(out, "  {a}, {b}: {agreed} of {} alike, Cohen's kappa {}", pairs.len(), show(cohen_kappa(&pairs)))?;
                }
            }
        }
    }
    Ok(out.flush()?)
}
