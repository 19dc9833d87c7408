import type { PlacementWhy as Why } from "../../codes.ts";

/** Why each decision is as it is. */
export const rules: Why["rules"] = {
  "placement.built":
    "Every node stands at many points of the circle; the way up to a point belongs to its node.",
  "placement.key.hashed":
    "A hash spreads keys evenly and always gives the same, so anyone who knows the nodes finds the owner alone.",
  "placement.key.positioned": "Keys and nodes share one circle: that is what lets nodes come and go.",
  "placement.walk.point-found":
    "A point owns the way from the point before it up to itself, so the first point clockwise decides.",
  "placement.probe.nearest":
    "Each node has one point only; several probes per key even the load out instead of many points.",
  "placement.walk.node-full":
    "A node that owns its bound takes no more keys; they go on along the circle to the next with room.",
  "placement.remainder.taken":
    "The remainder depends on the number of nodes, so with one node more nearly every key has another.",
  "placement.jump.landed":
    "The jumps of a key do not depend on the number of buckets; only the last one below it counts.",
  "placement.table.read":
    "The table was filled in turns, so every node has nearly the same number of entries.",
  "placement.slot.computed": "Keys belong to slots for good; only whole slots move between nodes.",
  "placement.score.highest":
    "Each node draws for itself: a node that joins can only win keys, one that leaves only give its own away.",
  "placement.owner.found": "The owner follows from the key and the nodes alone; nobody keeps a list of keys.",
  "placement.replica.chosen": "Copies go to the next different nodes, so that one crash loses one copy.",
  "placement.replica.skipped": "A second copy on the same node would be lost along with the first.",
  "placement.replica.without-point":
    "Ketama's shares are rounded down, so a light node may have no point; a copy still finds it, after all others.",
  "placement.replica.short": "There cannot be more copies than nodes to hold them.",
  "placement.node.joined": "Its points cut arcs of the others in two; it takes one part of each.",
  "placement.node.left": "Its arcs fall to the next points clockwise, which are of many nodes.",
  "placement.node.idle":
    "Only who owns a part of the circle owns keys: this node's share is too small for one, or others stand where it does.",
  "placement.setting.changed": "Whatever moves points or hashes keys otherwise gives keys other owners.",
  "placement.keys.moved":
    "A fair share has to move, for the node that joins is to have keys; anything beyond is needless.",
  "placement.keys.stayed": "No key has another owner than before.",
  "placement.keys.transferred": "Each moved key goes from its old owner to its new one.",
  "placement.keys.transfers-left-out": "With many nodes there are more pairs than one could read.",
  "placement.modulo.compared":
    "With remainders a key stays only if both remainders name the same node: about one in the number of nodes.",
  "placement.strategy.compared": "The same keys and the same change, placed by another strategy.",
  "placement.balance.measured":
    "The node furthest above its fair share decides when more nodes are needed: the nearer to 1 the better.",
};

/** What it means if a property does not hold. */
export const properties: Why["properties"] = {
  "one-owner": "Two nodes would take themselves for the owner of a key, or none.",
  "minimal-movement": "Keys were copied over the network, or cache entries lost, for nothing.",
  "replicas-distinct": "One crash could lose several copies of a key.",
  "bound-held": "A node got more than it was built for.",
  "a-key-moves": "Nothing that was done here moved a key.",
  "a-replica-walk-skips": "No walk met the same node twice here; with fewer virtual nodes it is rarer.",
};

/** What each property says. */
export const statements: Why["statements"] = {
  "one-owner": "Every key has exactly one owner, and it is one of the nodes.",
  "minimal-movement":
    "When nodes join or leave, a key moves only to one that joins, or away from one that leaves; never between the others. Of other changes nothing is promised.",
  "replicas-distinct": "The copies of a key are on different nodes, and the first is on its owner.",
  "bound-held": "No node owns more than the load factor times the mean, rounded up.",
  "a-key-moves": "Some change gives a key another owner.",
  "a-replica-walk-skips": "Some walk meets a point of a node that has a copy, and passes it.",
};
