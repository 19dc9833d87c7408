import type { Key } from "../i18n/index.ts";
import type { AppState, Intent } from "./app-state.ts";
import { requestLine } from "./moves.ts";

/** What matters of a key press. */
export interface KeyPress {
  key: string;
  shift: boolean;
  /** Control, Alt or Meta: the browser's or the system's own. */
  modified: boolean;
  /** What has the focus: some keys belong to it. */
  focus: "text" | "slider" | "select" | "button" | "none";
}

/** Keys of the page, in the order the help lists them. `keys` as a reader would press them. */
export const KEYS: readonly { keys: readonly string[]; text: Key }[] = [
  { keys: ["Space"], text: "ui.key.play" },
  { keys: ["←", "→"], text: "ui.key.step" },
  { keys: ["Shift ←", "Shift →"], text: "ui.key.moment" },
  { keys: ["[", "]"], text: "ui.key.speed" },
  { keys: ["1", "…", "9"], text: "ui.key.node" },
  { keys: ["c"], text: "ui.key.crash" },
  { keys: ["p"], text: "ui.key.partition" },
  { keys: ["r"], text: "ui.key.request" },
  { keys: ["Esc"], text: "ui.key.escape" },
  { keys: ["?"], text: "ui.key.help" },
];

/** What a key asks for, or null: then it stays the browser's. */
export function intentOf(press: KeyPress, state: AppState): Intent | null {
  if (press.key === "Escape" && state.dialog !== null) return { type: "dialog", dialog: null };
  if (press.modified || press.focus === "text" || state.dialog !== null) return null;
  if (press.key === "Escape") return state.selection === null ? null : { type: "select", selection: null };
  if (press.key === " ")
    return press.focus === "none" || press.focus === "slider" ? { type: "toggle-play" } : null;
  if (press.key === "ArrowLeft" || press.key === "ArrowRight") {
    if (press.focus === "slider" || press.focus === "select") return null;
    const direction = press.key === "ArrowLeft" ? -1 : 1;
    return press.shift ? { type: "moment", direction } : { type: "step", count: direction };
  }
  if (press.focus === "select") return null;
  return letter(press.key, state);
}

function letter(key: string, state: AppState): Intent | null {
  if (key === "[") return { type: "speed", index: state.speed - 1 };
  if (key === "]") return { type: "speed", index: state.speed + 1 };
  if (key === "?") return { type: "dialog", dialog: "help" };
  if (/^[1-9]$/u.test(key)) {
    const node = state.world?.frame.nodes[Number(key) - 1];
    return node === undefined ? null : { type: "select", selection: { kind: "node", id: node.id } };
  }
  if (key === "p") return state.world === null ? null : { type: "dialog", dialog: "partition" };
  if (key === "c") return crashOrRestart(state);
  if (key === "r") return request(state);
  return null;
}

/** The selected node; without one, the leader, or what is down if nobody leads. */
function crashOrRestart(state: AppState): Intent | null {
  const nodes = state.world?.frame.nodes ?? [];
  const selected =
    state.selection?.kind === "node" ? nodes.find((node) => node.id === state.selection?.id) : undefined;
  if (selected !== undefined) {
    return { type: "act", line: `${selected.status === "down" ? "restart" : "crash"} ${selected.id}` };
  }
  return nodes.length > 0 ? { type: "act", line: "crash leader" } : null;
}

/** What is typed, by the selected client or the first. */
function request(state: AppState): Intent | null {
  const client = state.selection?.kind === "client" ? state.selection.id : state.world?.frame.clients[0]?.id;
  const command = state.command.trim();
  return client === undefined || command === "" ? null : { type: "act", line: requestLine(client, command) };
}
