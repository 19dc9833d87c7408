/**
 * How fast the packaged engine runs under Node: `npm run bench`, or `node benches/engine.mjs [simulated seconds]`.
 * `advance` converts nothing, so this times the simulation and not the views.
 */
import { Simulation } from "ringleader";

const secondsSimulated = Number(process.argv[2] ?? 600);
const sliceMs = 1000;
const repeats = 3;

const scenario = (nodes) =>
  ["protocol raft", `nodes ${nodes}`, "seed 1", "set heartbeat 50ms", "workload c1 every 50ms"].join("\n");

const cases = [
  { name: "5 servers", nodes: 5, seconds: secondsSimulated },
  { name: "64 servers", nodes: 64, seconds: Math.max(1, Math.round(secondsSimulated / 10)) },
];

function once({ nodes, seconds }, properties) {
  const sim = new Simulation(scenario(nodes), { properties });
  let events = 0;
  const start = performance.now();
  for (let ms = 0; ms < seconds * 1000; ms += sliceMs) events += sim.advance(sliceMs);
  const elapsed = performance.now() - start;
  const hash = sim.hash();
  sim.dispose();
  return { events, elapsed, hash };
}

console.log("case         properties   simulated     events    best time       events/s   hash");
for (const one of cases) {
  for (const properties of [true, false]) {
    const runs = Array.from({ length: repeats }, () => once(one, properties));
    const best = runs.reduce((a, b) => (a.elapsed < b.elapsed ? a : b));
    console.log(
      [
        one.name.padEnd(12),
        (properties ? "checked" : "off").padEnd(11),
        `${one.seconds} s`.padStart(10),
        String(best.events).padStart(10),
        `${best.elapsed.toFixed(0)} ms`.padStart(12),
        Math.round((best.events / best.elapsed) * 1000)
          .toLocaleString("en")
          .padStart(14),
        `  ${best.hash}`,
      ].join(" "),
    );
  }
}
