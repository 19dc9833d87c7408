import { RingleaderError } from "../api/errors.ts";
import type { EventRecord } from "../api/frames.ts";
import type { Simulation } from "../api/simulation.ts";
import type { App } from "../bench/app.ts";
import { Bench, calmness } from "../bench/bench.ts";
import { sayWordless } from "../bench/failure.ts";
import { tabsOf } from "../bench/panels.ts";
import { localeFor } from "../i18n/words.ts";
import { browserClock } from "../player/player.ts";
import { FIRST_PROTOCOL, PROTOCOLS } from "../protocols/protocols.ts";
import { type AppState, initialState } from "../state/app-state.ts";
import { stopNear } from "../state/speed.ts";
import { Announcer, eventOf, type News, problemOf, withoutContent } from "./announce.ts";
import { chosenScenario, loadEngine, NoSuch } from "./chosen-scenario.ts";
import { hearKeys } from "./element-keys.ts";
import { styleSheets } from "./element-styles.ts";
import type { RingLeader } from "./element-types.ts";
import {
  factorOf,
  type OptionName,
  type OptionProperties,
  ROWS,
  type Settings,
  settingsOf,
  wordsOf,
} from "./options.ts";
import { goToStart } from "./start-option.ts";
import { plant } from "./tree.ts";

/** On a server there are no elements: the class is then a plain one, and is never made. */
const Base: typeof HTMLElement = globalThis.HTMLElement ?? (class {} as typeof HTMLElement);

/** The picture of every protocol goes by one name in the option `view`. */
const PICTURE = "cluster";

export interface RingLeaderElement extends OptionProperties {}

/** What can be waited for, and what settles it. */
interface Promised {
  promise: Promise<void>;
  resolve(): void;
  reject(error: RingleaderError): void;
}

function promised(): Promised {
  let resolve: () => void = () => undefined;
  let reject: (error: RingleaderError) => void = () => undefined;
  const promise = new Promise<void>((done, failed) => {
    resolve = done;
    reject = failed;
  });
  // Nobody has to wait for it.
  promise.catch(() => undefined);
  return { promise, resolve, reject };
}

/** What an element goes through: from `failed` it starts again when the reader, or another option, asks for it. */
type Phase = "waiting" | "starting" | "open" | "failed";

/** The longest that a file is waited for. */
const FILE_MS_MAX = 30_000;

/**
 * A lab bench in a page. What it can do stands at `RingLeader` in types.ts.
 *
 * Options are read when something opens, never before, so that none is lost whenever it is set. Each opening has a turn:
 * after all that it waits for, it goes on only if no other began meanwhile.
 */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: see above
export class RingLeaderElement extends Base implements RingLeader {
  static readonly observedAttributes = ROWS.map(({ name }) => name);

  #ready = promised();
  #phase: Phase = "waiting";
  #host: HTMLElement | null = null;
  #bench: Bench | null = null;
  /** Counts openings. */
  #turn = 0;
  /** Ends the fetch of an opening that was overtaken. */
  #fetching: AbortController | null = null;
  /** What opens, or is open, is the file of `src`. */
  #isFile = false;
  /** Asked for before anything was open; done once it is. */
  #asked: (() => void)[] = [];
  /** Options that changed since the last look, one look for all. */
  #changed: Set<string> | null = null;
  #settled: Promise<void> = Promise.resolve();
  #near: IntersectionObserver | null = null;
  /** Paused only because nobody sees it. */
  #rests = false;
  /** About to look where the run stands. */
  #follows = false;

  constructor() {
    super();
    const root = this.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = styleSheets();
    this.#host = plant(root);
    hearKeys(root, () => this.#bench);
  }

  get ready(): Promise<void> {
    return this.#ready.promise;
  }

  /**
   * It starts once. Taken out of the page it rests, as it does where nobody sees it; put back it goes on with the same
   * run, branches and all. Nothing outside of it holds it: who lets go of a removed one lets go of its run, too.
   */
  connectedCallback(): void {
    takeOwn(this);
    if (this.#phase === "waiting" && this.#near === null) this.#wait();
  }

  /** Starts now, or when it comes near the window. */
  #wait(): void {
    if (this.#settings().loading !== "lazy") {
      void this.#start();
      return;
    }
    this.#near = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) void this.#start();
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
    this.#settled = Promise.resolve().then(() => {
      this.#changed = null;
      return this.#apply(changed);
    });
  }

  get simulation(): Simulation | null {
    return (this.#app?.simulation as Simulation | null | undefined) ?? null;
  }
  get playing(): boolean {
    return this.#bench?.state.playing ?? false;
  }
  play(): void {
    this.#whenOpen((app) => app.send({ type: "play" }));
  }
  pause(): void {
    this.#whenOpen((app) => {
      this.#rests = false;
      app.send({ type: "pause" });
    });
  }
  step(n = 1): void {
    this.#whenOpen((app) => app.send({ type: "step", count: n }));
  }
  stepBack(n = 1): void {
    this.#whenOpen((app) => app.send({ type: "step", count: -n }));
  }
  seek(position: number): void {
    this.#whenOpen((app) => app.send({ type: "seek", position }));
  }
  act(moves: string): EventRecord[] {
    if (this.#app === null) throw new RingleaderError("not-loaded", "not open yet: `await element.ready`");
    return this.#app.act(moves);
  }
  /** Settles once what changed of the options is carried out, or another change took its place. */
  get settled(): Promise<void> {
    return this.#settled;
  }
  /**
   * Set where anybody may say what opens: a file is then fetched as if by nobody, and what is told of it to listeners
   * repeats nothing that it holds. The reader is told all.
   */
  discreet = false;
  /** Tells the reader, and whoever listens, of an option that could not be understood. */
  report(detail: string): void {
    this.#app?.report({ kind: "bad-option", detail });
  }
  reset(): void {
    if (this.#phase === "open") void this.#openAgain();
  }

  get #app(): App | null {
    return this.#bench?.app ?? null;
  }

  /** Now, or as soon as the first scenario is open. */
  #whenOpen(call: (app: App) => void): void {
    const app = this.#app;
    if (app !== null && this.#phase === "open") call(app);
    else this.#asked.push(() => this.#app !== null && call(this.#app));
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

  /** From `waiting` or `failed` to `open` or `failed`, whatever happens. */
  async #start(): Promise<void> {
    if (this.#phase !== "waiting" && this.#phase !== "failed") return;
    if (this.#phase === "failed") this.#ready = promised();
    this.#phase = "starting";
    this.#near?.disconnect();
    this.#near = null;
    try {
      const loading = this.#app === null ? loadEngine(() => this.#moved()) : null;
      loading?.catch(() => undefined);
      this.#bench ??= await this.#makeBench();
      this.#dress(this.#settings());
      if (loading !== null) this.#bench.start(await loading);
      await this.#open();
    } catch (error) {
      this.#fail(error instanceof Error ? error.message : String(error));
    }
  }

  async #makeBench(): Promise<Bench> {
    const [host, root] = [this.#host, this.shadowRoot];
    if (host === null || root === null) throw new Error("the element has no shadow tree");
    const settings = this.#settings();
    const locale = this.#locale(settings);
    host.lang = locale;
    const calm = this.#followCalm();
    return Bench.open({
      root,
      host,
      protocols: PROTOCOLS,
      state: initialState({ locale, calm, hint: false, ...framingOf(settings) }),
      clock: browserClock,
      base: () => "",
      changed: (next, before) => this.#stateChanged(next, before),
      again: () => void this.#start(),
      reload: null,
    });
  }

  /** Less motion, as the reader prefers it now and later. The window, which tells of it, does not hold the element. */
  #followCalm(): boolean {
    const query = calmness();
    const held = new WeakRef(this);
    const follow = () => {
      const element = held.deref();
      if (element === undefined) query.removeEventListener("change", follow);
      else element.#bench?.send({ type: "calm", calm: query.matches });
    };
    query.addEventListener("change", follow);
    return query.matches;
  }

  /** It is told where it can be: in words of the bench if there is one, and with a way to try again. */
  #fail(detail: string): void {
    this.#phase = "failed";
    this.#host?.classList.add("failed");
    const [app, bench, root, host] = [this.#app, this.#bench, this.shadowRoot, this.#host];
    if (app !== null) {
      if (app.state.failure === null) app.report({ kind: "not-loaded", detail });
    } else if (bench !== null) bench.fail(detail);
    else if (root !== null && host !== null) {
      sayWordless(root, host, detail, () => void this.#start());
      this.#tell("error", problemOf({ kind: "not-loaded", detail }));
    }
    this.#ready.reject(new RingleaderError("engine", detail));
  }

  /** The first scenario is there, for the first time or after all. */
  #opened(): void {
    if (this.#phase !== "starting") return;
    this.#phase = "open";
    this.#host?.classList.remove("failed");
    this.#watch();
    for (const call of this.#asked.splice(0)) call();
    this.#ready.resolve();
    this.#tell("ready", null);
  }

  /** Somebody moved the run: the player, or whoever got it from `simulation`. What is shown follows. */
  #moved(): void {
    if (this.#follows) return;
    this.#follows = true;
    queueMicrotask(() => {
      this.#follows = false;
      this.#app?.follow();
    });
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
  async #open(): Promise<void> {
    const app = this.#app;
    if (app === null) return;
    this.#turn += 1;
    const turn = this.#turn;
    const isOver = () => turn !== this.#turn;
    this.#isFile = false;
    const settings = this.#settings();
    const problems = [...settings.problems];
    this.#speak(app, settings);
    app.send({ type: "frame", change: framingOf(settings) });
    const { pace, speed } = settings;
    if (pace !== app.state.pace || this.hasAttribute("pace")) app.send({ type: "pace", pace });
    if (speed !== "") app.send({ type: "speed", index: this.#stopOf(speed, problems) });
    const before = app.state.failure;
    await this.#openChosen(app, settings, problems, isOver);
    if (isOver()) return;
    if (app.state.world === null) {
      const { failure } = app.state;
      await this.#openText(app, "", await this.#fallback(settings), isOver);
      if (isOver()) return;
      if (app.state.world === null) throw new Error(app.state.failure?.detail ?? "nothing could be opened");
      if (failure !== null) app.report(failure);
    } else if (settings.start !== "" && app.state.failure === before) this.#goTo(app, settings, problems);
    this.#frame(app, settings, problems);
    tellFirst(app, problems);
    this.#opened();
  }

  async #openChosen(app: App, settings: Settings, problems: string[], isOver: () => boolean): Promise<void> {
    try {
      const fetched = settings.scenario === "" && settings.src !== "" ? await this.#file(settings.src) : null;
      if (isOver()) return;
      const { scenarios } = app.state;
      const ofGallery = (name: string) => scenarios.find((one) => one.protocol === name)?.name;
      const gallery = {
        scenarios,
        first: (name: string) => firstOf(name) ?? ofGallery(name) ?? null,
        rewritten: (text: string, said: readonly string[]) => app.rewritten(text, said),
      };
      const { scenario, text } = chosenScenario(settings, fetched, gallery);
      await this.#openText(app, scenario, text, isOver);
    } catch (error) {
      if (!(error instanceof NoSuch)) throw error;
      problems.unshift(error.message);
    }
  }

  async #openText(app: App, scenario: string, text: string, isOver: () => boolean): Promise<void> {
    await this.#bench?.presenter.prepare(app.protocolOf(text) ?? FIRST_PROTOCOL).catch(() => undefined);
    // A text that replays a scenario of the gallery has its lesson; one of the gallery may be given another seed or size.
    const known = scenario === "" ? await app.galleryOf(text) : null;
    if (isOver()) return;
    const own = app.state.scenarios.find(({ name }) => name === scenario)?.text;
    const changes = known !== null || text === own ? [] : (["setup"] as const);
    app.send({ type: "open", scenario, text, changes, ...known });
    await app.opened;
  }

  /** The file of `src`; one that was asked for before is not waited for any more. */
  async #file(src: string): Promise<string> {
    this.#fetching?.abort();
    this.#fetching = new AbortController();
    this.#isFile = true;
    return textOf(src, this.#fetching, this.discreet ? "omit" : "same-origin");
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
    return stopNear(factor);
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

  /** Options changed. While it starts, what opens reads those that concern it itself. */
  async #apply(changed: ReadonlySet<string>): Promise<void> {
    const app = this.#app;
    if (this.#phase === "failed") {
      await this.#start();
      return;
    }
    if (this.#phase === "waiting" && this.#near !== null && changed.has("loading")) {
      this.#near.disconnect();
      this.#near = null;
      this.#wait();
    }
    if (app === null) return;
    if (ROWS.some(({ name, opens }) => opens && changed.has(name))) {
      await this.#openAgain();
      return;
    }
    const settings = this.#settings();
    const problems = [...settings.problems];
    if (changed.has("lang")) this.#speak(app, settings);
    this.#frame(app, settings, problems);
    if (changed.has("pace")) app.send({ type: "pace", pace: settings.pace });
    if (changed.has("speed") && settings.speed !== "") {
      app.send({ type: "speed", index: this.#stopOf(settings.speed, problems) });
    }
    tellFirst(app, problems);
    if (changed.has("autoplay") && settings.autoplay && !app.state.calm) app.send({ type: "play" });
  }

  /** As the options now say; what was open stays if they cannot be carried out. */
  async #openAgain(): Promise<void> {
    try {
      await this.#open();
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error);
      if (this.#phase === "starting") this.#fail(detail);
      else this.#app?.missed("open", error, () => void this.#openAgain());
    }
  }

  #speak(app: App, settings: Settings): void {
    const locale = this.#locale(settings);
    if (this.#host !== null) this.#host.lang = locale;
    if (locale !== app.state.locale) app.send({ type: "locale", locale });
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

  readonly #announcer = new Announcer(([name, detail]) => {
    this.#tell(name, name === "error" && this.discreet && this.#isFile ? withoutContent(detail) : detail);
  });

  #stateChanged(next: AppState, before: AppState): void {
    this.#announcer.changed(next, before, this.simulation);
  }

  /** Later, so that a listener may call what it likes: a change is never told in the middle of another. */
  #tell(name: News, detail: unknown): void {
    queueMicrotask(() =>
      this.dispatchEvent(new CustomEvent(eventOf(name), { detail, bubbles: true, composed: true })),
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

/** Of several problems the first is told: the reader mends one at a time. */
function tellFirst(app: App, [problem]: readonly string[]): void {
  if (problem !== undefined) app.report({ kind: "bad-option", detail: problem });
}

/** A property that was set before the class was there hides the option of its name; it is taken for the option. */
function takeOwn(element: RingLeaderElement): void {
  for (const { name } of ROWS) {
    const own = Object.getOwnPropertyDescriptor(element, name);
    if (own === undefined) continue;
    Reflect.deleteProperty(element, name);
    Reflect.set(element, name, own.value);
  }
}

async function textOf(
  src: string,
  fetching: AbortController,
  credentials: RequestCredentials,
): Promise<string> {
  const late = setTimeout(
    () => fetching.abort(new Error(`no answer within ${FILE_MS_MAX / 1000} s`)),
    FILE_MS_MAX,
  );
  try {
    const response = await fetch(src, { credentials, signal: fetching.signal });
    if (!response.ok) throw new Error(`status ${response.status}`);
    return await response.text();
  } catch (error) {
    throw new NoSuch(`src: cannot be read (${error instanceof Error ? error.message : String(error)})`);
  } finally {
    clearTimeout(late);
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
