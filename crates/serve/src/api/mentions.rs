//! Mentions as they are recorded, page by page.

use serde::Serialize;

use crate::{
    ask::{Ask, Form, Reply},
    choice::{Choice, Rule},
    cursor, export,
    failure::Failure,
};

#[derive(Serialize)]
struct List {
    results: Vec<chancery_model::Mention>,
    next: Option<String>,
}

/// `GET /api/v1/mentions`.
pub fn list(ask: &Ask) -> Result<Reply, Failure> {
    let choice = Choice { rule: Rule::Mentions, ..Choice::read(&ask.query)? };
    let view = &ask.view;
    let test = choice.test(view);
    let passing = |i: &u32| test.passes(&view.rows[*i as usize]);
    if ask.form != Form::Json {
        return export::mentions(ask, (0..view.rows.len() as u32).filter(passing).collect());
    }
    let limit = cursor::limit(&ask.query)?;
    let rows: Vec<u32> = (0..cursor::row(view, &ask.query)?).rev().filter(passing).take(limit + 1).collect();
    let next = (rows.len() > limit).then(|| cursor::of_row(view, rows[limit - 1]));
    let mut results = Vec::with_capacity(limit);
    for i in rows.into_iter().take(limit) {
        results.extend(ask.store.mention(&view.ids[i as usize])?);
    }
    Reply::json(&List { results, next })
}
