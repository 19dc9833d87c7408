import type { ClusterFrame } from "../api/frames.ts";
import type { Presentation } from "../stage/cluster-presentation.ts";
import type { AppState, Intent, Target } from "../state/app-state.ts";
import type { KeyBindings } from "../state/keyboard.ts";
import { requestLine } from "../state/move-lines.ts";
import { clusterOf } from "../state/scene.ts";

/** The keys of a cluster: its nodes by number, what is done to them, to the network and by a client. */
export function clusterKeys(presentation: Pick<Presentation, "anyNodeServes">): KeyBindings {
  return {
    help: [
      { keys: ["1", "…", "9"], text: "ui.key.node" },
      { keys: ["m", "Shift m"], text: "ui.key.message" },
      { keys: ["c"], text: "ui.key.crash", acts: true },
      { keys: ["p"], text: "ui.key.partition", acts: true },
      { keys: ["r"], text: "ui.key.request", acts: true },
    ],
    intentOf(key, state) {
      if (/^[1-9]$/u.test(key)) {
        const node = nodesOf(state)[Number(key) - 1];
        return node === undefined ? null : { type: "select", selection: { kind: "node", id: node.id } };
      }
      if (key === "m" || key === "M") return nextMessage(state, key === "m" ? 1 : -1);
      if (key === "p") return state.world === null ? null : { type: "dialog", dialog: "partition" };
      if (key === "c") return crashOrRestart(state);
      return key === "r" ? request(state, presentation) : null;
    },
  };
}

const nodesOf = (state: AppState) => clusterOf(state.world?.frame)?.nodes ?? [];

/** Messages in the order they were sent, round and round. */
function nextMessage(state: AppState, by: 1 | -1): Intent | null {
  const ids = clusterOf(state.world?.frame)?.messages.map((message) => message.id) ?? [];
  if (ids.length === 0) return null;
  const here = state.selection?.kind === "message" ? ids.indexOf(state.selection.id) : -1;
  const next = here < 0 ? (by > 0 ? 0 : ids.length - 1) : (here + by + ids.length) % ids.length;
  const id = ids[next];
  return id === undefined ? null : { type: "select", selection: { kind: "message", id, focus: true } };
}

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

/** What is typed, as the client's box under the picture would send it. */
function request(state: AppState, presentation: Pick<Presentation, "anyNodeServes">): Intent | null {
  const frame = clusterOf(state.world?.frame);
  const asking = frame === null ? null : askingOf(frame, state.selection, presentation);
  const command = state.command.trim();
  if (asking === null || command === "") return null;
  return { type: "act", line: requestLine(asking.client, command, asking.node) };
}

/** Who asks next, and whom: null for the node that the client knows of. */
export interface Asking {
  client: string;
  node: string | null;
}

/**
 * The selected client, or the first. Where any node serves, the selected node is the one that is asked, by the first
 * client that waits for nothing: so two can be made to compete.
 */
export function askingOf(
  { clients }: ClusterFrame,
  selection: Target | null,
  { anyNodeServes }: Pick<Presentation, "anyNodeServes">,
): Asking | null {
  const node = anyNodeServes && selection?.kind === "node" ? selection.id : null;
  const idle = node === null ? undefined : clients.find((client) => client.pending === null);
  const client = selection?.kind === "client" ? selection.id : (idle ?? clients[0])?.id;
  return client === undefined ? null : { client, node };
}
