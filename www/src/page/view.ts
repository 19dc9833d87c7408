import { html, render } from "lit";
import type { EventRecord } from "../api/frames.ts";
import type { Why, Words } from "../i18n/index.ts";
import { type Layout, type Line, layOut, sidesOf } from "../stage/geometry.ts";
import type { Presentation } from "../stage/presentation.ts";
import { drawStage, type Target } from "../stage/stage.ts";
import type { AppState, Dialog, Intent, World } from "../state/app-state.ts";
import { captionOf } from "../state/caption.ts";
import { longestLog } from "../state/log-window.ts";
import { partitionLine } from "../state/moves.ts";
import { READABLE_FACTOR_MAX, SPEED_STOPS } from "../state/speed.ts";
import { drawCaption } from "./caption.ts";
import { drawControls } from "./controls.ts";
import { drawFailure, drawNoEngine } from "./failure.ts";
import { drawHeader } from "./header.ts";
import { LiveRegion } from "./live-region.ts";
import { drawChips, drawPanels } from "./panels.ts";
import { PopupBox } from "./popup-box.ts";
import { Stroke } from "./stroke.ts";
import { drawTools } from "./tools.ts";

/** How long, on the wall, a headline stays before a lesser event may take its place. */
const HEADLINE_MS = 1_500;
/** How long, on the wall, the cross of a lost message stays. */
const LOSS_MS = 900;
/** While playing, the panels are drawn anew with every sixth picture: nobody reads faster. */
const PICTURES_PER_PANEL = 6;

export interface ViewOptions {
  send(intent: Intent): void;
  words(): Words;
  /** Explanations, once they are loaded. */
  why(): Why | null;
  presentation(): Presentation | null;
}

/**
 * Puts the state on the page. Each region is rendered on its own: what moves with every picture (stage,
 * time bar) apart from what changes with events (panels, header).
 */
export class View {
  readonly #options: ViewOptions;
  readonly #regions = regions();
  readonly #live = new LiveRegion(element("live"));
  #state: AppState | null = null;
  #scheduled = false;
  #pictures = 0;
  readonly #popup: PopupBox;
  readonly #stroke: Stroke;
  #layout: Layout | null = null;
  #dialogs: typeof import("./dialogs/index.ts") | null = null;
  #stageSize = { width: 0, height: 0 };
  #barWidth = 0;
  #longest = 0;
  /** The dialog drawn last. */
  #dialog: Dialog | null = null;
  #hover: number | null = null;

  constructor(options: ViewOptions) {
    this.#options = options;
    for (const region of Object.values(this.#regions)) region.replaceChildren();
    const observer = new ResizeObserver(() => this.#measure());
    observer.observe(this.#regions.picture);
    observer.observe(this.#regions.controls);
    this.#popup = new PopupBox(element("popup"), () => options.send({ type: "popup", popup: null }));
    const redraw = () => this.#state !== null && this.show(this.#state);
    this.#stroke = new Stroke(this.#regions.picture, redraw, (line) => this.#cut(line));
    this.#regions.dialog.addEventListener("close", () => {
      if (this.#state?.dialog !== null) options.send({ type: "dialog", dialog: null });
    });
  }

  /** Shows the state with the next picture; several changes before that make one. */
  show(state: AppState): void {
    this.#state = state;
    if (this.#scheduled) return;
    this.#scheduled = true;
    queueMicrotask(() => {
      this.#scheduled = false;
      this.#draw();
    });
  }

  readonly #point = (x: number | null): void => {
    this.#hover = x;
    if (this.#state !== null) this.show(this.#state);
  };

  #measure(): void {
    const { width, height } = this.#regions.picture.getBoundingClientRect();
    this.#stageSize = { width: Math.round(width), height: Math.round(height) };
    this.#barWidth = Math.round(this.#regions.controls.querySelector(".time")?.clientWidth ?? 0);
    if (this.#state !== null) this.show(this.#state);
  }

  #draw(): void {
    const state = this.#state;
    if (state === null) return;
    const words = this.#options.words();
    const presentation = this.#options.presentation();
    const { send } = this.#options;
    this.#pictures += 1;
    if (state.failure?.kind === "wasm-missing") {
      document.documentElement.classList.add("stopped");
      render(drawNoEngine(state.failure, words), this.#regions.picture);
    }
    const bar = { width: this.#barWidth, hover: this.#hover, point: this.#point };
    render(drawControls({ state, words, send, ...bar }), this.#regions.controls);
    if (state.world !== null && presentation !== null)
      this.#drawWorld(state, state.world, presentation, words);
    this.#drawPopup(state, presentation, words);
    if (state.dialog !== this.#dialog) this.#drawDialog(state, words);
    if (state.playing && this.#pictures % PICTURES_PER_PANEL !== 0) return;
    render(drawHeader({ state, words, send }), this.#regions.header);
    this.#drawDialog(state, words);
    if (this.#barWidth === 0) this.#measure();
  }

  #drawWorld(state: AppState, world: World, presentation: Presentation, words: Words): void {
    const { send } = this.#options;
    const factor = SPEED_STOPS[state.speed]?.factor ?? 1;
    this.#drawPicture(state, world, presentation, words, factor);
    if (state.playing && this.#pictures % PICTURES_PER_PANEL !== 0) return;
    const headline: EventRecord | null = captionOf(world.records, {
      weight: presentation.weight,
      // At event pace each event has its beat, and its headline as long.
      now: state.pace === "event" ? (world.records.at(-1)?.at ?? 0) : state.now,
      holdMs: state.pace === "event" ? 0 : HEADLINE_MS * factor,
    });
    const client =
      state.selection?.kind === "client" ? state.selection.id : (world.frame.clients[0]?.id ?? null);
    render(drawCaption(headline, world.position === 0, state.hint, words), this.#regions.caption);
    render(drawTools({ world, words, client, command: state.command, send }), this.#regions.tools);
    const panels = { state, words, why: this.#options.why(), presentation, headline, send };
    render(drawChips(panels), this.#regions.chips);
    render(drawPanels(panels), this.#regions.panels);
    this.#followLog(state, world);
    render(
      state.failure === null || state.dialog === "editor" ? html`` : drawFailure(state.failure, words, send),
      this.#regions.failure,
    );
    if (headline !== null) this.#live.say(words.describe(headline));
  }

  #drawPicture(
    state: AppState,
    world: World,
    presentation: Presentation,
    words: Words,
    factor: number,
  ): void {
    if (this.#stageSize.width === 0) return;
    const { send } = this.#options;
    const layout = this.#layOut(world);
    const selected = state.selection === null || state.selection.kind === "record" ? null : state.selection;
    render(
      drawStage({
        frame: world.frame,
        now: state.now,
        records: world.records,
        layout,
        presentation,
        words,
        labels: !state.playing || factor <= READABLE_FACTOR_MAX,
        lossMs: Math.max(LOSS_MS * factor, 0.5),
        still: state.calm,
        selected,
        choose: (target: Target | null) => send({ type: "select", selection: target }),
        menu: (target: Target | null, event: MouseEvent) => {
          event.preventDefault();
          send({ type: "select", selection: target });
          send({ type: "popup", popup: { target, x: event.clientX, y: event.clientY } });
        },
        cutting: this.#stroke.line,
        grab: this.#stroke.begin,
      }),
      this.#regions.picture,
    );
  }

  /** A log that grew is scrolled to its newest entry, unless the reader looks at others. */
  #followLog(state: AppState, world: World): void {
    const longest = longestLog(world.frame);
    if (state.logEnd !== null || state.tab !== "log" || longest === this.#longest) return;
    this.#longest = longest;
    const scroller = this.#regions.panels.querySelector(".log-scroll");
    if (scroller !== null) scroller.scrollLeft = longest > FIRST_COLUMNS ? scroller.scrollWidth : 0;
  }

  /** The layout stays the same object while nothing that it depends on changes. */
  #layOut({ frame }: World): Layout {
    const ids = (all: readonly { id: string }[]) => all.map((one) => one.id);
    const { width, height } = this.#stageSize;
    const before = this.#layout;
    const places = frame.nodes.length + frame.clients.length;
    const same =
      before?.width === width &&
      before.height === height &&
      before.ring.length === frame.nodes.length &&
      before.places.size === places;
    if (before !== null && same) return before;
    this.#layout = layOut(this.#stageSize, INSETS, ids(frame.nodes), ids(frame.clients));
    return this.#layout;
  }

  #drawDialog(state: AppState, words: Words): void {
    const dialog = this.#regions.dialog as HTMLDialogElement;
    this.#dialog = state.dialog;
    if (state.dialog === null) {
      if (dialog.open) dialog.close();
      return;
    }
    const parts = this.#dialogs;
    if (parts === null) {
      void import("./dialogs/index.ts").then((loaded) => {
        this.#dialogs = loaded;
        if (this.#state !== null) this.show(this.#state);
      });
      return;
    }
    const { send } = this.#options;
    dialog.dataset.kind = state.dialog;
    render(parts.drawDialog(state.dialog, { state, words, why: this.#options.why(), send }), dialog);
    if (!dialog.open) dialog.showModal();
  }

  #drawPopup(state: AppState, presentation: Presentation | null, words: Words): void {
    const { popup, world, command } = state;
    if (popup === null || world === null || presentation === null) this.#popup.hide();
    else this.#popup.show({ popup, world, command, words, presentation, send: this.#options.send });
  }

  /** A line across the stage parts the network along it. */
  #cut(line: Line): void {
    const sides = this.#layout === null ? null : sidesOf(this.#layout, line);
    if (sides !== null) this.#options.send({ type: "act", line: partitionLine(...sides) });
  }
}

/** So many columns of the log fit everywhere without scrolling. */
const FIRST_COLUMNS = 3;

const INSETS = { top: 8, right: 16, bottom: 8, left: 16 };

function element(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`the page has no #${id}`);
  return found;
}

const regions = () => ({
  header: element("header"),
  caption: element("caption"),
  picture: element("picture"),
  tools: element("tools"),
  chips: element("chips"),
  failure: element("failure"),
  panels: element("panels"),
  controls: element("controls"),
  dialog: element("dialog"),
});
