//! Records of a selection as a file, written while they are read.

use std::io::Write;

use chancery_export::{Format, Record, Writer};
use chancery_model::Mention;

use crate::{
    ask::{Ask, Form, Out, Reply},
    failure::Failure,
};

fn format(form: Form) -> Format {
    match form {
        Form::Csv => Format::Csv,
        Form::Parquet => Format::Parquet,
        Form::Jsonl | Form::Json | Form::Html => Format::Jsonl,
    }
}

/// The records that `each` gives, as a file named after `what`.
pub fn records<R: Record>(
    ask: &Ask,
    what: &str,
    each: impl FnOnce(&mut dyn FnMut(&R) -> Result<(), Failure>) -> Result<(), Failure> + Send + 'static,
) -> Reply {
    let form = ask.form;
    let write = move |out: Out| -> Result<(), Failure> {
        let mut writer = Writer::new(format(form), out)?;
        writer.note("chancery.measured", chancery_coder::MEASURED);
        each(&mut |r| Ok(writer.write(r)?))?;
        writer.finish()?.flush().map_err(|e| Failure::fault(e.to_string()))
    };
    Reply::Streamed { form, name: format!("{what}{}", form.ending()), write: Box::new(write) }
}

/// The mentions of these rows.
pub fn mentions(ask: &Ask, rows: Vec<u32>) -> Result<Reply, Failure> {
    let (view, store) = (ask.view.clone(), ask.app.pool.read()?);
    Ok(records::<Mention>(ask, "mentions", move |write| {
        for i in rows {
            // One that was superseded since the view was made is no longer part of the record.
            if let Some(m) = store.mention(&view.ids[i as usize])? {
                write(&m)?;
            }
        }
        Ok(())
    }))
}
