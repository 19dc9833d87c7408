import type { Frame } from "../api/frames.ts";
import type { SimulationLike } from "../api/simulation.ts";
import type { Share } from "../state/app-state.ts";
import { networkLines } from "../state/network-lines.ts";
import { clusterOf } from "../state/scene.ts";
import type { Engine } from "./app.ts";

/** What a change of protocol keeps: numbers of header lines, and the lines that say what the network is like. */
interface Kept {
  nodes: number;
  clients: number;
  seed: number;
  network: readonly string[];
}

/** What is taken over, from all of it down. */
const KEPT: readonly (readonly (keyof Kept)[])[] = [
  ["nodes", "clients", "seed", "network"],
  ["nodes", "seed", "network"],
  ["clients", "seed", "network"],
  ["seed", "network"],
  ["nodes", "seed"],
  ["seed"],
];

/** A scenario's text with what was shown before, as far as the engine takes it. */
export const takenOver = (
  engine: Engine,
  text: string,
  { frame, seed }: { frame: Frame; seed: number },
): string => keeping(engine, text, keptOf(frame, seed));

/** The most of it that the engine takes: a ring has no clients, a scenario may name a node that would be missing. */
function keeping({ Simulation, texts }: Engine, text: string, kept: Partial<Kept>): string {
  for (const keep of KEPT) {
    const lines = keep.flatMap((name) => linesOf(name, kept[name]));
    // A link of which another network says something has it from all links again.
    const unsaid = keep.includes("network") && kept.network !== undefined ? ["network"] : [];
    const changed = texts?.rewritten(text, lines, unsaid) ?? text;
    try {
      new Simulation(changed).dispose();
      return changed;
    } catch {
      // The next one asks for less.
    }
  }
  return text;
}

function linesOf(name: string, value: number | readonly string[] = []): readonly string[] {
  return typeof value === "number" ? [`${name} ${value}`] : value;
}

/** Size, seed and network of a run, as far as it has them. */
export function keptOf(frame: Frame, seed: number): Partial<Kept> {
  const cluster = clusterOf(frame);
  if (cluster === null) return { seed, nodes: "nodes" in frame ? frame.nodes.length : 0 };
  const { nodes, clients, network } = cluster;
  return { seed, nodes: nodes.length, clients: clients.length, network: networkLines(network) };
}

/** Whether two runs differ in anything that can be taken over from the one to the other. */
export function differs(left: { frame: Frame; seed: number }, now: { frame: Frame; seed: number }): boolean {
  const [one, other] = [keptOf(left.frame, left.seed), keptOf(now.frame, now.seed)];
  const same = (name: keyof Kept) =>
    one[name] === undefined || other[name] === undefined || String(one[name]) === String(other[name]);
  return !(["seed", "nodes", "clients", "network"] as const).every(same);
}

/** What is shared of a run: where its cursor stands. */
export function shareOf(simulation: SimulationLike, base: string): Share {
  const { now, position } = simulation;
  const [url, scenario, hash] = [simulation.link(base), simulation.scenario(), simulation.hash()];
  return { url, scenario, position, now, hash, copied: null };
}
