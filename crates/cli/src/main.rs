//! `chancery`: the command line. One file a verb; the libraries do the work, this crate reads arguments, prints, and
//! keeps the exit codes: 0 all was read, 1 wrong usage or an internal error, 2 some input could not be read.

mod actor;
mod add;
mod ask;
mod changes;
mod code;
mod demo;
mod deposit;
mod doctor;
mod eval;
mod export;
mod filter;
mod from;
mod import;
mod names;
mod output;
mod panel;
mod parallel;
mod relate;
mod report;
mod review;
mod serve;
mod show;
mod source;
mod watch;
mod why;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Reads news and official statements; keeps the record of who did what to whom, and what became of what they promised.
#[derive(Parser)]
#[command(name = "chancery", version, max_term_width = 110, arg_required_else_help = true)]
struct Args {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand)]
enum Verb {
    /// Documents to mentions, on standard output
    Code(code::Args),
    /// The act of a given pair in a text: JSON Lines in, JSON Lines out
    Relate(relate::Args),
    /// Who is this: country, sector, office on a date
    Actor(actor::Args),
    /// Read, code and keep in the record; the same input again adds nothing
    Add(add::Args),
    /// Poll feeds, code, keep
    Watch(watch::Args),
    /// Coded acts of the record, one for each sentence that tells one
    Mentions(ask::MentionArgs),
    /// Acts of the record: mentions of the same act together
    Events(ask::Args),
    /// Promises and plans of the record, and what became of them
    Commitments(ask::CommitmentArgs),
    /// What became of promises since a day
    Changes(changes::Args),
    /// Acts counted by countries and period, zeros included
    Panel(panel::Args),
    /// A document, mention, event or commitment
    Show(show::Args),
    /// Why a mention was coded so; what was seen in a document and left out
    Why(why::Args),
    /// Read what the program is least sure of, and decide
    Review(review::Args),
    /// The record as a file, or as a folder to deposit
    Export(export::Args),
    /// Rows of other event data into the record, beside one's own coding
    Import(import::Args),
    /// Code annotated documents and compare
    Eval(eval::Args),
    /// What this program carries, and whether it works here
    Doctor,
    /// The record as a web interface and HTTP API
    Serve(serve::Args),
    /// Code the example documents and show the record
    Demo(demo::Args),
}

/// How a verb ended, where it did not fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// All was read.
    Done,
    /// Some input could not be read; the rest was done.
    Incomplete,
}

fn main() -> ExitCode {
    let args = match Args::try_parse() {
        Ok(args) => args,
        Err(e) => {
            let _ = e.print();
            return if e.use_stderr() { ExitCode::from(1) } else { ExitCode::SUCCESS };
        }
    };
    let outcome = match args.verb {
        Verb::Code(a) => code::run(a),
        Verb::Relate(a) => relate::run(a),
        Verb::Actor(a) => actor::run(a),
        Verb::Add(a) => add::run(a),
        Verb::Watch(a) => watch::run(a),
        Verb::Mentions(a) => ask::mentions(a),
        Verb::Events(a) => ask::events(a),
        Verb::Commitments(a) => ask::commitments(a),
        Verb::Changes(a) => changes::run(a),
        Verb::Panel(a) => panel::run(a),
        Verb::Show(a) => show::run(a),
        Verb::Why(a) => why::run(a),
        Verb::Review(a) => review::run(a),
        Verb::Export(a) => export::run(a),
        Verb::Import(a) => import::run(a),
        Verb::Eval(a) => eval::run(a),
        Verb::Doctor => doctor::run(),
        Verb::Serve(a) => serve::run(a),
        Verb::Demo(a) => demo::run(a),
    };
    match outcome {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::Incomplete) => ExitCode::from(2),
        // The reader of our output went away (`| head`): nothing is wrong.
        Err(e) if output::closed_pipe(&e) => ExitCode::SUCCESS,
        Err(e) => {
            eprintln!("chancery: {e:#}");
            ExitCode::from(if e.is::<report::Unreadable>() { 2 } else { 1 })
        }
    }
}
