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
  const { popup, items, words, send } = options;
  const act = (line: string) => {
    send({ type: "act", line });
    send({ type: "popup", popup: null });
  };
  const ask = (dialog: Dialog) => {
    send({ type: "popup", popup: null });
    send({ type: "dialog", dialog });
  };
  return html`<p class="popup-title">${popup.target?.id ?? words.t("ui.network")}</p>
    ${items.map((item) =>
      "dialog" in item
        ? html`<button type="button" role="menuitem" @click=${() => ask(item.dialog)}><span>${words.t(item.label)}</span></button>`
        : html`<button type="button" role="menuitem" class=${item.danger ? "danger" : ""}
        @click=${() => act(item.line)}><span>${moveLabel(item, words)}</span><code>${item.line}</code></button>`,
    )}`;
}

/** Arrow keys, Home and End move between the items of a menu. */
export function moveInMenu(event: KeyboardEvent): void {
  const items = [...(event.currentTarget as HTMLElement).querySelectorAll<HTMLElement>("[role=menuitem]")];
  const here = items.indexOf(event.target as HTMLElement);
  const last = items.length - 1;
  const next = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: last }[event.key];
  if (next === undefined || items.length === 0) return;
  event.preventDefault();
  event.stopPropagation();
  items[(next + items.length) % items.length]?.focus();
}
