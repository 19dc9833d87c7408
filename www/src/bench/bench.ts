import type { WallClock } from "../player/player.ts";
import type { ProtocolEntry } from "../protocols/protocol.ts";
import { type AppState, type Intent, isAllowed, reduce } from "../state/app-state.ts";
import type { KeyBindings } from "../state/keyboard.ts";
import { App, type Engine } from "./app.ts";
import type { Reload } from "./failure.ts";
import { Presenter } from "./presenter.ts";
import { View } from "./view.ts";

export interface BenchOptions {
  /** Where the regions stand: a document, or the shadow tree of an element. */
  root: Document | ShadowRoot;
  /** What carries the classes that styles go by. */
  host: HTMLElement;
  protocols: readonly ProtocolEntry[];
  state: AppState;
  clock: WallClock;
  /** The address that links begin with. */
  base(): string;
  changed(state: AppState, before: AppState): void;
  /** What is done by hand can wait for the engine, and what is said of it for that. */
  leavesLater?: boolean;
  /** The reader wants to try again, and nothing is open. */
  again(): void;
  reload: Reload;
}

/**
 * One lab bench: a run, what is shown of it, and the controls. It knows no address, no storage and no keys of the
 * window; a page and an element add theirs.
 */
export class Bench {
  readonly presenter: Presenter;
  readonly #options: BenchOptions;
  readonly #view: View;
  #state: AppState;
  #app: App | null = null;

  /** `presenter.speak()` must have settled before anything is drawn: see `Bench.open`. */
  private constructor(options: BenchOptions, presenter: Presenter) {
    this.#options = options;
    this.#state = options.state;
    this.presenter = presenter;
    const { root, host, reload } = options;
    const send = (intent: Intent) => {
      if (isAllowed(this.#state, intent)) this.send(intent);
    };
    this.#view = new View({
      ...{ root, host, reload, means: presenter, send },
      arrived: () => this.#complete(),
      missed: (what, error, again) => this.#missed(what, error, again),
    });
    this.#view.show(this.#state);
  }

  /** A bench whose words are loaded, still without an engine. */
  static async open(options: BenchOptions): Promise<Bench> {
    const presenter = new Presenter(options.protocols, options.state.locale, options.root);
    await presenter.speak(options.leavesLater ?? false);
    return new Bench(options, presenter);
  }

  /** If the engine is not to be had now, whatever needs it asks again, and tells. */
  #complete(): void {
    this.#app?.complete().catch(() => undefined);
  }

  get state(): AppState {
    return this.#state;
  }

  /** The controller, once there is an engine. */
  get app(): App | null {
    return this.#app;
  }

  get keys(): KeyBindings | null {
    return this.presenter.view?.keys ?? null;
  }

  /** Without an engine the language and the colours can still be chosen. */
  send(intent: Intent): void {
    if (intent.type === "retry" && this.#state.world === null) {
      this.send({ type: "dismiss-failure" });
      this.#options.again();
    } else if (this.#app !== null) this.#app.send(intent);
    else this.#changed(reduce(this.#state, intent), this.#state);
  }

  /** From now on it can run. */
  start(engine: Engine): App {
    const { clock, base } = this.#options;
    const app = new App({
      engine: offered(engine, this.presenter),
      clock,
      base,
      state: this.#state,
      loader: this.presenter,
      changed: (next, before) => this.#changed(next, before),
    });
    this.#app = app;
    return app;
  }

  /** There is no engine, and will not be unless it is asked for again; or a piece is missing before there is one. */
  fail(detail: string, kind: "wasm-missing" | "not-loaded" = "wasm-missing"): void {
    this.#changed(reduce(this.#state, { type: "failed", failure: { kind, detail } }), this.#state);
  }

  dispose(): void {
    this.#app?.dispose();
    this.#view.dispose();
  }

  #changed(next: AppState, before: AppState): void {
    this.#state = next;
    this.#options.changed(next, before);
    this.#view.show(next);
    if (next.locale !== before.locale) void this.#translate(next, before);
  }

  /** As `App.missed`; before there is an engine, what is tried again is the start. */
  #missed(what: string, error: unknown, again: () => void): void {
    if (this.#app !== null) this.#app.missed(what, error, again);
    else this.fail(error instanceof Error ? error.message : String(error), "not-loaded");
  }

  async #translate(next: AppState, before: AppState): Promise<void> {
    try {
      await this.presenter.translate(next.locale);
    } catch (error) {
      // One that nobody wants any more need not come.
      if (next.locale === this.#state.locale)
        this.#missed("language", error, () => void this.#translate(next, before));
      return;
    }
    this.#options.changed(this.#state, before);
    this.#view.show(this.#state);
  }
}

/** Whether the reader asked for less motion, now and later. */
export const calmness = (): MediaQueryList => matchMedia("(prefers-reduced-motion: reduce)");

/** Scenarios are offered protocol by protocol; a protocol that the gallery has none of is offered as it is. */
export function offered(given: Engine, presenter: Presenter): Engine {
  const { whole, chapters } = given;
  presenter.know(given.protocols);
  const scenarios = presenter.protocols.flatMap((name) => {
    const own = given.scenarios.filter((scenario) => scenario.protocol === name);
    const runs = given.protocols.some((one) => one.name === name);
    return own.length > 0 || !runs ? own : [{ name, protocol: name, text: `protocol ${name}\nseed 1\n` }];
  });
  if (chapters !== undefined) {
    const load = async (protocol: string) => offered(await chapters.load(protocol), presenter);
    return { ...given, scenarios, chapters: { ...chapters, load } };
  }
  if (whole === undefined) return { ...given, scenarios };
  const load = async () => {
    // What is said of what is done by hand comes with what can do it.
    const [engine] = await Promise.all([whole(), presenter.learn()]);
    return offered(engine, presenter);
  };
  return { ...given, scenarios, whole: load };
}
