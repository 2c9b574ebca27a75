//! Reads the embedded tables: tab-separated, a head of `#` lines, then the names of the columns.

/// What is wrong with the tables: empty, or a test fails. Rows in error are left out, so that a broken table never ends a run.
pub(super) type Problems = Vec<String>;

/// A row of `N` cells, with its name for messages ("modes.tsv, line 12").
pub(super) struct Row<const N: usize> {
    pub at: String,
    pub cells: [&'static str; N],
}

/// The rows of `text`, whose columns must be `columns`.
pub(super) fn rows<const N: usize>(file: &str, text: &'static str, columns: [&str; N], problems: &mut Problems) -> Vec<Row<N>> {
    let mut lines = text.lines().enumerate().filter(|(_, l)| !l.starts_with('#') && !l.is_empty());
    let head: Vec<&str> = lines.next().map(|(_, l)| l.split('\t').collect()).unwrap_or_default();
    if head != columns {
        problems.push(format!("{file}: columns are {head:?}, expected {columns:?}"));
    }
    let mut out = Vec::new();
    for (n, line) in lines {
        let at = format!("{file}, line {}", n + 1);
        match <[&str; N]>::try_from(line.split('\t').collect::<Vec<_>>()) {
            Ok(cells) => out.push(Row { at, cells }),
            Err(cells) => problems.push(format!("{at}: {} cells, expected {N}", cells.len())),
        }
    }
    out
}

impl<const N: usize> Row<N> {
    /// Cell `i` as a `T`; where it is none, a problem.
    pub fn read<T: std::str::FromStr>(&self, i: usize, problems: &mut Problems) -> Option<T>
    where
        T::Err: std::fmt::Display,
    {
        self.cells[i].parse().map_err(|e: T::Err| problems.push(format!("{}: '{}': {e}", self.at, self.cells[i]))).ok()
    }

    /// Cell `i` as a `T`, or nothing where it holds `empty`. `None` where it holds neither.
    pub fn read_or<T: std::str::FromStr>(&self, i: usize, empty: &str, problems: &mut Problems) -> Option<Option<T>>
    where
        T::Err: std::fmt::Display,
    {
        if self.cells[i] == empty { Some(None) } else { self.read(i, problems).map(Some) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_broken_row_is_a_problem_and_the_rest_is_read() {
        let mut problems = Problems::new();
        let text = "# head\nname\tscore\na\t1.5\nb\nc\tx\n";
        let read = rows("t.tsv", text, ["name", "score"], &mut problems);
        let scores: Vec<Option<f64>> = read.iter().map(|r| r.read(1, &mut problems)).collect();
        assert_eq!(scores, [Some(1.5), None]);
        assert_eq!(problems, ["t.tsv, line 4: 1 cells, expected 2", "t.tsv, line 5: 'x': invalid float literal"]);
    }

    #[test]
    fn other_columns_are_a_problem() {
        let mut problems = Problems::new();
        assert!(rows("t.tsv", "", ["name"], &mut problems).is_empty());
        assert_eq!(problems.len(), 1);
    }
}
