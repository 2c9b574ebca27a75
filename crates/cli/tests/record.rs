//! The record: same bytes, nothing twice, taken up again where a run was cut short.

mod common;
use common::*;

fn stories(n: usize) -> String {
    (0..n)
        .map(|k| {
            format!(
                "{{\"id\":\"s{k}\",\"date\":\"2023-03-{:02}\",\"text\":\"Peru and Chile signed treaty number {k} in Lima. Ecuador condemned the treaty. Chile will send Peru {k} boats.\"}}\n",
                k % 28 + 1
            )
        })
        .collect()
}

#[test]
fn one_thread_or_two_give_the_same_bytes() {
    let dir = folder(&[("a.jsonl", stories(60).as_bytes())]);
    let one = chancery(dir.path(), &["code", "--threads", "1", "a.jsonl"]);
    let two = chancery(dir.path(), &["code", "--threads", "2", "a.jsonl"]);
    let five = chancery(dir.path(), &["code", "--threads", "5", "a.jsonl"]);
    assert!(one.out.lines().count() > 60, "{}", one.err);
    assert_eq!(one.out, two.out);
    assert_eq!(one.out, five.out);
    assert_eq!(one.err, two.err);
}

#[test]
fn the_same_text_twice_is_coded_once_and_counted() {
    let line = STORIES.lines().next().unwrap();
    let dir = folder(&[("a.jsonl", format!("{line}\n{}\n", line.replace("\"id\":\"a\"", "\"id\":\"c\"")).as_bytes())]);
    let run = chancery(dir.path(), &["code", "a.jsonl"]);
    assert_eq!((run.adds_up().count("coded"), run.count("duplicates"), run.code), (1, 1, 0));
}

#[test]
fn adding_the_same_again_changes_nothing() {
    let dir = folder(&[("a.jsonl", STORIES.as_bytes())]);
    let add = || chancery(dir.path(), &["add", "--db", "r.db", "a.jsonl"]);
    let dump = || chancery(dir.path(), &["mentions", "--db", "r.db", "--format", "jsonl"]).out;
    assert_eq!(add().adds_up().count("coded"), 2);
    let first = dump();
    assert!(first.lines().count() >= 3, "{first}");
    let again = add();
    assert_eq!((again.adds_up().count("unchanged"), again.count("coded"), again.code), (2, 0, 0));
    assert_eq!(dump(), first);
    assert_eq!(chancery(dir.path(), &["code", "a.jsonl"]).out, first, "the record holds what `code` prints");
}

#[test]
fn a_killed_run_is_taken_up_again() {
    let dir = folder(&[("a.jsonl", stories(300).as_bytes())]);
    let whole = chancery(dir.path(), &["code", "a.jsonl"]).out;
    for wait in [150, 400, 900] {
        let mut child = command(dir.path(), &["add", "--db", "r.db", "a.jsonl"]).stderr(std::process::Stdio::null()).spawn().unwrap();
        std::thread::sleep(std::time::Duration::from_millis(wait));
        child.kill().unwrap();
        child.wait().unwrap();
    }
    let last = chancery(dir.path(), &["add", "--db", "r.db", "a.jsonl"]);
    assert_eq!(last.code, 0, "{}", last.err);
    assert_eq!(last.adds_up().count("in"), 300);
    let sorted = |s: &str| {
        let mut l: Vec<String> = s.lines().map(str::to_owned).collect();
        l.sort();
        l
    };
    let kept = chancery(dir.path(), &["mentions", "--db", "r.db", "--format", "jsonl"]).out;
    assert_eq!(sorted(&kept), sorted(&whole));
}

#[test]
fn records_are_asked_by_party_status_and_id() {
    let dir = folder(&[("a.jsonl", STORIES.as_bytes())]);
    chancery(dir.path(), &["add", "--db", "r.db", "a.jsonl"]);
    let ask = |args: &[&str]| {
        let mut all = args.to_vec();
        all.extend(["--db", "r.db"]);
        let run = chancery(dir.path(), &all);
        assert_eq!(run.code, 0, "{args:?}: {}", run.err);
        run.out
    };
    let ecuador = ask(&["mentions", "--party", "ECU", "--format", "jsonl"]);
    assert!(!ecuador.is_empty());
    for line in ecuador.lines() {
        let m: serde_json::Value = serde_json::from_str(line).unwrap();
        let sides = [&m["actor"], &m["recipient"]];
        assert!(sides.iter().any(|s| s.as_array().unwrap().iter().any(|a| a["country"] == "ECU")), "{line}");
    }
    let m: serde_json::Value = serde_json::from_str(ecuador.lines().next().unwrap()).unwrap();
    let id = m["mention_id"].as_str().unwrap();
    assert!(ask(&["show", id]).contains(m["sentence"]["text"].as_str().unwrap()));
    assert!(ask(&["why", id]).contains("model"));
    assert!(ask(&["show", "b"]).contains("Ecuador imposed sanctions on Peru on Tuesday."));
    assert!(!ask(&["events", "--format", "jsonl"]).is_empty());
    for format in ["table", "jsonl", "csv", "parquet"] {
        assert!(!ask(&["mentions", "--format", format]).is_empty(), "{format}");
    }
    assert_eq!(chancery(dir.path(), &["show", "--db", "r.db", "nothing-of-that-name"]).code, 1);
}

#[test]
fn export_writes_all_three_formats() {
    let dir = folder(&[("a.jsonl", STORIES.as_bytes())]);
    chancery(dir.path(), &["add", "--db", "r.db", "a.jsonl"]);
    for file in ["r.jsonl", "r.csv", "r.parquet"] {
        let run = chancery(dir.path(), &["export", "--db", "r.db", "-o", file]);
        assert_eq!(run.code, 0, "{}", run.err);
        assert!(std::fs::metadata(dir.path().join(file)).unwrap().len() > 100, "{file}");
    }
    assert_eq!(std::fs::read_to_string(dir.path().join("r.jsonl")).unwrap(), chancery(dir.path(), &["code", "a.jsonl"]).out);
}

#[test]
fn a_threshold_leaves_out_what_is_less_sure() {
    let dir = folder(&[("a.jsonl", stories(20).as_bytes())]);
    let sure = |p: &str| -> Vec<f64> {
        let run = chancery(dir.path(), &["code", "--min-confidence", p, "a.jsonl"]);
        assert_eq!(run.code, 0, "{}", run.err);
        run.out.lines().map(|l| serde_json::from_str::<serde_json::Value>(l).unwrap()["confidence"].as_f64().unwrap()).collect()
    };
    let all = sure("0");
    let most = all.iter().copied().fold(0.0, f64::max);
    assert!(!all.is_empty() && all.iter().any(|p| *p < most), "{all:?}");
    assert_eq!(sure(&most.to_string()), all.iter().copied().filter(|p| *p >= most).collect::<Vec<_>>());
    assert_eq!(chancery(dir.path(), &["code", "--min-confidence", "1.5", "a.jsonl"]).code, 1);
}

#[test]
fn a_closed_pipe_is_no_error() {
    use std::io::Read;
    let dir = folder(&[("a.jsonl", stories(200).as_bytes())]);
    let mut child = command(dir.path(), &["code", "a.jsonl"])
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    let mut out = child.stdout.take().unwrap();
    out.read_exact(&mut [0; 10]).unwrap();
    drop(out);
    let end = child.wait_with_output().unwrap();
    assert_eq!(end.status.code(), Some(0), "{}", String::from_utf8_lossy(&end.stderr));
}

#[test]
fn the_demo_shows_mentions_and_commitments_twice_alike() {
    let dir = folder(&[]);
    let first = chancery(dir.path(), &["demo"]);
    assert_eq!(first.code, 0, "{}", first.err);
    assert!(first.out.contains("Mentions") && first.out.contains("Commitments"));
    assert!(first.out.contains("AGREE"), "{}", first.out);
    assert_eq!(chancery(dir.path(), &["demo"]).out, first.out);
}

#[test]
fn questions_and_pairs_are_answered_line_by_line() {
    let dir = folder(&[(
        "p.jsonl",
        br#"{"id":1,"text":"Ecuador condemned Peru.","source":"Ecuador","target":"Peru"}
{"id":2,"text":"Nothing of the kind.","source":"Atlantis","target":"Mu"}
"#,
    )]);
    let run = chancery(dir.path(), &["relate", "p.jsonl"]);
    assert_eq!((run.code, run.out.lines().count()), (0, 2), "{}", run.err);
    assert!(run.out.lines().next().unwrap().contains("\"event\":\"ACCUSE\""), "{}", run.out);
    let run = chancery_with(
        dir.path(),
        &["actor"],
        b"{\"id\":\"x\",\"text\":\"Peruvian foreign minister\",\"date\":null,\"context\":null}\n{\"id\":\"y\",\"text\":\"qwertz\"}\n",
    );
    assert_eq!((run.code, run.out.lines().count()), (0, 2), "{}", run.err);
    let first: serde_json::Value = serde_json::from_str(run.out.lines().next().unwrap()).unwrap();
    assert_eq!((first["id"].as_str(), first["country"].as_str(), first["sector"].as_str()), (Some("x"), Some("PER"), Some("GOV")));
    let second: serde_json::Value = serde_json::from_str(run.out.lines().nth(1).unwrap()).unwrap();
    assert!(second["country"].is_null());
}

#[test]
fn the_record_as_it_stood_on_a_day() {
    let dir = folder(&[]);
    chancery(dir.path(), &["demo", "--db", "r.db"]);
    let steps = |args: &[&str]| -> Vec<String> {
        let run = chancery(dir.path(), &[&["commitments", "--db", "r.db", "--format", "jsonl"], args].concat());
        assert_eq!(run.code, 0, "{}", run.err);
        let dates = |line: &str| -> Vec<String> {
            let c: serde_json::Value = serde_json::from_str(line).unwrap();
            c["steps"].as_array().unwrap().iter().filter_map(|s| s["date"].as_str().map(str::to_owned)).collect()
        };
        run.out.lines().flat_map(dates).collect()
    };
    let (all, then) = (steps(&[]), steps(&["--as-of", "2023-05-10"]));
    assert!(!then.is_empty() && then.len() < all.len(), "{then:?} of {all:?}");
    assert!(then.iter().all(|d| d.as_str() <= "2023-05-10"), "{then:?}");
}

#[test]
fn two_texts_of_one_id_are_told() {
    let dir = folder(&[
        ("a.jsonl", br#"{"id":"1","date":"2023-03-14","text":"Peru and Chile signed a fishing treaty in Lima on Monday."}"#),
        ("b.jsonl", br#"{"id":"1","date":"2023-03-15","text":"Ecuador imposed sanctions on Peru on Tuesday."}"#),
    ]);
    let run = chancery(dir.path(), &["add", "--db", "r.db", "a.jsonl", "b.jsonl"]);
    assert!(run.err.contains("b.jsonl") && run.err.contains("has the id '1'"), "{}", run.err);
    assert!(run.err.contains("1 of the coded replaced another text"), "{}", run.err);
}
