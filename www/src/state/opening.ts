import type { SimulationLike } from "../api/simulation.ts";

/** Simulated time before the first message with which a scenario opens: a fifth of a second to see a timer run out. */
const LEAD_MS = 2;
/** The first message of a cluster is among its first events; a scenario without one opens at its start. */
const EVENTS_SEARCHED = 400;

/**
 * Where a scenario opens: where its own `seek` line says (null: leave the cursor), else shortly before its
 * first message, because until then there is nothing to see but timers.
 */
export function openingTime(text: string, simulation: SimulationLike): number | null {
  if (/^[^\S\r\n]*seek\s/mu.test(text)) return null;
  if (simulation.length === 0)
    simulation.runUntil((record) => record.kind === "sent", { ms: 2_000, events: EVENTS_SEARCHED });
  const to = Math.min(simulation.length, EVENTS_SEARCHED);
  const first = simulation.events({ from: 0, to }).find((record) => record.kind === "sent");
  return first === undefined ? 0 : Math.max(0, first.at - LEAD_MS);
}

/** The same scenario without its seed: the engine then takes a fresh one and reports it. */
export function withFreshSeed(text: string): string {
  return text
    .split("\n")
    .filter((line) => !/^\s*(seed|seek)\s/u.test(line))
    .join("\n");
}

/** The same scenario with a given seed. */
export function withSeed(text: string, seed: number): string {
  const lines = withFreshSeed(text).split("\n");
  const protocol = lines.findIndex((line) => /^\s*protocol\s/u.test(line));
  lines.splice(protocol + 1, 0, `seed ${seed}`);
  return lines.join("\n");
}

// Blanks of one line only: with line breaks among them, a text of nothing else would take the square of its length.
const VERSION_LINE = /^[^\S\r\n]*ringleader\s+(\d+)/mu;

/** The version that a scenario says it is of, if it says so. */
export const versionOf = (text: string): number | null => {
  const found = VERSION_LINE.exec(text);
  return found === null ? null : Number(found[1]);
};

/** The same scenario as of this version, which may play it as another history. */
export const withoutVersion = (text: string): string => text.replace(VERSION_LINE, "#");

const BUG_LINE = /^\s*bug\s+([\w-]+)/u;

/** The known bugs that a scenario switches on. */
export const bugsOf = (text: string): readonly string[] =>
  text.split("\n").flatMap((line) => BUG_LINE.exec(line)?.[1] ?? []);

/** The same scenario with a known bug switched on or off. */
export function withBug(text: string, bug: string, on: boolean): string {
  const lines = text.split("\n").filter((line) => BUG_LINE.exec(line)?.[1] !== bug);
  const protocol = lines.findIndex((line) => /^\s*protocol\s/u.test(line));
  if (on) lines.splice(protocol + 1, 0, `bug ${bug}`);
  return lines.join("\n");
}

/** The protocol that a scenario names; the engine says what is wrong with one that names none. */
export const protocolOf = (text: string): string | null =>
  /^[^\S\r\n]*protocol\s+([\w-]+)/mu.exec(text)?.[1] ?? null;

/** What a change of protocol keeps: header lines and the network, each as the lines that say it. */
export interface Kept {
  nodes: number;
  clients: number;
  seed: number;
  network: readonly string[];
}

/** The same scenario with another size, seed and network, as far as `keep` names them. */
export function withKept(text: string, kept: Partial<Kept>, keep: readonly (keyof Kept)[]): string {
  const replaced = new RegExp(`^\\s*(?:${keep.join("|")})\\s`, "u");
  const lines = text.split("\n");
  const protocol = lines.findIndex((line) => /^\s*protocol\s/u.test(line));
  const firstMove = lines.findIndex((line) => MOVE_LINE.test(line));
  const head = lines.slice(0, firstMove < 0 ? lines.length : firstMove);
  const moves = firstMove < 0 ? [] : lines.slice(firstMove);
  const header = keep.flatMap((name) => (name === "network" ? [] : [`${name} ${kept[name]}`]));
  return [
    ...head.slice(0, protocol + 1),
    ...header,
    ...head.slice(protocol + 1).filter((line) => !replaced.test(line)),
    ...(keep.includes("network") ? (kept.network ?? []) : []),
    ...moves,
  ].join("\n");
}

/** The first line that is neither of the header nor sets the network from the start. */
const MOVE_LINE =
  /^\s*(?!#|ringleader\s|protocol\s|nodes\s|clients\s|seed\s|set\s|bug\s|given\s|keys\s|network\s|$)/u;
