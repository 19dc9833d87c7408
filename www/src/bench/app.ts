import type { Catalog, ProtocolInfo } from "../api/catalog.ts";
import { RingleaderError } from "../api/errors.ts";
import type { EventRecord, Moment } from "../api/frames.ts";
import { protocolOf, type ScenarioTexts, says, versionOf } from "../api/scenario-lines.ts";
import type { SimulationLike } from "../api/simulation.ts";
import type { Reached } from "../api/slices.ts";
import { broughtTo, isSameRun, NotRecorded } from "../opening/recording.ts";
import type { WallClock } from "../player/player.ts";
import { isMarked, Player, QUIET_SHARE } from "../player/player.ts";
import type { Outlook } from "../protocols/protocol.ts";
import {
  type AppEvent,
  type AppState,
  type Change,
  type Details,
  type Failure,
  type Intent,
  reduce,
  type ScenarioEntry,
  type World,
} from "../state/app-state.ts";
import { openingTime } from "../state/opening.ts";
import type { Scene } from "../state/scene.ts";
import { positionOf, storyOf } from "../state/scene.ts";
import { factorAt } from "../state/speed.ts";
import type { Archive } from "./archive.ts";
import type * as Asking from "./prediction.ts";

/** What the page needs of the engine. */
export interface Engine {
  Simulation: (new (
    text: string,
  ) => SimulationLike) & {
    /** The same in slices: a text may be of ten million events. A recording has none. */
    opening?(text: string): Generator<Reached, SimulationLike, undefined> | undefined;
  };
  /** Of the scenario language. */
  version: number;
  scenarios: readonly ScenarioEntry[];
  /** What it can run, as far as that is known. */
  protocols: readonly ProtocolInfo[];
  /** What it knows of texts; a recording knows nothing of them. */
  texts: ScenarioTexts | null;
  /** Of a recording, which goes on by itself for a while and opens its own scenario alone: loads the engine. */
  whole?(): Promise<Engine>;
  /** Of an engine that runs some chapters, and knows by name what the others have. */
  chapters?: {
    /** Whether another engine runs this protocol, and is not there yet. */
    lacks(protocol: string): boolean;
    /** The same with that engine beside it. */
    load(protocol: string): Promise<Engine>;
  };
}

/** All of an engine: the class of its simulations, and what it knows without a run. */
export const engineOf = (
  Simulation: Engine["Simulation"],
  { version, scenarios, protocols }: Pick<Catalog, "version" | "scenarios" | "protocols">,
  texts: ScenarioTexts,
) => ({ Simulation, version, scenarios, protocols, texts });

/** What a recording cannot carry out: it waits for the engine. */
const NEEDS_ENGINE: ReadonlySet<Intent["type"]> = new Set([
  ...(["seek", "seek-time", "step", "moment", "branch", "act", "new-seed", "bug", "protocol"] as const),
  ...(["predict-run", "share", "dialog", "take-over"] as const),
]);

/** Who knows how protocols are shown. Each is loaded when first needed. */
export interface ProtocolLoader {
  /** Whether a protocol can be shown at once. */
  has(protocol: string): boolean;
  /** Loads what is needed to show it; fails if it cannot be shown. */
  prepare(protocol: string): Promise<void>;
  /** From now on this one is shown. It was prepared. */
  use(protocol: string): void;
  /** What is known of the one that is shown. */
  outlook(): Outlook;
  /** The scenario that its tab opens. */
  firstScenario(protocol: string): string | null;
}

export interface AppOptions {
  engine: Engine;
  clock: WallClock;
  state: AppState;
  /** The address of the page, which links begin with. */
  base(): string;
  loader: ProtocolLoader;
  changed(state: AppState, before: AppState): void;
}

/** So much of placing keys is done in one go: some ten milliseconds. */
const HASHES_AT_ONCE = 60_000;

/**
 * Carries out intents: what concerns the simulation goes to the player, everything ends up in the state.
 * It knows no DOM; views read `state` and are told when it changed.
 */
export class App {
  readonly #options: AppOptions;
  #engine: Engine;
  /** The engine, while it is on its way. */
  #coming: Promise<void> | null = null;
  #state: AppState;
  #player: Player | null = null;
  /** The scenario's last instant, in ms, and how many events it has. */
  #end = { time: 0, length: 0 };
  /** Judges what was to be predicted, once that was asked for. */
  #look: ReturnType<(typeof Asking)["lookOn"]> | null = null;
  /** The reader's own moves stand in the first branch, past the scenario's events. Any other branch begins with one. */
  #wentOn = false;
  /** Counts openings, so that one that had to wait notices that another overtook it. */
  #openings = 0;
  /** Calls off the opening that is under way. */
  #calledOff = new AbortController();
  #opened: Promise<void> = Promise.resolve();
  /** What looks further back than the world does, once somebody asked for it. */
  #archive: Archive | null = null;
  /** What did not come, by what it is or was wanted for, and how it is asked for again. */
  readonly #missed = new Map<string | Intent, () => void>();
  /** Moves that are being worked out, in order. */
  #waiting: string[] = [];

  constructor(options: AppOptions) {
    this.#options = options;
    this.#engine = options.engine;
    this.#state = reduce(options.state, { type: "catalog", scenarios: this.#engine.scenarios, bugs: [] });
  }

  get state(): AppState {
    return this.#state;
  }

  /** Settles once what was opened last is shown, or could not be. */
  get opened(): Promise<void> {
    return this.#opened;
  }

  /** The one way in: every control, key and menu sends one of these. */
  send = (intent: Intent): void => {
    if (this.#engine.whole !== undefined && this.#needsEngine(intent)) {
      this.#carryOutLater(intent);
      return;
    }
    const chapter = this.#chapterOf(intent);
    if (chapter !== null && this.#lacks(chapter)) this.#carryOutIn(chapter, intent);
    else this.#carryOut(intent);
  };

  /** The chapter that an intent opens something of; null if it opens nothing. */
  #chapterOf(intent: Intent): string | null {
    if (intent.type === "protocol") return intent.name;
    if (intent.type !== "open") return null;
    if (intent.text !== undefined) return this.protocolOf(intent.text);
    return this.#engine.scenarios.find(({ name }) => name === intent.scenario)?.protocol ?? null;
  }

  #lacks(chapter: string): boolean {
    return this.#engine.chapters?.lacks(chapter) ?? false;
  }

  /** Loads the engine of a chapter, if that is not there. */
  async #enter(chapter: string): Promise<void> {
    const { chapters } = this.#engine;
    if (chapters === undefined || !chapters.lacks(chapter)) return;
    this.#engine = await chapters.load(chapter);
    const { scenarios } = this.#engine;
    this.#dispatch({ type: "catalog", scenarios, bugs: this.#bugsOf(this.#state.protocol) });
  }

  /** Once the chapter's engine is there; unless something else was opened meanwhile. */
  #carryOutIn(chapter: string, intent: Intent): void {
    this.#openings += 1;
    const turn = this.#openings;
    const carryOut = async () => {
      await this.#enter(chapter);
      if (turn !== this.#openings) return;
      const before = this.#opened;
      this.#carryOut(intent);
      if (this.#opened !== before) await this.#opened;
    };
    this.#opened = this.#load("engine", carryOut);
  }

  #needsEngine(intent: Intent): boolean {
    if (intent.type !== "open") return NEEDS_ENGINE.has(intent.type);
    return intent.text !== undefined || !this.#engine.scenarios.some(({ name }) => name === intent.scenario);
  }

  #carryOutLater(intent: Intent): void {
    // By the intent: of several that wait, each is carried out when the engine is asked for again.
    this.#load(intent, () => this.complete().then(() => this.send(intent)));
  }

  #carryOut(intent: Intent): void {
    this.#dispatch(intent);
    try {
      this.#perform(intent);
    } catch (error) {
      if (error instanceof NotRecorded) this.#carryOutLater(intent);
      else this.#dispatch({ type: "failed", failure: failureOf(intent, error, this.#engine) });
    }
  }

  /** Loads the engine, if there is only a recording; fails if it is not to be had, and may then be asked again. */
  complete(): Promise<void> {
    const { whole } = this.#engine;
    if (whole === undefined) return Promise.resolve();
    this.#coming ??= whole()
      .then((engine) => this.#handOver(engine))
      .finally(() => {
        this.#coming = null;
      });
    return this.#coming;
  }

  /** The engine takes over where the recording stands. Nobody sees it: all is there as it was. */
  #handOver(engine: Engine): void {
    const { text, scenario } = this.#state;
    const player = this.#player;
    const run = player && broughtTo(player.simulation, new engine.Simulation(text));
    this.#engine = engine;
    const { scenarios } = engine;
    this.#dispatch({ type: "catalog", scenarios, bugs: this.#bugsOf(this.#state.protocol) });
    if (player === null || run === null) return;
    if (isSameRun(run, player.simulation)) player.handOver(run);
    else {
      // A recording of another version. What the engine says counts.
      run.dispose();
      this.#open({ scenario, text, at: "opening", changes: [] });
    }
  }

  /** Work that needs a piece which may not come. */
  async #load(what: string | Intent, work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.missed(what, error, () => this.#load(what, work));
    }
  }

  /** A piece did not come. It is told, and asked for again when the reader says so; of one thing, once. */
  missed(what: string | Intent, error: unknown, again: () => void): void {
    this.#missed.set(what, again);
    this.report({ kind: "not-loaded", detail: messageOf(error) });
  }

  #askAgain(isWanted: boolean): void {
    const missed = [...this.#missed.values()];
    this.#missed.clear();
    if (isWanted) for (const again of missed) again();
  }

  /** The run that is shown, once one is. It is the player's to move. */
  get simulation(): SimulationLike | null {
    return this.#player?.simulation ?? null;
  }

  /** Somebody moved the run that is shown. */
  follow(): void {
    this.#player?.follow();
  }

  /** Plays lines of moves at the cursor. @throws RingleaderError as `Simulation.act` */
  act(lines: string): EventRecord[] {
    const player = this.#player;
    if (player === null) throw new RingleaderError("not-loaded", "nothing is open yet");
    this.#dispatch({ type: "dismiss-failure" });
    return this.#play(player, lines);
  }

  /** Plays a move, and notices if it is one of the reader's own. */
  #play(player: Player, lines: string): EventRecord[] {
    const { simulation } = player;
    const { branch, length } = simulation;
    const atEnd = branch === 0 && length >= this.#end.length && simulation.position === length;
    const before = this.#wentOn;
    this.#wentOn ||= atEnd;
    try {
      return player.act(lines);
    } catch (error) {
      // Nothing was done, unless a bound stopped it on the way.
      this.#wentOn = before || (atEnd && simulation.length > length);
      throw error;
    }
  }

  /** The scenario of the gallery that a text replays, and its last instant; null if it is another. */
  async galleryOf(text: string): Promise<{ scenario: string; until: number } | null> {
    const [{ galleryOf }] = await Promise.all([import("./gallery.ts"), this.complete()]);
    await this.#enter(this.protocolOf(text) ?? "");
    return galleryOf(this.#engine, text);
  }

  /** Nothing runs any more. */
  dispose(): void {
    this.#openings += 1;
    this.#calledOff.abort();
    this.#player?.dispose();
    this.#player = null;
  }

  /** Something went wrong that no intent of the reader's caused. */
  report(failure: Failure): void {
    this.#dispatch({ type: "failed", failure });
  }

  #perform(intent: Intent): void {
    if (intent.type === "open") {
      const entry = this.#engine.scenarios.find((scenario) => scenario.name === intent.scenario);
      const text = intent.text ?? entry?.text;
      if (text !== undefined) this.#open({ at: "opening", changes: [], ...intent, text });
      return;
    }
    if (intent.type === "cancel-opening") {
      this.#cancelOpening();
      return;
    }
    if (intent.type === "retry" || intent.type === "dismiss-failure") this.#askAgain(intent.type === "retry");
    const player = this.#player;
    if (player === null) return;
    if (!this.#move(intent, player)) this.#arrange(intent, player);
  }

  /** What moves the cursor or acts on the world. */
  #move(intent: Intent, player: Player): boolean {
    switch (intent.type) {
      case "play":
        player.play();
        return true;
      case "pause":
        player.pause();
        return true;
      case "toggle-play":
        if (player.playing) player.pause();
        else player.play();
        return true;
      case "seek":
        player.pause();
        player.seek(intent.position);
        return true;
      case "seek-time":
        player.seekTime(intent.ms);
        return true;
      case "step":
        player.pause();
        player.step(intent.count);
        return true;
      case "moment":
        if (intent.direction > 0) player.nextMoment();
        else player.previousMoment();
        return true;
      case "branch":
        player.switchTo(intent.branch);
        return true;
      case "act":
        this.#act(intent.line, player);
        return true;
      default:
        return false;
    }
  }

  /** A move that takes long to work out is worked out in pieces; between them the page answers. */
  #act(line: string, player: Player): void {
    if (this.#waiting.length === 0 && !player.simulation.prepare(line, HASHES_AT_ONCE)) {
      this.#play(player, line);
      return;
    }
    this.#waiting.push(line);
    if (this.#waiting.length > 1) return;
    this.#dispatch({ type: "working", working: true });
    this.#workOn(player.simulation);
  }

  /** A piece of the work; once all is done (`isReady`), the move itself, apart from the last piece. */
  #workOn(simulation: SimulationLike, isReady = false): void {
    setTimeout(() => {
      const [player, line] = [this.#player, this.#waiting[0]];
      if (player === null || line === undefined || player.simulation !== simulation) {
        this.#stopWorking();
        return;
      }
      try {
        if (!isReady) {
          this.#workOn(simulation, !simulation.prepare(line, HASHES_AT_ONCE));
          return;
        }
        this.#waiting.shift();
        this.#play(player, line);
      } catch (error) {
        this.#waiting.shift();
        const failure = failureOf({ type: "act", line }, error, this.#engine);
        this.#dispatch({ type: "failed", failure });
      }
      if (this.#waiting.length > 0) this.#workOn(simulation);
      else this.#stopWorking();
    });
  }

  #stopWorking(): void {
    this.#waiting = [];
    this.#dispatch({ type: "working", working: false });
  }

  /** What opens, sets or asks for something else. */
  #arrange(intent: Intent, player: Player): void {
    const { text } = this.#state;
    switch (intent.type) {
      case "new-seed":
        // The engine draws one for a text that names none, and reports it.
        this.#reopen(this.rewritten(text, [], ["seed", "seek"]), "seed");
        break;
      case "bug":
        this.#reopen(this.#switched(text, intent.bug, intent.on), "bug");
        break;
      case "take-over":
        this.#load("take-over", () => this.#takeOver());
        break;
      case "speed":
        player.speed = this.#factor;
        break;
      case "pace":
        player.pace = intent.pace;
        break;
      case "view":
      case "frame":
        player.refresh();
        break;
      case "protocol":
        this.#switchTo(intent.name);
        break;
      case "predict-run":
        this.#load("asking", () => this.#ask(player));
        break;
      case "select":
        if (intent.selection?.focus) player.pause();
        if (intent.selection?.kind === "record") this.#tellStory(intent.selection.id);
        break;
      case "earlier":
        this.#lookBack((archive) => archive.search(intent.wanted));
        break;
      case "earlier-story":
        this.#lookBack((archive) => archive.lengthenStory());
        break;
      case "share":
        this.#load("share", () => this.#share(player));
        break;
      case "dialog":
        if (intent.dialog === "editor") this.#dispatch({ type: "draft", text: player.simulation.scenario() });
        break;
    }
  }

  get #factor(): number {
    return factorAt(this.#state.speed);
  }

  /** Another protocol: its own scenario, as it is. What was shown before can be taken over. */
  #switchTo(protocol: string): void {
    const { scenarios, world } = this.#state;
    const first = this.#options.loader.firstScenario(protocol);
    const entry =
      scenarios.find((one) => one.name === first) ?? scenarios.find((one) => one.protocol === protocol);
    if (entry !== undefined)
      this.#open({
        scenario: entry.name,
        text: entry.text,
        at: "opening",
        changes: [],
        leftBehind: world && { frame: world.frame, seed: world.seed },
      });
  }

  /** The protocol that a text names; null if it does not say, or there is no engine that can tell. */
  protocolOf(text: string): string | null {
    const { texts } = this.#engine;
    return texts && protocolOf(texts, text);
  }

  /** A text with some lines said otherwise: see `ScenarioTexts`. Without an engine nothing is. */
  rewritten(text: string, said: readonly string[], unsaid: readonly string[] = []): string {
    return this.#engine.texts?.rewritten(text, said, unsaid) ?? text;
  }

  /** A text with a known bug switched on or off. */
  #switched(text: string, bug: string, on: boolean): string {
    const line = [`bug ${bug}`];
    return on ? this.rewritten(text, line) : this.rewritten(text, [], line);
  }

  /** What is open, changed in one way. Changed back, it is the gallery's again. */
  #reopen(text: string, change: Change): void {
    const { scenario, scenarios, changes } = this.#state;
    const isGallerys = scenarios.some((one) => one.name === scenario && one.text === text);
    const all = isGallerys ? [] : [...new Set([...changes, change])];
    this.#open({ scenario, text, at: "opening", changes: all });
  }

  /** The same scenario with what was shown before, as far as the engine takes it. */
  async #takeOver(): Promise<void> {
    const { text, leftBehind } = this.#state;
    if (leftBehind === null) return;
    const turn = this.#openings;
    const { takenOver } = await import("./take-over.ts");
    if (turn === this.#openings) this.#reopen(takenOver(this.#engine, text, leftBehind), "setup");
  }

  /** What opens at once is shown at once; what takes long is opened in slices, and what was open before stays meanwhile. */
  #open(opening: Opening): void {
    this.#stopOpening();
    const { Simulation } = this.#engine;
    const slices = Simulation.opening?.(opening.text);
    const first = slices?.next();
    if (slices === undefined || first === undefined) this.#show(new Simulation(opening.text), opening);
    else if (first.done) this.#show(first.value, opening);
    else this.#openOn(slices, first.value, opening);
  }

  #openOn(slices: Generator<Reached, SimulationLike, undefined>, reached: Reached, opening: Opening): void {
    this.#openings += 1;
    const turn = this.#openings;
    const { signal } = this.#calledOff;
    const told = (next: Reached) => this.#dispatch({ type: "opening", reached: next });
    told(reached);
    const isWanted = () => turn === this.#openings;
    const opened = async () => {
      const { worked } = await import("../api/slices.ts");
      const simulation = await worked(slices, { signal, onProgress: told });
      this.#dispatch({ type: "opening", reached: null });
      const before = this.#opened;
      this.#show(simulation, opening);
      // Its chapter may still be on its way.
      if (this.#opened !== before) await this.#opened;
    };
    this.#opened = opened().catch((error: unknown) => {
      slices.return(undefined as never);
      if (!isWanted()) return;
      this.#dispatch({ type: "opening", reached: null });
      this.report(failureOf({ type: "open", ...opening }, error, this.#engine));
    });
  }

  /** Calls off what is being opened. @returns whether something was */
  #stopOpening(): boolean {
    if (this.#state.opening === null) return false;
    this.#openings += 1;
    this.#calledOff.abort();
    this.#calledOff = new AbortController();
    this.#dispatch({ type: "opening", reached: null });
    return true;
  }

  /** The reader has waited long enough: what was open stays, or there is something to see at least. */
  #cancelOpening(): void {
    if (!this.#stopOpening() || this.#player !== null) return;
    const [first] = this.#engine.scenarios;
    if (first !== undefined) this.send({ type: "open", scenario: first.name });
  }

  #show(simulation: SimulationLike, opening: Opening): void {
    const engine = this.#engine;
    const { loader } = this.#options;
    const { protocol } = simulation;
    this.#openings += 1;
    const turn = this.#openings;
    if (loader.has(protocol)) {
      this.#start(simulation, opening);
      return;
    }
    const failed = (error: unknown) => {
      simulation.dispose();
      if (turn === this.#openings) this.missed("open", error, () => this.#open(opening));
    };
    this.#opened = this.#prepare(protocol).then(() => {
      if (turn === this.#openings && engine === this.#engine) this.#start(simulation, opening);
      else simulation.dispose();
      // The engine came while the protocol did.
      if (turn === this.#openings && engine !== this.#engine) this.#open(opening);
    }, failed);
  }

  /** Until it can be shown: the language may change while it comes. */
  async #prepare(protocol: string): Promise<void> {
    const { loader } = this.#options;
    while (!loader.has(protocol)) await loader.prepare(protocol);
  }

  /** The known bugs that a protocol can be given. */
  #bugsOf(protocol: string): readonly string[] {
    return this.#engine.protocols.find(({ name }) => name === protocol)?.bugs ?? [];
  }

  #start(simulation: SimulationLike, { at, changes, leftBehind = null, until, ...opening }: Opening): void {
    const { protocol, seed, bugs: on, endTime, length } = simulation;
    this.#end = { time: until ?? endTime, length };
    this.#look = null;
    this.#wentOn = false;
    this.#missed.delete("open");
    const { texts } = this.#engine;
    // A recording begins where its scenario opens.
    const isFound = at === "opening" && texts !== null && !says(texts, opening.text, "seek");
    if (isFound) simulation.seekTime(openingTime(simulation));
    // A seed that was drawn stays the run's, whatever is changed next.
    const text = this.rewritten(opening.text, [`seed ${seed}`]);
    this.#options.loader.use(protocol);
    const bugs = this.#bugsOf(protocol);
    // What is typed stays, unless it is for another protocol.
    const typed = this.#state.protocol === protocol ? this.#state.command : null;
    const command = typed ?? this.#options.loader.outlook().command ?? "";
    const { scenario } = opening;
    const opened = { scenario, text, protocol, bugs, bugsOn: on, command, changes, leftBehind };
    this.#dispatch({ type: "opened", opened });
    if (this.#player === null) {
      this.#player = new Player(simulation, this.#options.clock, {
        // Who prefers less motion sees time pass by events: nothing glides in between.
        moved: (now) => this.#state.calm || this.#dispatch({ type: "moved", now }),
        changed: (scene, now) => this.#report(scene, now),
        playing: (playing) => {
          this.#dispatch({ type: "playing", playing });
          if (this.#player !== null && !playing) this.#dispatch({ type: "moved", now: this.#player.now });
        },
        failed: (error) => this.#stopped(error),
      });
      this.#player.speed = this.#factor;
      this.#player.beats = (frame) => {
        const outlook = this.#options.loader.outlook();
        return outlook.quiet(frame) ? QUIET_SHARE : (outlook.beats?.(frame) ?? 1);
      };
      this.#player.fetch = (shown) =>
        this.#options.loader.outlook().frame?.(shown, this.#state.view) ?? shown.frame();
      this.#player.refresh();
    } else {
      this.#player.open(simulation);
    }
    this.#player.pace = this.#state.pace;
    // A link shows what its sender saw; it goes on when the reader says so.
    if (at === "cursor") this.#player.pause();
    else if (this.#state.autoplay && !this.#state.calm) this.#player.play();
  }

  /** Playing could not go on. From the end of a recording it does once the engine is there. */
  #stopped(error: unknown): void {
    if (error instanceof NotRecorded)
      this.#load("engine", () => this.complete().then(() => this.#player?.play()));
    else this.report(boundOf(error) ?? { kind: "engine", detail: messageOf(error) });
  }

  #report(scene: Scene, now: number): void {
    const before = this.#state.world?.position ?? scene.position;
    this.#dispatch({ type: "changed", scene, now, details: this.#details(scene) });
    this.#archive?.moved();
    // Where it stops, what the run shows is looked at there.
    if (!this.#stopAtViolation(before)) this.#look?.(scene);
  }

  /** Runs until the run at hand shows what was to be predicted. */
  async #ask(player: Player): Promise<void> {
    const turn = this.#openings;
    const { lookOn } = await import("./prediction.ts");
    if (turn !== this.#openings || !this.#state.prediction.running) return;
    this.#look ??= lookOn({
      player,
      until: this.#end.time,
      judge: () => this.#options.loader.outlook().judge(this.#state.scenario),
      prediction: () => this.#state.prediction,
      reveal: (answer, without) => this.#dispatch({ type: "revealed", answer, without }),
    });
    player.pace = "event";
    player.play();
    // What the run has shown already need not be waited for.
    player.refresh();
  }

  /** While playing, a property that breaks stops the run right there and tells how it came to this. Whether it did. */
  #stopAtViolation(before: number): boolean {
    const world = this.#state.world;
    if (world === null || !this.#state.playing) return false;
    const position = world.properties
      .filter(({ status, at }) => status === "violated" && at !== null && at > before)
      .reduce((first, { at }) => Math.min(first, at ?? first), Number.POSITIVE_INFINITY);
    if (!Number.isFinite(position)) return false;
    this.#player?.pause();
    // To that very instant, too: the picture before may have been drawn a little later.
    this.#player?.seek(position);
    const broken = this.#state.world?.records.find(
      (record) => record.kind === "violated" && positionOf(record) === position,
    );
    if (broken !== undefined) {
      this.send({ type: "select", selection: { kind: "record", id: broken.id } });
      this.send({ type: "tab", tab: "why" });
    }
    return true;
  }

  /** A step of the story that is being told leaves the story as it is. */
  #tellStory(id: string): void {
    if (this.#state.story.some((record) => record.id === id)) return;
    const last = this.#find(id);
    const records = last === undefined ? [] : storyOf(last, (cause) => this.#find(cause));
    this.#dispatch({ type: "story", records, wrongs: [] });
    if (last?.kind === "violated") this.#lookBack((archive) => archive.findWrongs(last));
  }

  /** A first visit looks back at nothing: what can is loaded when it is first asked. */
  #lookBack(question: (archive: Archive) => void): void {
    this.#load("archive", async () => {
      const [{ Archive }] = await Promise.all([import("./archive.ts"), this.complete()]);
      this.#archive ??= new Archive(
        () => ({ state: this.#state, simulation: this.simulation }),
        (report) => this.#dispatch(report),
      );
      try {
        question(this.#archive);
      } catch (error) {
        this.report({ kind: "engine", detail: messageOf(error) });
      }
    });
  }

  /** What caused the event at the cursor and is not among the records at hand; at rest alone, when it can be read. */
  #farCauses({ records, position }: Scene): readonly EventRecord[] {
    if (this.#state.playing) return [];
    const oldest = records[0];
    const ids = records.flatMap((record) => (positionOf(record) === position ? (record.cause ?? []) : []));
    const far = ids.filter((id) => oldest !== undefined && Number.parseInt(id, 10) < positionOf(oldest));
    return [...new Set(far)].flatMap((id) => this.#find(id) ?? []);
  }

  #find(id: string): EventRecord | undefined {
    const to = Number(id.split(".", 1)[0]);
    const near = this.#state.world?.records.find((record) => record.id === id);
    return near ?? this.#player?.simulation.events({ from: to - 1, to }).find((record) => record.id === id);
  }

  async #share(player: Player): Promise<void> {
    const { shareOf } = await import("./take-over.ts");
    player.refresh();
    try {
      this.#dispatch({ type: "shared", share: shareOf(player.simulation, this.#options.base()) });
    } catch (error) {
      this.report({ kind: "engine", detail: messageOf(error) });
    }
  }

  /** Moments belong to the branch, not to the cursor: asked for again only when the branch changed or got one more. */
  #details(scene: Scene): Details {
    const simulation = this.#player?.simulation;
    const world = this.#state.world;
    if (simulation === undefined) return { moments: [], branches: [], branch: 0, own: false, properties: [] };
    const branch = simulation.branch;
    const stale = world === null || world.branch !== branch || gotMoment(scene, world.length);
    const known = world?.branch === branch ? world : null;
    return {
      branch,
      own: branch !== 0 || this.#wentOn,
      branches: stale ? simulation.branches : world.branches,
      moments: stale ? momentsOf(simulation, known) : world.moments,
      properties: simulation.properties(),
      causes: this.#farCauses(scene),
    };
  }

  #dispatch(event: AppEvent): void {
    const before = this.#state;
    this.#state = reduce(before, event);
    // Behind a dialog the run stands still.
    if (this.#player !== null) this.#player.still = this.#state.dialog !== null;
    if (this.#state !== before) this.#options.changed(this.#state, before);
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** What is opened, and how it differs from the scenario of the gallery whose name it has. */
interface Opening extends Pick<AppState, "scenario" | "text" | "changes"> {
  at: "opening" | "cursor";
  /** The scenario's last instant, if the text goes on beyond it. */
  until?: number;
  leftBehind?: AppState["leftBehind"];
}

function failureOf(intent: Intent, error: unknown, { version, texts }: Engine): Failure {
  const detail = messageOf(error);
  const bound = boundOf(error);
  if (bound !== null) return bound;
  if (intent.type === "act") return { kind: "bad-move", detail };
  if (intent.type !== "open") return { kind: "engine", detail };
  const text = intent.text ?? "";
  if (texts !== null && (versionOf(texts, text) ?? `${version}`) !== `${version}`) {
    return { kind: "other-version", detail, text: texts.rewritten(text, [`ringleader ${version}`]) };
  }
  const { line, column } = error instanceof RingleaderError ? error : { line: null, column: null };
  return { kind: "bad-scenario", detail, line, column };
}

/** What exceeds a bound is understood, and nothing broke. */
function boundOf(error: unknown): Failure | null {
  if (!(error instanceof RingleaderError && error.code.startsWith("bound-"))) return null;
  return { kind: "bound", detail: error.message, code: error.code };
}

/** More marks than a branch keeps: beyond, it leaves some out. */
const MOMENTS_MAX = 20_000;

/** The marks of a branch. What was known of it stays, and only what is new is asked for. */
function momentsOf(simulation: SimulationLike, known: World | null): Moment[] {
  if (known === null) return simulation.moments();
  const all = [...known.moments, ...simulation.moments({ from: known.length })];
  return all.length > MOMENTS_MAX ? simulation.moments() : all;
}

/** Whether the scene extends a branch of that length by an event that the time bar marks, or by too many to tell. */
function gotMoment(scene: Scene, length: number): boolean {
  if (scene.length === length) return false;
  // What is past the cursor is not among its records.
  if (scene.position < scene.length) return true;
  const oldest = scene.records[0];
  if (oldest === undefined || positionOf(oldest) > length) return true;
  return scene.records.some((record) => positionOf(record) > length && isMarked(record));
}
