//! Reads inputs and prints what they give, one line an item: a look at the reader without the rest.

use chancery_model::Offsets;
use chancery_reader::{Item, Options, read};

fn main() {
    let mut inputs: Vec<String> = std::env::args().skip(1).collect();
    let furniture = inputs.first().is_some_and(|i| i == "--furniture");
    if furniture {
        inputs.remove(0);
    }
    for item in read(&inputs, Some(Box::new(std::io::stdin())), &Options::default()) {
        match item {
            Item::Document(d) if furniture => {
                let offsets = Offsets::new(&d.text);
                for span in &d.furniture {
                    println!("{}", &d.text[offsets.bytes(*span)]);
                }
            }
            Item::Document(d) => println!(
                "document\t{}\t{:?} {:?}\t{:?}\t{:?}\t{}\t{} code points\t{:?}",
                d.id,
                d.date,
                d.date_source,
                d.title,
                d.source,
                d.language.unwrap_or_default(),
                d.text.chars().count(),
                d.text.chars().take(100).collect::<String>()
            ),
            Item::Skipped { origin, reason } => println!("skipped\t{}\t{:?}\t{reason}", origin.input, origin.record),
            Item::Failed(d) => println!("failed\t{d}"),
            Item::Message(d) => println!("message\t{d}"),
        }
    }
}
