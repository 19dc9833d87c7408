import type { AppState, Intent } from "../state/app-state.ts";
import { clusterOf } from "../state/cluster.ts";
import type { KeyBindings } from "../state/keyboard.ts";
import { requestLine } from "../state/moves.ts";

/** The keys of a cluster: its nodes by number, what is done to them, to the network and by a client. */
export const CLUSTER_KEYS: KeyBindings = {
  help: [
    { keys: ["1", "…", "9"], text: "ui.key.node" },
    { keys: ["c"], text: "ui.key.crash" },
    { keys: ["p"], text: "ui.key.partition" },
    { keys: ["r"], text: "ui.key.request" },
  ],
  intentOf(key, state) {
    if (/^[1-9]$/u.test(key)) {
      const node = nodesOf(state)[Number(key) - 1];
      return node === undefined ? null : { type: "select", selection: { kind: "node", id: node.id } };
    }
    if (key === "p") return state.world === null ? null : { type: "dialog", dialog: "partition" };
    if (key === "c") return crashOrRestart(state);
    return key === "r" ? request(state) : null;
  },
};

const nodesOf = (state: AppState) => clusterOf(state.world?.frame)?.nodes ?? [];

/** The selected node; without one, the leader, or what is down if nobody leads. */
function crashOrRestart(state: AppState): Intent | null {
  const nodes = nodesOf(state);
  const selected =
    state.selection?.kind === "node" ? nodes.find((node) => node.id === state.selection?.id) : undefined;
  if (selected !== undefined) {
    return { type: "act", line: `${selected.status === "down" ? "restart" : "crash"} ${selected.id}` };
  }
  return nodes.length > 0 ? { type: "act", line: "crash leader" } : null;
}

/** What is typed, by the selected client or the first. */
function request(state: AppState): Intent | null {
  const first = clusterOf(state.world?.frame)?.clients[0]?.id;
  const client = state.selection?.kind === "client" ? state.selection.id : first;
  const command = state.command.trim();
  return client === undefined || command === "" ? null : { type: "act", line: requestLine(client, command) };
}
