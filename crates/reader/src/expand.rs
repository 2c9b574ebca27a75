//! From inputs as the user names them to the files behind them, in a fixed order.

use std::fs;
use std::path::{Path, PathBuf};

use chancery_model::Origin;
use walkdir::WalkDir;

use crate::item::{Item, Skip, failure};

/// One thing to open, or what there is to say instead.
pub(crate) enum Source {
    Stdin,
    /// `named`: the user named this very file (or a glob that it matches), so that it must be readable.
    File {
        path: PathBuf,
        named: bool,
    },
    Item(Box<Item>),
}

/// Lazily expands the inputs: a folder is listed only when it is reached.
pub(crate) struct Expand {
    inputs: std::collections::VecDeque<String>,
    walk: Option<walkdir::IntoIter>,
    /// Matches of a glob still to come, next one last.
    matches: Vec<PathBuf>,
}

impl Expand {
    pub(crate) fn new(inputs: &[String]) -> Self {
        Expand { inputs: inputs.iter().cloned().collect(), walk: None, matches: Vec::new() }
    }

    fn path(&mut self, path: PathBuf) -> Source {
        if path.is_dir() {
            self.walk = Some(WalkDir::new(&path).follow_links(true).sort_by_file_name().into_iter());
            return self.walked().unwrap_or_else(|| nothing(&path));
        }
        Source::File { path, named: true }
    }

    /// The next file of the folder being walked.
    fn walked(&mut self) -> Option<Source> {
        let walk = self.walk.as_mut()?;
        for entry in walk {
            match entry {
                Ok(entry) if entry.file_type().is_dir() => {}
                Ok(entry) if entry.file_type().is_file() => return Some(Source::File { path: entry.into_path(), named: false }),
                Ok(entry) => {
                    let origin = Origin { input: entry.path().display().to_string(), record: None };
                    return Some(Source::Item(Box::new(Item::Skipped { origin, reason: Skip::NotText("not a file".to_owned()) })));
                }
                Err(e) => {
                    let input = e.path().map_or_else(|| "folder".to_owned(), |p| p.display().to_string());
                    let what = match (e.io_error(), e.loop_ancestor()) {
                        (_, Some(above)) => format!("a link back to the folder {}", above.display()),
                        (Some(io), None) => format!("cannot be listed: {io}"),
                        (None, None) => "cannot be listed".to_owned(),
                    };
                    return Some(Source::Item(Box::new(Item::Failed(failure(&input, None, what, None)))));
                }
            }
        }
        self.walk = None;
        None
    }

    fn input(&mut self, input: String) -> Source {
        if input == "-" {
            return Source::Stdin;
        }
        // A name that exists is that file, even where it holds a bracket or a star.
        if fs::symlink_metadata(&input).is_ok() || !input.contains(['*', '?', '[']) {
            return self.path(PathBuf::from(input));
        }
        match glob::glob(&input) {
            Err(e) => {
                let what = format!("not a pattern that can be read: {}", e.msg);
                Source::Item(Box::new(Item::Failed(failure(&input, None, what, None))))
            }
            Ok(paths) => {
                // What cannot be listed is kept by its path: opening it gives the message.
                self.matches = paths.map(|p| p.unwrap_or_else(|e| e.path().to_path_buf())).collect();
                self.matches.sort();
                self.matches.reverse();
                match self.matches.pop() {
                    Some(path) => self.path(path),
                    None => nothing(Path::new(&input)),
                }
            }
        }
    }
}

fn nothing(path: &Path) -> Source {
    let what = if path.is_dir() { "the folder holds no file" } else { "no file has such a name" };
    Source::Item(Box::new(Item::Failed(failure(&path.display().to_string(), None, what.to_owned(), None))))
}

impl Iterator for Expand {
    type Item = Source;

    fn next(&mut self) -> Option<Source> {
        if let Some(source) = self.walked() {
            return Some(source);
        }
        if let Some(path) = self.matches.pop() {
            return Some(self.path(path));
        }
        let input = self.inputs.pop_front()?;
        Some(self.input(input))
    }
}

/// Sum of the sizes of all files behind `inputs`, in bytes on disk; `None` where standard input is among them.
pub fn bytes_total(inputs: &[String]) -> Option<u64> {
    if inputs.iter().any(|i| i == "-") {
        return None;
    }
    let size = |source| match source {
        Source::File { path, .. } => fs::metadata(path).map_or(0, |m| m.len()),
        _ => 0,
    };
    Some(Expand::new(inputs).map(size).sum())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_walked_by_name_and_a_glob_sorted() {
        let dir = tempfile::tempdir().unwrap();
        for name in ["b.txt", "a.txt", "sub/c.txt", "x[1].txt"] {
            let path = dir.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, name).unwrap();
        }
        let names = |input: &str| -> Vec<String> {
            Expand::new(&[format!("{}{input}", dir.path().display())])
                .map(|s| match s {
                    Source::File { path, named } => format!("{} {named}", path.strip_prefix(dir.path()).unwrap().display()),
                    Source::Item(item) => match *item {
                        Item::Failed(d) => d.what,
                        other => format!("{other:?}"),
                    },
                    Source::Stdin => "-".to_owned(),
                })
                .collect()
        };
        assert_eq!(names(""), ["a.txt false", "b.txt false", "sub/c.txt false", "x[1].txt false"]);
        assert_eq!(names("/[ab].txt"), ["a.txt true", "b.txt true"]);
        assert_eq!(names("/x[1].txt"), ["x[1].txt true"], "a file of that very name goes before the pattern");
        assert_eq!(names("/*.nothing"), ["no file has such a name"]);
        assert_eq!(bytes_total(&[dir.path().display().to_string()]), Some(27));
        assert_eq!(bytes_total(&["-".to_owned()]), None);
    }
}
