import type { Key } from "../i18n/words.ts";
import type { AppState, Intent } from "./app-state.ts";

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
export interface KeyHelp {
  keys: readonly string[];
  /** A key of the shared texts or of the protocol's own. */
  text: Key | `${string}.key.${string}`;
  /** It acts on the run: not for who may only look. */
  acts?: true;
}

/** Keys that a protocol's picture has for itself. */
export interface KeyBindings {
  help: readonly KeyHelp[];
  /** What a key asks for, or null if it means nothing here. */
  intentOf(key: string, state: AppState): Intent | null;
}

/** Keys that every protocol has, before its own and after them. */
export const KEYS: { first: readonly KeyHelp[]; last: readonly KeyHelp[] } = {
  first: [
    { keys: ["Space"], text: "ui.key.play" },
    { keys: ["←", "→"], text: "ui.key.step" },
    { keys: ["Shift ←", "Shift →"], text: "ui.key.moment" },
    { keys: ["[", "]"], text: "ui.key.speed" },
  ],
  last: [
    { keys: ["Esc"], text: "ui.key.escape" },
    { keys: ["?"], text: "ui.key.help" },
  ],
};

/** What a key asks for, or null: then it stays the browser's. */
export function intentOf(press: KeyPress, state: AppState, own: KeyBindings | null): Intent | null {
  if (press.key === "Escape" && state.dialog !== null) return { type: "dialog", dialog: null };
  if (press.modified || press.focus === "text" || state.dialog !== null) return null;
  if (press.key === "Escape" && state.opening !== null) return { type: "cancel-opening" };
  if (press.key === "Escape") return state.selection === null ? null : { type: "select", selection: null };
  if (press.key === " ")
    return press.focus === "none" || press.focus === "slider" ? { type: "toggle-play" } : null;
  if (press.key === "ArrowLeft" || press.key === "ArrowRight") {
    if (press.focus === "slider" || press.focus === "select") return null;
    const direction = press.key === "ArrowLeft" ? -1 : 1;
    return press.shift ? { type: "moment", direction } : { type: "step", count: direction };
  }
  if (press.focus === "select") return null;
  return letter(press.key, state) ?? own?.intentOf(press.key, state) ?? null;
}

function letter(key: string, state: AppState): Intent | null {
  if (key === "[") return { type: "speed", index: state.speed - 1 };
  if (key === "]") return { type: "speed", index: state.speed + 1 };
  return key === "?" ? { type: "dialog", dialog: "help" } : null;
}
