/**
 * What a first visit runs of the engine: the page opens the first scenario and plays it, and nobody has touched
 * anything yet. Played with many seeds, so that whatever chance brings in that while is among it. Functions of the
 * engine that bear `inline(never)` stand apart so that a first visit can do without them.
 */
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { observed, ranIn } from "./split-engine.mjs";
import { at } from "./tools.mjs";

const SCENARIO = at("src", "protocols", "raft", "gallery", "leader-crash.scn");
const SEEDS = 200;
/** Longer than the page plays without the rest (`www/src/api/first-part.ts`). */
const STEPS = 300;
const STEP_MS = 20;

/** The functions of the engine, by index among those it defines, that a first visit runs. */
export async function firstVisit(bytes, glue) {
  const { initSync, Engine, freshSeed } = await import(pathToFileURL(glue).href);
  const exports = initSync({ module: observed(bytes) });
  const text = readFileSync(SCENARIO, "utf8");
  freshSeed();
  play(new Engine(text, 0, true));
  const anySeed = text.replace(/^seed .*\n/mu, "");
  for (let seed = 1; seed <= SEEDS; seed += 1) play(new Engine(anySeed, seed, true));
  return ranIn(exports);
}

/** All that page and player ask while a run goes on by itself, at both paces. */
function play(engine) {
  look(engine, 0);
  engine.seekTime(0);
  for (let step = 0; step < STEPS; step += 1) {
    const from = engine.position;
    if (step % 3 === 0) engine.advance(undefined, 1);
    else engine.advance(STEP_MS, undefined);
    look(engine, from);
  }
  engine.seek(0);
  look(engine, 0);
  engine.free();
}

function look(engine, from) {
  engine.frame(undefined, undefined);
  engine.frame(1, 12);
  engine.events(from, engine.position);
  if (from === 0) engine.events(undefined, engine.position);
  engine.moments();
  engine.properties();
  engine.branches();
  for (const name of ["protocol", "seed", "now", "position", "length", "endTime", "branch"])
    void engine[name];
}
