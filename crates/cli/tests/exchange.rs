//! `chancery export`: the record in the layouts of other event data.

mod common;
use common::*;

const TEXT: &str = "Peru and Chile signed a fishing treaty in Lima on Monday. Ecuador condemned the treaty. Chile will send Peru 40 boats.";

fn record() -> TempDir {
    let story = format!("{{\"id\":\"a\",\"date\":\"2023-03-07\",\"source\":\"wire\",\"text\":\"{TEXT}\"}}\n");
    let dir = folder(&[("a.jsonl", story.as_bytes())]);
    assert_eq!(chancery(dir.path(), &["add", "--db", "r.db", "a.jsonl"]).code, 0);
    dir
}

#[test]
fn every_layout_has_its_columns_and_tells_what_it_left_out() {
    let dir = record();
    let export = |layout: &str, more: &[&str]| chancery(dir.path(), &[&["export", "--db", "r.db", "--as", layout], more].concat());
    for (layout, columns) in [("gdelt", 61), ("gdelt-mentions", 16), ("icews", 20), ("polecat", 40), ("phoenix", 26)] {
        let run = export(layout, &[]);
        assert_eq!(run.code, 0, "{}", run.err);
        assert!(run.out.lines().count() >= 2, "{layout}: {}", run.out);
        assert!(run.out.lines().all(|l| l.split('\t').count() == columns), "{layout}: {}", run.out);
        assert!(run.err.contains("left out: 1 mentions (1 future)") && run.err.contains("--all-status"), "{layout}: {}", run.err);
        let all = export(layout, &["--all-status"]);
        assert!(all.out.lines().count() > run.out.lines().count() && !all.err.contains("left out"), "{layout}: {}", all.err);
    }
    assert!(export("cline", &[]).out.starts_with("eid,story_date,year,"));
    assert!(export("plover-json", &["--all-status"]).out.lines().any(|l| l.contains("\"future\"")));
    assert!(export("icews", &["--actor", "ECU"]).out.lines().skip(1).all(|l| l.contains("\tEcuador\t")));
}

#[test]
fn the_dictionary_needs_no_record_and_wrong_usage_is_told() {
    let dir = folder(&[]);
    let dictionary = |layout: &str| chancery(dir.path(), &["export", "--as", layout, "--dictionary"]);
    let native = dictionary("native");
    assert!(native.code == 0 && native.out.contains("| `mention_id` |"), "{}", native.err);
    assert!(dictionary("gdelt").out.contains("| `ActionGeo_Type` |"));
    let run = dictionary("gtd");
    assert!(run.code == 1 && run.err.contains("'gtd' is not a layout: native, gdelt, "), "{}", run.err);
    let run = chancery(record().path(), &["export", "--db", "r.db", "--as", "icews", "--format", "parquet"]);
    assert!(run.code == 1 && run.err.contains("--format is for the layout native"), "{}", run.err);
}
