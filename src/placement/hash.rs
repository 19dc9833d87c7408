//! The hash functions by name. They come from well-kept crates, so that they agree with other systems to the
//! last bit; `MurmurHash3` stands in a file of its own because Cassandra's variant is in no crate.

use md5::compute as md5;
use sha1_smol::Sha1;
use xxhash_rust::xxh64::xxh64;

use super::error::PlacementError;
use super::murmur3::{self, Tail};

/// A hash function that places keys, and on a ring also nodes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Hash {
    /// XXH64 (Collet 2012).
    Xxh64,
    /// SHA-1, its first eight bytes, big-endian.
    Sha1,
    /// libketama's: MD5. Of a key the first four bytes, little-endian; of a virtual node all four such words.
    Ketama,
    /// MurmurHash3 x64 128 (Appleby 2011), its first half.
    Murmur3,
    /// The same as Cassandra computes it: the bytes after the last whole block are taken as signed. Tokens are
    /// signed, and the least of all numbers, -2^63, is kept for the empty key: a hash of it becomes the greatest.
    Murmur3Cassandra,
}

impl Hash {
    /// All of them.
    pub const ALL: [Hash; 5] = [Hash::Xxh64, Hash::Sha1, Hash::Ketama, Hash::Murmur3, Hash::Murmur3Cassandra];

    /// Its name in scenarios and in the JavaScript API.
    pub fn name(self) -> &'static str {
        match self {
            Hash::Xxh64 => "xxh64",
            Hash::Sha1 => "sha1",
            Hash::Ketama => "ketama",
            Hash::Murmur3 => "murmur3",
            Hash::Murmur3Cassandra => "murmur3-cassandra",
        }
    }

    /// The hash of a name.
    pub fn parse(name: &str) -> Option<Hash> {
        Hash::ALL.into_iter().find(|hash| hash.name() == name)
    }

    /// The hash as other systems have it: 32 bits for ketama, a signed number as its bits for Cassandra.
    pub fn value(self, bytes: &[u8]) -> u64 {
        match self {
            Hash::Xxh64 => xxh64(bytes, 0),
            Hash::Sha1 => {
                let digest = Sha1::from(bytes).digest().bytes();
                u64::from_be_bytes(std::array::from_fn(|i| digest[i]))
            }
            Hash::Ketama => u64::from(ketama_words(bytes)[0]),
            Hash::Murmur3 => murmur3::first_half(bytes, 0, Tail::Unsigned),
            Hash::Murmur3Cassandra if bytes.is_empty() => i64::MIN as u64,
            Hash::Murmur3Cassandra => match murmur3::first_half(bytes, 0, Tail::Signed) as i64 {
                i64::MIN => i64::MAX as u64,
                token => token as u64,
            },
        }
    }

    /// The hash with a seed; `None` if it has none, or if the seed is too large for it.
    pub fn seeded(self, bytes: &[u8], seed: u64) -> Result<u64, PlacementError> {
        match self {
            _ if seed == 0 => Ok(self.value(bytes)),
            Hash::Xxh64 => Ok(xxh64(bytes, seed)),
            Hash::Murmur3 => match u32::try_from(seed) {
                Ok(seed) => Ok(murmur3::first_half(bytes, seed, Tail::Unsigned)),
                Err(_) => {
                    Err(PlacementError::argument("seed", "of murmur3, at most 4,294,967,295".to_owned()))
                }
            },
            Hash::Sha1 | Hash::Ketama | Hash::Murmur3Cassandra => {
                Err(PlacementError::argument("seed", format!("{} has none", self.name())))
            }
        }
    }

    /// Where a hash value stands on the ring, in 2^64ths of the way round: every hash fills it, and keeps its
    /// order, so that everything about rings is written once.
    pub fn position(self, value: u64) -> u64 {
        match self {
            Hash::Ketama => value << 32,
            Hash::Murmur3Cassandra => value ^ SIGN,
            Hash::Xxh64 | Hash::Sha1 | Hash::Murmur3 => value,
        }
    }

    /// The hash value that stands at a position.
    pub fn value_at(self, position: u64) -> u64 {
        match self {
            Hash::Ketama => position >> 32,
            _ => self.position(position),
        }
    }

    /// A hash value as that system prints it: Cassandra's are signed.
    pub fn shown(self, value: u64) -> String {
        match self {
            Hash::Murmur3Cassandra => (value as i64).to_string(),
            _ => value.to_string(),
        }
    }

    /// Whether a number is one of its values.
    pub fn has_value(self, value: u64) -> bool {
        self != Hash::Ketama || value <= u64::from(u32::MAX)
    }
}

const SIGN: u64 = 1 << 63;

/// The four little-endian words of an MD5 digest: libketama's points.
pub fn ketama_words(bytes: &[u8]) -> [u32; 4] {
    let digest = md5(bytes).0;
    std::array::from_fn(|word| u32::from_le_bytes(std::array::from_fn(|i| digest[4 * word + i])))
}
