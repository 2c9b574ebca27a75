//! The pages, one file each.

pub mod actor;
pub mod add;
pub mod codebook;
pub mod commitment;
pub mod corpus;
pub mod country;
pub mod document;
pub mod documents;
pub mod dyad;
pub mod event;
pub mod events;
pub mod facet;
pub mod ledger;
pub mod login;
pub mod mention;
pub mod network;
pub mod promise;
pub mod quality;
pub mod review;
pub mod row;
pub mod search;
pub mod start;

use askama::Template;

use crate::{ask::Frame, failure::Failure};

#[derive(Template)]
#[template(path = "failed.html")]
struct Failed<'f> {
    frame: Frame,
    failure: &'f Failure,
}

/// The page that tells why there is no page.
pub fn failed(failure: &Failure) -> String {
    let title = match failure.status.as_u16() {
        404 => "Not found",
        400 => "That cannot be asked",
        401 | 403 => "Not allowed",
        _ => "No answer",
    };
    let frame = Frame { title: title.into(), bare: failure.status.as_u16() == 401, ..Frame::default() };
    Failed { frame, failure }.render().unwrap_or_else(|_| failure.message.clone())
}
