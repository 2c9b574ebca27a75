//! Documents to mentions.
