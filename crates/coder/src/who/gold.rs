//! Resolution alone, measured: the parties that annotated documents mark are given, and whom they stand for is asked.
//! The texts lie outside of the repository (`CHANCERY_SHARED`, or `../shared` beside it). `CHANCERY_PARTIES=FILE` lists the
//! errors on another file in the gold form.

use std::{collections::BTreeSet, fs, path::PathBuf};

use chancery_model::{DateSource, EventType};

use super::*;
use crate::{coder::Coder, window::Window};

/// Share of the parties whose countries come out right, below which something has broken. Measured: see `docs/accuracy.md`.
const FLOOR: f64 = 0.80;

fn shared() -> PathBuf {
    let beside = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let folder = std::env::var_os("CHANCERY_SHARED").map_or(beside, PathBuf::from);
    assert!(folder.join("gold").is_dir(), "needs the shared data: {} is not there", folder.display());
    folder
}

/// Byte range of `words` in the sentence, nearest to `near`.
fn find(text: &str, sentence: &Range<usize>, words: &str, near: usize) -> Option<Range<usize>> {
    let whole = |r: &Range<usize>| {
        !text[..r.start].chars().next_back().is_some_and(char::is_alphanumeric)
            && !text[r.end..].chars().next().is_some_and(char::is_alphanumeric)
    };
    let all: Vec<Range<usize>> =
        text[sentence.clone()].match_indices(words).map(|(i, w)| sentence.start + i..sentence.start + i + w.len()).collect();
    let nearest = |rs: Vec<Range<usize>>| rs.into_iter().min_by_key(|r| r.start.abs_diff(near));
    nearest(all.iter().filter(|r| whole(r)).cloned().collect()).or_else(|| nearest(all))
}

/// Right, all, and a line for every party that came out wrong.
fn measure(coder: &Coder, gold: &str) -> (usize, usize, Vec<String>) {
    let (mut right, mut all, mut wrong) = (0, 0, Vec::new());
    for line in gold.lines().filter(|l| !l.trim().is_empty()) {
        let d: serde_json::Value = serde_json::from_str(line).expect("gold is JSON");
        let told = |key: &str| d[key].as_str().map(str::to_owned);
        let mut text = String::new();
        let sentences: Vec<Range<usize>> = d["sentences"]
            .as_array()
            .expect("sentences")
            .iter()
            .map(|s| {
                if !text.is_empty() {
                    text.push(' ');
                }
                let start = text.len();
                text.push_str(s.as_str().expect("a sentence"));
                start..text.len()
            })
            .collect();
        let date = told("date").and_then(|d| d.parse().ok());
        let document = Document {
            date,
            date_source: if date.is_some() { DateSource::Given } else { DateSource::None },
            title: told("title"),
            source: told("source"),
            url: told("url"),
            ..Document::from_text(&text)
        };
        let mut resolver = Resolver::new(coder.gazetteer, &document, &sentences);
        let windows: Vec<Window> = coder.windows(document.title.as_deref(), &text, &sentences).expect("windows");
        for (number, window) in windows.iter().enumerate() {
            let scores = coder.scores(window).expect("scores");
            let sides = Sides::new(coder.gazetteer, &document, &sentences, window, &scores);
            for s in window.sentences.iter().filter(|s| !s.context) {
                let range = &sentences[s.index];
                let mut acts = Vec::new();
                let mut asked: Vec<(Range<usize>, BTreeSet<String>)> = Vec::new();
                for e in d["events"].as_array().expect("events").iter().filter(|e| e["s"] == s.index) {
                    let Some(trigger) = find(&text, range, e["tr"].as_str().expect("trigger"), range.start) else { continue };
                    let mut parts: Vec<Part> = Vec::new();
                    for (side, role) in [("actor", Role::Actor), ("recipient", Role::Recipient)] {
                        for x in e[side].as_array().expect("a side") {
                            let Some(at) = find(&text, range, x["t"].as_str().expect("words"), trigger.start) else { continue };
                            let country = x["c"].as_str().unwrap_or("?").to_owned();
                            match asked.iter_mut().find(|(r, _)| *r == at) {
                                Some((_, cs)) => drop(cs.insert(country)),
                                None => asked.push((at.clone(), BTreeSet::from([country]))),
                            }
                            let Some(word) = s.words.iter().find(|w| w.range.end > at.start) else { continue };
                            if parts.iter().any(|p| p.range == at) {
                                continue;
                            }
                            let sector = coder.config.sector[crate::encoder::argmax(scores.sector.row(word.position))];
                            let joint = sigmoid(scores.joint.row(word.position)[0]);
                            parts.push(Part { role, range: at, position: word.position, sector, joint, probability: 1.0, faint: false });
                        }
                    }
                    let kind: EventType = e["type"].as_str().expect("a type").parse().expect("a type of the code book");
                    acts.push(RawAct { sentence: s.index, trigger, parts, ..RawAct::plain(kind) });
                }
                let resolved = resolver.sentence(number, s.index, &acts, &sides);
                for (at, want) in asked {
                    let Some(got) = resolved.get(&(at.start, at.end)) else { continue };
                    let countries: BTreeSet<String> =
                        got.parties.iter().map(|p| p.country.map_or("?".to_owned(), |c| c.to_string())).collect();
                    all += 1;
                    if countries == want {
                        right += 1;
                    } else {
                        let show = |s: &BTreeSet<String>| s.iter().cloned().collect::<Vec<_>>().join("+");
                        wrong.push(format!(
                            "{}:{} '{}' {} not {}: {}\n      {}",
                            d["id"].as_str().unwrap_or(""),
                            s.index,
                            &text[at.clone()],
                            show(&countries),
                            show(&want),
                            got.because,
                            &text[range.clone()]
                        ));
                    }
                }
            }
        }
    }
    (right, all, wrong)
}

#[test]
#[ignore = "not run: needs the shared data"]
fn parties_of_annotated_documents_are_known() {
    let coder = Coder::shared().expect("the embedded coder");
    if let Some(path) = std::env::var_os("CHANCERY_PARTIES") {
        let (right, all, wrong) = measure(coder, &fs::read_to_string(path).expect("a gold file"));
        wrong.iter().for_each(|w| println!("{w}"));
        println!("{right} of {all} parties right");
        return;
    }
    let folder = shared();
    for name in ["dev", "train"] {
        let gold = fs::read_to_string(folder.join(format!("gold/{name}.jsonl"))).expect("gold");
        let (right, all, wrong) = measure(coder, &gold);
        let share = right as f64 / all as f64;
        if name == "train" || std::env::var_os("CHANCERY_SHOW_DEV").is_some() {
            wrong.iter().for_each(|w| println!("{w}"));
        }
        println!("{name}: {right} of {all} parties right, {share:.4} ({:+.4} above the floor)", share - FLOOR);
        assert!(share >= FLOOR, "{name}: {share:.4} is below the floor {FLOOR}");
    }
}
