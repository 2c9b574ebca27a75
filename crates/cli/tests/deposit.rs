//! `chancery export --deposit`: what a data repository asks for, in one folder.

mod common;
use common::*;

use std::process::Command;

#[test]
fn one_folder_holds_all_that_a_repository_asks_for() {
    let dir = folder(&[("a.jsonl", STORIES.as_bytes())]);
    assert_eq!(chancery(dir.path(), &["add", "--db", "r.db", "a.jsonl"]).code, 0);
    let run = chancery(dir.path(), &["export", "--db", "r.db", "--deposit", "out"]);
    assert_eq!((run.code, run.out.as_str()), (0, ""), "{}", run.err);
    let read = |name: &str| std::fs::read(dir.path().join("out").join(name)).unwrap_or_else(|e| panic!("{name}: {e}"));
    let text = |name: &str| String::from_utf8(read(name)).unwrap();
    for table in ["mentions", "events", "commitments"] {
        assert!(read(&format!("{table}.parquet")).starts_with(b"PAR1"));
        let (csv, jsonl) = (text(&format!("{table}.csv")), text(&format!("{table}.jsonl")));
        assert!(csv.lines().count() > jsonl.lines().count() && !jsonl.is_empty(), "{table}");
    }
    assert_eq!(text("mentions.jsonl"), chancery(dir.path(), &["mentions", "--db", "r.db", "--format", "jsonl"]).out);
    assert!(text("dictionary.md").contains("| `mention_id` |") && text("codebook.md").contains("### AGREE"));
    assert!(text("VERSION").starts_with("chancery ") && text("VERSION").contains("coder: chancery "));
    let readme = text("README.md");
    assert!(readme.contains("\n| 2 | ") && readme.contains("from 2023-03-14 to 2023-03-15"), "{readme}");
    let sums = text("SHA256SUMS");
    assert_eq!(sums.lines().count() + 1, std::fs::read_dir(dir.path().join("out")).unwrap().count(), "a file without its sum");
    // Another program's sums, where it is there.
    if let Ok(check) = Command::new("sha256sum").args(["--check", "--quiet", "SHA256SUMS"]).current_dir(dir.path().join("out")).output() {
        assert!(check.status.success(), "{}", String::from_utf8_lossy(&check.stdout));
    }
    // The same record gives the same bytes.
    assert_eq!(chancery(dir.path(), &["export", "--db", "r.db", "--deposit", "again"]).code, 0);
    assert_eq!(std::fs::read_to_string(dir.path().join("again/SHA256SUMS")).unwrap(), sums);
}

#[test]
fn a_part_says_which_and_nothing_is_overwritten() {
    let dir = folder(&[("a.jsonl", STORIES.as_bytes()), ("full/kept.txt", b"kept")]);
    chancery(dir.path(), &["add", "--db", "r.db", "a.jsonl"]);
    let run = chancery(dir.path(), &["export", "--db", "r.db", "--deposit", "out", "--party", "ECU"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(std::fs::read_to_string(dir.path().join("out/README.md")).unwrap().contains("This is a part of a record: `--party ECU`."));
    let run = chancery(dir.path(), &["export", "--db", "r.db", "--deposit", "full"]);
    assert!(run.code == 1 && run.err.contains("needs a new or an empty folder"), "{}", run.err);
    assert_eq!(std::fs::read_dir(dir.path().join("full")).unwrap().count(), 1);
    assert_eq!(chancery(dir.path(), &["export", "--db", "r.db", "--deposit", "x", "--as", "icews"]).code, 1);
    let left: Vec<_> =
        std::fs::read_dir(dir.path()).unwrap().map(|e| e.unwrap().file_name()).filter(|n| n.to_string_lossy().starts_with('.')).collect();
    assert!(left.is_empty(), "nothing half-written stays: {left:?}");
}
