import { html, nothing, type TemplateResult } from "lit";
import type { Words } from "../i18n/index.ts";
import type { Presentation } from "../stage/presentation.ts";
import type { Intent, Popup, World } from "../state/app-state.ts";
import { clientMoves, type Move, messageMoves, networkMoves, nodeMoves } from "../state/moves.ts";

export interface PopupOptions {
  popup: Popup;
  world: World;
  command: string;
  words: Words;
  presentation: Presentation;
  send(intent: Intent): void;
}

/** A menu of what can be done to what was pointed at; each item is a scenario line. */
export function drawPopup(options: PopupOptions): TemplateResult {
  const { popup, words, send } = options;
  const act = (line: string) => {
    send({ type: "act", line });
    send({ type: "popup", popup: null });
  };
  const partition = () => {
    send({ type: "popup", popup: null });
    send({ type: "dialog", dialog: "partition" });
  };
  return html`<p class="popup-title">${popup.target?.id ?? words.t("ui.network")}</p>
    ${movesOf(options).map(
      ({ line, label, danger }) => html`<button type="button" role="menuitem" class=${danger ? "danger" : ""}
        @click=${() => act(line)}><span>${words.t(label)}</span><code>${line}</code></button>`,
    )}
    ${
      popup.target === null
        ? html`<button type="button" role="menuitem" @click=${partition}><span>${words.t("ui.act.partition")}</span></button>`
        : nothing
    }`;
}

function movesOf({ popup, world, command, presentation }: PopupOptions): Move[] {
  const { frame } = world;
  const { target } = popup;
  switch (target?.kind) {
    case "node": {
      const node = frame.nodes.find((one) => one.id === target.id);
      return node === undefined ? [] : nodeMoves(node, presentation.timers);
    }
    case "client": {
      const client = frame.clients.find((one) => one.id === target.id);
      return client === undefined ? [] : clientMoves(client, command);
    }
    case "message": {
      const message = frame.messages.find((one) => one.id === target.id);
      return message === undefined ? [] : messageMoves(message);
    }
    default:
      return networkMoves(frame.cuts);
  }
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
