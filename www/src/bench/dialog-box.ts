import { html, render, type TemplateResult } from "lit/html.js";
import type { Key, Words } from "../i18n/words.ts";
import type { LegendSamples, ProtocolView } from "../protocols/protocol.ts";
import type { AppState, Dialog, Intent } from "../state/app-state.ts";
import { icon } from "../widgets/icons.ts";
import { adopt } from "./host-document.ts";
import { tabsOf } from "./panels.ts";
import type { ViewOptions } from "./view.ts";

/** The chunk of the dialogs, and what they tell of a protocol. */
interface Dialogs {
  of: ProtocolView | null;
  draw: typeof import("./dialogs/dialogs.ts")["drawDialog"];
  legendSamples: LegendSamples;
}

/** The dialog over the bench. What stands in it is a chunk of its own, asked for when the first is wanted. */
export class DialogBox {
  readonly #options: ViewOptions;
  readonly #dialog: HTMLDialogElement;
  readonly #redraw: () => void;
  #parts: Dialogs | null = null;
  #coming = false;
  /** The dialog drawn last. */
  #shown: Dialog | null = null;

  constructor(options: ViewOptions, dialog: HTMLDialogElement, redraw: () => void) {
    this.#options = options;
    this.#dialog = dialog;
    this.#redraw = redraw;
    dialog.addEventListener("close", () => {
      if (this.#shown !== null) options.send({ type: "dialog", dialog: null });
    });
  }

  /** Draws it where it is its turn, or another is wanted than the one that is shown. */
  draw(state: AppState, words: Words, view: ProtocolView | null, isTurn: boolean): void {
    if (!isTurn && state.dialog === this.#shown) return;
    this.#shown = state.dialog;
    if (state.dialog === null) {
      if (this.#dialog.open) this.#dialog.close();
      return;
    }
    const parts = this.#parts;
    if (parts === null || parts.of !== view) {
      this.#ask(view, state.dialog);
      return;
    }
    const { send, means } = this.#options;
    const picture = { legendSamples: parts.legendSamples, keys: view?.keys?.help ?? [] };
    this.#dialog.dataset.kind = state.dialog;
    const tabs = view === null ? [] : tabsOf(view, null);
    render(parts.draw(state.dialog, { state, words, why: means.why, picture, tabs, send }), this.#dialog);
    if (!this.#dialog.open) this.#dialog.showModal();
  }

  /** If it does not come, it is as if nobody had asked for it, but for what is told. */
  #ask(view: ProtocolView | null, dialog: Dialog): void {
    if (this.#coming) return;
    this.#coming = true;
    const { send, missed } = this.#options;
    const gone = (error: unknown) => {
      send({ type: "dialog", dialog: null });
      missed("dialog", error, () => send({ type: "dialog", dialog }));
    };
    this.load(view)
      .then(this.#redraw, gone)
      .finally(() => {
        this.#coming = false;
      });
  }

  async load(view: ProtocolView | null): Promise<void> {
    const { root, means } = this.#options;
    const [{ drawDialog: draw, styles }, legendSamples] = await Promise.all([
      import("./dialogs/dialogs.ts"),
      view?.legendSamples() ?? {},
      means.explain(),
    ]);
    adopt(root, styles);
    this.#parts = { of: view, draw, legendSamples };
  }
}

/** A dialog's title and the way out of it. */
export function drawHead(title: Key, words: Words, send: (intent: Intent) => void): TemplateResult {
  return html`<header><h2 id="dialog-title">${words.t(title)}</h2>
    <button type="button" class="icon-button" aria-label=${words.t("ui.close")} title=${words.t("ui.close")}
      @click=${() => send({ type: "dialog", dialog: null })}>${icon("close")}</button></header>`;
}
