//! The fields of a row, by the names of their columns.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

use chancery_export::Layout;
use chancery_model::Dataset;
use jiff::civil::Date;

use crate::bad::Bad;

/// Where each column of a layout stands.
static PLACES: LazyLock<HashMap<Dataset, HashMap<&'static str, usize>>> = LazyLock::new(|| {
    let layout = |d: &Dataset| {
        let names = Layout::of(*d)?.column_names();
        Some((*d, names.into_iter().enumerate().map(|(i, n)| (n, i)).collect()))
    };
    Dataset::ALL.iter().filter_map(layout).collect()
});

/// A row cut into fields.
pub(crate) struct Fields<'a> {
    places: Option<&'static HashMap<&'static str, usize>>,
    /// What stands for nothing.
    missing: &'static [&'static str],
    values: Vec<Cow<'a, str>>,
}

/// Whether a row of so many fields may be one of the data set's.
pub(crate) fn fits(dataset: Dataset, columns: usize) -> bool {
    match dataset {
        // The full history has no SOURCEURL.
        Dataset::Gdelt1 => matches!(columns, 57 | 58),
        _ => Layout::of(dataset).is_some_and(|l| l.column_names().len() == columns),
    }
}

impl<'a> Fields<'a> {
    /// The fields of a row of `dataset`.
    ///
    /// # Errors
    /// If there are too many or too few.
    pub fn new(dataset: Dataset, mut values: Vec<Cow<'a, str>>) -> Result<Self, Bad> {
        let found = values.len();
        let places = PLACES.get(&dataset);
        let expected = places.map_or(0, HashMap::len);
        // Some files of POLECAT end their rows with empty fields that no column names.
        while values.len() > expected && values.last().is_some_and(|v| v.trim().is_empty()) {
            values.pop();
        }
        if !fits(dataset, values.len()) {
            let either = if dataset == Dataset::Gdelt1 { "58 or 57".to_owned() } else { expected.to_string() };
            return Err(Bad::new(format!("{found} columns, {dataset} has {either}")));
        }
        let missing: &[&str] = match dataset {
            Dataset::Icews => &["NA", "NULL"],
            Dataset::Polecat => &["NA", "None", "NULL"],
            Dataset::Phoenix | Dataset::Cline => &["NA", "NULL", "---"],
            _ => &[],
        };
        Ok(Fields { places, missing, values })
    }

    /// The text of a column; none where it is blank or the row does not reach so far.
    pub fn text(&self, column: &str) -> Option<&str> {
        let place = self.places.and_then(|p| p.get(column));
        debug_assert!(place.is_some(), "no column {column}");
        let value = self.values.get(*place?)?.trim();
        // A reader that knows quotes wrote some tab files.
        let value = value.strip_prefix('"').and_then(|v| v.strip_suffix('"')).unwrap_or(value).trim();
        (!value.is_empty() && !self.missing.contains(&value)).then_some(value)
    }

    /// The same as a `String`.
    pub fn owned(&self, column: &str) -> Option<String> {
        self.text(column).map(str::to_owned)
    }

    /// A number.
    pub fn number(&self, column: &str) -> Result<Option<f64>, Bad> {
        let Some(text) = self.text(column) else { return Ok(None) };
        match text.parse::<f64>() {
            Ok(x) if x.is_finite() => Ok(Some(x)),
            _ => Err(Bad::value(format!("{column} is no number"), text)),
        }
    }

    /// A count.
    pub fn count(&self, column: &str) -> Result<Option<u64>, Bad> {
        let Some(text) = self.text(column) else { return Ok(None) };
        text.parse().map(Some).map_err(|_| Bad::value(format!("{column} is no count"), text))
    }

    /// A day.
    pub fn day(&self, column: &str) -> Result<Option<Date>, Bad> {
        let Some(text) = self.text(column) else { return Ok(None) };
        day(text).map(Some).ok_or_else(|| Bad::value(format!("{column} is no day"), text))
    }

    /// Degrees north and east: both or none.
    pub fn point(&self, north: &str, east: &str) -> Result<Option<(f64, f64)>, Bad> {
        let (lat, lon) = (self.number(north)?, self.number(east)?);
        for (column, value, most) in [(north, lat, 90.0), (east, lon, 180.0)] {
            if value.is_some_and(|x| x.abs() > most) {
                return Err(Bad::value(format!("{column} is beyond {most} degrees"), self.text(column).unwrap_or_default()));
            }
        }
        Ok(lat.zip(lon))
    }

    /// The items of a list, `;` between.
    pub fn list(&self, column: &str) -> Vec<&str> {
        self.text(column).map(|t| t.split(';').map(str::trim).collect()).unwrap_or_default()
    }
}

/// `20310502`, `20310502183000`, `2031-05-02`, `2031-05-02T18:30`, `05/02/2031` (month first).
pub(crate) fn day(text: &str) -> Option<Date> {
    let number = |range: std::ops::Range<usize>| -> Option<i16> {
        let digits = text.get(range)?;
        digits.bytes().all(|b| b.is_ascii_digit()).then(|| digits.parse().ok()).flatten()
    };
    let bytes = text.as_bytes();
    let (y, m, d) = match bytes.len() {
        8 | 14 if bytes.iter().all(u8::is_ascii_digit) => (number(0..4)?, number(4..6)?, number(6..8)?),
        10.. if bytes[4] == b'-' && bytes[7] == b'-' && bytes.get(10).is_none_or(|b| matches!(b, b' ' | b'T')) => {
            (number(0..4)?, number(5..7)?, number(8..10)?)
        }
        _ => {
            let mut parts = text.split('/').map(|p| p.parse::<i16>().ok());
            let (m, d, y) = (parts.next()??, parts.next()??, parts.next()??);
            (y >= 1000 && parts.next().is_none()).then_some((y, m, d))?
        }
    };
    Date::new(y, i8::try_from(m).ok()?, i8::try_from(d).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_in_all_their_spellings() {
        for text in ["20310502", "20310502183000", "2031-05-02", "2031-05-02 18:30:00", "2031-05-02T18:30Z", "05/02/2031", "5/2/2031"] {
            assert_eq!(day(text), Some(jiff::civil::date(2031, 5, 2)), "{text}");
        }
        for text in ["", "2031", "20311302", "2031-02-30", "02.05.2031", "5/2/31", "2031-05-021", "ééééé", "+031-05-02", "//2031//"] {
            assert_eq!(day(text), None, "{text}");
        }
    }
}
