/** Looks further back than the world does. A chunk of its own: a first visit looks back at nothing. */
import type { EventRecord } from "../api/frames.ts";
import type { SimulationLike } from "../api/simulation.ts";
import type { AppState, Older, Report } from "../state/app-state.ts";
import { isBefore } from "../state/past.ts";
import { positionOf, storyOf } from "../state/scene.ts";

/** Events read at once: some milliseconds. In between the page answers. */
const EVENTS_PER_PAGE = 500;
/** So many found end a search: more than anybody reads before asking for more. */
const FOUND_MIN = 100;
/** Events done twice at once, to see where a bug made a difference. */
const EVENTS_PER_COMPARISON = 2_000;
/** Wrong steps that a story tells: the first ones, which all else follows from. */
const WRONGS_MAX = 8;

/** The records that the world held when it was looked at. */
interface Window {
  branch: number;
  first: EventRecord;
  records: readonly EventRecord[];
}

interface Here {
  state: AppState;
  simulation: SimulationLike | null;
}

/** Reads the history of the shown branch, page by page, as far back as somebody asks. */
export class Archive {
  readonly #here: () => Here;
  readonly #dispatch: (report: Report) => void;
  /** Where the window of the world began when it was looked at last. */
  #window: Window | null = null;

  constructor(here: () => Here, dispatch: (report: Report) => void) {
    this.#here = here;
    this.#dispatch = dispatch;
  }

  /** Searches back from the oldest that was searched, until there are some more, or to the start. */
  search(wanted: (record: EventRecord) => boolean): void {
    const { state, simulation } = this.#here();
    const first = state.world?.records[0];
    if (first === undefined || simulation === null || state.older?.searching) return;
    this.moved();
    const begun = this.#here().state.older ?? { records: [], from: positionOf(first), wanted };
    const older: Older = { ...begun, wanted, searching: true };
    this.#dispatch({ type: "older", older });
    this.#searchPage(older, simulation, first, 0);
  }

  #searchPage(older: Older, simulation: SimulationLike, first: EventRecord, found: number): void {
    const from = Math.max(older.from - EVENTS_PER_PAGE, -1);
    const isNew = (record: EventRecord) =>
      isBefore(record, older.records[0] ?? first) && older.wanted(record);
    const news = simulation.events({ from, to: older.from }).filter(isNew);
    const count = found + news.length;
    const isDone = from < 0 || count >= FOUND_MIN;
    const next = { ...older, records: [...news, ...older.records], from, searching: !isDone };
    this.#dispatch({ type: "older", older: next });
    if (isDone) return;
    setTimeout(() => {
      const now = this.#here();
      // Another filter, another run, another branch: nobody waits for this any more. What was appended meanwhile stays.
      const current = now.state.older;
      if (current?.wanted !== older.wanted || current.from !== from || now.simulation !== simulation) return;
      this.#searchPage(current, simulation, first, count);
    });
  }

  /** The cursor moved: what was found stays joined to what the world holds, or is let go. */
  moved(): void {
    const { older, world } = this.#here().state;
    const first = world?.records[0];
    const before = this.#window;
    this.#window =
      world === null || first === undefined ? null : { branch: world.branch, first, records: world.records };
    if (older === null || world === null || first === undefined || before === null) return;
    const joined = joinedTo(older, before, this.#window);
    if (joined !== older) this.#dispatch({ type: "older", older: joined });
  }

  /** Some more of the chain of causes. */
  lengthenStory(): void {
    const { story, wrongs } = this.#here().state;
    const oldest = story.find((record) => !wrongs.includes(record.id)) ?? story[0];
    const cause = oldest?.cause ?? null;
    const first = cause === null ? undefined : this.#find(cause);
    if (first === undefined) return;
    this.#tell([...storyOf(first, (id) => this.#find(id)), ...story], wrongs);
  }

  /** The steps before a violation that the algorithm would not have taken: they belong to its story. */
  findWrongs(violated: EventRecord): void {
    const { simulation } = this.#here();
    if (simulation !== null) this.#compare(violated, simulation, -1, []);
  }

  #compare(violated: EventRecord, simulation: SimulationLike, from: number, found: readonly string[]): void {
    const { state, simulation: now } = this.#here();
    if (now !== simulation || state.story.at(-1)?.id !== violated.id) return;
    const end = positionOf(violated);
    const to = Math.min(Math.max(from, 0) + EVENTS_PER_COMPARISON, end);
    const wrongs = [...found, ...simulation.deviations(from < 0 ? { to } : { from, to })].slice(
      0,
      WRONGS_MAX,
    );
    if (to < end && wrongs.length < WRONGS_MAX) {
      setTimeout(() => this.#compare(violated, simulation, to, wrongs));
      return;
    }
    this.#tell([...state.story, ...wrongs.flatMap((id) => this.#step(id))], wrongs);
  }

  /** A record, and before it what set it off. */
  #step(id: string): EventRecord[] {
    const record = this.#find(id);
    const cause = record?.cause ?? null;
    return [cause === null ? undefined : this.#find(cause), record].filter((one) => one !== undefined);
  }

  /** Each once, in order; what was told last stays last. */
  #tell(records: readonly EventRecord[], wrongs: readonly string[]): void {
    const each = new Map(records.map((record) => [record.id, record]));
    const story = [...each.values()].sort((one, other) => (isBefore(one, other) ? -1 : 1));
    this.#dispatch({ type: "story", records: story, wrongs });
  }

  #find(id: string): EventRecord | undefined {
    const to = Number.parseInt(id, 10);
    return this.#here()
      .simulation?.events({ from: to - 1, to })
      .find((record) => record.id === id);
  }
}

/** What left the window joins what was found before it; after a jump past its end, or to another branch, there is none. */
function joinedTo(older: Older, before: Window, now: Window | null): Older | null {
  if (now === null || now.branch !== before.branch || positionOf(now.first) < older.from) return null;
  const last = before.records.at(-1);
  if (!isBefore(before.first, now.first)) return older;
  if (last === undefined || positionOf(now.first) > positionOf(last) + 1) return null;
  const newest = older.records.at(-1);
  const left = before.records.filter(
    (record) =>
      isBefore(record, now.first) &&
      (newest === undefined || isBefore(newest, record)) &&
      older.wanted(record),
  );
  return left.length === 0 ? older : { ...older, records: [...older.records, ...left] };
}
