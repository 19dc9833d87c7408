//! Keys: numbers or texts, one or many.

use super::error::PlacementError;
use super::spec::{CALL_KEYS_MAX, KEY_BYTES_MAX, KEYS_BYTES_MAX};

/// One key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key<'a> {
    /// A number: itself for `modulo` and `jump`, its decimal text for whatever hashes texts.
    Number(u64),
    /// The UTF-8 bytes of a text.
    Text(&'a [u8]),
}

impl Key<'_> {
    /// Gives the key's text, without allocating.
    pub fn with_text<T>(self, use_text: impl FnOnce(&[u8]) -> T) -> T {
        match self {
            Key::Text(bytes) => use_text(bytes),
            Key::Number(number) => {
                let mut digits = [0; DIGITS_MAX];
                use_text(decimal(number, &mut digits))
            }
        }
    }
}

/// Digits of the greatest 64-bit number.
pub const DIGITS_MAX: usize = 20;

/// The decimal text of a number, at the end of the buffer.
pub fn decimal(number: u64, buffer: &mut [u8; DIGITS_MAX]) -> &[u8] {
    let mut at = DIGITS_MAX;
    let mut large = number;
    // 64-bit division is slow in wasm, and nearly all keys are small.
    while large > u64::from(u32::MAX) {
        at -= 1;
        buffer[at] = b'0' + (large % 10) as u8;
        large /= 10;
    }
    let mut small = large as u32;
    loop {
        at -= 1;
        buffer[at] = b'0' + (small % 10) as u8;
        small /= 10;
        if small == 0 {
            return &buffer[at..];
        }
    }
}

/// Many keys, in their order.
#[derive(Clone, Copy, Debug)]
pub enum Keys<'a> {
    /// The numbers from 0 on, so many.
    First(usize),
    /// Numbers.
    Numbers(&'a [u32]),
    /// Texts in one piece: key `i` is `bytes[offsets[i]..offsets[i + 1]]`. [`Keys::texts`] checks them.
    Texts {
        /// The UTF-8 bytes of all.
        bytes: &'a [u8],
        /// Where each begins, and at last where the last one ends.
        offsets: &'a [u32],
    },
}

impl<'a> Keys<'a> {
    /// The numbers from 0 on, if they are not too many.
    pub fn first(count: usize) -> Result<Keys<'static>, PlacementError> {
        let keys = Keys::First(count);
        keys.check("keyCount").map(|()| keys)
    }

    /// Numbers, if they are not too many.
    pub fn numbers(numbers: &'a [u32]) -> Result<Keys<'a>, PlacementError> {
        let keys = Keys::Numbers(numbers);
        keys.check("keys").map(|()| keys)
    }

    /// Texts in one piece, if every offset is in its place: from 0 to the length, never falling.
    pub fn texts(bytes: &'a [u8], offsets: &'a [u32]) -> Result<Keys<'a>, PlacementError> {
        let offset_error =
            |i: usize, reason: String| Err(PlacementError::argument(format!("keys.offsets[{i}]"), reason));
        if offsets.first() != Some(&0) {
            return offset_error(0, "0, where the first key begins".to_owned());
        }
        if let Some(i) = (1..offsets.len()).find(|&i| offsets[i] < offsets[i - 1]) {
            return offset_error(
                i,
                format!("at least the one before, {}, not {}", offsets[i - 1], offsets[i]),
            );
        }
        let (last, end) = (offsets.len() - 1, offsets[offsets.len() - 1] as usize);
        if end != bytes.len() {
            return offset_error(last, format!("the number of bytes, {}, not {end}", bytes.len()));
        }
        let keys = Keys::Texts { bytes, offsets };
        keys.check("keys").map(|()| keys)
    }

    /// No more, and none longer, than the bounds allow.
    fn check(&self, field: &str) -> Result<(), PlacementError> {
        if self.len() > CALL_KEYS_MAX {
            return Err(PlacementError::bound(field, "CALL_KEYS_MAX", CALL_KEYS_MAX));
        }
        let Keys::Texts { bytes, offsets } = self else { return Ok(()) };
        if bytes.len() > KEYS_BYTES_MAX {
            return Err(PlacementError::bound(format!("{field}, bytes"), "KEYS_BYTES_MAX", KEYS_BYTES_MAX));
        }
        match offsets.windows(2).position(|ends| (ends[1] - ends[0]) as usize > KEY_BYTES_MAX) {
            None => Ok(()),
            Some(i) => {
                Err(PlacementError::bound(format!("{field}[{i}], bytes"), "KEY_BYTES_MAX", KEY_BYTES_MAX))
            }
        }
    }

    /// How many.
    pub fn len(&self) -> usize {
        match self {
            Keys::First(count) => *count,
            Keys::Numbers(numbers) => numbers.len(),
            Keys::Texts { offsets, .. } => offsets.len() - 1,
        }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The key at an index below `len`.
    pub fn get(&self, index: usize) -> Key<'a> {
        match self {
            Keys::First(_) => Key::Number(index as u64),
            Keys::Numbers(numbers) => Key::Number(u64::from(numbers[index])),
            Keys::Texts { bytes, offsets } => {
                Key::Text(&bytes[offsets[index] as usize..offsets[index + 1] as usize])
            }
        }
    }
}
