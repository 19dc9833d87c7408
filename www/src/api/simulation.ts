import type { BranchView, EventRecord, Frame, Moment, PropertyView } from "./frames.ts";

/** The runtime's shape, to be written over by the implementation. */
export interface SimulationLike {
  advance(until: number | { ms?: number; events?: number }): number;
  run(ms: number): EventRecord[];
  step(n?: number): EventRecord[];
  runUntil(
    target: string | ((record: EventRecord) => boolean),
    limit?: { ms?: number; events?: number },
  ): EventRecord[];
  act(moves: string): EventRecord[];
  readonly now: number;
  readonly position: number;
  readonly length: number;
  readonly seed: number;
  /** Simulated time of the end of the branch. */
  readonly endTime: number;
  seek(position: number): void;
  seekTime(ms: number): void;
  stepBack(n?: number): void;
  frame(options?: { log?: { from: number; to: number } }): Frame;
  events(span?: { from?: number; to?: number }): EventRecord[];
  moments(): Moment[];
  trace(span?: { from?: number; to?: number }): string;
  hash(): string;
  readonly branches: BranchView[];
  readonly branch: number;
  switchTo(id: number): void;
  properties(): PropertyView[];
  scenario(): string;
  link(base?: string): string;
  dispose(): void;
}
