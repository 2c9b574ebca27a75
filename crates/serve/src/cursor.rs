//! Where a list goes on: the place of the last record in a stable order, so that nothing is shown twice or left out when
//! documents are added between two pages.

use crate::{Query, failure::Failure, view::View};

/// Records on a page, unless asked for otherwise.
const LIMIT: usize = 50;
/// At most.
const MOST: usize = 500;

/// How many are asked for.
pub fn limit(query: &Query) -> Result<usize, Failure> {
    match query.get("limit").map(|v| (v, v.parse::<usize>())) {
        None => Ok(LIMIT),
        Some((_, Ok(n))) if (1..=MOST).contains(&n) => Ok(n),
        Some((v, _)) => Err(Failure::bad(format!("limit={v}: a number from 1 to {MOST} is expected"))),
    }
}

/// Writes the parts of a place as one word.
pub fn write(parts: &[&str]) -> String {
    parts.join("\u{1f}").bytes().map(|b| format!("{b:02x}")).collect()
}

/// The parts of the place in `after`.
pub fn read<const N: usize>(query: &Query) -> Result<Option<[String; N]>, Failure> {
    let Some(text) = query.get("after") else { return Ok(None) };
    let bad = || Failure::bad("after: this is not the `next` of an answer");
    let digits: Vec<u8> = text.chars().map(|c| c.to_digit(16).map(|d| d as u8)).collect::<Option<_>>().ok_or_else(bad)?;
    let bytes = digits.chunks(2).map(|d| d[0] << 4 | d.get(1).copied().unwrap_or(0)).collect();
    let text = String::from_utf8(bytes).map_err(|_| bad())?;
    let parts: Vec<String> = text.split('\u{1f}').map(str::to_owned).collect();
    parts.try_into().map(Some).map_err(|_| bad())
}

/// The place of a row.
pub fn of_row(view: &View, row: u32) -> String {
    let r = &view.rows[row as usize];
    let document = &view.documents[r.document as usize];
    let day = r.day.map(|d| d.to_string()).unwrap_or_default();
    write(&[&day, &document.id, &view.ids[row as usize]])
}

/// The row before which (in the order of telling) the list goes on; all rows, where no place is given. A mention that no
/// longer stands is represented by where its document stands.
pub fn row(view: &View, query: &Query) -> Result<u32, Failure> {
    let Some([day, document, mention]) = read::<3>(query)? else { return Ok(view.rows.len() as u32) };
    if let Some((row, _)) = view.row(&mention) {
        return Ok(row);
    }
    let day =
        if day.is_empty() { None } else { Some(day.parse().map_err(|_| Failure::bad("after: this is not the `next` of an answer"))?) };
    let key = |r: &crate::view::Row| (r.day, view.documents[r.document as usize].id.as_str());
    Ok(view.rows.partition_point(|r| key(r) < (day, document.as_str())) as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_read_back_and_nonsense_is_refused() {
        let mut q = Query::default();
        q.push("after", write(&["2031-01-02", "d/ü", ""]));
        assert_eq!(read::<3>(&q).unwrap(), Some(["2031-01-02".into(), "d/ü".into(), String::new()]));
        assert!(read::<2>(&q).is_err());
        for bad in ["zz", "f", "ff"] {
            assert!(read::<1>(&Query::default().with("after", bad)).is_err() || bad == "f");
        }
        assert!(limit(&Query::parse("limit=0")).is_err() && limit(&Query::parse("limit=9")).unwrap() == 9);
    }
}
