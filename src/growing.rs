//! An ordered map that may grow as long as the run does, with keys that mostly come in order. Clones share most of it.
//!
//! Keyframes clone whole worlds, so all of the list but its end stands in chunks behind `Rc`: a clone copies pointers to
//! them, and a change copies one. For few keys [`crate::sorted`] is a fraction of its code, which every visitor of the
//! page has to load.

use std::hash::{Hash, Hasher};
use std::rc::Rc;

use crate::weight::{POINTER, SHARED};

/// Entries in a chunk at most.
const CHUNK: usize = 64;

/// Where an entry stands: in which chunk (the end comes after all of them), and where in it.
type Place = (usize, usize);

/// A map whose entries stand in the order of their keys.
#[derive(Clone, Debug)]
pub struct Growing<K, V> {
    /// None is empty.
    chunks: Vec<Rc<Vec<(K, V)>>>,
    /// Empty only if the map is.
    end: Vec<(K, V)>,
    len: usize,
}

impl<K, V> Default for Growing<K, V> {
    fn default() -> Growing<K, V> {
        Growing { chunks: Vec::new(), end: Vec::new(), len: 0 }
    }
}

impl<K, V> Growing<K, V> {
    /// How many.
    pub fn len(&self) -> usize {
        self.len
    }
    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }
    /// Keys and values, in the order of keys.
    pub fn iter(&self) -> impl Iterator<Item = (&K, &V)> {
        let chunks = self.chunks.iter().flat_map(|chunk| chunk.iter());
        chunks.chain(&self.end).map(|(key, value)| (key, value))
    }
    /// The first entry whose value is meant.
    pub fn find(&self, which: &dyn Fn(&V) -> bool) -> Option<(&K, &V)> {
        (0..=self.chunks.len()).find_map(|chunk| {
            let entry = self.chunk(chunk).iter().find(|(_, value)| which(value))?;
            Some((&entry.0, &entry.1))
        })
    }
    /// Visits keys and values, in the order of keys: less code than `iter`.
    pub fn each<'s>(&'s self, visit: &mut dyn FnMut(&'s K, &'s V)) {
        for chunk in 0..=self.chunks.len() {
            self.chunk(chunk).iter().for_each(|(key, value)| visit(key, value));
        }
    }
    /// The entry of the highest key.
    pub fn last(&self) -> Option<(&K, &V)> {
        self.end.last().map(|(key, value)| (key, value))
    }
    fn chunk(&self, chunk: usize) -> &Vec<(K, V)> {
        self.chunks.get(chunk).map_or(&self.end, |chunk| chunk)
    }
}

impl<K: Ord + Clone, V: Clone> Growing<K, V> {
    /// The value of a key.
    pub fn get(&self, key: &K) -> Option<&V> {
        self.place(key).ok().map(|(chunk, place)| &self.chunk(chunk)[place].1)
    }
    /// The entry with the highest key below this one.
    pub fn last_below(&self, key: &K) -> Option<(&K, &V)> {
        let (Ok((chunk, place)) | Err((chunk, place))) = self.place(key);
        // If a chunk begins at the key itself, what is below ends the chunk before.
        let below = match place.checked_sub(1) {
            Some(place) => self.chunk(chunk).get(place),
            None => self.chunk(chunk.checked_sub(1)?).last(),
        };
        below.map(|(key, value)| (key, value))
    }
    /// Stores a value; returns the one that was there.
    pub fn insert(&mut self, key: K, value: V) -> Option<V> {
        match self.place(&key) {
            Ok((chunk, place)) => Some(std::mem::replace(&mut self.chunk_mut(chunk)[place].1, value)),
            Err(place) => {
                self.add(place, (key, value));
                None
            }
        }
    }
    /// The value of a key, stored now if there was none.
    pub fn get_or_insert(&mut self, key: K, value: V) -> &mut V {
        let (chunk, place) = match self.place(&key) {
            Ok(place) => place,
            Err(place) => self.add(place, (key, value)),
        };
        &mut self.chunk_mut(chunk)[place].1
    }
    /// Takes a value out.
    pub fn remove(&mut self, key: &K) -> Option<V> {
        self.place(key).ok().map(|place| self.take(place).1)
    }
    /// Takes out the entry of the lowest key.
    pub fn remove_first(&mut self) -> Option<(K, V)> {
        (self.len > 0).then(|| self.take((0, 0)))
    }
    /// Takes out the entry of the highest key.
    pub fn remove_last(&mut self) -> Option<(K, V)> {
        // With one list, or enough left in the last, nothing has to be moved.
        if self.chunks.is_empty() || self.end.len() > CHUNK / 4 {
            let last = self.end.pop()?;
            self.len -= 1;
            return Some(last);
        }
        Some(self.take((self.chunks.len(), self.end.len() - 1)))
    }

    /// The bytes that it holds and an earlier one does not, beside its own size; `heap` weighs what an entry holds.
    pub fn weigh(&self, before: Option<&Self>, heap: impl Fn(&K, &V) -> usize) -> usize {
        let weight = |list: &Vec<(K, V)>| {
            let held: usize = list.iter().map(|(key, value)| heap(key, value)).sum();
            list.capacity() * size_of::<(K, V)>() + held
        };
        let mut earlier = before.map_or(&[][..], |before| &before.chunks).iter().peekable();
        let mut sum = self.chunks.capacity() * POINTER + weight(&self.end);
        for chunk in &self.chunks {
            // Most are shared and stand at the same place, so that they need not be looked into.
            if earlier.next_if(|other| Rc::ptr_eq(other, chunk)).is_some() {
                continue;
            }
            // A chunk that both hold begins with the same key in both.
            while earlier.next_if(|other| other[0].0 < chunk[0].0).is_some() {}
            if !earlier.peek().is_some_and(|other| Rc::ptr_eq(other, chunk)) {
                sum += SHARED + weight(chunk);
            }
        }
        sum
    }

    fn place(&self, key: &K) -> Result<Place, Place> {
        let end = self.chunks.len();
        // Keys mostly come in order.
        if self.end.last().is_none_or(|(last, _)| last < key) {
            return Err((end, self.end.len()));
        }
        let chunk = match self.chunks.last() {
            Some(chunk) if chunk.last().is_some_and(|(last, _)| last >= key) => {
                self.chunks.partition_point(|chunk| chunk.last().is_some_and(|(last, _)| last < key))
            }
            _ => end,
        };
        let list = self.chunk(chunk);
        let place = list.partition_point(|(k, _)| k < key);
        if list.get(place).is_some_and(|(k, _)| k == key) { Ok((chunk, place)) } else { Err((chunk, place)) }
    }
    fn chunk_mut(&mut self, chunk: usize) -> &mut Vec<(K, V)> {
        self.chunks.get_mut(chunk).map_or(&mut self.end, Rc::make_mut)
    }
    /// Adds an entry where it belongs; returns where it stands then.
    fn add(&mut self, (mut chunk, mut place): Place, entry: (K, V)) -> Place {
        self.len += 1;
        if self.chunk(chunk).len() == CHUNK {
            (chunk, place) = self.make_room(chunk, place);
        }
        self.chunk_mut(chunk).insert(place, entry);
        (chunk, place)
    }
    /// A full list becomes two: what keys that come in order fill stays full, of others each gets half.
    fn make_room(&mut self, chunk: usize, place: usize) -> Place {
        let at = if chunk == self.chunks.len() && place == CHUNK { CHUNK } else { CHUNK / 2 };
        let list = self.chunk_mut(chunk);
        let upper = list.split_off(at);
        let lower = std::mem::replace(list, upper);
        self.chunks.insert(chunk, Rc::new(lower));
        // At the boundary an entry goes to the upper part if that is the end, which is the cheaper to change.
        if place < at { (chunk, place) } else { (chunk + 1, place - at) }
    }
    fn take(&mut self, (chunk, place): Place) -> (K, V) {
        self.len -= 1;
        let entry = self.chunk_mut(chunk).remove(place);
        if !self.chunks.is_empty() && self.chunk(chunk).len() < CHUNK / 4 {
            self.close_ranks(chunk);
        }
        entry
    }
    /// Few are left in a list: they go together with the next one, or the one before, if both are few, or none.
    fn close_ranks(&mut self, chunk: usize) {
        let lower = chunk.min(self.chunks.len() - 1);
        let few = self.chunk(lower).len() + self.chunk(lower + 1).len() <= CHUNK / 2;
        if few || self.chunk(chunk).is_empty() {
            let mut entries = Rc::unwrap_or_clone(self.chunks.remove(lower));
            let upper = self.chunk_mut(lower);
            entries.append(upper);
            *upper = entries;
        }
    }
}

// Equal maps can stand in different chunks.
impl<K: PartialEq, V: PartialEq> PartialEq for Growing<K, V> {
    fn eq(&self, other: &Self) -> bool {
        self.len == other.len && self.iter().eq(other.iter())
    }
}
impl<K: Eq, V: Eq> Eq for Growing<K, V> {}
impl<K: Hash, V: Hash> Hash for Growing<K, V> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.len.hash(state);
        self.iter().for_each(|entry| entry.hash(state));
    }
}
