//! Columns: a record flattened.

use std::borrow::Cow;

use jiff::civil::Date;
use serde::Serialize;

/// What a column holds. Every column may be empty (null).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Text; Parquet `STRING`.
    Text,
    /// Whole number; Parquet `INT64`.
    Integer,
    /// Number; Parquet `DOUBLE`.
    Float,
    /// Day, written 2024-04-05; Parquet `DATE`.
    Date,
    /// Texts; Parquet `LIST<STRING>`, CSV joined by [`join_list`].
    TextList,
    /// Whole numbers; Parquet `LIST<INT64>`, CSV joined by `;`.
    IntegerList,
}

/// A value in a column.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell<'a> {
    /// Absent.
    Null,
    /// Of [`Kind::Text`].
    Text(Cow<'a, str>),
    /// Of [`Kind::Integer`].
    Integer(i64),
    /// Of [`Kind::Float`].
    Float(f64),
    /// Of [`Kind::Date`].
    Date(Date),
    /// Of [`Kind::TextList`].
    TextList(Vec<Option<Cow<'a, str>>>),
    /// Of [`Kind::IntegerList`].
    IntegerList(Vec<i64>),
}

/// A column of the records `R`.
pub struct Column<R: ?Sized> {
    /// Its name in CSV and Parquet.
    pub name: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// Where the value stands in the JSON record: `document.id`, `actor[].text`, `span[0]`.
    pub path: &'static str,
    /// What it says.
    pub meaning: &'static str,
    /// The value in row `n` of a record.
    pub(crate) get: for<'a> fn(&'a R, usize) -> Cell<'a>,
}

impl<R> Column<R> {
    /// The value in the record's row `row` (0 for records of one row).
    pub fn get<'a>(&self, record: &'a R, row: usize) -> Cell<'a> {
        (self.get)(record, row)
    }
}

/// Something that can be written: a mention, an event, a commitment.
pub trait Record: Serialize + Sized + 'static {
    /// What one is called, for the reference: "mention".
    const NAME: &'static str;

    /// Its columns, in order.
    fn columns() -> &'static [Column<Self>];

    /// Rows it takes in CSV and Parquet, at least one.
    fn rows(&self) -> usize {
        1
    }

    /// The columns of its table.
    fn heads() -> &'static [crate::table::Head];

    /// Its line in the table: a cell for each head, and lines below it.
    fn line(&self) -> crate::table::Line;
}

impl<'a> Cell<'a> {
    pub(crate) fn text(text: &'a str) -> Self {
        Cell::Text(Cow::Borrowed(text))
    }

    pub(crate) fn text_or_null(text: Option<&'a str>) -> Self {
        text.map_or(Cell::Null, Cell::text)
    }

    pub(crate) fn float(x: Option<f64>) -> Self {
        // JSON has no infinities; where it says null, the columns do.
        x.filter(|x| x.is_finite()).map_or(Cell::Null, Cell::Float)
    }

    pub(crate) fn date(date: Option<Date>) -> Self {
        date.map_or(Cell::Null, Cell::Date)
    }

    /// A value of an enum, by the name that the record writes.
    pub(crate) fn name<T: Serialize>(value: Option<T>) -> Self {
        value.map_or(Cell::Null, |v| Cell::Text(name(v)))
    }

    /// The value as it stands in a CSV field; empty for null.
    pub(crate) fn to_field(&self) -> Cow<'_, str> {
        match self {
            Cell::Null => Cow::Borrowed(""),
            Cell::Text(text) => Cow::Borrowed(text),
            Cell::Integer(n) => Cow::Owned(n.to_string()),
            // As JSON writes it, so that all formats show the same digits.
            Cell::Float(x) => Cow::Owned(serde_json::Number::from_f64(*x).map_or(String::new(), |n| n.to_string())),
            Cell::Date(date) => Cow::Owned(date.to_string()),
            Cell::TextList(items) => Cow::Owned(join_list(items.iter().map(Option::as_deref))),
            Cell::IntegerList(items) => {
                let items: Vec<String> = items.iter().map(i64::to_string).collect();
                Cow::Owned(items.join(";"))
            }
        }
    }
}

/// The name by which the record writes a value of an enum.
pub(crate) fn name<T: Serialize>(value: T) -> Cow<'static, str> {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(s)) => Cow::Owned(s),
        Ok(other) => Cow::Owned(other.to_string()),
        Err(_) => Cow::Borrowed(""),
    }
}

/// A list as one CSV field: joined by `;`, with `\;` for a semicolon and `\\` for a backslash inside an item. An absent
/// item is empty.
///
/// ```
/// use chancery_export::{join_list, split_list};
/// let field = join_list([Some("Ghana; its army"), None, Some("Mali")].into_iter());
/// assert_eq!(field, r"Ghana\; its army;;Mali");
/// assert_eq!(split_list(&field), [Some("Ghana; its army".to_string()), None, Some("Mali".to_string())]);
/// ```
pub fn join_list<'a>(items: impl Iterator<Item = Option<&'a str>>) -> String {
    let mut field = String::new();
    for (i, item) in items.enumerate() {
        if i > 0 {
            field.push(';');
        }
        for c in item.unwrap_or_default().chars() {
            if matches!(c, ';' | '\\') {
                field.push('\\');
            }
            field.push(c);
        }
    }
    field
}

/// The items of a field that [`join_list`] made. An empty field has none; so a list of one absent item is told from an empty
/// list by the other columns of its group (`actor_text` is never absent).
pub fn split_list(field: &str) -> Vec<Option<String>> {
    if field.is_empty() {
        return Vec::new();
    }
    let mut items = vec![String::new()];
    let mut chars = field.chars();
    while let Some(c) = chars.next() {
        match c {
            ';' => items.push(String::new()),
            c => {
                if let (Some(item), Some(c)) = (items.last_mut(), if c == '\\' { chars.next() } else { Some(c) }) {
                    item.push(c);
                }
            }
        }
    }
    items.into_iter().map(|item| (!item.is_empty()).then_some(item)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn lists_come_back(items in prop::collection::vec(prop::option::of("[a;\\\\ é\n]{1,6}"), 2..6)) {
            let field = join_list(items.iter().map(Option::as_deref));
            prop_assert_eq!(split_list(&field), items);
        }

        #[test]
        fn any_field_splits(field in "\\PC{0,30}") {
            split_list(&field);
        }
    }
}
