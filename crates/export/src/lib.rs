//! Records as JSONL, CSV and Parquet.
