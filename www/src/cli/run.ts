import { once } from "node:events";
import { catalog, describe } from "ringleader";
import { type Going, history, played, summary, trace } from "./history.ts";
import type { Input } from "./input.ts";

interface RunOptions extends Going {
  format: "text" | "json" | "ndjson" | "trace";
  lang: string;
}

/** Writes, and waits while the reader is behind. */
async function write(text: string): Promise<void> {
  if (!process.stdout.write(text)) await once(process.stdout, "drain");
}

/** Prints the history of a scenario from boot on. */
export async function run(input: Input, options: RunOptions): Promise<void> {
  const { format, lang } = options;
  const simulation = played(input, options);
  if (format === "trace") {
    for (const piece of trace(simulation)) await write(piece);
    return;
  }
  const told = summary(simulation);
  const head = { version: catalog.version, ...told, properties: simulation.properties() };
  if (format === "ndjson") {
    await write(`${JSON.stringify(head)}\n`);
    for (const record of history(simulation)) await write(`${JSON.stringify(record)}\n`);
    return;
  }
  if (format === "json") {
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
