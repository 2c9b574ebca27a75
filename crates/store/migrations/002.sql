-- What sentences tell of undertakings; `record` is the step mention as JSON.
CREATE TABLE step (
    step          INTEGER PRIMARY KEY,
    revision      INTEGER NOT NULL REFERENCES revision (revision),
    document_date TEXT,
    document_id   TEXT NOT NULL,
    start         INTEGER NOT NULL,
    record        TEXT NOT NULL         -- JSON
) STRICT;
CREATE INDEX step_order ON step (document_date, document_id, start);
CREATE INDEX step_by_revision ON step (revision);

-- How many steps the sentences told; null where the document was coded before they were read.
ALTER TABLE revision ADD COLUMN steps INTEGER;
