import type { PlacementWhy as Why } from "../../codes.ts";

/** What to watch in each scenario, and a question that the run answers. */
export const lessons: Why["lessons"] = {
  "key-walk": {
    watch: "A key is hashed to a place on the circle. From there one walks clockwise to the first point.",
    needs: "user:17 looked up on the plain ring",
    question: "Whose is user:17?",
    choices: {
      nearest: "The node of the nearest point, on either side",
      clockwise: "The node of the next point clockwise",
      before: "The node of the point before it",
    },
  },
  "ring-against-modulo": {
    watch: "A fifth node joins: on the ring, and beside it with remainders. The keys are the same.",
    needs: "500 keys on the ring, a node that joins, and a number that a choice names",
    question: "How many of the 500 keys move on the ring?",
    choices: { none: "None", fifth: "About 100", half: "About 250", most: "About 400" },
  },
  "remove-a-node": {
    watch: "n2 leaves. Its arcs fall to whoever comes next clockwise.",
    needs: "n2 leaving the ring, and keys moving as a choice says",
    question: "Which keys move?",
    choices: { own: "n2's keys, and no others", neighbour: "n2's, and some of n3's", all: "Nearly all" },
  },
  "hot-node": {
    watch:
      "With one point per node the arcs are uneven: one node owns nearly twice the mean. Then each gets 12 points, then 160.",
    needs: "160 virtual nodes on the ring, and a load that a choice names",
    question: "With 160 virtual nodes, how many times the mean does the heaviest node own?",
    choices: { near: "Less than 1.2 times", half: "About 1.5 times", same: "Nearly twice, as before" },
  },
  weights: {
    watch: "n5 joins with weight 2, the four others weigh 1 each. Later its weight becomes 1.",
    needs: "600 keys on the ring, n5 joining with weight 2, and a number that a choice names",
    question: "How many of the 600 keys does n5 take with weight 2?",
    choices: { sixth: "About 100", third: "About 200", half: "About 300" },
  },
  "replica-walk": {
    watch: "Three copies of a key. On its way the walk meets a point of a node that has a copy already.",
    needs: "a lookup whose walk meets a point of a node that has a copy already",
    question: "What happens at that point?",
    choices: {
      skip: "It is passed",
      twice: "The node keeps a second copy",
      stop: "The walk ends with two copies",
    },
  },
  "bounded-loads": {
    watch:
      "Few points, so on the ring alone (right) one node is overloaded. With bounded loads (left) a full node lets keys go on.",
    needs: "a full node met by a lookup, with bounded loads, 500 keys, 5 nodes and load factor 1.25",
    question: "500 keys, 5 nodes, load factor 1.25: how many keys may a node own?",
    choices: { mean: "100", bound: "125", double: "200" },
  },
  "modulo-remainders": {
    watch: "The owner is the remainder of the key by the number of nodes. A fifth node joins.",
    needs: "40 keys placed by the remainder, a node that joins, and a number that a choice names",
    question: "How many of the 40 keys move?",
    choices: { fifth: "About 8", half: "About 20", most: "About 32" },
  },
  "rendezvous-join": {
    watch:
      "Every node draws a number for each key, and the highest draw wins. A fifth node joins and draws too.",
    needs: "a node joining under rendezvous hashing, and keys moving only to it",
    question: "Where can a key move to?",
    choices: { new: "To the new node only", any: "To any node", next: "To the next node in the list" },
  },
  "jump-join": {
    watch: "A fifth node joins as the last bucket; keys jump to it or stay. Then n2 wants to leave.",
    needs: "n2 asked to leave under jump hashing, while it is not the last bucket",
    question: "Can n2 leave?",
    choices: { yes: "Yes, its keys jump on", no: "No, only the last bucket can" },
  },
  "maglev-join": {
    watch:
      "Nodes take turns at claiming entries of a table; each has its own order of preference. A fifth joins.",
    needs: "a fifth node joining under Maglev, and a share that a choice names",
    question: "Do keys move between the four nodes that were there?",
    choices: { none: "None at all", some: "A few", most: "Most of them" },
  },
  "slots-join": {
    watch: "16,384 slots, in ranges. A fifth node takes whole slots from each of the four.",
    needs: "500 keys in slots, a node that joins, and a number that a choice names",
    question: "How many of the 500 keys move?",
    choices: { fifth: "About 100", half: "About 250", most: "About 400" },
  },
};
