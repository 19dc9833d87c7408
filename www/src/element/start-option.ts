import type { EventRecord, RecordName } from "../api/frames.ts";
import type { SimulationLike } from "../api/simulation.ts";

/** How far ahead it looks for a moment. */
const SEARCH = { ms: 60_000, events: 200_000 };

/** Where a run opens. */
export type Start = { position: number } | { ms: number } | { kind: string; count: number };

/** Reads `12`, `412.5ms`, `leader-elected` or `leader-elected 3`; null is none of these. */
export function startOf(text: string): Start | null {
  const words = text.trim().split(/\s+/u);
  const [first = "", count = "1"] = words;
  if (words.length > 2 || first === "" || !/^[1-9]\d{0,8}$/u.test(count)) return null;
  const ms = /^(\d{1,12}(?:\.\d{1,6})?)ms$/u.exec(first)?.[1];
  if (ms !== undefined) return words.length === 1 ? { ms: Number(ms) } : null;
  if (!/^\d+$/u.test(first)) return { kind: first, count: Number(count) };
  return words.length === 1 && Number.isSafeInteger(Number(first)) ? { position: Number(first) } : null;
}

type Run = Pick<SimulationLike, "now" | "position" | "seek" | "seekTime" | "advance" | "runUntil">;

/** Goes where `text` says: a position or an instant, made known if it is not yet, or the n-th moment of a kind. @returns what is wrong */
export function goToStart(run: Run, text: string): string | null {
  const start = startOf(text);
  const said = text.length > 40 ? `${text.slice(0, 40)}...` : text;
  if (start === null)
    return `a position, an instant such as \`412.5ms\`, or a kind of moment and which, such as \`leader-elected 2\`, not \`${said}\``;
  try {
    if ("position" in start) {
      run.seek(start.position);
      if (run.position < start.position) run.advance({ events: start.position - run.position });
      return null;
    }
    if ("ms" in start) {
      run.seekTime(start.ms);
      if (run.now < start.ms) run.advance({ ms: start.ms - run.now });
      return null;
    }
    const found = findMoment(run, start.kind, start.count);
    if (found === start.count) return null;
    const those = found === 0 ? "no" : `only ${found} of`;
    return `${those} \`${said}\` within ${SEARCH.ms / 1000} s`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Runs on from boot to the event with the n-th moment of a kind. @returns how many there were */
function findMoment(run: Run, kind: string, count: number): number {
  const names = (record: EventRecord): unknown[] => [
    record.kind,
    "rule" in record && record.rule,
    "verb" in record && record.verb,
  ];
  run.seek(0);
  for (let found = 0; found < count; found++) {
    const left = { ms: SEARCH.ms - run.now, events: SEARCH.events - run.position };
    if (left.ms <= 0 || left.events <= 0) return found;
    const news = run.runUntil(kind as RecordName, left);
    if (!news.some((record) => names(record).includes(kind))) return found;
  }
  return count;
}
