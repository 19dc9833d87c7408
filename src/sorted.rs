//! An ordered map for few keys; [`crate::growing`] is for many.
//!
//! A sorted list: as fast as a tree for the sizes that occur here, and its code is a fraction of a tree's,
//! which every visitor of the page has to load.

/// A map whose entries stand in the order of their keys.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Sorted<K, V> {
    entries: Vec<(K, V)>,
}

impl<K, V> Default for Sorted<K, V> {
    fn default() -> Sorted<K, V> {
        Sorted { entries: Vec::new() }
    }
}

impl<K: Ord, V> Sorted<K, V> {
    /// The value of a key.
    pub fn get(&self, key: &K) -> Option<&V> {
        self.place(key).ok().map(|place| &self.entries[place].1)
    }
    /// Stores a value; returns the one that was there.
    pub fn insert(&mut self, key: K, value: V) -> Option<V> {
        match self.place(&key) {
            Ok(place) => Some(std::mem::replace(&mut self.entries[place].1, value)),
            Err(place) => {
                self.entries.insert(place, (key, value));
                None
            }
        }
    }
    /// The value of a key, stored now if there was none.
    pub fn get_or_insert(&mut self, key: K, value: V) -> &mut V {
        let place = match self.place(&key) {
            Ok(place) => place,
            Err(place) => {
                self.entries.insert(place, (key, value));
                place
            }
        };
        &mut self.entries[place].1
    }
    /// Takes a value out.
    pub fn remove(&mut self, key: &K) -> Option<V> {
        self.place(key).ok().map(|place| self.entries.remove(place).1)
    }
    /// The last entry up to a key.
    pub fn up_to(&self, key: &K) -> Option<(&K, &V)> {
        let place = self.place(key).map_or_else(|place| place, |place| place + 1);
        self.entries[..place].last().map(|(key, value)| (key, value))
    }
    /// Takes out the entries that do not pass.
    pub fn retain(&mut self, mut passes: impl FnMut(&K, &V) -> bool) {
        self.entries.retain(|(key, value)| passes(key, value));
    }
    /// Takes out the entry of the lowest key.
    pub fn remove_first(&mut self) -> Option<(K, V)> {
        (!self.entries.is_empty()).then(|| self.entries.remove(0))
    }
    /// Keys and values, in the order of keys.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&K, &V)> {
        self.entries.iter().map(|(key, value)| (key, value))
    }
    /// How many.
    pub fn len(&self) -> usize {
        self.entries.len()
    }
    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The bytes that it holds beside its own size; `heap` weighs what an entry holds.
    pub fn weigh(&self, heap: impl Fn(&K, &V) -> usize) -> usize {
        self.entries.capacity() * size_of::<(K, V)>()
            + self.entries.iter().map(|(key, value)| heap(key, value)).sum::<usize>()
    }

    fn place(&self, key: &K) -> Result<usize, usize> {
        // Keys mostly come in order.
        match self.entries.last() {
            Some((last, _)) if last < key => Err(self.entries.len()),
            _ => self.entries.binary_search_by(|(k, _)| k.cmp(key)),
        }
    }
}

/// Sorts a short list by insertion. The library's sort would be larger than everything that is sorted here.
pub fn sort_by_key<T, K: Ord>(list: &mut [T], key: impl Fn(&T) -> K) {
    for end in 1..list.len() {
        let (before, rest) = list.split_at_mut(end);
        let place = before.partition_point(|other| key(other) <= key(&rest[0]));
        list[place..=end].rotate_right(1);
    }
}
