import type { BranchView, EventRecord, Frame, Moment, PropertyView } from "../api/frames.ts";
import type { Locale } from "../i18n/words.ts";
import type { Scene } from "./scene.ts";
import { DEFAULT_SPEED, type Pace, SPEED_STOPS } from "./speed.ts";

/** A scenario of the gallery: its name (titles are words, they live in i18n) and its text. */
export interface ScenarioEntry {
  name: string;
  protocol: string;
  /** Empty while the engine that has it is not there. */
  text: string;
}

/** Something in the picture, such as a node or a message. Which kinds there are, the protocol's view says. */
export interface Target {
  kind: string;
  id: string;
  /** Reached by a key: the focus goes there, and time waits. */
  focus?: true;
}
/** What is selected; a record of kind "record" is an event. */
export type Selection = Target;

/** The tabs that every protocol has. Its own come before them. */
export const SHARED_TABS = ["events", "why", "properties"] as const;
/** The name of a tab. */
export type Tab = string;

/** What a protocol's view keeps, such as the column of a table that is looked at. Values are its own affair. */
export type ViewState = Readonly<Record<string, string | number | boolean | null>>;

export type Theme = "auto" | "light" | "dark";
export type Dialog = "help" | "share" | "scenario" | "editor" | "partition";

/** Which records the list of events shows: all, those worth a line, or the turning points. */
export type EventFilter = "all" | "told" | "turning";
export const EVENT_FILTERS: readonly EventFilter[] = ["told", "turning", "all"];

/**
 * A menu at a place of the window. Of moves: for what was pointed at, or (null) for the network as a whole. Of chapters:
 * every protocol that can be shown.
 */
export interface Popup {
  of: "moves" | "chapters";
  target: Target | null;
  x: number;
  y: number;
}

/** Events from before those that the world holds, as far back as somebody asked for them. */
export interface Older {
  /** Which are wanted. */
  wanted(record: EventRecord): boolean;
  /** Those found, the oldest first. */
  records: readonly EventRecord[];
  /** All positions above it were searched; below 0: all there are. */
  from: number;
  searching: boolean;
}

/** What the reader expects of a lesson, and what the run at hand then showed. */
export interface Prediction {
  choice: string | null;
  /** The run is under way; the answer shows when the run shows it. */
  running: boolean;
  /** The choice that this run shows. */
  answer: string | null;
  /** Asked, but without an answer: this run never comes to one, or, changed since, has not yet. */
  without: "never" | "not-yet" | null;
}

/** How what was opened differs from the scenario of the gallery whose name it has. */
export type Change = "seed" | "bug" | "setup";

/** A link to where the cursor stands, and what proves that it opens the same. */
export interface Share {
  url: string;
  /** The same as a scenario. */
  scenario: string;
  hash: string;
  position: number;
  /** The cursor's instant, in ms. */
  now: number;
  /** Whether it went to the clipboard; null before anybody asked. */
  copied: boolean | null;
}

/** Something that went wrong and that the reader should know. */
export type Failure =
  | { kind: "wasm-missing"; detail: string }
  /** A piece of the page, or of the engine, did not come; it can be asked for again. */
  | { kind: "not-loaded"; detail: string }
  | { kind: "bad-move"; detail: string }
  | { kind: "bad-scenario"; detail: string; line: number | null; column: number | null; offer?: Offer }
  /** `text` is the scenario as of this version: the reader may open it anyway. */
  | { kind: "other-version"; detail: string; text: string }
  | { kind: "bad-option"; detail: string }
  /** All is well, but there is no going on: `code` says which bound. */
  | { kind: "bound"; detail: string; code: string }
  | { kind: "engine"; detail: string };

/** What is wrong, in the reader's language, and what may be opened instead. */
export interface Offer {
  title: string;
  label: string;
  scenario: string;
}

/** What is known of the running simulation. */
export interface World {
  frame: Frame;
  records: EventRecord[];
  moments: Moment[];
  branches: BranchView[];
  branch: number;
  /** The reader's own moves are in this branch. */
  own: boolean;
  properties: PropertyView[];
  position: number;
  length: number;
  endTime: number;
  seed: number;
  /** What caused the event at the cursor, if that happened before all of `records`. */
  causes?: readonly EventRecord[];
}

/** All that the page shows, and nothing that it can work out from that. */
export interface AppState {
  scenarios: readonly ScenarioEntry[];
  /** The protocol of the open scenario; empty until one is open. */
  protocol: string;
  /** Known bugs that the protocol of the open scenario can be given. */
  bugs: readonly string[];
  /** Those that are switched on. */
  bugsOn: readonly string[];
  scenario: string;
  /** The text that was opened. */
  text: string;
  changes: readonly Change[];
  /** What was shown before another chapter was opened, while it can still be taken over. */
  leftBehind: Pick<World, "frame" | "seed"> | null;
  world: World | null;
  /** Simulated now, between events too. */
  now: number;
  playing: boolean;
  /** A move that takes long is being worked out. */
  working: boolean;
  /** Index into SPEED_STOPS. */
  speed: number;
  pace: Pace;
  /** The reader chose the pace; until then lessons go by event. */
  paceChosen: boolean;
  selection: Selection | null;
  /** What led to the selected record, the oldest first, itself last. */
  story: readonly EventRecord[];
  /** Of a violation's story: the ids of the steps that the algorithm would not have taken. */
  wrongs: readonly string[];
  older: Older | null;
  /** The chosen tab, or null: the protocol's first. */
  tab: Tab | null;
  filter: EventFilter;
  /** Whose events the list shows, or null: everyone's. */
  filterNode: string | null;
  view: ViewState;
  locale: Locale;
  theme: Theme;
  calm: boolean;
  /** What is opened runs at once. */
  autoplay: boolean;
  /** Nobody may act on the run by hand: no faults, no commands, no other scenario. */
  locked: boolean;
  /** Tabs that are offered, or null: all. */
  tabs: readonly Tab[] | null;
  dialog: Dialog | null;
  popup: Popup | null;
  /** The header's menu on a phone. */
  menu: boolean;
  /** The first thing a viewer could try is named until they tried something. */
  hint: boolean;
  /** What to watch and what to predict is in view. */
  lesson: boolean;
  prediction: Prediction;
  failure: Failure | null;
  /** How far a long run has come that is being opened, while what was open before stays; null if none is. */
  opening: { position: number; now: number } | null;
  /** What is typed for a client to ask. */
  command: string;
  /** What is typed as a scenario. */
  draft: string;
  share: Share | null;
  sharing: Sharing;
}

/** What a viewer wants. The controller carries out what concerns the engine; the rest is state alone. */
export type Intent =
  | {
      type: "open";
      scenario: string;
      text?: string;
      at?: "opening" | "cursor";
      changes?: readonly Change[];
      until?: number;
    }
  /** A run that is being opened is not wanted any more. */
  | { type: "cancel-opening" }
  | { type: "protocol"; name: string }
  | { type: "take-over" }
  | { type: "new-seed" }
  | { type: "bug"; bug: string; on: boolean }
  | { type: "play" }
  | { type: "pause" }
  | { type: "toggle-play" }
  | { type: "seek"; position: number }
  | { type: "seek-time"; ms: number }
  | { type: "step"; count: number }
  | { type: "moment"; direction: 1 | -1 }
  | { type: "act"; line: string }
  | { type: "speed"; index: number }
  | { type: "pace"; pace: Pace }
  | { type: "select"; selection: Selection | null }
  | { type: "tab"; tab: Tab }
  | { type: "filter"; filter: EventFilter }
  | { type: "filter-node"; node: string | null }
  | { type: "earlier"; wanted(record: EventRecord): boolean }
  | { type: "earlier-story" }
  | { type: "view"; change: ViewState }
  | { type: "locale"; locale: Locale }
  | { type: "theme"; theme: Theme }
  | { type: "calm"; calm: boolean }
  | { type: "frame"; change: Partial<Framing> }
  | { type: "dialog"; dialog: Dialog | null }
  | { type: "popup"; popup: Popup | null }
  | { type: "menu"; open: boolean }
  | { type: "lesson"; open: boolean }
  | { type: "predict"; choice: string }
  | { type: "predict-run" }
  | { type: "command"; text: string }
  | { type: "draft"; text: string }
  | { type: "branch"; branch: number }
  | { type: "share" }
  | { type: "sharing"; change: Partial<Sharing> }
  | { type: "copied"; done: boolean }
  | { type: "retry" }
  | { type: "dismiss-failure" };

/** How much of the bench is offered: a page offers all, whoever embeds it may offer less. */
export type Framing = Pick<AppState, "autoplay" | "locked" | "tabs">;

/** What a locked bench refuses from the hands of its readers. */
const ACTING: ReadonlySet<string> = new Set(["act", "bug", "new-seed", "protocol", "popup", "take-over"]);
const ACTING_DIALOGS: ReadonlySet<Dialog | null> = new Set<Dialog | null>([
  "partition",
  "editor",
  "scenario",
]);

/** Whether a reader may ask for that. */
export const isAllowed = (state: AppState, intent: Intent): boolean =>
  !state.locked ||
  !(ACTING.has(intent.type) || (intent.type === "dialog" && ACTING_DIALOGS.has(intent.dialog)));

/** What the player and the engine report. */
export type Report =
  | { type: "catalog"; scenarios: readonly ScenarioEntry[]; bugs: readonly string[] }
  | { type: "opened"; opened: Opened }
  | { type: "moved"; now: number }
  | { type: "changed"; scene: Scene; now: number; details: Details }
  | { type: "playing"; playing: boolean }
  | { type: "working"; working: boolean }
  | { type: "story"; records: readonly EventRecord[]; wrongs: readonly string[] }
  | { type: "older"; older: Older | null }
  | ({ type: "revealed" } & Pick<Prediction, "answer" | "without">)
  | { type: "shared"; share: Share }
  | { type: "opening"; reached: AppState["opening"] }
  | { type: "failed"; failure: Failure };

/** Which scenario runs now. */
export type Opened = Pick<
  AppState,
  "scenario" | "text" | "protocol" | "bugs" | "bugsOn" | "command" | "changes" | "leftBehind"
>;

/** The slow-changing rest of the world, asked for at most once per event. */
export type Details = Pick<World, "moments" | "branches" | "branch" | "own" | "properties" | "causes">;

export type AppEvent = Intent | Report;

const NO_PREDICTION: Prediction = { choice: null, running: false, answer: null, without: null };

export function initialState(given: Partial<AppState> = {}): AppState {
  return {
    scenarios: [],
    protocol: "",
    bugs: [],
    bugsOn: [],
    scenario: "",
    text: "",
    changes: [],
    leftBehind: null,
    world: null,
    now: 0,
    playing: false,
    working: false,
    opening: null,
    speed: DEFAULT_SPEED,
    pace: "clock",
    paceChosen: false,
    selection: null,
    story: [],
    wrongs: [],
    older: null,
    tab: null,
    filter: "told",
    filterNode: null,
    view: {},
    locale: "en",
    theme: "auto",
    calm: false,
    autoplay: true,
    locked: false,
    tabs: null,
    dialog: null,
    popup: null,
    menu: false,
    hint: true,
    lesson: true,
    prediction: NO_PREDICTION,
    failure: null,
    command: "",
    draft: "",
    share: null,
    sharing: ALL_OF_IT,
    ...given,
  };
}

/** The next state. Intents that only the engine can fulfil leave it as it is; their reports change it. */
export function reduce(state: AppState, event: AppEvent): AppState {
  return reduceReport(state, event) ?? reduceLook(state, event) ?? reduceDoing(state, event) ?? state;
}

function reduceReport(state: AppState, event: AppEvent): AppState | null {
  switch (event.type) {
    case "catalog":
      return { ...state, scenarios: event.scenarios, bugs: event.bugs };
    case "opened":
      return opened(state, event.opened);
    case "moved":
      return { ...state, now: event.now };
    case "changed":
      return withScene(state, event.scene, event.details, event.now);
    case "playing":
      return { ...state, playing: event.playing, selection: atCursor(state, event.playing) };
    case "opening":
      return { ...state, opening: event.reached };
    case "working":
      return { ...state, working: event.working };
    case "story":
      return { ...state, story: event.records, wrongs: event.wrongs };
    case "older":
      return { ...state, older: event.older };
    case "revealed":
      return revealed(state, event);
    case "shared":
      return { ...state, share: event.share, dialog: "share", menu: false };
    case "failed":
      return { ...state, failure: event.failure };
    default:
      return null;
  }
}

/** What is looked at, and how. */
function reduceLook(state: AppState, event: AppEvent): AppState | null {
  switch (event.type) {
    case "speed":
      return { ...state, speed: Math.min(Math.max(event.index, 0), SPEED_STOPS.length - 1) };
    case "pace":
      return { ...state, pace: event.pace, paceChosen: true };
    case "select":
      return { ...state, selection: event.selection, hint: state.hint && event.selection === null };
    case "tab":
      return { ...state, tab: event.tab };
    case "filter":
      return { ...state, filter: event.filter, older: null };
    case "filter-node":
      return { ...state, filterNode: event.node, older: null };
    case "view":
      return { ...state, view: { ...state.view, ...event.change } };
    case "locale":
      return { ...state, locale: event.locale };
    case "theme":
      return { ...state, theme: event.theme };
    case "calm":
      return { ...state, calm: event.calm };
    case "frame":
      return { ...state, ...event.change };
    case "dialog":
      return { ...state, dialog: event.dialog, popup: null, menu: false };
    case "popup":
      return { ...state, popup: event.popup };
    case "menu":
      return { ...state, menu: event.open };
    case "lesson":
      return { ...state, lesson: event.open };
    case "retry":
    case "dismiss-failure":
      return { ...state, failure: null };
    default:
      return null;
  }
}

/** What is typed, answered, done. */
function reduceDoing(state: AppState, event: AppEvent): AppState | null {
  switch (event.type) {
    case "command":
      return { ...state, command: event.text };
    case "draft":
      return { ...state, draft: event.text, failure: null };
    case "predict":
      return { ...state, prediction: { ...state.prediction, choice: event.choice } };
    case "predict-run":
      return { ...state, prediction: { ...state.prediction, running: true }, pace: "event", hint: false };
    case "sharing":
      return {
        ...state,
        sharing: { ...state.sharing, ...event.change },
        share: state.share && { ...state.share, copied: null },
      };
    case "copied":
      return state.share === null ? state : { ...state, share: { ...state.share, copied: event.done } };
    case "act":
      return { ...state, failure: null, hint: false, popup: null };
    default:
      return null;
  }
}

function revealed(state: AppState, { answer, without }: Pick<Prediction, "answer" | "without">): AppState {
  return { ...state, prediction: { ...state.prediction, running: false, answer, without } };
}

function opened(state: AppState, next: Opened): AppState {
  const { scenarios, locale, theme, calm, speed, paceChosen, tab, filter, menu, now } = state;
  const { autoplay, locked, tabs, sharing } = state;
  // A first visit is a cluster at work, by the clock; a lesson that was picked goes event by event.
  const isLesson = state.world !== null && scenarios.some((entry) => entry.name === next.scenario);
  const pace = isLesson && !paceChosen ? "event" : state.pace;
  const kept = { scenarios, locale, theme, calm, speed, pace, paceChosen, filter, menu, now };
  return initialState({
    ...kept,
    ...{ autoplay, locked, tabs, sharing },
    ...next,
    dialog: state.dialog === "scenario" ? state.dialog : null,
    // The tab that tells of a record has nothing to tell of a new run.
    tab: tab === "why" ? null : tab,
    hint: state.hint,
    playing: state.playing,
  });
}

function withScene(state: AppState, scene: Scene, details: Details, now: number): AppState {
  const { frame, records, position, length, endTime, seed } = scene;
  const world: World = { frame, records, position, length, endTime, seed, ...details };
  const next = { ...state, world, now, selection: stillThere(state.selection, frame) };
  return { ...next, selection: atCursor(next, state.playing) };
}

/** At rest, what is told is the event at the cursor: one that was chosen is let go when the cursor leaves it. */
function atCursor({ selection, world }: AppState, playing: boolean): Selection | null {
  if (playing || world === null || selection?.kind !== "record") return selection;
  return Number.parseInt(selection.id, 10) === world.position ? selection : null;
}

/** Where a frame lists what can be selected. */
const LISTS: Readonly<Record<string, string>> = { node: "nodes", client: "clients", message: "messages" };

/** A message leaves the picture when it arrives; what the frame does not list stays. */
function stillThere(selection: Selection | null, frame: Frame): Selection | null {
  if (selection === null) return null;
  const list: unknown = Object.entries(frame).find(([name]) => name === LISTS[selection.kind])?.[1];
  if (!Array.isArray(list)) return selection;
  return list.some((one: { id?: string }) => one.id === selection.id) ? selection : null;
}

/** What a run is shared as, and how much of the bench goes with it. */

/** What a run is shared as. */
export const FORMS = ["link", "frame", "element", "notebook"] as const;
export type Form = (typeof FORMS)[number];
export const CONTROLS = ["full", "min", "none"] as const;

/** How a run is shared. What is left out is hidden; without faults, the bench is locked. */
export interface Sharing {
  as: Form;
  /** Views left out: the picture goes by the name `cluster`. */
  without: readonly string[];
  controls: (typeof CONTROLS)[number];
  faults: boolean;
  autoplay: boolean;
}

export const ALL_OF_IT: Sharing = {
  as: "link",
  without: [],
  controls: "full",
  faults: true,
  autoplay: false,
};
