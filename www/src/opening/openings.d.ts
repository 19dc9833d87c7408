/** What the build says of the recordings that it made (`vite.config.ts`). */
declare module "#openings" {
  /** Where the files are, below the one that asks. */
  export const folder: string;
  /** Whose scenarios are recorded, by protocol. */
  export const protocols: Readonly<Record<string, readonly string[]>>;
}
