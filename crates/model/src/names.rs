//! Enums with the names that the record writes them by.

/// An enum with the names it is written by.
macro_rules! names {
    ($(#[$doc:meta])* $kind:ident { $($(#[$vdoc:meta])* $variant:ident = $name:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        pub enum $kind { $($(#[$vdoc])* #[serde(rename = $name)] $variant,)+ }

        impl $kind {
            /// All of them, in order.
            pub const ALL: &'static [$kind] = &[$($kind::$variant,)+];

            /// The name as the record writes it.
            pub fn as_str(self) -> &'static str {
                match self { $($kind::$variant => $name,)+ }
            }
        }

        impl std::str::FromStr for $kind {
            type Err = String;
            fn from_str(s: &str) -> Result<Self, String> {
                match s {
                    $($name => Ok($kind::$variant),)+
                    _ => {
                        let all: Vec<&str> = $kind::ALL.iter().map(|k| k.as_str()).collect();
                        Err(format!("the code book has: {}", all.join(", ")))
                    }
                }
            }
        }

        impl std::fmt::Display for $kind {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.as_str())
            }
        }
    };
}
