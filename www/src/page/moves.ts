import { html, type TemplateResult } from "lit/html.js";
import type { Words } from "../i18n/index.ts";
import type { Intent } from "../state/app-state.ts";
import type { Move } from "../state/moves.ts";

/** What a move's button says. */
export const moveLabel = (label: Move["label"], words: Words): string =>
  words.has(label) ? words.t(label) : label;

/** Buttons for moves; each says in its title the scenario line that it is. */
export function drawMoves(
  moves: readonly Move[],
  words: Words,
  send: (intent: Intent) => void,
): TemplateResult {
  return html`${moves.map(
    ({
      line,
      label,
      danger,
    }) => html`<button type="button" class="control ${danger ? "danger" : ""}" title=${line}
      @click=${() => send({ type: "act", line })}>${moveLabel(label, words)}</button>`,
  )}`;
}
