/** What the build says of the engines that it made (`vite.config.ts`). */
declare module "#chapters" {
  /** Where the engines of the chapters are, below the one that asks; empty while developing. */
  export const folder: string;
  /** The chapters that have an engine of their own; none while developing. */
  export const chapters: readonly string[];
  /** Where the engine is that has everything, while developing. */
  export const whole: string;
}

/** What the build says of the recordings that it made (`vite.config.ts`). */
declare module "#openings" {
  /** Where the files are, below the one that asks; empty while developing. */
  export const folder: string;
  /** The file of all scenarios' names, by protocol. */
  export const names: string;
}
