import { html, type TemplateResult } from "lit/html.js";
import type { Context, MenuItem } from "../protocols/protocol.ts";
import type { Dialog, Popup } from "../state/app-state.ts";
import { moveLabel } from "../widgets/draw-moves.ts";

export interface PopupOptions extends Pick<Context, "words" | "send"> {
  popup: Popup;
  items: readonly MenuItem[];
}

/** A menu of what can be done to what was pointed at; each item is a scenario line. */
export function drawPopup(options: PopupOptions): TemplateResult {
  const { items, words, send } = options;
  const act = (line: string) => {
    send({ type: "act", line });
    send({ type: "popup", popup: null });
  };
  const ask = (dialog: Dialog) => {
    send({ type: "popup", popup: null });
    send({ type: "dialog", dialog });
  };
  return html`<p class="popup-title" aria-hidden="true">${popupTitle(options)}</p>
    ${items.map((item) =>
      "dialog" in item
        ? html`<button type="button" role="menuitem" @click=${() => ask(item.dialog)}><span>${words.t(item.label)}</span></button>`
        : html`<button type="button" role="menuitem" class=${item.danger ? "danger" : ""}
        @click=${() => act(item.line)}><span>${moveLabel(item, words)}</span><code>${item.line}</code></button>`,
    )}`;
}

/** What the menu is of. */
export const popupTitle = ({ popup, words }: Pick<PopupOptions, "popup" | "words">): string =>
  popup.target?.id ?? words.t("ui.network");

/** Arrow keys, Home and End move between the items of a menu, a letter to the next that begins with it. */
export function moveInMenu(event: KeyboardEvent): void {
  const items = [...(event.currentTarget as HTMLElement).querySelectorAll<HTMLElement>("[role^=menuitem]")];
  const here = items.indexOf(event.target as HTMLElement);
  const last = items.length - 1;
  const letter = isLetter(event);
  const next =
    { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: last }[event.key] ??
    (letter ? nextWith(event.key, items, here) : null);
  if (next === null && !letter) return;
  // A letter that no item begins with is none of the bench's either.
  event.preventDefault();
  event.stopPropagation();
  if (next !== null) items[(next + items.length) % items.length]?.focus();
}

const isLetter = ({ key, ctrlKey, altKey, metaKey }: KeyboardEvent): boolean =>
  key.length === 1 && key !== " " && !ctrlKey && !altKey && !metaKey;

/** The next item, round and round, that begins with a letter; null if none does. */
function nextWith(letter: string, items: readonly HTMLElement[], here: number): number | null {
  const begins = ({ textContent }: HTMLElement) =>
    textContent.trim().toLowerCase().startsWith(letter.toLowerCase());
  const order = items.map((_, index) => (here + 1 + index) % items.length);
  return order.find((index) => begins(items[index] as HTMLElement)) ?? null;
}
