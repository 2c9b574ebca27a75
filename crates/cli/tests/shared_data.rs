//! Checks against the shared data, where it is there.

mod common;
use common::*;

/// Figures of `chancery eval` = the scorer's on the output of `chancery code`.
#[test]
#[ignore = "not run: needs the shared data"]
fn eval_prints_the_scorers_figures() {
    let shared = shared();
    let gold = shared.join("gold/dev.jsonl");
    let dir = folder(&[]);
    let stories: String = std::fs::read_to_string(&gold)
        .unwrap()
        .lines()
        .map(|l| {
            let d: serde_json::Value = serde_json::from_str(l).unwrap();
            let text: Vec<&str> = d["sentences"].as_array().unwrap().iter().map(|s| s.as_str().unwrap()).collect();
            let story = serde_json::json!({"id": d["id"], "date": d["date"], "title": d["title"], "source": d["source"], "url": d["url"], "text": text.join(" ")});
            format!("{story}\n")
        })
        .collect();
    std::fs::write(dir.path().join("docs.jsonl"), stories).unwrap();
    let run = |program: &str, args: &[&str]| {
        let o = std::process::Command::new(program).current_dir(dir.path()).args(args).output().unwrap();
        assert!(o.status.success(), "{program} {args:?}: {}", String::from_utf8_lossy(&o.stderr));
        String::from_utf8(o.stdout).unwrap()
    };
    let tool = |name: &str| shared.join("tools").join(name).display().to_string();
    let gold = gold.display().to_string();
    std::fs::write(dir.path().join("mentions.jsonl"), chancery(dir.path(), &["code", "docs.jsonl"]).out).unwrap();
    std::fs::write(dir.path().join("coded.jsonl"), run("python3", &[&tool("gold_form.py"), &gold, "mentions.jsonl"])).unwrap();
    let theirs = run("python3", &[&tool("score_events.py"), &gold, "coded.jsonl"]);
    let ours = chancery(dir.path(), &["eval", &gold]).out;
    let (ours, tables) = ours.split_once("\n\n").expect("the scorer's figures, then the tables");
    assert!(["type ", "mode ", "status "].iter().all(|t| tables.contains(&format!("\n{t}"))), "{tables}");
    // The last line counts the confusions; of equal counts the scorer's order is that of Python's sets, which means nothing.
    let figures = |s: &str| -> Vec<String> {
        let mut lines: Vec<String> = s.trim().lines().map(str::to_owned).collect();
        let last = lines.pop().expect("a last line");
        let mut confusions: Vec<String> = last.trim_matches(['{', '}']).split(", ").map(str::to_owned).collect();
        confusions.sort();
        lines.extend(confusions);
        lines
    };
    assert_eq!(figures(ours), figures(&theirs));
}

/// No meeting of the seed's leaders may stand as done.
#[test]
#[ignore = "not run: needs the shared data"]
fn the_seed_files_no_plan_as_done() {
    let shared = shared();
    let dir = folder(&[]);
    let run = chancery(dir.path(), &["code", shared.join("seed/brief.txt").to_str().unwrap()]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(!run.out.is_empty());
    for line in run.out.lines() {
        let m: serde_json::Value = serde_json::from_str(line).unwrap();
        assert!(!(m["event"] == "CONSULT" && m["status"] == "reported"), "{line}");
    }
}

/// A corpus of real news: all of it coded, the same bytes on one thread and on two. (The two corpora of releases take
/// minutes: `benches/speed.py` and docs/speed.md.)
#[test]
#[ignore = "not run: needs the shared data"]
fn a_corpus_is_coded_whole_and_alike_on_one_thread_or_two() {
    let corpus = shared().join("data/wikinews/wikinews_2019-2021.jsonl.gz");
    let dir = folder(&[]);
    let run = |threads| chancery(dir.path(), &["code", "--threads", threads, corpus.to_str().unwrap()]);
    let (one, two) = (run("1"), run("2"));
    assert_eq!((one.code, two.code), (0, 0), "{}", one.err);
    assert_eq!((one.adds_up().count("in"), one.count("coded")), (253, 253), "{}", one.err);
    assert!(one.out.lines().count() > 500, "{}", one.err);
    assert!(one.out == two.out, "the threads changed the output");
}

/// A cell of the first table that a script of `benches` prints, by the first cells of its row.
fn measured(script: &str, programs: &[(&str, &str)], row: &str, column: usize) -> f64 {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let release = std::path::Path::new(env!("CARGO_BIN_EXE_chancery")).parent().unwrap();
    let mut run = std::process::Command::new("python3");
    run.arg(root.join("benches").join(script)).arg("--shared").arg(shared());
    for (flag, program) in programs {
        run.arg(flag).arg(release.join(program));
    }
    let o = run.output().unwrap();
    assert!(o.status.success(), "{script}: {}", String::from_utf8_lossy(&o.stderr));
    let table = String::from_utf8(o.stdout).unwrap();
    let line = table.lines().find(|l| l.starts_with(row)).unwrap_or_else(|| panic!("{script}: no row {row} in\n{table}"));
    line.split('|').nth(column).unwrap().trim().parse().unwrap()
}

fn above(what: &str, share: f64, floor: f64) {
    println!("{what}: {share:.3} ({:+.3} above the floor)", share - floor);
    assert!(share >= floor, "{what}: {share:.3} is below the floor {floor}");
}

/// Measured: see docs/accuracy.md.
#[test]
#[ignore = "not run: needs the shared data"]
fn annotated_times_get_their_days() {
    let share = |column| measured("when.py", &[("--reader", "examples/when")], "| both |", column);
    above("days of annotated times", share(3), 0.79);
    above("times found, F1", share(7), 0.80);
}

/// Measured: see docs/accuracy.md.
#[test]
#[ignore = "not run: needs the shared data"]
fn annotated_places_lie_where_they_are() {
    let share = |column| measured("where.py", &[("--asker", "examples/places"), ("--binary", "chancery")], "| both | town |", column);
    above("towns within 161 km", share(4), 0.66);
    above("towns within 161 km, of those known", share(6), 0.93);
}
