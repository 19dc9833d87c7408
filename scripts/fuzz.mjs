/**
 * `npm run fuzz`: five million cases of bad input against the native engine, or as many as it is told:
 * `npm run fuzz -- 100000`. `npm test` does 100,000. What the cases are: tests/suite/fuzz.rs.
 */
import { main, run, seconds, setUp } from "./lib/run.mjs";

await main(async () => {
  await setUp();
  const since = performance.now();
  const cases = process.argv[2] ?? "5000000";
  // In release builds overflow is silent; here it must not be.
  const env = { RINGLEADER_FUZZ_CASES: cases, CARGO_PROFILE_RELEASE_OVERFLOW_CHECKS: "true" };
  await run("cargo", ["test", "--release", "--test", "suite", "fuzz", "--", "--nocapture"], { env });
  console.log(`${cases} cases in ${seconds(since)}`);
});
