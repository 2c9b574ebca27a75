//! Bytes to documents: text, HTML, JSONL, feeds, WARC.
