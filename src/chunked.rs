//! A vector whose clones share their contents.
//!
//! Keyframes clone whole worlds; logs and histories inside them are long and rarely change before their
//! end. Elements stand in chunks behind `Rc`, so a clone copies pointers, and a change copies one chunk.

use std::rc::Rc;

use crate::weight::{POINTER, SHARED};

/// Elements in a chunk: a clone costs a pointer for so many, a first change after it a copy of so many.
const CHUNK: usize = 64;

/// A growable sequence; all its chunks but the last are full, so equal sequences compare equal.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Chunked<T> {
    chunks: Vec<Rc<Vec<T>>>,
    len: usize,
}

impl<T> Default for Chunked<T> {
    fn default() -> Chunked<T> {
        Chunked { chunks: Vec::new(), len: 0 }
    }
}

impl<T: Clone> Chunked<T> {
    /// How many elements.
    pub fn len(&self) -> usize {
        self.len
    }
    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }
    /// The element at `index`, from 0.
    pub fn get(&self, index: usize) -> Option<&T> {
        self.chunks.get(index / CHUNK)?.get(index % CHUNK)
    }
    /// The last element.
    pub fn last(&self) -> Option<&T> {
        self.get(self.len.checked_sub(1)?)
    }
    /// Appends.
    pub fn push(&mut self, element: T) {
        match self.chunks.last_mut() {
            Some(chunk) if chunk.len() < CHUNK => Rc::make_mut(chunk).push(element),
            _ => self.chunks.push(Rc::new(vec![element])),
        }
        self.len += 1;
    }
    /// Replaces the element at `index`, which is there.
    pub fn set(&mut self, index: usize, element: T) {
        if let Some(chunk) = self.chunks.get_mut(index / CHUNK) {
            Rc::make_mut(chunk)[index % CHUNK] = element;
        }
    }
    /// Keeps the first `len` elements.
    pub fn truncate(&mut self, len: usize) {
        if len >= self.len {
            return;
        }
        self.chunks.truncate(len.div_ceil(CHUNK));
        if !len.is_multiple_of(CHUNK)
            && let Some(chunk) = self.chunks.last_mut()
        {
            Rc::make_mut(chunk).truncate(len % CHUNK);
        }
        self.len = len;
    }
    /// How many elements from the start on are so, if those that are come first.
    pub fn partition_point(&self, mut is_so: impl FnMut(&T) -> bool) -> usize {
        let (mut from, mut to) = (0, self.len);
        while from < to {
            let middle = from.midpoint(to);
            if self.get(middle).is_some_and(&mut is_so) { from = middle + 1 } else { to = middle }
        }
        from
    }
    /// The bytes of all its chunks, whoever else holds them; what elements hold beside their size is left out.
    pub fn bytes(&self) -> usize {
        let last = self.chunks.last().map_or(0, |chunk| chunk.capacity());
        let room = self.chunks.len().saturating_sub(1) * CHUNK + last;
        self.chunks.len() * SHARED + self.chunks.capacity() * POINTER + room * size_of::<T>()
    }
    /// The bytes that it holds and an earlier one does not, beside its own size; `heap` weighs what an element holds.
    pub fn weigh(&self, before: Option<&Self>, heap: impl Fn(&T) -> usize) -> usize {
        let earlier = before.map_or(&[][..], |before| &before.chunks);
        let is_new = |&(place, chunk): &(usize, &Rc<Vec<T>>)| {
            !earlier.get(place).is_some_and(|other| Rc::ptr_eq(other, chunk))
        };
        let new = self.chunks.iter().enumerate().filter(is_new).map(|(_, chunk)| {
            SHARED + chunk.capacity() * size_of::<T>() + chunk.iter().map(&heap).sum::<usize>()
        });
        self.chunks.capacity() * POINTER + new.sum::<usize>()
    }
    /// The elements from `start` on, in order.
    pub fn iter_from(&self, start: usize) -> impl Iterator<Item = &T> {
        (start..self.len).filter_map(|i| self.get(i))
    }
    /// All elements, in order.
    pub fn iter(&self) -> impl Iterator<Item = &T> {
        self.chunks.iter().flat_map(|chunk| chunk.iter())
    }
}

impl<T: Clone> FromIterator<T> for Chunked<T> {
    fn from_iter<I: IntoIterator<Item = T>>(elements: I) -> Chunked<T> {
        let mut all = Chunked::default();
        for element in elements {
            all.push(element);
        }
        all
    }
}
