//! `--actors FILE`: a user's own names, for every verb that codes or resolves.

use std::{fs, path::PathBuf, sync::Arc};

use anyhow::Result;
use chancery_gazetteer::{Gazetteer, OwnFile};
use chancery_model::{Severity, content_hash_of_bytes};

use crate::{Outcome, report};

/// The files.
#[derive(clap::Args, Default)]
pub struct Names {
    /// Your own actors, before the built-in ones: a table or a PETRARCH dictionary; several count in their order
    #[arg(long = "actors", value_name = "FILE")]
    files: Vec<PathBuf>,
}

/// The files, read.
pub struct Loaded {
    /// The built-in names and, before them, the user's.
    pub gazetteer: Arc<Gazetteer>,
    /// Stands for the content of the files; none where none is given.
    pub hash: Option<String>,
    /// Whether every line could be read.
    pub outcome: Outcome,
}

impl Names {
    /// Whether any is given.
    pub fn any(&self) -> bool {
        !self.files.is_empty()
    }

    /// Reads them. Tells every line that cannot be read, and rows that contradict each other.
    ///
    /// # Errors
    /// If a file cannot be read at all: what is coded without it would pass for coded with it.
    pub fn load(&self) -> Result<Loaded> {
        let mut outcome = Outcome::Done;
        let (mut files, mut contents) = (Vec::new(), Vec::new());
        for path in &self.files {
            let name = path.display().to_string();
            let bytes = fs::read(path).map_err(|e| report::Unreadable(format!("{name}: could not be opened: {e}")))?;
            let (file, wrong) = OwnFile::read(&name, &bytes);
            wrong.iter().for_each(report::say);
            if wrong.iter().any(|d| d.severity == Severity::Failure) {
                outcome = Outcome::Incomplete;
            }
            files.push(file);
            contents.push(bytes);
        }
        let (gazetteer, contradictions) = Gazetteer::with(&files);
        contradictions.iter().for_each(report::say);
        let hash = self.any().then(|| content_hash_of_bytes(contents.iter().map(Vec::as_slice)));
        Ok(Loaded { gazetteer: Arc::new(gazetteer), hash, outcome })
    }
}
