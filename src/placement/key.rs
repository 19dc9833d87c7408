//! Keys: numbers or texts, one or many.

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
    /// Texts in one piece, if every offset is in its place: from 0 to the length, never falling.
    pub fn texts(bytes: &'a [u8], offsets: &'a [u32]) -> Option<Keys<'a>> {
        let (first, last) = (offsets.first()?, offsets.last()?);
        let whole = *first == 0 && *last as usize == bytes.len() && offsets.is_sorted();
        whole.then_some(Keys::Texts { bytes, offsets })
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
