/**
 * `npm run swarm [seeds]`: random clusters, options and faults, 100,000 of them unless told otherwise. Safety holds
 * always; after healing a request is answered.
 */
import { main, run, setUp } from "./lib/run.mjs";

await main(async () => {
  await setUp();
  const seeds = process.argv[2] ?? "100000";
  await run("cargo", ["test", "--release", "--test", "suite", "swarm", "--", "--nocapture"], {
    env: { RINGLEADER_SWARM: seeds },
  });
});
