//! Countries, actors, offices and places, each answer for a date.
