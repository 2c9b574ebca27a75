//! Which layout a file is in, by its first lines.

use chancery_export::Layout;
use chancery_model::Dataset;

use crate::fields::fits;
use crate::records::csv_fields;

/// How a file is to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Shape {
    pub dataset: Dataset,
    /// Commas between and quotes, not tabs.
    pub commas: bool,
}

/// Lines that are looked at: the first may be damaged.
const LINES: usize = 20;

/// The layout of a file that begins so, or why it has none. `asked` is what the user says it is.
pub(crate) fn shape(head: &[u8], asked: Option<Dataset>) -> Result<Shape, String> {
    let lines: Vec<&[u8]> = head.split(|b| *b == b'\n').map(trim).filter(|l| !l.is_empty()).take(LINES).collect();
    let Some(first) = lines.first() else { return Err("the file is empty".to_owned()) };
    // Most lines have tabs, or none has: the first alone may be the damaged one.
    let commas = 2 * lines.iter().filter(|l| l.contains(&b'\t')).count() < lines.len();
    if let Some(dataset) = asked {
        return Ok(Shape { dataset, commas: dataset == Dataset::Cline || commas && dataset != Dataset::PloverJson });
    }
    if first.starts_with(b"{") {
        return Ok(Shape { dataset: Dataset::PloverJson, commas: false });
    }
    let counts: Vec<usize> = lines.iter().map(|l| count(l, commas)).collect();
    // Cline's files are the only ones that have commas of their own.
    let tables = || Dataset::ALL.iter().filter(|d| **d != Dataset::PloverJson && (**d != Dataset::Cline || commas));
    for &n in &counts {
        if let Some(dataset) = tables().find(|d| fits(**d, n)) {
            return Ok(Shape { dataset: *dataset, commas });
        }
    }
    let columns = counts.first().copied().unwrap_or_default();
    let what = match columns {
        27 | 11 | 15 => ", as GDELT's graph of knowledge (GKG) has, which holds no events",
        31 => ", as ACLED has, which is not read",
        49 => ", as UCDP GED has, which is not read",
        _ => "",
    };
    Err(format!("no known layout: the first line has {columns} columns{what}"))
}

fn trim(line: &[u8]) -> &[u8] {
    let line = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line);
    line.strip_suffix(b"\r").unwrap_or(line)
}

fn count(line: &[u8], commas: bool) -> usize {
    if commas { csv_fields(line).len() } else { line.iter().filter(|b| **b == b'\t').count() + 1 }
}

/// What a first record that is a header says against the layout: `None` where it is no header, else the columns that are called
/// otherwise, as found and as expected.
pub(crate) fn header(dataset: Dataset, fields: &[impl AsRef<str>]) -> Option<Vec<(String, &'static str)>> {
    let names = Layout::of(dataset)?.column_names();
    let plain = |s: &str| -> String { s.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect() };
    let same = |a: &str, b: &str| plain(a) == plain(b);
    if !same(fields.first()?.as_ref(), names.first()?) {
        return None;
    }
    let other = fields.iter().zip(names).filter(|(f, n)| !same(f.as_ref(), n));
    Some(other.map(|(f, n)| (f.as_ref().trim().to_owned(), n)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn layouts_by_columns() {
        for (n, dataset) in
            [(61, "gdelt"), (58, "gdelt1"), (57, "gdelt1"), (16, "gdelt-mentions"), (20, "icews"), (40, "polecat"), (26, "phoenix")]
        {
            let row = vec!["x"; n].join("\t") + "\n";
            assert_eq!(shape(row.as_bytes(), None).map(|s| (s.dataset.as_str(), s.commas)), Ok((dataset, false)));
        }
        let cline = vec!["x"; 25].join(",");
        assert_eq!(shape(cline.as_bytes(), None).map(|s| (s.dataset.as_str(), s.commas)), Ok(("cline", true)));
        assert_eq!(shape(b"{\"id\":1}", None).map(|s| s.dataset), Ok(Dataset::PloverJson));
        assert!(shape(vec!["x"; 27].join("\t").as_bytes(), None).unwrap_err().contains("GKG"));
        assert!(shape(b"\n\n", None).is_err());
        assert_eq!(shape(b"x", Some(Dataset::Icews)).map(|s| s.dataset), Ok(Dataset::Icews));
    }

    #[test]
    fn a_damaged_first_line_hides_nothing() {
        let rows = format!("cut\n{0}\n{0}\n", vec!["x"; 61].join("\t"));
        assert_eq!(shape(rows.as_bytes(), None).map(|s| s.dataset), Ok(Dataset::Gdelt));
    }
}
