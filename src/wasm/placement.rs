//! Placement in JavaScript.

use wasm_bindgen::prelude::*;

use super::error;
use crate::placement::{
    Hash, Key, Keys, Node, Placement, PlacementError, Spec, Strategy, bounds, jump, maglev, slots,
};
use crate::session::SessionError;

fn thrown(refused: PlacementError) -> JsValue {
    error(SessionError::new(refused.code, refused.to_string()))
}

/// One of the names that are known, or what they are.
fn named<T>(field: &str, name: &str, found: Option<T>, known: &str) -> Result<T, JsValue> {
    found.ok_or_else(|| {
        let shown: String = name.chars().take(40).collect();
        thrown(PlacementError::argument(field, format!("one of {known}, not {shown}")))
    })
}

fn hash_named(name: &str) -> Result<Hash, JsValue> {
    named("hash", name, Hash::parse(name), &Hash::ALL.map(Hash::name).join(", "))
}

/// A placement that is being asked for.
#[wasm_bindgen]
pub struct PlacementSpec {
    spec: Spec,
}

#[wasm_bindgen]
impl PlacementSpec {
    /// Strategy and options; those that are not given have their defaults.
    #[wasm_bindgen(constructor)]
    pub fn new(
        strategy: &str,
        hash: Option<String>,
        virtual_nodes: Option<f64>,
        load_factor: Option<f64>,
        table_size: Option<f64>,
        probes: Option<f64>,
    ) -> Result<PlacementSpec, JsValue> {
        let known = Strategy::ALL.map(Strategy::name).join(", ");
        let strategy = named("strategy", strategy, Strategy::parse(strategy), &known)?;
        let mut spec = Spec::new(strategy, Vec::new());
        if let Some(hash) = hash {
            spec.hash = hash_named(&hash)?;
        }
        // A float becomes the nearest whole number that there is, and what is too large meets its bound.
        spec.virtual_nodes = virtual_nodes.map_or(spec.virtual_nodes, |n| n as u32);
        spec.table_size = table_size.map_or(spec.table_size, |n| n as u32);
        spec.probes = probes.map_or(spec.probes, |n| n as u32);
        spec.load_factor = load_factor.unwrap_or(spec.load_factor);
        Ok(PlacementSpec { spec })
    }
    /// One node more.
    pub fn node(&mut self, name: String, weight: Option<f64>, tokens: Vec<u64>) {
        self.spec.nodes.push(Node { name, weight, tokens });
    }
    /// The placement.
    pub fn build(self) -> Result<PlacementEngine, JsValue> {
        Ok(PlacementEngine { placement: Placement::new(self.spec).map_err(thrown)? })
    }
    /// Maglev's table, from permutations that are given, or from none.
    pub fn maglev(self, offsets: Option<Vec<u32>>, skips: Option<Vec<u32>>) -> Result<Vec<u16>, JsValue> {
        let given = offsets.as_deref().zip(skips.as_deref());
        maglev::checked_table(&self.spec, given).map_err(thrown)
    }
}

/// A placement.
#[wasm_bindgen]
pub struct PlacementEngine {
    placement: Placement,
}

#[wasm_bindgen]
impl PlacementEngine {
    /// The index of a text's owner.
    #[wasm_bindgen(js_name = ownerOfText)]
    pub fn owner_of_text(&self, key: &str) -> Result<u16, JsValue> {
        self.placement.owner(Key::Text(key.as_bytes())).map_err(thrown)
    }
    /// The index of a number's owner.
    #[wasm_bindgen(js_name = ownerOfNumber)]
    pub fn owner_of_number(&self, key: u64) -> Result<u16, JsValue> {
        self.placement.owner(Key::Number(key)).map_err(thrown)
    }
    /// The indexes of the nodes that keep a text.
    #[wasm_bindgen(js_name = ownersOfText)]
    pub fn owners_of_text(&self, key: &str, count: f64) -> Result<Vec<u16>, JsValue> {
        self.placement.owners(Key::Text(key.as_bytes()), count as usize).map_err(thrown)
    }
    /// The indexes of the nodes that keep a number.
    #[wasm_bindgen(js_name = ownersOfNumber)]
    pub fn owners_of_number(&self, key: u64, count: f64) -> Result<Vec<u16>, JsValue> {
        self.placement.owners(Key::Number(key), count as usize).map_err(thrown)
    }
    /// The index of each number's owner.
    #[wasm_bindgen(js_name = assignNumbers)]
    pub fn assign_numbers(&self, keys: &[u32]) -> Result<Vec<u16>, JsValue> {
        Ok(self.placement.assign(&Keys::numbers(keys).map_err(thrown)?))
    }
    /// The index of each text's owner.
    #[wasm_bindgen(js_name = assignTexts)]
    pub fn assign_texts(&self, bytes: &[u8], offsets: &[u32]) -> Result<Vec<u16>, JsValue> {
        Ok(self.placement.assign(&Keys::texts(bytes, offsets).map_err(thrown)?))
    }
    /// How even it is: min, max, mean, stddev, maxOverMean, and the keys of each node.
    pub fn stats(&self, keys: f64) -> Result<Vec<f64>, JsValue> {
        let stats = self.placement.stats(&Keys::first(keys as usize).map_err(thrown)?);
        let (min, max) = (f64::from(stats.min), f64::from(stats.max));
        let mut values = vec![min, max, stats.mean, stats.stddev, stats.max_over_mean];
        values.extend(stats.per_node.iter().map(|&keys| f64::from(keys)));
        Ok(values)
    }
    /// The indexes of the nodes that can own no key.
    pub fn idle(&self) -> Vec<u16> {
        self.placement.idle()
    }
    /// What a change moves: moved, ideal, needless.
    pub fn diff(&self, other: &PlacementEngine, keys: f64) -> Result<Vec<f64>, JsValue> {
        let diff = self.placement.diff(&other.placement, &Keys::first(keys as usize).map_err(thrown)?);
        Ok([diff.moved, diff.ideal, diff.needless].map(|count| count as f64).to_vec())
    }
    /// The placement with one node more.
    pub fn add(
        &self,
        name: String,
        weight: Option<f64>,
        tokens: Vec<u64>,
    ) -> Result<PlacementEngine, JsValue> {
        let node = Node { name, weight, tokens };
        Ok(PlacementEngine { placement: self.placement.add(node).map_err(thrown)? })
    }
    /// The placement without a node.
    pub fn remove(&self, name: &str) -> Result<PlacementEngine, JsValue> {
        Ok(PlacementEngine { placement: self.placement.remove(name).map_err(thrown)? })
    }
}

/// A hash by name.
#[wasm_bindgen(js_name = placementHash)]
pub fn placement_hash(name: &str, bytes: &[u8], seed: u64) -> Result<u64, JsValue> {
    hash_named(name)?.seeded(bytes, seed).map_err(thrown)
}

/// Jump consistent hash.
#[wasm_bindgen(js_name = placementJump)]
pub fn placement_jump(key: u64, buckets: u32) -> u32 {
    jump::bucket(key, buckets)
}

/// A Redis Cluster hash slot.
#[wasm_bindgen(js_name = placementSlot)]
pub fn placement_slot(key: &str) -> u16 {
    slots::slot(key.as_bytes())
}

/// The bounds by name.
#[wasm_bindgen(js_name = placementBounds)]
pub fn placement_bounds() -> JsValue {
    let object = js_sys::Object::new();
    for (name, bound) in bounds() {
        // Only a frozen object refuses a property, and this one is new.
        let _ = js_sys::Reflect::set(&object, &JsValue::from_str(name), &JsValue::from_f64(bound as f64));
    }
    object.into()
}
