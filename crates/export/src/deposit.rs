//! A deposit: what a data repository such as Dataverse asks for beside the data. The files themselves are written by the caller.

use std::fmt::Write as _;
use std::io::{self, Write};

use jiff::civil::Date;
use sha2::{Digest, Sha256};

/// Counts the SHA-256 sum of what is written through it.
pub struct Summed<W> {
    out: W,
    sum: Sha256,
}

impl<W: Write> Summed<W> {
    /// Writes to `out`.
    pub fn new(out: W) -> Self {
        Summed { out, sum: Sha256::new() }
    }

    /// The sum so far, in 64 hex digits, and the output.
    pub fn finish(self) -> (String, W) {
        let mut hex = String::with_capacity(64);
        for byte in self.sum.finalize() {
            // Writing to a string does not fail.
            let _ = write!(hex, "{byte:02x}");
        }
        (hex, self.out)
    }
}

impl<W: Write> Write for Summed<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let n = self.out.write(bytes)?;
        self.sum.update(&bytes[..n]);
        Ok(n)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// What the README of a deposit tells. There is no date of making in it: the same record gives the same bytes.
#[derive(Debug, Clone, Default)]
pub struct Deposit {
    /// Program and models that coded the mentions, sorted.
    pub coders: Vec<String>,
    /// Version of the program that wrote the deposit.
    pub version: String,
    /// Which part of the record it is, as asked for; empty where all of it.
    pub selection: String,
    /// Documents with a mention.
    pub documents: u64,
    /// Mentions, events, commitments.
    pub records: [u64; 3],
    /// First and last day of publication.
    pub days: Option<(Date, Date)>,
}

/// What each file of a deposit holds, in the order of the README; the data in three formats each.
const FILES: [(&str, &str); 8] = [
    ("mentions.{parquet,csv,jsonl}", "one row for each act as one sentence tells it, with the sentence"),
    ("events.{parquet,csv,jsonl}", "one row for each real-world act: mentions of the same act together"),
    ("commitments.{parquet,csv,jsonl}", "one row for each step of what was promised or planned"),
    ("dictionary.md", "every column of these files, with its type and meaning"),
    ("codebook.md", "every code: PLOVER types, modes, contexts, statuses, sectors; CAMEO codes with their Goldstein values"),
    ("measured.json", "how often the coder is right, by code, against annotated documents"),
    ("VERSION", "program and model"),
    ("SHA256SUMS", "checksums; `sha256sum -c SHA256SUMS` verifies them"),
];

impl Deposit {
    /// `README.md`.
    pub fn readme(&self) -> String {
        let mut out = String::from("# Coded political events\n\n");
        let [mentions, events, commitments] = self.records;
        // Writing to a string does not fail.
        let _ = writeln!(
            out,
            "Who did what to whom, and what became of what they promised.\n\n\
             | documents | mentions | events | commitments |\n|--:|--:|--:|--:|\n| {} | {mentions} | {events} | {commitments} |\n",
            self.documents
        );
        let _ = match self.days {
            Some((first, last)) => writeln!(out, "The documents were published from {first} to {last}."),
            None => writeln!(out, "The documents have no date of publication."),
        };
        if !self.selection.is_empty() {
            let _ = writeln!(out, "This is a part of a record: `{}`.", self.selection);
        }
        let _ = writeln!(out, "\n## Files\n\n| file | what it holds |\n|---|---|");
        for (name, what) in FILES {
            let _ = writeln!(out, "| `{name}` | {what} |");
        }
        out.push_str(HOW_TO_READ);
        let _ = writeln!(out, "\n## How it was made\n\nWritten by chancery {}. The mentions were coded by:\n", self.version);
        for coder in &self.coders {
            let _ = writeln!(out, "- {coder}");
        }
        out.push_str(TO_BE_FILLED_IN);
        out
    }

    /// `VERSION`.
    pub fn version_file(&self) -> String {
        let mut out = format!("chancery {}\n", self.version);
        for coder in &self.coders {
            let _ = writeln!(out, "coder: {coder}");
        }
        out
    }
}

/// `SHA256SUMS`, of names and sums, as `sha256sum` writes and reads it.
pub fn checksums(sums: &[(String, String)]) -> String {
    sums.iter().map(|(name, sum)| format!("{sum}  {name}\n")).collect()
}

const HOW_TO_READ: &str = "
## How to read it

- **Status.** Not every act happened. `status` says whether it is told as *reported*, *future*, *hypothetical*, *negated* or
  *historical*: choose before counting. An analysis of what was done keeps `reported`.
- **Absent is unknown**, never zero and never a default.
- **Counting.** Mentions repeat an act, events do not. Each mention names its document and sentence.
- **Countries** are ISO 3166 alpha-3 codes, and IGO, UNO, EUR, NGO, MNC, ISM, KOS, PSE, TWN.
- Parquet, CSV and JSON Lines hold the same records. In R: `arrow::read_parquet(\"mentions.parquet\")`; in Python:
  `pandas.read_parquet(\"mentions.parquet\")`.
- **Sentences** are quoted from the documents, whose publishers hold the rights to them.
";

const TO_BE_FILLED_IN: &str = "
## To be filled in by who deposits it

Title, authors, where the documents come from and by what rule they were chosen, licence of the data, how to cite it.
";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_those_of_sha256sum() {
        let mut out = Summed::new(Vec::new());
        out.write_all(b"abc").unwrap();
        let (sum, bytes) = out.finish();
        assert_eq!((sum.as_str(), bytes.as_slice()), ("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", &b"abc"[..]));
        assert_eq!(checksums(&[("a.csv".into(), "12".into())]), "12  a.csv\n");
    }
}
