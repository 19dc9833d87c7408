import { html, type TemplateResult } from "lit/html.js";
import type { Words } from "../i18n/words.ts";
import type { Intent } from "../state/app-state.ts";
import type { Move } from "../state/moves.ts";

/** What a move's button says; where there is no word for it, the scenario line that it is. */
export const moveLabel = ({ label, line }: Pick<Move, "label" | "line">, words: Words): string =>
  words.has(label) ? words.t(label) : line;

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
      @click=${() => send({ type: "act", line })}>${moveLabel({ label, line }, words)}</button>`,
  )}`;
}
