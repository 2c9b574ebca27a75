//! What is for programs alone.

pub mod documents;
pub mod health;
pub mod mentions;
pub mod openapi;
pub mod page;
