import type { PlacementWhy as Why } from "../../codes.ts";

/** The algorithms in lines. Which line goes with which rule, `../../lines.ts` says, by number. */
export const pseudocode: Why["pseudocode"] = {
  ring: [
    "points = all virtual nodes of all nodes, by position",
    "node joins: for i in 0 .. weight x virtual-nodes:",
    "    add the point hash(name-i)",
    "node leaves: delete its points",
    "another setting: make the points anew",
  ],
  lookup: [
    "h = hash(key)",
    "position = h on the circle",
    "point = first point at or after position, clockwise",
    "owner = the point's node",
    "for copies 2 .. replicas: go on to the next point",
    "  its node has a copy: pass it",
    "  else: the copy goes to its node",
    "  once round: nodes without a point; then no more nodes",
  ],
  strategies: [
    "modulo: owner = nodes[key mod n], number (key mod n) + 1",
    "rendezvous: owner = node with the highest draw(key, node)",
    "jump: follow the key's jumps while they stay below n",
    "maglev: owner = table[hash(key) mod size]",
    "slots: owner = node of slot CRC16(key) mod 16384",
    "multi-probe: of all probes the one nearest to a point",
  ],
  bounded: [
    "bound = ceil(load-factor x keys / nodes)",
    "each key in order: first point clockwise",
    "  its node has bound keys: go on to the next point",
    "  else: it owns the key",
  ],
  change: [
    "for each key: compare owner before and after",
    "  same: it stays",
    "  other: it moves, from the one to the other",
    "  between nodes whose shares did not call for it: needless",
    "the same for the strategies beside it",
    "heaviest = most of: keys of a node / its fair share",
  ],
};
