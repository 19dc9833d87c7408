//! An ordered map whose clones share their contents: what [`crate::chunked`] is for lists.
//!
//! Ghost knowledge of a run grows as long as the run does, and keyframes clone it. Entries stand in chunks
//! behind `Rc`, in the order of their keys, so a clone copies pointers, and a change copies one chunk.

use std::hash::{Hash, Hasher};
use std::rc::Rc;

/// The most entries in a chunk. One that is full is halved, unless the new entry comes after all others.
const CHUNK: usize = 32;

/// A map whose entries stand in the order of their keys. Equal entries make equal maps, however they came.
#[derive(Clone, Debug)]
pub struct ChunkedMap<K, V> {
    /// None is empty.
    chunks: Vec<Rc<Vec<(K, V)>>>,
    len: usize,
}

impl<K, V> Default for ChunkedMap<K, V> {
    fn default() -> ChunkedMap<K, V> {
        ChunkedMap { chunks: Vec::new(), len: 0 }
    }
}

impl<K: Ord + Clone, V: Clone> ChunkedMap<K, V> {
    /// How many entries.
    pub fn len(&self) -> usize {
        self.len
    }
    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }
    /// The value of a key.
    pub fn get(&self, key: &K) -> Option<&V> {
        let chunk = self.chunks.get(self.chunk_of(key))?;
        chunk.binary_search_by(|(k, _)| k.cmp(key)).ok().map(|place| &chunk[place].1)
    }
    /// The entry with the highest key below this one.
    pub fn last_below(&self, key: &K) -> Option<(&K, &V)> {
        let at = self.chunk_of(key);
        let below = self.chunks.get(at)?.iter().rev().find(|(k, _)| k < key);
        // If the chunk begins at the key itself, what is below ends the chunk before.
        let entry = below.or_else(|| self.chunks.get(at.checked_sub(1)?)?.last())?;
        Some((&entry.0, &entry.1))
    }
    /// The value of a key, stored now if there was none.
    pub fn get_or_insert(&mut self, key: K, value: V) -> &mut V {
        let at = self.chunk_of(&key);
        let Some(chunk) = self.chunks.get(at) else {
            self.len = 1;
            self.chunks.push(Rc::new(vec![(key, value)]));
            return &mut Rc::make_mut(&mut self.chunks[0])[0].1;
        };
        let (at, place) = match chunk.binary_search_by(|(k, _)| k.cmp(&key)) {
            Ok(place) => (at, place),
            Err(place) => self.insert_at(at, place, (key, value)),
        };
        &mut Rc::make_mut(&mut self.chunks[at])[place].1
    }
    /// Keys and values, in the order of keys.
    pub fn iter(&self) -> impl Iterator<Item = (&K, &V)> {
        self.chunks.iter().flat_map(|chunk| chunk.iter()).map(|(key, value)| (key, value))
    }

    /// The chunk in which a key is, or would be.
    fn chunk_of(&self, key: &K) -> usize {
        self.chunks.partition_point(|chunk| chunk[0].0 <= *key).saturating_sub(1)
    }

    /// Makes room in a chunk and puts an entry there; returns where it went.
    fn insert_at(&mut self, at: usize, place: usize, entry: (K, V)) -> (usize, usize) {
        self.len += 1;
        let full = self.chunks[at].len() == CHUNK;
        if full && place == CHUNK && at + 1 == self.chunks.len() {
            self.chunks.push(Rc::new(vec![entry]));
            return (at + 1, 0);
        }
        let (mut at, mut place) = (at, place);
        if full {
            let upper = Rc::make_mut(&mut self.chunks[at]).split_off(CHUNK / 2);
            self.chunks.insert(at + 1, Rc::new(upper));
            if place > CHUNK / 2 {
                (at, place) = (at + 1, place - CHUNK / 2);
            }
        }
        Rc::make_mut(&mut self.chunks[at]).insert(place, entry);
        (at, place)
    }
}

impl<K: Ord + Clone, V: Clone + PartialEq> PartialEq for ChunkedMap<K, V> {
    fn eq(&self, other: &ChunkedMap<K, V>) -> bool {
        self.len == other.len && self.iter().eq(other.iter())
    }
}
impl<K: Ord + Clone, V: Clone + Eq> Eq for ChunkedMap<K, V> {}
impl<K: Ord + Clone + Hash, V: Clone + Hash> Hash for ChunkedMap<K, V> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_usize(self.len);
        self.iter().for_each(|entry| entry.hash(state));
    }
}
