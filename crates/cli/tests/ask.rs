//! Questions to the record: words, panels, changes, and what people decided.

mod common;
use common::*;

/// The example documents in a record.
fn demo() -> TempDir {
    let dir = folder(&[]);
    let run = chancery(dir.path(), &["demo", "--db", "r.db"]);
    assert_eq!(run.code, 0, "{}", run.err);
    dir
}

fn ask(dir: &TempDir, args: &[&str]) -> String {
    let mut all = args.to_vec();
    all.extend(["--db", "r.db"]);
    let run = chancery(dir.path(), &all);
    assert_eq!(run.code, 0, "{args:?}: {}", run.err);
    run.out
}

#[test]
fn words_are_looked_for_in_the_evidence() {
    let dir = demo();
    let found = ask(&dir, &["mentions", "--words", "patrol boat*", "--format", "jsonl"]);
    assert!(found.lines().count() >= 2, "{found}");
    assert!(found.lines().all(|l| l.contains("patrol boats")), "{found}");
    assert_eq!(ask(&dir, &["mentions", "--words", "\"boats patrol\"", "--format", "jsonl"]), "");
    let promised = ask(&dir, &["commitments", "--words", "patrol", "--format", "jsonl"]);
    assert!(promised.contains("patrol boats"), "{promised}");
    let none = chancery(dir.path(), &["mentions", "--words", " ", "--db", "r.db"]);
    assert_eq!(none.code, 1);
    assert!(none.err.contains("holds no word"), "{}", none.err);
}

#[test]
fn panels_have_zeros_and_only_what_was_done() {
    let dir = demo();
    let csv = ask(&dir, &["panel", "--every", "month", "--since", "2023-01-01", "--until", "2024-12-31", "--format", "csv"]);
    let rows: Vec<&str> = csv.lines().skip(1).collect();
    let dyads: std::collections::BTreeSet<&str> = rows.iter().map(|r| &r[22..29]).collect();
    assert_eq!(rows.len(), dyads.len() * 24, "every dyad has 24 months\n{csv}");
    assert!(rows.iter().any(|r| r.contains(",PER,CHL,0,0,0,0,0,0,0,,")), "{csv}");
    let sum = |status: &str| -> u64 {
        let csv = ask(&dir, &["panel", "--every", "year", "--by", "country", "--status", status, "--format", "csv"]);
        csv.lines().skip(1).map(|l| l.split(',').nth(4).unwrap().parse::<u64>().unwrap()).sum()
    };
    assert!(sum("future") > 0);
    let default: u64 = ask(&dir, &["panel", "--every", "year", "--by", "country", "--format", "csv"])
        .lines()
        .skip(1)
        .map(|l| l.split(',').nth(4).unwrap().parse::<u64>().unwrap())
        .sum();
    assert_eq!(default, sum("reported"), "a plan is not counted as done");
}

#[test]
fn changes_tell_what_moved_since() {
    let dir = demo();
    let moved = ask(&dir, &["changes", "--since", "2023-09-01", "--until", "2024-07-01", "--format", "jsonl"]);
    let delivered = moved.lines().find(|l| l.contains("handed over two patrol boats")).unwrap_or_else(|| panic!("{moved}"));
    assert!(delivered.contains("\"change\":\"moved\"") && delivered.contains("\"after\":\"delivered\""), "{delivered}");
    // By the record's own time all of it is new.
    let added = ask(&dir, &["changes", "--added", "--since", "2020-01-01", "--format", "jsonl"]);
    assert!(added.lines().any(|l| l.contains("\"change\":\"opened\"")), "{added}");
    assert!(!added.contains("\"change\":\"moved\""), "{added}");
    let asked = chancery(dir.path(), &["changes", "--db", "r.db"]);
    assert_eq!((asked.code, asked.err.contains("--since DATE is needed")), (1, true), "{}", asked.err);
}

#[test]
fn the_record_as_it_stood_before_it_was_made_is_empty() {
    let dir = demo();
    assert_eq!(ask(&dir, &["mentions", "--recorded", "2020-01-01", "--format", "jsonl"]), "");
    let now = ask(&dir, &["mentions", "--format", "jsonl"]);
    assert_eq!(ask(&dir, &["mentions", "--recorded", "2999-01-01T00:00:00Z", "--format", "jsonl"]), now);
}

#[test]
fn decisions_of_people_stand_over_the_program() {
    let dir = demo();
    let review = |who: &str, keys: &str| {
        let run = chancery_with(dir.path(), &["review", "--db", "r.db", "--reviewer", who, "--limit", "3"], keys.as_bytes());
        assert_eq!(run.code, 0, "{}", run.err);
        run.out
    };
    let before = ask(&dir, &["mentions", "--format", "jsonl"]).lines().count();
    // Wrong, step back, accept; corrected at the second try; rejected.
    let said = review("ann", "r\nb\na\nc\nAGREE reported nobody -> CHL\nc\nREQUEST/assist hypothetical ECU -> BOL\nr\n");
    assert!(said.contains("'nobody' is no country"), "{said}");
    assert!(said.contains("3 decided, 0 skipped, 0 left of these"), "{said}");
    let after = ask(&dir, &["mentions", "--format", "jsonl"]);
    assert_eq!(after.lines().count(), before - 1);
    assert!(after.lines().any(|l| l.contains("\"coder\":\"corrected by ann\"") && l.contains("\"ECU\"")), "{after}");
    assert!(ask(&dir, &["mentions", "--party", "ECU", "--event", "REQUEST", "--format", "jsonl"]).contains("corrected by ann"));
    // The next three are others; another reviewer sees the same three as the program coded them.
    assert!(review("ann", "q\n").contains("0 decided, 0 skipped, 3 left of these"));
    assert!(review("bob", "a\na\na\n").contains("3 decided"));
    let agreed = ask(&dir, &["review", "--agreement"]);
    assert!(agreed.contains("3 mentions decided by ann, bob, 3 of them by two or more"), "{agreed}");
    assert!(agreed.contains("ann, bob: 1 of 3 alike"), "{agreed}");
}

#[test]
fn reviewed_documents_are_annotated_ones() {
    let dir = demo();
    let all = "a\n".repeat(200);
    chancery_with(dir.path(), &["review", "--db", "r.db", "--reviewer", "ann"], all.as_bytes());
    let gold = ask(&dir, &["review", "--gold"]);
    assert!(gold.lines().count() > 3, "{gold}");
    std::fs::write(dir.path().join("gold.jsonl"), &gold).unwrap();
    let eval = chancery(dir.path(), &["eval", "gold.jsonl"]);
    assert_eq!(eval.code, 0, "{}", eval.err);
    // What was accepted as coded is what is coded; cut into other sentences a little may differ.
    let f1: f64 = eval.out.split("F1 ").nth(1).and_then(|s| s.split_whitespace().next()).unwrap().parse().unwrap();
    assert!(f1 > 0.9, "{}", eval.out);
}

#[test]
fn events_are_joined_and_parted_by_hand() {
    let dir = demo();
    let events = || ask(&dir, &["events", "--format", "jsonl"]).lines().map(str::to_owned).collect::<Vec<_>>();
    let first = |event: &str| event.split("\"mentions\":[\"").nth(1).unwrap()[..16].to_owned();
    let before = events();
    let (one, other) = (first(&before[0]), first(&before[1]));
    ask(&dir, &["review", "--reviewer", "ann", "--same", &one, &other]);
    assert_eq!(events().len(), before.len() - 1);
    ask(&dir, &["review", "--reviewer", "ann", "--apart", &one, &other]);
    assert_eq!(events().len(), before.len());
    let unknown = chancery(dir.path(), &["review", "--db", "r.db", "--reviewer", "ann", "--same", &one, "ffff"]);
    assert_eq!(unknown.code, 1, "{}", unknown.err);
}
