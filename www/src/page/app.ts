import type { SimulationLike } from "../api/simulation.ts";
import { MARKED, Player, type Scene } from "../player/player.ts";
import type { WallClock } from "../player/wall-clock.ts";
import {
  type AppEvent,
  type AppState,
  type Details,
  type Intent,
  reduce,
  type ScenarioEntry,
} from "../state/app-state.ts";
import { openingTime, withFreshSeed } from "../state/opening.ts";
import { positionOf } from "../state/record.ts";
import { SPEED_STOPS } from "../state/speed.ts";

/** What the page needs of the engine. */
export interface Engine {
  Simulation: new (text: string) => SimulationLike;
  scenarios: readonly ScenarioEntry[];
}

/**
 * Carries out intents: what concerns the simulation goes to the player, everything ends up in the state.
 * It knows no DOM; views read `state` and are told when it changed.
 */
export class App {
  readonly #engine: Engine;
  readonly #clock: WallClock;
  readonly #changed: (state: AppState, before: AppState) => void;
  #state: AppState;
  #player: Player | null = null;
  #text = "";

  constructor(
    engine: Engine,
    clock: WallClock,
    state: AppState,
    changed: (state: AppState, before: AppState) => void,
  ) {
    this.#engine = engine;
    this.#clock = clock;
    this.#changed = changed;
    this.#state = reduce(state, { type: "catalog", scenarios: engine.scenarios });
  }

  get state(): AppState {
    return this.#state;
  }

  get simulation(): SimulationLike | null {
    return this.#player?.simulation ?? null;
  }

  /** The one way in: every control, key and menu sends one of these. */
  send = (intent: Intent): void => {
    this.#dispatch(intent);
    try {
      this.#perform(intent);
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error);
      const kind = intent.type === "open" ? "bad-scenario" : intent.type === "act" ? "bad-move" : "engine";
      this.#dispatch({ type: "failed", failure: { kind, detail } });
    }
  };

  #perform(intent: Intent): void {
    if (intent.type === "open") {
      const entry = this.#engine.scenarios.find((scenario) => scenario.name === intent.scenario);
      const text = intent.text ?? entry?.text;
      if (text !== undefined) this.#open(intent.scenario, text);
      return;
    }
    const player = this.#player;
    if (player === null) return;
    switch (intent.type) {
      case "new-seed":
        this.#open(this.#state.scenario, withFreshSeed(this.#text));
        break;
      case "play":
        player.play();
        break;
      case "pause":
        player.pause();
        break;
      case "toggle-play":
        if (player.playing) player.pause();
        else player.play();
        break;
      case "seek":
        player.seek(intent.position);
        break;
      case "seek-time":
        player.seekTime(intent.ms);
        break;
      case "step":
        player.pause();
        player.step(intent.count);
        break;
      case "moment":
        if (intent.direction > 0) player.nextMoment();
        else player.previousMoment();
        break;
      case "branch":
        player.switchTo(intent.branch);
        break;
      case "act":
        player.act(intent.line);
        break;
      case "speed":
        player.speed = this.#factor;
        break;
    }
  }

  get #factor(): number {
    return SPEED_STOPS[this.#state.speed]?.factor ?? 1;
  }

  #open(scenario: string, text: string): void {
    const simulation = new this.#engine.Simulation(text);
    const opening = openingTime(text, simulation);
    if (opening !== null) simulation.seekTime(opening);
    this.#text = text;
    this.#dispatch({ type: "opened", scenario });
    if (this.#player === null) {
      this.#player = new Player(simulation, this.#clock, {
        moved: (now) => this.#dispatch({ type: "moved", now }),
        changed: (scene, now) =>
          this.#dispatch({ type: "changed", scene, now, details: this.#details(scene) }),
        playing: (playing) => this.#dispatch({ type: "playing", playing }),
      });
      this.#player.speed = this.#factor;
      this.#player.refresh();
    } else {
      this.#player.open(simulation);
    }
    if (!this.#state.calm) this.#player.play();
  }

  /** Moments belong to the branch, not to the cursor: asked for again only when the branch changed or got one more. */
  #details(scene: Scene): Details {
    const simulation = this.#player?.simulation;
    const world = this.#state.world;
    if (simulation === undefined) return { moments: [], branches: [], branch: 0, properties: [] };
    const branch = simulation.branch;
    const stale = world === null || world.branch !== branch || gotMoment(scene, world.length);
    return {
      branch,
      branches: stale ? simulation.branches : world.branches,
      moments: stale ? simulation.moments() : world.moments,
      properties: simulation.properties(),
    };
  }

  #dispatch(event: AppEvent): void {
    const before = this.#state;
    this.#state = reduce(before, event);
    if (this.#state !== before) this.#changed(this.#state, before);
  }
}

/** Whether the scene extends a branch of that length by an event that the time bar marks, or by too many to tell. */
function gotMoment(scene: Scene, length: number): boolean {
  if (scene.length === length) return false;
  const oldest = scene.records[0];
  if (oldest === undefined || positionOf(oldest) > length) return true;
  return scene.records.some((record) => positionOf(record) > length && MARKED.has(record.kind));
}
