import type { RecordFilter, RecordOf } from "../api/filter.ts";
import type { BranchView, EventRecord, Frame, Moment, PropertyView, ProtocolName } from "../api/frames.ts";
import type { FrameOptions, Limit, SimulationLike } from "../api/simulation.ts";
import { positionOf } from "../state/scene.ts";
import type { Recording, Stop } from "./recording.ts";
import { NotRecorded } from "./recording.ts";

const cannot = (): never => {
  throw new NotRecorded("this needs the engine");
};

/** So many of a log's entries a frame shows unless others are asked for. */
const NEWEST = 30;

/**
 * A run off its recording. It goes on by itself, as far as it is recorded, and shows what is there; whatever else is
 * asked of it throws `NotRecorded` and changes nothing. Where it stands, all is as the engine's own run would have it.
 */
export class RecordedRun implements SimulationLike {
  readonly #recording: Recording;
  /** Which stop it is at. */
  #stop = 0;
  #now: number;

  constructor(recording: Recording) {
    this.#recording = recording;
    this.#now = recording.stops[0].frame.now;
  }

  get now(): number {
    return this.#now;
  }
  get position(): number {
    return this.#at.frame.position;
  }
  get length(): number {
    return this.#recording.length;
  }
  get endTime(): number {
    return this.#recording.endTime;
  }
  get seed(): number {
    return this.#recording.seed;
  }
  get protocol(): ProtocolName {
    return this.#recording.scenario.protocol as ProtocolName;
  }
  get bugs(): SimulationLike["bugs"] {
    return this.#recording.bugs;
  }
  readonly branch = 0;
  get branches(): BranchView[] {
    return this.#recording.branches;
  }

  get #at(): Stop {
    return this.#recording.stops[this.#stop] as Stop;
  }

  /** Goes on as `Simulation.advance` does. */
  advance(until: number | Limit): number {
    const limit = typeof until === "number" ? { ms: until } : until;
    const { ms = Number.POSITIVE_INFINITY, events = Number.POSITIVE_INFINITY } = limit;
    const { stops } = this.#recording;
    const target = later(this.#now, ms);
    let stop = this.#stop;
    const due = () => stops[stop]?.frame.nextDue ?? Number.POSITIVE_INFINITY;
    while (stop - this.#stop < events && due() <= target) {
      stop += 1;
      if (stop === stops.length) cannot();
    }
    const happened = stop - this.#stop;
    // What comes last is the time that was given, or so many events.
    const isTime = happened < events;
    if (isTime && target > this.endTime) cannot();
    this.#stop = stop;
    this.#now = isTime ? target : this.#at.frame.now;
    return happened;
  }

  frame({ log }: FrameOptions = {}): Frame {
    const frame = { ...this.#at.frame, now: this.#now };
    return "nodes" in frame
      ? ({ ...frame, nodes: frame.nodes.map((node) => windowed(node, log)) } as Frame)
      : frame;
  }

  events<Kind extends EventRecord["kind"] = EventRecord["kind"]>({
    from = -1,
    to = this.length,
    ...lists
  }: RecordFilter<Kind> = {}): RecordOf<Kind>[] {
    const { records, stops } = this.#recording;
    const last = stops.at(-1)?.frame.position ?? 0;
    if (Object.keys(lists).length > 0 || Math.min(to, this.length) > last) cannot();
    const within = records.filter((record) => positionOf(record) > from && positionOf(record) <= to);
    return within as RecordOf<Kind>[];
  }

  moments(filter: object = {}): Moment[] {
    if (Object.keys(filter).length > 0) cannot();
    return this.#recording.moments;
  }

  properties(): PropertyView[] {
    return this.#at.properties;
  }

  hash(): string {
    return this.#at.hash;
  }

  dispose(): void {}

  get bytes(): number {
    return cannot();
  }
  readonly advanceUntil = cannot;
  readonly run = cannot;
  readonly step = cannot;
  readonly stepBack = cannot;
  readonly runUntil = cannot;
  readonly seek = cannot;
  readonly seekTime = cannot;
  readonly act = cannot;
  readonly prepare = cannot;
  readonly enabled = cannot;
  readonly watch = cannot;
  readonly history = cannot;
  readonly deviations = cannot;
  readonly trace = cannot;
  readonly fingerprint = cannot;
  readonly switchTo = cannot;
  readonly dropBranch = cannot;
  readonly fork = cannot;
  readonly scenario = cannot;
  readonly link = cannot;
}

/** Instants are whole microseconds. */
const later = (now: number, ms: number): number => (Math.round(now * 1_000) + Math.round(ms * 1_000)) / 1_000;

/** A node with the part of its log that is asked for. */
function windowed<Node extends object>(node: Node, window: FrameOptions["log"]): Node {
  if (window === "all" || !("log" in node && Array.isArray(node.log))) return node;
  const entries: readonly { index: number }[] = node.log;
  const last = entries.at(-1)?.index ?? 0;
  const { from, to } = window ?? { from: last - NEWEST + 1, to: last };
  return { ...node, log: entries.filter(({ index }) => index >= from && index <= to) };
}
