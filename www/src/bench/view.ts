import { html, nothing, render, type TemplateResult } from "lit/html.js";
import type { EventRecord } from "../api/frames.ts";
import type { Why, Words } from "../i18n/words.ts";
import type { Context, Picture, ProtocolView } from "../protocols/protocol.ts";
import type { AppState, Intent, World } from "../state/app-state.ts";
import { captionOf, recordOfEvent } from "../state/caption.ts";
import { factorAt, READABLE_FACTOR_MAX } from "../state/speed.ts";
import { Arrival, whenIdle } from "./arrival.ts";
import type { Chapter } from "./chapters.ts";
import { drawChips } from "./chips.ts";
import { drawControls } from "./controls.ts";
import type { DialogBox } from "./dialog-box.ts";
import { drawNoEngine, drawNotLoaded, type Reload } from "./failure.ts";
import { drawHeader } from "./header.ts";
import { adopt } from "./host-document.ts";
import { LiveRegion } from "./live-region.ts";
import { type Details, drawPanels, shownTab } from "./panels.ts";
import type { PopupBox } from "./popup-box.ts";

/** How long, on the wall, a headline stays before a lesser event may take its place. */
const HEADLINE_MS = 1_500;
/**
 * While playing, the panels are drawn anew with every sixth picture, because nobody reads faster; and at once when the
 * reader does something, because what is pressed must not stand there as if it could be pressed again.
 */
const PICTURES_PER_PANEL = 6;

/** The first message glides for a while before anything else is loaded. */
const GLIDE_MS = 200;

/** What a view draws with: a language and a protocol, which may change. */
export interface Means {
  readonly words: Words;
  /** Explanations, once they are loaded. */
  readonly why: Why | null;
  /** The protocol's part, once it is loaded. */
  readonly view: ProtocolView | null;
  /** The lines of the menu of chapters. */
  readonly chapters: readonly Chapter[];
  /** Loads what is said later: panels and dialogs need it. */
  explain(): Promise<void>;
  /** Loads what may be asked for next. */
  foresee(): Promise<void>;
}

export interface ViewOptions {
  /** Where the regions are found, by their ids: a page's document, or the shadow tree of an element. */
  root: Document | ShadowRoot;
  /** What carries the classes and attributes that styles go by. */
  host: HTMLElement;
  means: Means;
  reload: Reload;
  send(intent: Intent): void;
  /** A piece did not come: it is told, and `again` asks for it when the reader says so. */
  missed(what: string, error: unknown, again: () => void): void;
  /** Called once what a first visit comes for has been seen, or somebody reaches for more. */
  arrived(): void;
}

/** Drawn regions, by their ids. One that the root does not have is not drawn. */
const REGIONS = [
  "header",
  "caption",
  "picture",
  "tools",
  "chips",
  "failure",
  "panels",
  "controls",
  "dialog",
] as const;
type Region = (typeof REGIONS)[number];
type Regions = Readonly<Record<Region, HTMLElement | null>>;

/**
 * Puts the state on the page. Each region is rendered on its own: what moves with every picture (stage,
 * time bar) apart from what changes with events (panels, header). It touches nothing outside of its root and host,
 * so that several can stand on one page.
 */
export class View {
  readonly #options: ViewOptions;
  readonly #regions: Regions;
  readonly #live: LiveRegion | null;
  readonly #arrival = new Arrival();
  #details: Details | null = null;
  /** The protocol's part whose later pieces were asked for. */
  #asked: ProtocolView | null | undefined;
  /** What was reached for when they did not come: until something else is, they are not asked for again unasked. */
  #missed: string | null = null;
  /** For a moment in which the browser is idle. */
  #waits = false;
  #popup: PopupBox | null = null;
  readonly #over = new AbortController();
  readonly #observer: ResizeObserver;
  #state: AppState | null = null;
  /** The state that was drawn last. */
  #drawn: AppState | null = null;
  #scheduled = false;
  #pictures = 0;
  #picture: { of: ProtocolView; picture: Picture } | null = null;
  #dialogs: DialogBox | null = null;
  #pictureSize = { width: 0, height: 0 };
  #barWidth = 0;
  #hover: number | null = null;

  constructor(options: ViewOptions) {
    this.#options = options;
    const { root } = options;
    const find = (id: string) => root.getElementById(id);
    this.#regions = Object.fromEntries(REGIONS.map((id) => [id, find(id)])) as Regions;
    for (const region of Object.values(this.#regions)) region?.replaceChildren();
    this.#observer = new ResizeObserver(() => this.#measure());
    for (const region of [this.#regions.picture, this.#regions.controls])
      if (region !== null) this.#observer.observe(region);
    const live = find("live");
    this.#live = live === null ? null : new LiveRegion(live);
  }

  /** Shows the state with the next picture; several changes before that make one. */
  show(state: AppState): void {
    this.#state = state;
    if (this.#scheduled || this.#over.signal.aborted) return;
    this.#scheduled = true;
    queueMicrotask(() => {
      this.#scheduled = false;
      this.#draw();
    });
  }

  /** Lets go of everything outside of its regions; nothing is drawn any more. */
  dispose(): void {
    this.#over.abort();
    this.#observer.disconnect();
    this.#picture?.picture.dispose();
    this.#picture = null;
  }

  readonly #redraw = (): void => {
    if (this.#state !== null) this.show(this.#state);
  };

  readonly #point = (x: number | null): void => {
    this.#hover = x;
    this.#redraw();
  };

  #measure(): void {
    const { picture, controls } = this.#regions;
    const box = picture?.getBoundingClientRect() ?? { width: 0, height: 0 };
    const [width, height] = [Math.round(box.width), Math.round(box.height)];
    const barWidth = Math.round(controls?.querySelector(".time")?.clientWidth ?? 0);
    const before = this.#pictureSize;
    // What measures the same looks the same: drawing it again would measure again, without an end.
    if (before.width === width && before.height === height && barWidth === this.#barWidth) return;
    this.#pictureSize = { width, height };
    this.#barWidth = barWidth;
    this.#redraw();
  }

  #put(region: Region, draw: () => TemplateResult): void {
    const element = this.#regions[region];
    if (element !== null) render(draw(), element);
  }

  #draw(): void {
    const state = this.#state;
    if (state === null || this.#over.signal.aborted) return;
    const { words, view, why } = this.#options.means;
    const { send } = this.#options;
    this.#pictures += 1;
    const isTurn =
      !state.playing || this.#pictures % PICTURES_PER_PANEL === 0 || !isLaterOnly(state, this.#drawn);
    this.#drawn = state;
    this.#drawStopped(state, words);
    const bar = { width: this.#barWidth, hover: this.#hover, point: this.#point };
    this.#put("controls", () => drawControls({ state, words, view, send, ...bar }));
    if (state.world !== null && view !== null)
      this.#drawWorld({ state, world: state.world, words, why, send }, view, isTurn);
    this.#drawPopup(state, view);
    // What tells of a fault is among them, whether or not there is a run.
    const wanted =
      state.dialog !== null || state.failure !== null || state.popup !== null || state.opening !== null;
    if (wanted && this.#details === null && this.#missed !== reachOf(state)) this.#askDetails(view);
    this.#dialogs?.draw(state, words, view, isTurn);
    if (!isTurn) return;
    this.#put("header", () => drawHeader({ state, words, send }));
    this.#drawFailure(state, words);
    // The bar is there since just now.
    if (this.#barWidth === 0) this.#measure();
  }

  /** No engine, no picture: why, in its place. */
  #drawStopped({ failure }: AppState, words: Words): void {
    const { host, reload, send } = this.#options;
    const stopped = failure?.kind === "wasm-missing";
    if (stopped)
      this.#put("picture", () => drawNoEngine(failure, words, reload, () => send({ type: "retry" })));
    else if (host.classList.contains("stopped")) this.#put("picture", () => html``);
    host.classList.toggle("stopped", stopped);
  }

  /** What went wrong with one thing; the picture stays as it was. */
  #drawFailure({ failure, dialog, opening }: AppState, words: Words): void {
    const { reload, send } = this.#options;
    this.#put("failure", () => {
      if (opening !== null) return this.#details?.drawOpening(opening, words, send) ?? html``;
      if (failure?.kind === "not-loaded") return drawNotLoaded(failure, words, reload, send);
      const told = failure !== null && dialog !== "editor";
      return (told ? this.#details?.drawFailure(failure, words, send) : null) ?? html``;
    });
  }

  #drawWorld(context: Context, view: ProtocolView, isTurn: boolean): void {
    const { state, world, words } = context;
    const speed = factorAt(state.speed);
    this.#loadLater(state, world, view);
    this.#pictureOf(view)?.draw({
      ...context,
      size: this.#pictureSize,
      speed,
      readable: !state.playing || speed <= READABLE_FACTOR_MAX,
      redraw: this.#redraw,
    });
    if (!isTurn) return;
    const headline = headlineOf(state, world, view, speed);
    const panels = { ...context, view, headline, details: this.#details };
    this.#put("caption", () => drawCaption(headline, world.position === 0, state.hint, words));
    this.#options.host.classList.toggle("locked", state.locked);
    this.#put("tools", () => (state.locked ? html`` : view.tools(context)));
    this.#put("chips", () => drawChips(context, view));
    this.#put("panels", () => drawPanels(panels));
    const isWhole = this.#details !== null && context.why !== null;
    this.#regions.panels?.setAttribute("aria-busy", isWhole || this.#missed !== null ? "false" : "true");
    this.#tabDrawn(context, view);
    // Back at the start there is no event to tell, and that is what is told.
    const start = state.playing || world.position > 0 ? "" : own("silence.start", words);
    const said = headline === null ? start : words.describe(headline);
    this.#live?.say(said, state.playing ? null : world.position);
  }

  /** What no first visit waits for: once a message has moved, or somebody reaches for it. */
  #loadLater(state: AppState, world: World, view: ProtocolView): void {
    const arrived = this.#arrival.seen(state, world);
    if (this.#asked === view || this.#missed === reachOf(state)) return;
    if (this.#details !== null || reachesOut(state, view)) this.#askDetails(view);
    else if (arrived && !this.#waits) {
      this.#waits = true;
      const load = () => this.#askDetails(this.#options.means.view ?? view);
      setTimeout(() => whenIdle(load), state.playing ? GLIDE_MS : 0);
    }
  }

  #askDetails(view: ProtocolView | null): void {
    if (this.#asked === view) return;
    this.#asked = view;
    this.#missed = null;
    const { arrived, means, missed, send } = this.#options;
    arrived();
    this.#loadDetails(view).catch((error: unknown) => {
      if (this.#asked !== view || this.#state === null) return;
      this.#asked = undefined;
      // Behind a dialog that cannot be shown the run would stand still for good.
      if (this.#state.dialog !== null) send({ type: "dialog", dialog: null });
      this.#missed = reachOf(this.#state);
      missed("panels", error, () => this.#askDetails(means.view ?? view));
    });
  }

  async #loadDetails(view: ProtocolView | null): Promise<void> {
    const { root, send, means } = this.#options;
    const [details] = await Promise.all([import("./bench-details.ts"), view?.later?.(), means.explain()]);
    if (this.#over.signal.aborted) return;
    if (this.#details === null) {
      adopt(root, details.stylesFor(root));
      const popup = root.getElementById("popup");
      const close = () => send({ type: "popup", popup: null });
      const dialog = this.#regions.dialog as HTMLDialogElement | null;
      if (dialog !== null) this.#dialogs = new details.DialogBox(this.#options, dialog, this.#redraw);
      if (popup !== null) this.#popup = new details.PopupBox(root, popup, close, this.#over.signal);
    }
    this.#details = details;
    this.#redraw();
    // If these do not come, they are asked for when they are needed.
    whenIdle(() => {
      for (const piece of [this.#dialogs?.load(view), means.foresee(), details.foresee()])
        piece?.catch(() => undefined);
    });
  }

  /** The picture of what is shown; another protocol, or another language, has another one. */
  #pictureOf(view: ProtocolView): Picture | null {
    const host = this.#regions.picture;
    if (host === null) return null;
    if (this.#picture?.of !== view) {
      this.#picture?.picture.dispose();
      this.#picture = { of: view, picture: view.picture(host, this.#options.send) };
    }
    return this.#picture.picture;
  }

  #tabDrawn(context: Context, view: ProtocolView): void {
    const shown = shownTab({ state: context.state, view });
    if (shown === "events") this.#details?.fillEvents(context, view);
    const panel = this.#regions.panels?.querySelector<HTMLElement>("#panel") ?? null;
    if (panel !== null) view.tabs.find((tab) => tab.name === shown)?.drawn?.(panel, context);
  }

  #drawPopup(state: AppState, view: ProtocolView | null): void {
    const { popup, world } = state;
    const { send, means } = this.#options;
    const { words, why, chapters } = means;
    if (popup?.of === "chapters")
      this.#popup?.showChapters(popup, { chapters, shown: state.protocol, words, send });
    else if (popup === null || world === null || view === null) this.#popup?.hide();
    else {
      const items = view.menu({ state, world, words, why, send }, popup.target);
      this.#popup?.showMoves({ popup, items, words, send });
    }
  }
}

/** Whether something is shown, or about to be, that a first visit does not show. */
const reachesOut = (state: AppState, view: ProtocolView): boolean =>
  state.selection !== null ||
  state.failure !== null ||
  state.popup !== null ||
  shownTab({ state, view }) !== view.tabs[0]?.name;

/** What is reached for, as one text. */
const reachOf = ({ protocol, tab, selection, popup, dialog }: AppState): string =>
  JSON.stringify([protocol, tab, selection, popup, dialog]);

/** Whether all that is new since then is that time has passed. */
function isLaterOnly(state: AppState, before: AppState | null): boolean {
  if (before === null) return false;
  const names = Object.keys(state) as (keyof AppState)[];
  return names.every((name) => name === "now" || name === "world" || state[name] === before[name]);
}

/** What the caption tells: while time runs, the last that was worth it; at rest, the event that the cursor is at. */
function headlineOf(state: AppState, world: World, view: ProtocolView, speed: number): EventRecord | null {
  if (!state.playing)
    return world.position === 0 ? null : recordOfEvent(world.records, world.position, view.weight);
  return captionOf(world.records, {
    weight: view.weight,
    // At event pace each event has its beat, and its headline as long.
    now: state.pace === "event" ? (world.records.at(-1)?.at ?? 0) : state.now,
    holdMs: state.pace === "event" ? 0 : HEADLINE_MS * speed,
  });
}

/** The headline over the stage: what just happened; beside it, softer, why, and its place in the paper. */
export function drawCaption(
  record: EventRecord | null,
  atStart: boolean,
  hint: boolean,
  words: Words,
): TemplateResult {
  const what =
    record === null ? own(atStart ? "silence.start" : "silence.quiet", words) : words.short(record);
  const detail = record === null ? "" : words.detail(record);
  return html`<p class="headline"><b>${what}</b>${detail === "" ? nothing : html`<span>${detail}</span>`}</p>
    ${hint ? html`<p class="hint">${own("hint", words)}</p>` : nothing}`;
}

/** A text that each protocol has for itself. */
export const own = (key: string, words: Words): string => (words.has(key) ? words.t(key) : "");
