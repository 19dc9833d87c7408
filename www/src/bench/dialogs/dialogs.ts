import { html, type TemplateResult } from "lit/html.js";
import type { Why, Words } from "../../i18n/words.ts";
import type { LegendSamples } from "../../protocols/protocol.ts";
import type { AppState, Dialog, Intent } from "../../state/app-state.ts";
import type { KeyHelp } from "../../state/keyboard.ts";
import styles from "../../styles/dialogs.css?inline";
import { drawEditor } from "./editor.ts";
import { drawHelp } from "./help.ts";
import { drawPartition } from "./partition.ts";
import { drawScenarios } from "./scenario-dialog.ts";
import { drawShare } from "./share.ts";

export { styles };

export interface DialogOptions {
  state: AppState;
  words: Words;
  why: Why | null;
  /** What the help tells of the protocol's picture. */
  picture: { legendSamples: LegendSamples; keys: readonly KeyHelp[] };
  /** The tabs that there are. */
  tabs: readonly string[];
  send(intent: Intent): void;
}

/** What stands in the dialog. All of these are a chunk of their own, loaded with the first that opens. */
export function drawDialog(
  dialog: Dialog,
  { state, words, why, picture, tabs, send }: DialogOptions,
): TemplateResult {
  switch (dialog) {
    case "help":
      return html`${drawHelp(words, why, picture, state.locked, send)}`;
    case "partition":
      return html`${drawPartition(state, words, send)}`;
    case "share":
      return html`${drawShare({ state, words, tabs, send })}`;
    case "editor":
      return html`${drawEditor(state, words, send)}`;
    case "scenario":
      return html`${drawScenarios(state, words, why, send)}`;
  }
}
