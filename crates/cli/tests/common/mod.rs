//! Runs the program.
#![allow(dead_code, reason = "each test file uses a part")]

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

pub use tempfile::TempDir;

/// What a run gave.
pub struct Run {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Run {
    fn new(o: Output) -> Self {
        Run {
            code: o.status.code().unwrap_or(-1),
            out: String::from_utf8_lossy(&o.stdout).into_owned(),
            err: String::from_utf8_lossy(&o.stderr).into_owned(),
        }
    }

    /// The number before `word` in the reconciliation.
    pub fn count(&self, word: &str) -> u64 {
        let line = self.err.lines().find(|l| l.starts_with("documents in:")).unwrap_or_else(|| panic!("no reconciliation:\n{}", self.err));
        let words: Vec<&str> = line.split_whitespace().collect();
        if word == "in" {
            return words[2].parse().expect("a number");
        }
        words.windows(2).find(|w| w[1] == word).map_or(0, |w| w[0].parse().expect("a number"))
    }

    /// Checks that documents in = what became of them.
    pub fn adds_up(&self) -> &Self {
        let parts: u64 = ["coded", "unchanged", "duplicates", "skipped", "failed"].iter().map(|w| self.count(w)).sum();
        assert_eq!(self.count("in"), parts, "{}", self.err);
        self
    }
}

/// `chancery` with arguments, in a folder.
pub fn chancery(folder: &Path, args: &[&str]) -> Run {
    Run::new(command(folder, args).stdin(Stdio::null()).output().expect("the program starts"))
}

/// The same with bytes on standard input.
pub fn chancery_with(folder: &Path, args: &[&str], input: &[u8]) -> Run {
    use std::io::Write;
    let mut child =
        command(folder, args).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program starts");
    let mut stdin = child.stdin.take().expect("piped");
    let input = input.to_vec();
    let writer = std::thread::spawn(move || {
        let _ = stdin.write_all(&input);
    });
    let run = Run::new(child.wait_with_output().expect("the program ends"));
    writer.join().expect("written");
    run
}

/// The command, not started.
pub fn command(folder: &Path, args: &[&str]) -> Command {
    let mut c = Command::new(env!("CARGO_BIN_EXE_chancery"));
    c.current_dir(folder).args(args);
    c
}

/// A new folder with these files in it.
pub fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let dir = tempfile::tempdir().expect("a folder");
    for (name, bytes) in files {
        let path = dir.path().join(name);
        fs::create_dir_all(path.parent().expect("inside")).expect("a folder");
        fs::write(path, bytes).expect("written");
    }
    dir
}

/// The shared data (`CHANCERY_SHARED`, or beside the repository).
pub fn shared() -> PathBuf {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let path = std::env::var_os("CHANCERY_SHARED").map_or(beside, PathBuf::from);
    path.canonicalize().unwrap_or_else(|e| panic!("needs the shared data: {}: {e}", path.display()))
}

/// Two fictional stories as JSON Lines.
pub const STORIES: &str = r#"{"id":"a","date":"2023-03-14","title":"Treaty signed","text":"Peru and Chile signed a fishing treaty in Lima on Monday. Peru will lend Chile two patrol boats next month."}
{"id":"b","date":"2023-03-15","title":"Sanctions","text":"Ecuador imposed sanctions on Peru on Tuesday. Peru condemned the sanctions."}
"#;
