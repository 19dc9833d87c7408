import type { BranchView, EventRecord, Frame, Moment, PropertyView } from "../api/frames.ts";
import type { Locale } from "../i18n/index.ts";
import type { Scene } from "../player/player.ts";
import { DEFAULT_SPEED, SPEED_STOPS } from "./speed.ts";

/** A scenario of the gallery: its name (titles are words, they live in i18n) and its text. */
export interface ScenarioEntry {
  name: string;
  protocol: string;
  text: string;
}

export type Selection =
  | { kind: "node"; id: string }
  | { kind: "client"; id: string }
  | { kind: "message"; id: string }
  | { kind: "record"; id: string };

export type Tab = "log" | "events" | "why" | "properties";
export const TABS: readonly Tab[] = ["log", "events", "why", "properties"];

export type Theme = "auto" | "light" | "dark";
export type Dialog = "help" | "share" | "scenario";

/** Something that went wrong and that the reader should know. */
export type Failure =
  | { kind: "wasm-missing"; detail: string }
  | { kind: "bad-move"; detail: string }
  | { kind: "bad-scenario"; detail: string }
  | { kind: "engine"; detail: string };

/** What is known of the running simulation. */
export interface World {
  frame: Frame;
  records: EventRecord[];
  moments: Moment[];
  branches: BranchView[];
  branch: number;
  properties: PropertyView[];
  position: number;
  length: number;
  endTime: number;
  seed: number;
}

/** All that the page shows, and nothing that it can work out from that. */
export interface AppState {
  scenarios: readonly ScenarioEntry[];
  scenario: string;
  world: World | null;
  /** Simulated now, between events too. */
  now: number;
  playing: boolean;
  /** Index into SPEED_STOPS. */
  speed: number;
  selection: Selection | null;
  tab: Tab;
  locale: Locale;
  theme: Theme;
  calm: boolean;
  dialog: Dialog | null;
  /** The header's menu on a phone. */
  menu: boolean;
  /** The first thing a viewer could try is named until they tried something. */
  hint: boolean;
  failure: Failure | null;
  /** What is typed for a client to ask. */
  command: string;
}

/** What a viewer wants. The controller carries out what concerns the engine; the rest is state alone. */
export type Intent =
  | { type: "open"; scenario: string; text?: string }
  | { type: "new-seed" }
  | { type: "play" }
  | { type: "pause" }
  | { type: "toggle-play" }
  | { type: "seek"; position: number }
  | { type: "seek-time"; ms: number }
  | { type: "step"; count: number }
  | { type: "moment"; direction: 1 | -1 }
  | { type: "act"; line: string }
  | { type: "speed"; index: number }
  | { type: "select"; selection: Selection | null }
  | { type: "tab"; tab: Tab }
  | { type: "locale"; locale: Locale }
  | { type: "theme"; theme: Theme }
  | { type: "dialog"; dialog: Dialog | null }
  | { type: "menu"; open: boolean }
  | { type: "command"; text: string }
  | { type: "branch"; branch: number }
  | { type: "dismiss-failure" };

/** What the player and the engine report. */
export type Report =
  | { type: "catalog"; scenarios: readonly ScenarioEntry[] }
  | { type: "opened"; scenario: string }
  | { type: "moved"; now: number }
  | { type: "changed"; scene: Scene; now: number; details: Details }
  | { type: "playing"; playing: boolean }
  | { type: "failed"; failure: Failure };

/** The slow-changing rest of the world, asked for at most once per event. */
export type Details = Pick<World, "moments" | "branches" | "branch" | "properties">;

export type AppEvent = Intent | Report;

export function initialState(given: Partial<AppState> = {}): AppState {
  return {
    scenarios: [],
    scenario: "",
    world: null,
    now: 0,
    playing: false,
    speed: DEFAULT_SPEED,
    selection: null,
    tab: "log",
    locale: "en",
    theme: "auto",
    calm: false,
    dialog: null,
    menu: false,
    hint: true,
    failure: null,
    command: "set x 1",
    ...given,
  };
}

/** The next state. Intents that only the engine can fulfil leave it as it is; their reports change it. */
export function reduce(state: AppState, event: AppEvent): AppState {
  switch (event.type) {
    case "catalog":
      return { ...state, scenarios: event.scenarios };
    case "opened":
      return { ...state, scenario: event.scenario, world: null, selection: null, failure: null };
    case "moved":
      return { ...state, now: event.now };
    case "changed":
      return withScene(state, event.scene, event.details, event.now);
    case "playing":
      return { ...state, playing: event.playing };
    case "failed":
      return { ...state, failure: event.failure };
    case "dismiss-failure":
      return { ...state, failure: null };
    case "speed":
      return { ...state, speed: Math.min(Math.max(event.index, 0), SPEED_STOPS.length - 1) };
    case "select":
      return { ...state, selection: event.selection, hint: state.hint && event.selection === null };
    case "tab":
      return { ...state, tab: event.tab };
    case "locale":
      return { ...state, locale: event.locale };
    case "theme":
      return { ...state, theme: event.theme };
    case "dialog":
      return { ...state, dialog: event.dialog, menu: false };
    case "command":
      return { ...state, command: event.text };
    case "menu":
      return { ...state, menu: event.open };
    case "act":
      return { ...state, failure: null, hint: false };
    default:
      return state;
  }
}

function withScene(state: AppState, scene: Scene, details: Details, now: number): AppState {
  const { frame, records, position, length, endTime, seed } = scene;
  const world: World = { frame, records, position, length, endTime, seed, ...details };
  return { ...state, world, now, selection: stillThere(state.selection, frame) };
}

/** A message leaves the picture when it arrives; nodes, clients and records stay. */
function stillThere(selection: Selection | null, frame: Frame): Selection | null {
  if (selection === null) return null;
  switch (selection.kind) {
    case "message":
      return frame.messages.some((message) => message.id === selection.id) ? selection : null;
    case "node":
      return frame.nodes.some((node) => node.id === selection.id) ? selection : null;
    case "client":
      return frame.clients.some((client) => client.id === selection.id) ? selection : null;
    case "record":
      return selection;
  }
}
