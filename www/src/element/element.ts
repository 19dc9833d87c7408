import { RingleaderError } from "../api/errors.ts";
import type { EventRecord } from "../api/frames.ts";
import type { Simulation } from "../api/simulation.ts";
import { localeFor } from "../i18n/index.ts";
import type { App } from "../page/app.ts";
import { Bench } from "../page/bench.ts";
import { tabsOf } from "../page/panels.ts";
import { browserClock } from "../player/wall-clock.ts";
import { FIRST_PROTOCOL } from "../protocols/first.ts";
import { PROTOCOLS } from "../protocols/index.ts";
import { type AppState, initialState } from "../state/app-state.ts";
import { SPEED_STOPS } from "../state/speed.ts";
import { Announcer } from "./announce.ts";
import { loadEngine } from "./engine.ts";
import { hearKeys } from "./keys.ts";
import type { OptionProperties } from "./options.ts";
import { factorOf, type OptionName, ROWS, type Settings, settingsOf, wordsOf } from "./options.ts";
import { chosenScenario, likelyProtocol, NoSuch } from "./scenario.ts";
import { goToStart } from "./start.ts";
import { styleSheets } from "./styles.ts";
import { plant } from "./tree.ts";
import type { RingLeader } from "./types.ts";

/** On a server there are no elements: the class is then a plain one, and is never made. */
const Base: typeof HTMLElement = globalThis.HTMLElement ?? (class {} as typeof HTMLElement);

/** The picture of every protocol goes by one name in the option `view`. */
const PICTURE = "cluster";

export interface RingLeaderElement extends OptionProperties {}

/** A lab bench in a page. What it can do stands at `RingLeader` in types.ts. */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: see above
export class RingLeaderElement extends Base implements RingLeader {
  static readonly observedAttributes = ROWS.map(({ name }) => name);

  readonly ready: Promise<void>;
  #resolve: () => void = () => undefined;
  #reject: (error: RingleaderError) => void = () => undefined;
  #host: HTMLElement | null = null;
  #bench: Bench | null = null;
  #started = false;
  /** Options that changed since the last look, one look for all. */
  #changed: Set<string> | null = null;
  #near: IntersectionObserver | null = null;
  /** Paused only because nobody sees it. */
  #rests = false;

  constructor() {
    super();
    this.ready = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    // Nobody has to wait for it.
    this.ready.catch(() => undefined);
    const root = this.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = styleSheets();
    this.#host = plant(root);
    hearKeys(root, () => this.#bench);
  }

  /**
   * It starts once. Taken out of the page it rests, as it does where nobody sees it; put back it goes on with the same
   * run, branches and all. Nothing outside of it holds it: who lets go of a removed one lets go of its run, too.
   */
  connectedCallback(): void {
    if (this.#started || this.#near !== null) return;
    if (this.#settings().loading !== "lazy") {
      void this.#start();
      return;
    }
    this.#near = new IntersectionObserver(
      (entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return;
        this.#near?.disconnect();
        this.#near = null;
        void this.#start();
      },
      { rootMargin: "200px" },
    );
    this.#near.observe(this);
  }

  /** What lay over the page is gone with it. */
  disconnectedCallback(): void {
    const { popup, dialog } = this.#bench?.state ?? {};
    if (popup) this.#bench?.send({ type: "popup", popup: null });
    if (dialog) this.#bench?.send({ type: "dialog", dialog: null });
  }

  attributeChangedCallback(name: string): void {
    if (this.#changed !== null) {
      this.#changed.add(name);
      return;
    }
    const changed = new Set([name]);
    this.#changed = changed;
    queueMicrotask(() => {
      this.#changed = null;
      if (this.#bench?.app) void this.#apply(changed);
    });
  }

  get simulation(): Simulation | null {
    return (this.#app?.simulation as Simulation | null | undefined) ?? null;
  }
  get playing(): boolean {
    return this.#bench?.state.playing ?? false;
  }
  play(): void {
    this.#app?.send({ type: "play" });
  }
  pause(): void {
    this.#rests = false;
    this.#app?.send({ type: "pause" });
  }
  step(n = 1): void {
    this.#app?.send({ type: "step", count: n });
  }
  stepBack(n = 1): void {
    this.#app?.send({ type: "step", count: -n });
  }
  seek(position: number): void {
    this.#app?.send({ type: "seek", position });
  }
  act(moves: string): EventRecord[] {
    if (this.#app === null) throw new RingleaderError("not-loaded", "not open yet: `await element.ready`");
    return this.#app.act(moves);
  }
  /** Tells the reader, and whoever listens, of an option that could not be understood. */
  report(detail: string): void {
    this.#app?.report({ kind: "bad-option", detail });
  }
  reset(): void {
    if (this.#app !== null) void this.#open(this.#app, this.#settings());
  }

  get #app(): App | null {
    return this.#bench?.app ?? null;
  }

  #settings(): Settings {
    return settingsOf((name: OptionName) => this.getAttribute(name));
  }

  #locale(settings: Settings) {
    const around = this.closest("[lang]")?.getAttribute("lang") ?? "";
    const host = this.getRootNode();
    const outer = host instanceof ShadowRoot ? (host.host.closest("[lang]")?.getAttribute("lang") ?? "") : "";
    return localeFor([settings.lang, around, outer, ...navigator.languages].filter((tag) => tag !== ""));
  }

  async #start(): Promise<void> {
    const host = this.#host;
    const root = this.shadowRoot;
    if (host === null || root === null) return;
    this.#started = true;
    const settings = this.#settings();
    const locale = this.#locale(settings);
    host.lang = locale;
    const loading = loadEngine();
    loading.catch(() => undefined);
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const bench = await Bench.open({
      root,
      host,
      protocols: PROTOCOLS,
      state: initialState({ locale, calm, hint: false, ...framingOf(settings) }),
      clock: browserClock,
      base: () => "",
      changed: (next, before) => this.#stateChanged(next, before),
    });
    this.#bench = bench;
    this.#dress(settings);
    try {
      const app = bench.start(await loading);
      await this.#open(app, settings);
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error);
      bench.fail(detail);
      this.#reject(new RingleaderError("engine", detail));
      return;
    }
    this.#watch();
    this.#resolve();
    this.#tell("ready", null);
  }

  /** Nobody sees what is off the screen, or out of the page: it waits until it is back. */
  #watch(): void {
    const seen = new IntersectionObserver((entries) => {
      const visible = entries.at(-1)?.isIntersecting ?? true;
      if (!visible && this.playing) {
        this.#app?.send({ type: "pause" });
        this.#rests = true;
      } else if (visible && this.#rests) {
        this.#rests = false;
        this.play();
      }
    });
    seen.observe(this);
  }

  /** Opens what the options say; what of them cannot be is told, and the first scenario opens instead. */
  async #open(app: App, settings: Settings): Promise<void> {
    const problems = [...settings.problems];
    const { pace, speed } = settings;
    if (pace !== app.state.pace || this.hasAttribute("pace")) app.send({ type: "pace", pace });
    if (speed !== "") app.send({ type: "speed", index: this.#stopOf(speed, problems) });
    const before = app.state.failure;
    await this.#openChosen(app, settings, problems);
    if (app.state.world === null) {
      const { failure } = app.state;
      await this.#openText(app, "", await this.#fallback(settings));
      if (failure !== null) app.report(failure);
    } else if (settings.start !== "" && app.state.failure === before) this.#goTo(app, settings, problems);
    this.#frame(app, settings, problems);
    const [problem] = problems;
    if (problem !== undefined) app.report({ kind: "bad-option", detail: problem });
  }

  async #openChosen(app: App, settings: Settings, problems: string[]): Promise<void> {
    try {
      const fetched = settings.scenario === "" && settings.src !== "" ? await textOf(settings.src) : null;
      const { scenarios } = app.state;
      const ofGallery = (name: string) => scenarios.find((one) => one.protocol === name)?.name;
      const gallery = { scenarios, first: (name: string) => firstOf(name) ?? ofGallery(name) ?? null };
      const { scenario, text } = chosenScenario(settings, fetched, gallery);
      await this.#openText(app, scenario, text);
    } catch (error) {
      if (!(error instanceof NoSuch)) throw error;
      problems.unshift(error.message);
    }
  }

  async #openText(app: App, scenario: string, text: string): Promise<void> {
    await this.#bench?.presenter.prepare(likelyProtocol(text)).catch(() => undefined);
    // A text that replays a scenario of the gallery has its lesson; one of the gallery may be given another seed or size.
    const known = scenario === "" ? await app.galleryOf(text) : null;
    const own = app.state.scenarios.find(({ name }) => name === scenario)?.text;
    const changes = known !== null || text === own ? [] : (["setup"] as const);
    app.send({ type: "open", scenario, text, changes, ...known });
    await app.opened;
  }

  /** What opens if nothing else does. */
  async #fallback({ protocol }: Settings): Promise<string> {
    const name = firstOf(protocol) ?? firstOf(FIRST_PROTOCOL);
    return (
      this.#bench?.state.scenarios.find((one) => one.name === name)?.text ?? `protocol ${FIRST_PROTOCOL}\n`
    );
  }

  #stopOf(speed: string, problems: string[]): number {
    const factor = factorOf(speed);
    const { state } = this.#bench ?? {};
    if (factor === null) {
      problems.push(`speed: a number such as 1/100 or 0.01, not \`${speed.slice(0, 40)}\``);
      return state?.speed ?? 0;
    }
    const far = SPEED_STOPS.map((stop) => Math.abs(Math.log(stop.factor / factor)));
    return far.indexOf(Math.min(...far));
  }

  /** Where `start` says. */
  #goTo(app: App, { start, autoplay }: Settings, problems: string[]): void {
    const { simulation } = app;
    if (simulation === null) return;
    app.send({ type: "pause" });
    const problem = goToStart(simulation, start);
    if (problem !== null) problems.push(`start: ${problem}`);
    const { now, position } = simulation;
    // Of several events of one instant, after this very one; and to the very instant, if it is between events.
    app.send({ type: "seek", position });
    if (simulation.now !== now) app.send({ type: "seek-time", ms: now });
    if (autoplay && !app.state.calm) app.send({ type: "play" });
  }

  /** Options changed under a running bench. */
  async #apply(changed: ReadonlySet<string>): Promise<void> {
    const app = this.#app;
    if (app === null) return;
    const settings = this.#settings();
    const problems = [...settings.problems];
    this.#frame(app, settings, problems);
    if (changed.has("lang")) {
      const locale = this.#locale(settings);
      if (this.#host !== null) this.#host.lang = locale;
      app.send({ type: "locale", locale });
    }
    if (ROWS.some(({ name, opens }) => opens && changed.has(name))) await this.#open(app, settings);
    else {
      if (changed.has("pace")) app.send({ type: "pace", pace: settings.pace });
      if (changed.has("speed") && settings.speed !== "") {
        app.send({ type: "speed", index: this.#stopOf(settings.speed, problems) });
      }
      const [problem] = problems;
      if (problem !== undefined) app.report({ kind: "bad-option", detail: problem });
    }
    if (changed.has("autoplay") && settings.autoplay && !app.state.calm) app.send({ type: "play" });
  }

  /** How much is offered and shown. Of a run that has nothing of what `view` names, all is. */
  #frame(app: App, settings: Settings, problems: string[]): void {
    const { view } = this.#bench?.presenter ?? {};
    const there = view ? [PICTURE, ...tabsOf(view, null)] : [];
    const words = wordsOf(settings.view);
    const nothing = view && words.length > 0 && !words.some((word) => there.includes(word));
    if (nothing) problems.push(`view: of ${there.join(", ")}, not \`${settings.view.slice(0, 40)}\``);
    const shown = nothing ? { ...settings, view: "" } : settings;
    this.#dress(shown);
    app.send({ type: "frame", change: framingOf(shown) });
  }

  /** Which regions stand there. */
  #dress({ view, controls }: Settings): void {
    const words = wordsOf(view);
    const tabs = words.filter((word) => word !== PICTURE);
    const classes = {
      "no-picture": words.length > 0 && !words.includes(PICTURE),
      "no-panels": words.length > 0 && tabs.length === 0,
      "one-tab": tabs.length === 1,
      "no-controls": controls === "none",
      "min-controls": controls === "min",
    };
    for (const [name, on] of Object.entries(classes)) this.#host?.classList.toggle(name, on);
  }

  readonly #announcer = new Announcer(([name, detail]) => this.#tell(name, detail));

  #stateChanged(next: AppState, before: AppState): void {
    this.#announcer.changed(next, before, this.simulation);
  }

  /** Later, so that a listener may call what it likes: a change is never told in the middle of another. */
  #tell(name: string, detail: unknown): void {
    queueMicrotask(() =>
      this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true })),
    );
  }
}

/** How much is offered, as the options say it. */
function framingOf({ view, lock, autoplay }: Settings) {
  const words = wordsOf(view);
  return {
    autoplay,
    locked: lock,
    tabs: words.length === 0 ? null : words.filter((word) => word !== PICTURE),
  };
}

const firstOf = (protocol: string): string | null =>
  PROTOCOLS.find(({ name }) => name === protocol)?.firstScenario ?? null;

async function textOf(src: string): Promise<string> {
  try {
    const response = await fetch(src);
    if (!response.ok) throw new Error(`status ${response.status}`);
    return await response.text();
  } catch (error) {
    throw new NoSuch(`src: cannot be read (${error instanceof Error ? error.message : String(error)})`);
  }
}

/** Each option as a property that is the attribute. */
for (const { name, kind } of ROWS) {
  if (name === "lang") continue;
  Object.defineProperty(RingLeaderElement.prototype, name, {
    configurable: true,
    enumerable: true,
    get(this: RingLeaderElement) {
      return settingsOf((one) => this.getAttribute(one))[name as OptionName];
    },
    set(this: RingLeaderElement, value: unknown) {
      const off = value === null || value === undefined || (kind === "flag" && value === false);
      if (off) this.removeAttribute(name);
      else this.setAttribute(name, kind === "flag" ? "" : String(value));
    },
  });
}
