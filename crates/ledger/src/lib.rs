//! Mentions to events and commitments.
