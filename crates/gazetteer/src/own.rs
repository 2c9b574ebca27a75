//! A user's own names: files of actors that are laid over the embedded ones when the program runs.
//!
//! A file is a table (tab-separated, the first line names the columns) or a dictionary in the form of PETRARCH; which, is seen
//! from its content. Its form: `docs/reference/actors.md`.

mod cameo;
mod layer;
mod petrarch;
mod table;

use std::borrow::Cow;

use chancery_model::{Country, Diagnostic, Sector, Severity};
use jiff::civil::Date;

pub(crate) use layer::Own;

/// What kind of actor a user's row names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum OwnKind {
    /// A person, by full name.
    Person,
    /// A body: an organisation, an organ, an armed group.
    Body,
    /// A post, whoever holds it: "high commissioner".
    Office,
    /// People by what they do: "reservists". PETRARCH calls them agents.
    Group,
    /// Another name of a state, or of a part that stands for it.
    Country,
}

impl OwnKind {
    /// As a table writes it.
    pub fn as_str(self) -> &'static str {
        match self {
            OwnKind::Person => "person",
            OwnKind::Body => "body",
            OwnKind::Office => "office",
            OwnKind::Group => "group",
            OwnKind::Country => "country",
        }
    }
}

/// What an actor is for a stretch of time. What is not known is `None`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnRole {
    /// Country or kind of body.
    pub country: Option<Country>,
    /// Sector.
    pub sector: Option<Sector>,
    /// The office held.
    pub office: Option<String>,
    /// First day; `None`: ever since.
    pub from: Option<Date>,
    /// Last day; `None`: until now.
    pub to: Option<Date>,
    /// Line of the file, from 1.
    pub line: u32,
}

/// An actor of a user's file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnActor {
    /// Canonical name.
    pub name: String,
    /// Further names.
    pub aliases: Vec<String>,
    /// Names by which a person is called alone.
    pub surnames: Vec<String>,
    /// What kind.
    pub kind: OwnKind,
    /// The id to give it; without one it is made of kind, name and country.
    pub id: Option<String>,
    /// Several of them, for groups and offices; empty where there is no other word for them.
    pub plural: String,
    /// The file writes names in capitals only: how else they are written is not known.
    pub capitals: bool,
    /// What it is, and when; never empty.
    pub roles: Vec<OwnRole>,
}

/// A file of a user's own names, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnFile {
    /// The file as it was given.
    pub input: String,
    /// Its actors, in the order of the file.
    pub actors: Vec<OwnActor>,
}

impl OwnFile {
    /// Reads a file's bytes. `input` is its name as it was given. What cannot be read is left out and told, with its line.
    ///
    /// ```
    /// use chancery_gazetteer::OwnFile;
    /// let table = "name\tkind\tcountry\tsector\nBlue River Front\tbody\tPER\tREB\nGrey League\tbody\tPeru\t\n";
    /// let (file, wrong) = OwnFile::read("mine.tsv", table.as_bytes());
    /// assert_eq!(file.actors.len(), 1);
    /// assert!(wrong[0].to_string().starts_with("mine.tsv: line 3: country 'Peru'"));
    /// ```
    pub fn read(input: &str, bytes: &[u8]) -> (Self, Vec<Diagnostic>) {
        let lines: Vec<Cow<'_, str>> = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).split(|b| *b == b'\n').map(text).collect();
        let (actors, mut wrong) = match table::header(&lines) {
            Some(header) => table::read(&lines, &header),
            None => petrarch::read(&lines),
        };
        if actors.is_empty() && wrong.is_empty() {
            wrong.push((None, "holds no actor".to_owned()));
        }
        let tell = |(line, what): Wrong| Diagnostic {
            severity: Severity::Failure,
            input: input.to_owned(),
            place: line.map(|n| format!("line {n}")),
            what,
            hint: None,
        };
        (OwnFile { input: input.to_owned(), actors }, wrong.into_iter().map(tell).collect())
    }
}

impl OwnFile {
    /// Its name without folders: what reasons call it, so that they do not tell of a machine.
    pub fn name(&self) -> &str {
        self.input.rsplit(['/', '\\']).next().unwrap_or(&self.input)
    }
}

/// What is wrong with a line, or with the file.
type Wrong = (Option<u32>, String);

/// A line: UTF-8, else Latin-1, in which old dictionaries are written here and there.
fn text(line: &[u8]) -> Cow<'_, str> {
    let line = line.strip_suffix(b"\r").unwrap_or(line);
    std::str::from_utf8(line).map_or_else(|_| line.iter().map(|b| char::from(*b)).collect(), Cow::Borrowed)
}

/// Why a country cannot be one of the record.
fn country(text: &str) -> Result<Country, String> {
    let known = |c: &Country| c.is_body() || crate::Gazetteer::embedded().state(*c).is_some();
    text.parse()
        .ok()
        .filter(known)
        .ok_or_else(|| format!("country '{text}' is neither a code of ISO 3166 alpha-3, such as PER, nor IGO, UNO, EUR, NGO, MNC or ISM"))
}

/// Whether anything of a name can be found in a text.
fn has_words(name: &str) -> bool {
    !crate::text::words(name).is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            let (file, _) = OwnFile::read("x", &bytes);
            crate::Gazetteer::with(&[file]);
        }

        #[test]
        fn nor_anything_like_a_dictionary(text in "([A-Z!_+;#{}\\[\\]~<>éß, =-]{0,12}|\\[[A-Z~]{0,6} ?[<>]?[0-9-]{0,17}\\]?|!A! = B, !A!|\n\\+?|\t){0,40}") {
            let (file, _) = OwnFile::read("x", text.as_bytes());
            crate::Gazetteer::with(&[file]);
        }

        #[test]
        fn nor_anything_like_a_table(text in "(name|kind|person|group|Ab c|~|\\||\t|\n|PER|GOV|2020-01-01|é){0,40}") {
            let (file, _) = OwnFile::read("x", format!("name\tkind\tcountry\tvalid_from\taliases\n{text}").as_bytes());
            crate::Gazetteer::with(&[file]);
        }
    }
}
