//! Rows of the embedded tables with a user's own behind them.

use std::{num::NonZeroU32, ops::Index};

/// Which line of a user's file says so: an index into [`crate::Gazetteer`]'s lines, counted from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Told(pub NonZeroU32);

/// A table. A layer shares the rows of the embedded gazetteer and adds its own; both are counted through.
#[derive(Debug)]
pub(crate) struct Rows<T: 'static> {
    shared: &'static [T],
    own: Vec<T>,
}

impl<T> Rows<T> {
    /// A layer without rows of its own over the rows of the embedded gazetteer.
    pub fn over(embedded: &'static Rows<T>) -> Self {
        Rows { shared: embedded.embedded(), own: Vec::new() }
    }

    /// The rows of the embedded gazetteer only.
    pub fn embedded(&self) -> &[T] {
        if self.shared.is_empty() { &self.own } else { self.shared }
    }

    pub fn len(&self) -> usize {
        self.shared.len() + self.own.len()
    }

    /// Whether row `i` is a user's.
    pub fn is_own(&self, i: usize) -> bool {
        !self.shared.is_empty() && i >= self.shared.len()
    }

    /// Adds a row; its number.
    pub fn push(&mut self, row: T) -> usize {
        self.own.push(row);
        self.len() - 1
    }

    pub fn get(&self, i: usize) -> Option<&T> {
        match i.checked_sub(self.shared.len()) {
            None => self.shared.get(i),
            Some(own) => self.own.get(own),
        }
    }

    /// A row of the user's own, to add to it.
    pub fn own_mut(&mut self, i: usize) -> Option<&mut T> {
        self.own.get_mut(i.checked_sub(self.shared.len())?)
    }

    pub fn iter(&self) -> impl Iterator<Item = &T> {
        self.shared.iter().chain(&self.own)
    }
}

impl<T> From<Vec<T>> for Rows<T> {
    fn from(own: Vec<T>) -> Self {
        Rows { shared: &[], own }
    }
}

impl<T> Index<usize> for Rows<T> {
    type Output = T;

    fn index(&self, i: usize) -> &T {
        match i.checked_sub(self.shared.len()) {
            None => &self.shared[i],
            Some(own) => &self.own[own],
        }
    }
}
