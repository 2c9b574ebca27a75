-- Rows of other event data, beside one's own coding and never mixed with it. `record` is what is understood of the row, as JSON;
-- `raw` the row as it was given; the columns before them are what is asked for.
CREATE TABLE imported (
    imported    INTEGER PRIMARY KEY,    -- in the order of import
    imported_id TEXT NOT NULL UNIQUE,   -- hash of data set and row: the same row again changes nothing
    dataset     TEXT NOT NULL,
    date        TEXT,                   -- ISO 8601 day of the act
    event       TEXT,
    mode        TEXT,
    source      TEXT,
    added       TEXT NOT NULL,          -- ISO 8601 moment, UTC
    record      TEXT NOT NULL,          -- JSON
    raw         BLOB NOT NULL
) STRICT;
CREATE INDEX imported_order ON imported (date, dataset, imported);
CREATE INDEX imported_by_dataset ON imported (dataset, imported);

CREATE TABLE imported_party (
    country  TEXT NOT NULL,
    role     TEXT NOT NULL,             -- actor, recipient
    imported INTEGER NOT NULL REFERENCES imported (imported),
    PRIMARY KEY (country, role, imported)
) STRICT, WITHOUT ROWID;
