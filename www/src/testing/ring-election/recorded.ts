/**
 * A run of the worked example (`examples/ring_election.rs`), which is in no engine of ours: what a page would be given of
 * it, as the engine's own test writes it down (`tests/suite/worked_example.rs`).
 */
import golden from "../../../../tests/golden/ring-election.jsonl?raw";
import type { ProtocolInfo } from "../../api/catalog.ts";
import type { BranchView, ClusterFrame, EventRecord, Frame, Moment, PropertyView } from "../../api/frames.ts";
import type { SimulationLike } from "../../api/simulation.ts";
import { positionOf } from "../../state/scene.ts";

const lines = golden.split("\n");
const all = <T>(name: string): T[] =>
  lines.filter((line) => line.startsWith(`${name} `)).map((line) => JSON.parse(line.slice(name.length + 1)));
function one<T>(name: string): T {
  const last = all<T>(name).at(-1);
  if (last === undefined) throw new Error(`the golden file has no ${name}`);
  return last;
}

/** What the catalog would say of it; a later line says more than an earlier one. */
export const INFO = one<ProtocolInfo>("info");
export const SCENARIO = one<string>("scenario");
export const RECORDS = one<EventRecord[]>("records");
export const FRAMES = all<ClusterFrame>("frame");
export const MOMENTS = one<Moment[]>("moments");
export const PROPERTIES = all<PropertyView[]>("properties");
const END_MS = one<number>("end") / 1000;

/** The run at a cursor. It can be walked, and that is all. */
class Recorded {
  readonly protocol = INFO.name;
  readonly seed = 1;
  readonly branch = 0;
  readonly endTime = END_MS;
  readonly length = FRAMES.length - 1;
  position = FRAMES.length - 1;
  now = END_MS;

  get branches(): BranchView[] {
    return [{ id: 0, parent: null, forkedAt: null, length: this.length, endTime: END_MS }];
  }
  frame(): Frame {
    return { ...FRAMES[this.position], now: this.now } as unknown as Frame;
  }
  events({ from = -1, to = this.length }: { from?: number; to?: number } = {}): EventRecord[] {
    return RECORDS.filter((record) => positionOf(record) > from && positionOf(record) <= to);
  }
  moments(): Moment[] {
    return MOMENTS;
  }
  properties(): PropertyView[] {
    return PROPERTIES[this.position] ?? [];
  }
  seek(position: number): void {
    this.position = Math.min(Math.max(position, 0), this.length);
    this.now = FRAMES[this.position]?.now ?? 0;
  }
  seekTime(ms: number): void {
    this.now = Math.min(ms, END_MS);
    this.position = FRAMES.findLastIndex(({ now }) => now <= this.now);
  }
  scenario(): string {
    return SCENARIO;
  }
  dispose(): void {}
}

/** As an engine's class of simulations, whatever the text. */
export const RecordedSimulation = Recorded as unknown as new (text: string) => SimulationLike;
