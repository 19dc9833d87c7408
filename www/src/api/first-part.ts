/** Simulated ms of the first scenario that the engine's first part plays by itself; `api/parts.test.ts` holds it to that. */
export const FIRST_MS = 3_000;
