//! The record served: pages for people, the same data for programs.
//!
//! Every page is a function from a request ([`ask::Ask`]) to an answer ([`ask::Reply`]), named in one table of routes
//! ([`route::ROUTES`]), from which the OpenAPI document is made too. A page is one struct: its template renders it, its JSON
//! twin serialises it. Pages count over a [`view::View`], the record in memory at one revision; sentences and texts are read
//! from the store. The crate has no clock: [`Settings::clock`] is the caller's.

pub mod access;
pub mod api;
pub mod app;
pub mod ask;
mod assets;
mod cache;
pub mod chart;
pub mod choice;
mod cursor;
mod export;
mod failure;
mod http;
mod mark;
mod metrics;
pub mod name;
pub mod page;
mod pool;
mod query;
mod review;
pub mod route;
mod server;
pub mod tally;
mod upload;
pub mod view;

pub use access::Tokens;
pub use app::{App, LIMITS, Settings, StartError};
pub use chart::map::Borders;
pub use failure::Failure;
pub use query::Query;
pub use server::{Server, router, serve};
