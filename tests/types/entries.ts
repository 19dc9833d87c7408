/** What the entries of the package have to do with each other: one set of types, whatever the engine came in by. */
import { connect, type Placement, Simulation } from "ringleader";
import { placement as alone, type PlacementOptions } from "ringleader/placement";
import { type EngineSource, init, type Library, load, type Simulation as Slim } from "ringleader/slim";
import { serve } from "ringleader/worker";

const sim = new Simulation("protocol raft");
const events: number = sim.advance(100);
const now: number = sim.now;
const hash: string = sim.hash();
// @ts-expect-error: the types are real, nothing is any
const wrong: string = sim.now;
// @ts-expect-error: nor is the frame
const alsoWrong: boolean = sim.frame().nodes;
const options: PlacementOptions = { strategy: "ring", nodes: ["a", "b"] };
// Nor does it matter which entry placed.
const placed: Placement = alone.create(options);
// A simulation of one entry is a simulation of the other.
const slim: Slim = sim;
const sources: EngineSource[] = ["ringleader.wasm", new Uint8Array(8), new ArrayBuffer(8)];
const loading: Promise<Library> = init(sources[0] ?? "");
// A library of an engine of its own makes runs of the same type.
const own: Promise<Slim> = load(new Uint8Array(8)).then((library) => new library.Simulation("protocol raft"));
export async function remote(worker: Parameters<typeof connect>[0]): Promise<string> {
  const far = await connect(worker).open({ protocol: "raft", nodes: 3 }, { properties: false });
  const length: number = (await far.runUntil("committed", { ms: 100 })).length;
  const sent: string | undefined = (await far.advanceUntil({ kinds: ["sent"] }))?.id;
  await far.events({ codes: ["raft.vote.granted"], from: sent === undefined ? 0 : 1 });
  for await (const { id } of far.history({ kinds: ["sent"] })) if (id === sent) break;
  const end = await far.watch({ nodes: ["role"] }, (now, before) => now.position - before.position);
  await end();
  await using fork = await far.fork();
  await fork.prepare("crash n1");
  // @ts-expect-error: a predicate cannot go to a worker
  await far.runUntil(() => true);
  // @ts-expect-error: what is far is a promise
  const soon: number = far.now;
  return (await far.hash()) + length + soon;
}
export const served = (worker: Parameters<typeof connect>[0]): void => serve(worker);
export { alsoWrong, events, hash, loading, now, own, placed, slim, wrong };
