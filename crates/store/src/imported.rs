//! Rows of other event data: kept beside one's own coding, marked with their data set.

use std::ops::ControlFlow;

use chancery_model::{Act, Country, Dataset, Imported};
use jiff::Timestamp;
use rusqlite::{OptionalExtension, Row, Transaction, TransactionBehavior, params, params_from_iter, types::Value};

use crate::{Filter, Store, StoreError};

/// In which order imported rows are given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// By day of the act, what has none last; within a day by data set and order of import.
    Day,
    /// As they were imported.
    Given,
}

impl Store {
    /// Adds rows in one transaction and tells how many of them were new. A row that the record holds already, or that stands twice
    /// among them, is added once. `now` is the moment of adding.
    pub fn import(&mut self, rows: &[Imported], now: Timestamp) -> Result<u64, StoreError> {
        let path = self.path.clone();
        let wrap = |e| StoreError::from_sqlite(&path, "importing rows", e);
        let tx = self.connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(wrap)?;
        let new = write(&tx, rows, &now.to_string()).map_err(wrap)?;
        tx.commit().map_err(wrap)?;
        Ok(new)
    }

    /// Gives the imported rows of `dataset`, or of all, that pass `filter`, until `each` breaks. Holds one at a time.
    ///
    /// Of the filter, status, document, words and the day of knowledge ask for what only one's own coding has: where they are set no row
    /// passes. Days are the act's.
    pub fn imported(
        &self,
        dataset: Option<Dataset>,
        filter: &Filter,
        order: Order,
        mut each: impl FnMut(Imported) -> ControlFlow<()>,
    ) -> Result<(), StoreError> {
        let (condition, values) = condition(dataset, filter);
        let mut left = filter.limit.unwrap_or(u32::MAX);
        let mut pass = |condition: &str, order: &str| -> Result<ControlFlow<()>, StoreError> {
            let wrap = |e| self.error("reading imported rows", e);
            let sql = format!("SELECT i.record, i.raw, i.imported_id FROM imported i WHERE {condition} ORDER BY {order}");
            let mut statement = self.connection.prepare_cached(&sql).map_err(wrap)?;
            let mut rows = statement.query(params_from_iter(&values)).map_err(wrap)?;
            while left > 0
                && let Some(row) = rows.next().map_err(wrap)?
            {
                left -= 1;
                if each(self.read_imported(row)?).is_break() {
                    return Ok(ControlFlow::Break(()));
                }
            }
            Ok(ControlFlow::Continue(()))
        };
        // By day in two passes, each in the order of the index, so that nothing is sorted.
        let passes: &[(&str, &str)] = match order {
            Order::Given => &[("1", "i.imported")],
            Order::Day => &[("i.date IS NOT NULL", "i.date, i.dataset, i.imported"), ("i.date IS NULL", "i.dataset, i.imported")],
        };
        for (which, order) in passes {
            if pass(&format!("{condition} AND {which}"), order)?.is_break() {
                break;
            }
        }
        Ok(())
    }

    /// An imported row by its whole id.
    pub fn imported_row(&self, id: &str) -> Result<Option<Imported>, StoreError> {
        let wrap = |e| self.error("reading an imported row", e);
        let mut statement =
            self.connection.prepare_cached("SELECT record, raw, imported_id FROM imported WHERE imported_id = ?").map_err(wrap)?;
        let mut rows = statement.query([id]).map_err(wrap)?;
        rows.next().map_err(wrap)?.map(|row| self.read_imported(row)).transpose()
    }

    /// How many rows of each data set the record holds, in the order of [`Dataset`].
    pub fn datasets(&self) -> Result<Vec<(Dataset, u64)>, StoreError> {
        let wrap = |e| self.error("counting imported rows", e);
        let mut statement = self.connection.prepare_cached("SELECT count(*) FROM imported WHERE dataset = ?").map_err(wrap)?;
        let mut out = Vec::new();
        for &dataset in Dataset::ALL {
            let n: Option<i64> = statement.query_row([dataset.as_str()], |r| r.get(0)).optional().map_err(wrap)?;
            out.extend(n.filter(|n| *n > 0).map(|n| (dataset, n.unsigned_abs())));
        }
        Ok(out)
    }

    fn read_imported(&self, row: &Row<'_>) -> Result<Imported, StoreError> {
        let wrap = |e| self.error("reading an imported row", e);
        let record = row.get_ref(0).and_then(|v| v.as_str().map_err(Into::into)).map_err(wrap)?;
        let act: Act = serde_json::from_str(record).map_err(|e| {
            let id: String = row.get(2).unwrap_or_default();
            self.damaged(format!("imported row {id} cannot be read: {e}"))
        })?;
        Ok(Imported { act, raw: row.get(1).map_err(wrap)? })
    }
}

fn write(tx: &Transaction<'_>, rows: &[Imported], now: &str) -> rusqlite::Result<u64> {
    let mut row = tx.prepare_cached(
        "INSERT INTO imported (imported_id, dataset, date, event, mode, source, added, record, raw) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (imported_id) DO NOTHING",
    )?;
    let mut party = tx.prepare_cached("INSERT OR IGNORE INTO imported_party (country, role, imported) VALUES (?, ?, ?)")?;
    let mut new = 0;
    for Imported { act, raw } in rows {
        let record = serde_json::to_string(act).map_err(|e| rusqlite::Error::ToSqlConversionFailure(e.into()))?;
        let added = row.execute(params![
            act.id,
            act.dataset.as_str(),
            act.date.map(|d| d.to_string()),
            act.event.map(|e| e.as_str()),
            act.mode.map(|m| m.as_str()),
            act.source,
            now,
            record,
            raw,
        ])?;
        if added == 0 {
            continue;
        }
        new += 1;
        let imported = tx.last_insert_rowid();
        for (role, parties) in [("actor", &act.actor), ("recipient", &act.recipient)] {
            for country in parties.iter().filter_map(|p| p.country) {
                party.execute(params![country.as_str(), role, imported])?;
            }
        }
    }
    Ok(new)
}

/// The condition on a row `i`, with its parameters.
fn condition(dataset: Option<Dataset>, filter: &Filter) -> (String, Vec<Value>) {
    // These ask for what a row of others has not: whether the act happened, a document, a sentence.
    let own = filter.status.is_some() || filter.document.is_some() || filter.words.is_some() || filter.known.is_some();
    let mut sql = String::from(if own { "0" } else { "1" });
    let mut values = Vec::new();
    let mut and = |condition: &str, value: Option<String>| {
        if let Some(v) = value {
            sql.push_str(" AND ");
            sql.push_str(condition);
            values.push(Value::Text(v));
        }
    };
    let name = |c: Option<Country>| c.map(|c| c.to_string());
    and("i.dataset = ?", dataset.map(|d| d.to_string()));
    and("i.imported IN (SELECT imported FROM imported_party WHERE country = ?)", name(filter.party));
    and("i.imported IN (SELECT imported FROM imported_party WHERE country = ? AND role = 'actor')", name(filter.actor));
    and("i.imported IN (SELECT imported FROM imported_party WHERE country = ? AND role = 'recipient')", name(filter.recipient));
    and("i.event = ?", filter.event.map(|x| x.to_string()));
    and("i.mode = ?", filter.mode.map(|x| x.to_string()));
    and("? IN (SELECT value FROM json_each(i.record, '$.contexts'))", filter.context.map(|x| x.to_string()));
    and("i.date >= ?", filter.since.map(|d| d.to_string()));
    and("i.date <= ?", filter.until.map(|d| d.to_string()));
    and("i.source = ?", filter.source.clone());
    // To the second, as for revisions.
    and("substr(i.added, 1, 19) <= ?", filter.recorded.map(|t| t.to_string().get(..19).unwrap_or_default().to_owned()));
    (sql, values)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{dump, now};
    use serde_json::json;

    fn row(id: &str, dataset: &str, day: &str, event: &str, actor: &str, recipient: &str) -> Imported {
        let party = |c: &str| json!([{"name": c, "country": c, "sector": "GOV"}]);
        let act = json!({
            "id": id, "dataset": dataset, "own_id": "7", "date": day, "event": event, "mode": null, "of": null, "status": null,
            "contexts": ["military"], "quad": 1, "cameo": "040", "goldstein": 1.0, "actor": party(actor), "recipient": party(recipient),
            "place": null, "source": "Wire", "url": null, "mentions": 3
        });
        Imported { act: serde_json::from_value(act).unwrap(), raw: b"a\tb\xff\t\r".to_vec() }
    }

    fn filled() -> (tempfile::TempDir, Store) {
        let folder = tempfile::tempdir().unwrap();
        let mut store = Store::open(&folder.path().join("r.db")).unwrap();
        let rows = [
            row("i1", "icews", "2024-04-03", "CONSULT", "PER", "CHL"),
            row("i2", "gdelt", "2024-04-01", "AID", "CHL", "BOL"),
            row("i3", "icews", "2024-04-02", "AID", "BOL", "PER"),
        ];
        assert_eq!(store.import(&rows, now()).unwrap(), 3);
        (folder, store)
    }

    fn ids(store: &Store, dataset: Option<Dataset>, filter: Filter, order: Order) -> Vec<String> {
        let mut out = Vec::new();
        store
            .imported(dataset, &filter, order, |i| {
                out.push(i.act.id);
                ControlFlow::Continue(())
            })
            .unwrap();
        out
    }

    #[test]
    fn rows_come_back_as_they_were_and_never_twice() {
        let (_folder, mut store) = filled();
        let one = row("i1", "icews", "2024-04-03", "CONSULT", "PER", "CHL");
        assert_eq!(store.imported_row("i1").unwrap(), Some(one.clone()));
        let before = dump(&store);
        assert_eq!(store.import(&[one.clone(), one], "2030-01-01T00:00:00Z".parse().unwrap()).unwrap(), 0);
        assert_eq!(dump(&store), before);
        assert_eq!(store.datasets().unwrap(), [(Dataset::Gdelt, 1), (Dataset::Icews, 2)]);
        // One's own coding stays what it was.
        assert_eq!(store.counts().unwrap().mentions, 0);
        assert_eq!(store.events(&Filter::default()).unwrap(), []);
    }

    #[test]
    fn rows_are_asked_for_like_mentions() {
        let (_folder, store) = filled();
        let all = Filter::default;
        let day = |f| ids(&store, None, f, Order::Day);
        assert_eq!(day(all()), ["i2", "i3", "i1"]);
        assert_eq!(ids(&store, None, all(), Order::Given), ["i1", "i2", "i3"]);
        assert_eq!(ids(&store, Some(Dataset::Icews), all(), Order::Given), ["i1", "i3"]);
        assert_eq!(day(Filter { party: "PER".parse().ok(), ..all() }), ["i3", "i1"]);
        assert_eq!(day(Filter { actor: "CHL".parse().ok(), ..all() }), ["i2"]);
        assert_eq!(day(Filter { recipient: "CHL".parse().ok(), ..all() }), ["i1"]);
        assert_eq!(day(Filter { event: "AID".parse().ok(), ..all() }), ["i2", "i3"]);
        assert_eq!(day(Filter { context: "military".parse().ok(), limit: Some(2), ..all() }), ["i2", "i3"]);
        assert_eq!(day(Filter { context: "economic".parse().ok(), ..all() }), [""; 0]);
        assert_eq!(day(Filter { since: "2024-04-02".parse().ok(), until: "2024-04-02".parse().ok(), ..all() }), ["i3"]);
        assert_eq!(day(Filter { source: Some("Wire".into()), ..all() }).len(), 3);
        // Others do not say whether an act happened.
        assert_eq!(day(Filter { status: "reported".parse().ok(), ..all() }), [""; 0]);
        assert_eq!(day(Filter { words: "boats".parse().ok(), ..all() }), [""; 0]);
        let before = now() - std::time::Duration::from_secs(1);
        assert_eq!(day(Filter { recorded: Some(before), ..all() }), [""; 0]);
        assert_eq!(day(Filter { recorded: Some(now()), ..all() }).len(), 3);
    }

    #[test]
    fn a_damaged_row_is_named() {
        let (_folder, store) = filled();
        store.connection.execute("UPDATE imported SET record = '{}' WHERE imported_id = 'i2'", []).unwrap();
        let e = store.imported_row("i2").unwrap_err();
        assert!(matches!(&e, StoreError::Damaged { what, .. } if what.contains("i2")), "{e}");
    }
}
