-- Sentences that prove a mention or a step, each once, and their words.
CREATE TABLE evidence (
    evidence INTEGER PRIMARY KEY,
    revision INTEGER NOT NULL REFERENCES revision (revision),
    start    INTEGER NOT NULL,          -- code point in the document's text
    text     TEXT NOT NULL,
    UNIQUE (revision, start)
) STRICT;
CREATE VIRTUAL TABLE evidence_words USING fts5 (text, content = 'evidence', content_rowid = 'evidence', tokenize = 'unicode61 remove_diacritics 2');
CREATE TRIGGER evidence_indexed AFTER INSERT ON evidence BEGIN
    INSERT INTO evidence_words (rowid, text) VALUES (new.evidence, new.text);
END;

ALTER TABLE mention ADD COLUMN evidence INTEGER;
ALTER TABLE step ADD COLUMN evidence INTEGER;
-- The decision that put a person's word in its place; null for a mention that stands.
ALTER TABLE mention ADD COLUMN overridden INTEGER;
-- The decision that made it; null for the program's own.
ALTER TABLE mention ADD COLUMN decided INTEGER;

INSERT OR IGNORE INTO evidence (revision, start, text)
    SELECT revision, record ->> '$.sentence.span[0]', record ->> '$.sentence.text' FROM mention ORDER BY mention;
INSERT OR IGNORE INTO evidence (revision, start, text)
    SELECT revision, record ->> '$.sentence.span[0]', record ->> '$.sentence.text' FROM step ORDER BY step;
UPDATE mention SET evidence = (SELECT e.evidence FROM evidence e WHERE e.revision = mention.revision AND e.start = mention.record ->> '$.sentence.span[0]');
UPDATE step SET evidence = (SELECT e.evidence FROM evidence e WHERE e.revision = step.revision AND e.start = step.record ->> '$.sentence.span[0]');
CREATE INDEX mention_by_evidence ON mention (evidence);

-- What people said of mentions. Never changed but for the moment at which one was taken back.
CREATE TABLE decision (
    decision      INTEGER PRIMARY KEY,
    document_id   TEXT NOT NULL,
    mention_id    TEXT NOT NULL,        -- of the mention as it was seen
    trigger_start INTEGER NOT NULL,     -- where it stands: by this a decision holds after another coding
    trigger_end   INTEGER NOT NULL,
    verdict       TEXT NOT NULL,        -- accept, correct, reject
    seen          TEXT NOT NULL,        -- the mention as it was seen, JSON
    corrected     TEXT,                 -- the mention as it should be, JSON
    reviewer      TEXT NOT NULL,
    made          TEXT NOT NULL,        -- ISO 8601 moment, UTC
    taken_back    TEXT                  -- likewise; null while it holds
) STRICT;
CREATE INDEX decision_by_document ON decision (document_id, trigger_start);

-- What people said of events: that two mentions tell the same act, or do not.
CREATE TABLE pairing (
    pairing    INTEGER PRIMARY KEY,
    mention_id TEXT NOT NULL,
    other_id   TEXT NOT NULL,
    same       INTEGER NOT NULL,        -- 1 the same act, 0 two acts
    reviewer   TEXT NOT NULL,
    made       TEXT NOT NULL,
    taken_back TEXT
) STRICT;
