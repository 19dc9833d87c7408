/** The gallery's titles. What to watch and what to predict is in `lessons.ts`. */
export const scenarios = {
  "scenario.key-walk.title": "One key's walk",
  "scenario.ring-against-modulo.title": "Add a node: ring against modulo",
  "scenario.remove-a-node.title": "Remove a node",
  "scenario.hot-node.title": "Too few virtual nodes, a hot node",
  "scenario.weights.title": "A node of twice the weight",
  "scenario.replica-walk.title": "Replicas on different nodes",
  "scenario.bounded-loads.title": "Bounded loads cap a node",
  "scenario.modulo-remainders.title": "Modulo: why nearly all moves",
  "scenario.rendezvous-join.title": "Rendezvous: a node joins",
  "scenario.jump-join.title": "Jump: a node joins",
  "scenario.maglev-join.title": "Maglev: a node joins",
  "scenario.slots-join.title": "Slots: a node joins",
};
