//! `--actors`: a user's own names.

mod common;
use common::*;

const TABLE: &[u8] = b"name\taliases\tkind\tcountry\tsector\toffice\tvalid_from\tvalid_to\n\
    Blue River Front\tBRF\tbody\tPER\tREB\t\t\t\n\
    Ann Zzyx\t\tperson\tCHL\tGOV\tForeign Minister\t2020-01-01\t2024-12-31\n";
const STORY: &[u8] = br#"{"id":"a","date":"2023-03-14","text":"The Blue River Front attacked Ecuador on Monday."}"#;

fn actor_of(run: &Run) -> String {
    assert_eq!(run.code, 0, "{}", run.err);
    let line = run.out.lines().next().unwrap_or_else(|| panic!("nothing coded: {}", run.err));
    let mention: serde_json::Value = serde_json::from_str(line).unwrap();
    format!("{} {} {}", mention["actor"][0]["country"], mention["actor"][0]["sector"], mention["coder"])
}

#[test]
fn actor_says_that_the_users_file_decided() {
    let dir = folder(&[("names/mine.tsv", TABLE)]);
    let run = chancery(dir.path(), &["actor", "--actors", "names/mine.tsv", "--date", "2023-01-01", "Ann Zzyx"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let a: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!((a["country"].as_str(), a["sector"].as_str(), a["office"].as_str()), (Some("CHL"), Some("GOV"), Some("Foreign Minister")));
    assert!(a["why"].to_string().contains("(mine.tsv line 3)"), "{a}");
    let without = chancery(dir.path(), &["actor", "--date", "2023-01-01", "Ann Zzyx"]);
    assert!(without.out.contains(r#""country":null"#), "{}", without.out);
}

#[test]
fn documents_are_coded_with_them_and_told_apart_in_the_record() {
    let dir = folder(&[("mine.tsv", TABLE), ("other.txt", b"BLUE_RIVER_FRONT_ [CHLOPP]\n"), ("a.jsonl", STORY)]);
    let plain = actor_of(&chancery(dir.path(), &["code", "--min-confidence", "0", "a.jsonl"]));
    let mine = actor_of(&chancery(dir.path(), &["code", "--min-confidence", "0", "--actors", "mine.tsv", "a.jsonl"]));
    assert!(mine.starts_with(r#""PER" "REB""#) && mine.contains(" / actors "), "{mine}");
    assert!(!plain.contains(" / actors "), "{plain}");
    let add = |files: &[&str]| {
        let mut args = vec!["add"];
        files.iter().for_each(|f| args.extend(["--actors", f]));
        args.push("a.jsonl");
        let run = chancery(dir.path(), &args);
        assert_eq!(run.code, 0, "{}", run.err);
        run
    };
    assert_eq!(add(&[]).count("coded"), 1);
    assert_eq!(add(&["mine.tsv"]).count("coded"), 1);
    assert_eq!(add(&["mine.tsv"]).count("unchanged"), 1);
    assert_eq!(add(&["other.txt"]).count("coded"), 1);
    assert_eq!(add(&["mine.tsv", "other.txt"]).count("coded"), 1);
}

#[test]
fn a_bad_line_is_named_and_the_rest_counts() {
    let mut table = TABLE.to_vec();
    table.extend_from_slice(b"Grey League\t\tbody\tPeru\n");
    let dir = folder(&[("mine.tsv", &table), ("old.txt", b"ZORGISTAN_ [PER]\nKINDELA_ [PERU]\n"), ("a.jsonl", STORY)]);
    for args in [
        &["actor", "--actors", "mine.tsv", "--actors", "old.txt", "Zorgistan"][..],
        &["code", "--actors", "mine.tsv", "--actors", "old.txt", "a.jsonl"],
    ] {
        let run = chancery(dir.path(), args);
        assert_eq!(run.code, 2, "{}", run.err);
        assert!(run.err.contains("mine.tsv: line 4: country 'Peru'"), "{}", run.err);
        assert!(run.err.contains("old.txt: line 2: 'PERU'"), "{}", run.err);
        assert!(run.out.contains("PER"), "{}", run.out);
    }
    let run = chancery_with(
        dir.path(),
        &["relate", "--actors", "old.txt", "-"],
        br#"{"id":1,"text":"Peru sued Chile.","source":"Peru","target":"Chile"}"#,
    );
    assert_eq!((run.code, run.out.lines().count()), (2, 1), "{}", run.err);
}

#[test]
fn rows_that_contradict_each_other_are_told() {
    let dir = folder(&[("mine.tsv", TABLE), ("other.txt", b"BLUE_RIVER_FRONT_ [CHLOPP]\n")]);
    let run = chancery(dir.path(), &["actor", "--actors", "mine.tsv", "--actors", "other.txt", "the Blue River Front"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(
        run.err.contains("other.txt: line 1: 'Blue River Front' is body CHL OPP") && run.err.contains("mine.tsv line 2"),
        "{}",
        run.err
    );
    assert!(run.out.contains(r#""country":"CHL""#), "the later file counts: {}", run.out);
}

#[test]
fn without_the_file_nothing_is_coded() {
    let dir = folder(&[("a.jsonl", STORY)]);
    for args in [
        &["code", "--actors", "none.tsv", "a.jsonl"][..],
        &["actor", "--actors", "none.tsv", "Peru"],
        &["add", "--actors", "none.tsv", "a.jsonl"],
    ] {
        let run = chancery(dir.path(), args);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{}", run.err);
        assert!(run.err.contains("none.tsv: could not be opened"), "{}", run.err);
    }
}
