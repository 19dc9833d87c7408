import type { Of, ProtocolName } from "./frames.ts";

/** The codes of errors that a run of a protocol can throw, and those of whatever has no protocol. */
export type ErrorCode<P extends ProtocolName = ProtocolName> =
  | Of<"error", P>
  | ("scenario" | "argument" | "range" | "refused")
  | ("unknown-kind" | "unknown-code" | "unknown-node" | "unknown-field" | "unknown-branch" | "kept-branch")
  | ("link" | "link-version" | "busy" | "disposed" | "not-loaded" | "worker" | "engine" | "no-chance")
  | ("bound-events" | "bound-open" | "bound-records" | "bound-in-flight" | "bound-bytes" | "bound-text")
  | ("bound-settle" | "bound-branches" | "bound-link");

/**
 * What a caller did wrong, or which bound a call met. Nothing was changed, unless the bound is on a call's work.
 *
 * Codes:
 * - `scenario`: a text, with its place
 * - `argument`: no value of the kind that was asked for
 * - `range`: longer than a run can be
 * - `refused`: a placement that is not possible
 * - `unknown-kind`, `unknown-code`, `unknown-node`, `unknown-field`, `unknown-branch`: there is none of that name or number
 * - `kept-branch`: a branch that cannot be dropped
 * - `link`, `link-version`: a link that is none or is damaged, or one of another version
 * - `busy`: a change asked for by a predicate of `runUntil` or a watch; records of a branch whose records only it can tell
 * - `disposed`: after `dispose`
 * - `not-loaded`: a slim engine before `init`; an element before `ready`
 * - `worker`: a worker that does not run, was terminated, or said what cannot be read
 * - `engine`: a bug of ours, or an engine that cannot be had
 * - `no-chance`: no source of seeds
 * - a bound, whose name stands in the message and in `catalog.bounds`: `bound-events`, `bound-open`, `bound-records`,
 *   `bound-in-flight`, `bound-bytes`, `bound-text`, `bound-settle`, `bound-branches`, `bound-moves`, `bound-work`, `bound-link`,
 *   `bound-placement`
 */
export class RingleaderError extends Error {
  override readonly name = "RingleaderError";
  /** A word for programs. */
  readonly code: ErrorCode;
  /** For text: the line, from 1. */
  readonly line: number | null;
  /** For text: the column in characters, from 1. */
  readonly column: number | null;
  /** For text: what could stand there. */
  readonly expected: string | null;

  constructor(
    code: ErrorCode,
    message: string,
    place: { line?: number | null; column?: number | null; expected?: string | null } = {},
  ) {
    super(message);
    this.code = code;
    this.line = place.line ?? null;
    this.column = place.column ?? null;
    this.expected = place.expected ?? null;
  }
}

interface EngineError extends Error {
  code: ErrorCode;
  line: number | null;
  column: number | null;
  expected: string | null;
}

function isEngineError(value: unknown): value is EngineError {
  return value instanceof Error && !(value instanceof RingleaderError) && "code" in value && "line" in value;
}

/** The engine throws plain errors with a code; callers get one class, with the stack of their call. */
export function translated(thrown: unknown): unknown {
  return isEngineError(thrown) ? new RingleaderError(thrown.code, thrown.message, thrown) : thrown;
}
