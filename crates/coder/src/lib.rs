//! Documents to mentions: one small encoder with several heads, read once, then symbols that can be explained.
//!
//! ```text
//! Document -> sentences -> windows -> encoder -> raw acts -> who, when, where -> the code book's rules -> Mention
//!             sentence     window     encoder    decode      who when place      rules                    assemble
//! ```
//!
//! [`Coder::code`] is pure: no clock, no environment, no files beyond those it was built from. The same document gives
//! the same mentions on one thread or many.

pub mod amount;
mod assemble;
mod coder;
mod confidence;
mod config;
mod decode;
mod encoder;
mod lex;
mod place;
mod relate;
mod rules;
pub mod sentence;
mod sides;
mod step;
pub mod when;
mod who;
mod window;

pub use coder::{Coder, CoderError, MEASURED};
pub use relate::{Pair, Relation};
