//! Column layouts. [`native`] is the project's own.

pub mod native;
