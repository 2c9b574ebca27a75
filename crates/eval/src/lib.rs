//! Coded events against annotated gold.
