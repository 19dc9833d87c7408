//! Jump consistent hash (Lamping and Veach 2014, section 2): the key seeds a sequence of random numbers, and in
//! their order the key jumps to ever later buckets, with just the chance that keeps all buckets equal.

/// The buckets that a key visits, each later than the one before; the last one below `buckets` owns it.
pub fn visits(key: u64) -> impl Iterator<Item = u64> {
    let mut state = key;
    let mut bucket = 0;
    std::iter::once(0).chain(std::iter::from_fn(move || {
        // The paper's linear congruential generator, and its float arithmetic to the letter.
        state = state.wrapping_mul(2_862_933_555_777_941_757).wrapping_add(1);
        let draw = (state >> 33) + 1;
        bucket = ((bucket + 1) as f64 * ((1_u64 << 31) as f64 / draw as f64)) as u64;
        Some(bucket)
    }))
}

/// The bucket of a key, of so many; at least one.
pub fn bucket(key: u64, buckets: u32) -> u32 {
    visits(key).take_while(|&bucket| bucket < u64::from(buckets)).last().unwrap_or(0) as u32
}
