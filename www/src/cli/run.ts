import { once } from "node:events";
import { catalog, describe } from "ringleader";
import { goTo, history, summary, trace } from "./history.ts";
import { type Input, open } from "./input.ts";

interface RunOptions {
  until?: number;
  format: "text" | "json" | "trace";
  lang: string;
}

/** Writes, and waits while the reader is behind. */
async function write(text: string): Promise<void> {
  if (!process.stdout.write(text)) await once(process.stdout, "drain");
}

/** Prints the history of a scenario from boot on. */
export async function run(input: Input, { until, format, lang }: RunOptions): Promise<void> {
  const simulation = open(input);
  goTo(simulation, until);
  if (format === "trace") {
    for (const piece of trace(simulation)) await write(piece);
    return;
  }
  const told = summary(simulation);
  if (format === "json") {
    const head = { version: catalog.version, ...told, properties: simulation.properties() };
    await write(`${JSON.stringify(head).slice(0, -1)},"records":[`);
    let comma = "\n";
    for (const record of history(simulation)) {
      await write(`${comma}${JSON.stringify(record)}`);
      comma = ",\n";
    }
    await write("\n]}\n");
    return;
  }
  for (const record of history(simulation)) {
    await write(
      `${record.id.padEnd(7)} ${record.at.toFixed(3).padStart(11)} ms  ${describe(record, lang)}\n`,
    );
  }
  const { protocol, seed, now, position, hash } = told;
  await write(`\n${protocol}, seed ${seed}: ${position} events in ${now} ms, hash ${hash}\n`);
}
