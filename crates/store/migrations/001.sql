-- The record: one row in `revision` for every coding of every document, never changed but for the moment at which a
-- later coding of the same document superseded it.
CREATE TABLE revision (
    revision     INTEGER PRIMARY KEY,
    document_id  TEXT NOT NULL,
    content_hash TEXT NOT NULL,         -- of text, title, date, source, address, language and furniture
    coder        TEXT NOT NULL,         -- program and model
    text         TEXT NOT NULL,
    title        TEXT,
    date         TEXT,                  -- ISO 8601 day
    date_source  TEXT NOT NULL,
    source       TEXT,
    url          TEXT,
    language     TEXT,
    furniture    TEXT NOT NULL,         -- JSON list of [start, end]
    sentences    INTEGER NOT NULL,
    added        TEXT NOT NULL,         -- ISO 8601 moment, UTC
    superseded   TEXT,                  -- ISO 8601 moment, UTC; null while this is how the document stands
    UNIQUE (document_id, content_hash, coder)
) STRICT;
CREATE UNIQUE INDEX revision_current ON revision (document_id) WHERE superseded IS NULL;

-- `record` is the mention as published; the columns beside it are what is asked for.
CREATE TABLE mention (
    mention       INTEGER PRIMARY KEY,
    revision      INTEGER NOT NULL REFERENCES revision (revision),
    mention_id    TEXT NOT NULL,
    document_date TEXT,
    document_id   TEXT NOT NULL,
    trigger_start INTEGER NOT NULL,
    trigger_end   INTEGER NOT NULL,
    event         TEXT NOT NULL,
    mode          TEXT,
    of            TEXT,
    status        TEXT NOT NULL,
    date_start    TEXT,
    date_end      TEXT,
    confidence    REAL NOT NULL,
    record        TEXT NOT NULL         -- JSON
) STRICT;
CREATE INDEX mention_order ON mention (document_date, document_id, trigger_start, trigger_end, mention_id);
CREATE INDEX mention_by_id ON mention (mention_id);
CREATE INDEX mention_by_revision ON mention (revision);
CREATE INDEX mention_by_event ON mention (event, document_date);

CREATE TABLE party (
    country TEXT NOT NULL,
    role    TEXT NOT NULL,              -- actor, recipient
    mention INTEGER NOT NULL REFERENCES mention (mention),
    PRIMARY KEY (country, role, mention)
) STRICT, WITHOUT ROWID;

CREATE TABLE context (
    context TEXT NOT NULL,
    mention INTEGER NOT NULL REFERENCES mention (mention),
    PRIMARY KEY (context, mention)
) STRICT, WITHOUT ROWID;

-- Why something was coded as it was, or left out (mention_id null).
CREATE TABLE reason (
    revision   INTEGER NOT NULL REFERENCES revision (revision),
    ordinal    INTEGER NOT NULL,
    mention_id TEXT,
    start      INTEGER NOT NULL,
    end        INTEGER NOT NULL,
    decision   TEXT NOT NULL,
    because    TEXT NOT NULL,
    PRIMARY KEY (revision, ordinal)
) STRICT, WITHOUT ROWID;
