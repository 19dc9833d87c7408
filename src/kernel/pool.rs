//! Shared values whose memory is used again.
//!
//! Most of an event's time would go into the allocator: what a handler sends and notes is made and dropped within
//! a few events.

use std::rc::Rc;

/// The last values that were made. The oldest one's place is taken again if nobody holds it any more.
#[derive(Debug)]
pub(super) struct Pool<T, const SIZE: usize> {
    ring: Vec<Rc<T>>,
    next: usize,
}

impl<T, const SIZE: usize> Default for Pool<T, SIZE> {
    fn default() -> Self {
        Pool { ring: Vec::new(), next: 0 }
    }
}

impl<T, const SIZE: usize> Pool<T, SIZE> {
    /// A shared value.
    pub fn share(&mut self, value: T) -> Rc<T> {
        if self.ring.len() < SIZE {
            let shared = Rc::new(value);
            self.ring.push(shared.clone());
            return shared;
        }
        let slot = &mut self.ring[self.next];
        self.next = (self.next + 1) % SIZE;
        match Rc::get_mut(slot) {
            Some(place) => *place = value,
            None => *slot = Rc::new(value),
        }
        slot.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::Pool;

    #[test]
    fn what_somebody_holds_stays() {
        let mut pool = Pool::<u32, 3>::default();
        let held: Vec<_> = (0..20)
            .step_by(4)
            .map(|n| {
                let kept = pool.share(n);
                (n + 1..n + 4).for_each(|n| assert_eq!(*pool.share(n), n));
                kept
            })
            .collect();
        assert_eq!(held.iter().map(|n| **n).collect::<Vec<_>>(), [0, 4, 8, 12, 16]);
    }
}
