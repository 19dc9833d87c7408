/** What a caller did wrong, or which bound a call met. Nothing was changed, unless the bound is on a call's work. */
export class RingleaderError extends Error {
  override readonly name = "RingleaderError";
  /** A word for programs: "scenario", "bound-events", "disposed", ... */
  readonly code: string;
  /** For text: where, from 1. */
  readonly line: number | null;
  readonly column: number | null;
  /** For text: what could stand there. */
  readonly expected: string | null;

  constructor(
    code: string,
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

interface EngineError {
  code: string;
  message: string;
  line: number | null;
  column: number | null;
  expected: string | null;
}

function isEngineError(value: unknown): value is EngineError {
  return typeof value === "object" && value !== null && "code" in value && "message" in value;
}

/** The engine throws plain data; callers get an error with a stack. */
export function translated(thrown: unknown): unknown {
  if (thrown instanceof Error || !isEngineError(thrown)) return thrown;
  return new RingleaderError(thrown.code, thrown.message, thrown);
}
