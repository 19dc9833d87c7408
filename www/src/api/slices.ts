/** Work that takes long, in slices: between them everybody else has a turn, and it can be called off. */

/** Events of a slice: some ten milliseconds. */
export const EVENTS_AT_ONCE = 20_000;
/** Events of a slice of which the records are wanted: to make these takes most of the time. */
const RECORDED_AT_ONCE = 2_000;
/** Events of a slice that are done twice and compared. */
export const COMPARED_AT_ONCE = 5_000;

/** How far a run has come. */
export interface Reached {
  position: number;
  /** In ms. */
  now: number;
}

/** What is needed of an `AbortSignal`. */
export interface AbortSignalLike {
  readonly aborted: boolean;
  readonly reason: unknown;
  throwIfAborted(): void;
  addEventListener(type: "abort", listener: () => void): void;
  removeEventListener(type: "abort", listener: () => void): void;
}

/** Who hears of work that takes long, and can call it off. */
export interface AsyncOptions<Progress = Reached> {
  /** Aborted: the work stops after a slice, and rejects with the signal's `reason`. */
  signal?: AbortSignalLike | undefined;
  /** Is called after every slice. */
  onProgress?: ((progress: Progress) => void) | undefined;
}

/** A turn for everybody else: input, timers, drawing. A timer would wait for longer the more often it is asked for. */
export function turn(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

/** Does all of it, with a turn for everybody else after every piece. Called off, its `finally` is done. */
export async function worked<Progress, Result>(
  work: Generator<Progress, Result, undefined>,
  { signal, onProgress }: AsyncOptions<Progress> = {},
): Promise<Result> {
  try {
    for (;;) {
      signal?.throwIfAborted();
      const piece = work.next();
      if (piece.done) return piece.value;
      onProgress?.(piece.value);
      await turn();
    }
  } finally {
    work.return(undefined as never);
  }
}

/** A run that goes on. */
interface Run extends Reached {}

/** How far to go: so many ms, so many events, or whichever comes first. */
interface Limit {
  ms?: number;
  events?: number;
}

/** Goes on in slices. Who moves the run meanwhile moves where it goes on; the end, if it is an instant, stays. */
function* going<Out>(
  run: Run,
  { ms, events = Number.POSITIVE_INFINITY }: Limit,
  atOnce: number,
  go: (slice: Limit) => Out,
): Generator<Out, void, undefined> {
  const end = ms === undefined ? undefined : run.now + ms;
  for (let left = events; ; ) {
    const [before, asked] = [run.position, Math.min(left, atOnce)];
    const out = go({ events: asked, ...(end === undefined ? {} : { ms: Math.max(0, end - run.now) }) });
    const done = run.position - before;
    left -= done;
    yield out;
    if (done < asked || left <= 0) return;
  }
}

/** `advance` until something comes. @returns what did, or null */
export function advanced<Found>(
  run: Run,
  limit: Limit,
  go: (slice: Limit) => Found | null,
  options: AsyncOptions,
): Promise<Found | null> {
  function* work(): Generator<Reached, Found | null, undefined> {
    for (const found of going(run, limit, EVENTS_AT_ONCE, go)) {
      if (found !== null) return found;
      yield { position: run.position, now: run.now };
    }
    return null;
  }
  return worked(work(), options);
}

/** One after the other of what slices give. */
export async function* each<One>(
  slices: Iterable<readonly One[]>,
  { signal }: Pick<AsyncOptions, "signal">,
): AsyncGenerator<One, void, undefined> {
  signal?.throwIfAborted();
  for (const slice of slices) {
    for (const one of slice) {
      yield one;
      signal?.throwIfAborted();
    }
    await turn();
    signal?.throwIfAborted();
  }
}

/** What happens, record by record, while it is gone through. */
export const running = <One>(run: Run, limit: Limit, go: (slice: Limit) => One[]): Iterable<One[]> =>
  going(run, limit, RECORDED_AT_ONCE, go);

/** What a part of a span gives, and the position up to which that is, if it is not all of the part. */
export type Part<One> = readonly [values: readonly One[], reached: number | null];

/** What a span of positions `from < p <= to` gives, part by part. */
export function* parts<One>(
  { from, to }: { from: number | undefined; to: number },
  atOnce: number,
  part: (from: number | undefined, to: number) => Part<One>,
): Generator<readonly One[], void, undefined> {
  for (let at = from; ; ) {
    const end = Math.min((at ?? 0) + atOnce, to);
    const [values, reached] = part(at, end);
    yield values;
    if (reached === null && end >= to) return;
    at = reached ?? end;
  }
}
