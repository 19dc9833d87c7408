/**
 * `ringleader run | check | sweep`: the simulator without a page. The engine is the package's own wasm, so a history
 * is the page's history, event for event.
 *
 * Exit codes: 0 well, 1 a property is violated, 2 the call or its input is wrong, 3 anything else.
 */
import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import { catalog, RingleaderError } from "ringleader";
import { check } from "./check.ts";
import { InputError, readScenario } from "./input.ts";
import { run } from "./run.ts";
import { sweep } from "./sweep.ts";
import { milliseconds, type SeedRange, seedNumber, seedRange } from "./values.ts";

const VIOLATED = 1;
const WRONG_CALL = 2;
const UNEXPECTED = 3;

/** A parser of values, as Commander wants it: it names the option and prints why. */
function parsed<T>(parse: (text: string) => T): (text: string) => T {
  return (text) => {
    try {
      return parse(text);
    } catch (error) {
      throw new InvalidArgumentError(error instanceof Error ? error.message : String(error));
    }
  };
}

const until = () =>
  new Option(
    "--until <time>",
    "go on to this instant of simulated time, such as 5s or 300ms (default: the end of the moves; 5s if there are none)",
  ).argParser(parsed(milliseconds));
const seed = () =>
  new Option("--seed <number>", "with this seed instead of the scenario's").argParser(parsed(seedNumber));
const file = "a scenario; - for standard input";

interface Common {
  until?: number;
  seed?: number;
}

/** Resolves to the exit code. */
export async function main(words: readonly string[]): Promise<number> {
  let code = 0;
  const program = new Command("ringleader")
    .description("Distributed algorithms, simulated deterministically.")
    .version(`${__VERSION__} (scenario version ${catalog.version})`)
    .exitOverride()
    .showSuggestionAfterError()
    .helpOption("-h, --help", "show this help")
    .addHelpText(
      "after",
      "\nExit codes: 0 well, 1 a property is violated, 2 the call or its input is wrong, 3 anything else.",
    );

  program
    .command("run")
    .description("play a scenario and print its history")
    .argument("<file>", file)
    .addOption(until())
    .addOption(seed())
    .addOption(
      new Option("--format <format>", "sentences, one JSON document, or the canonical trace")
        .choices(["text", "json", "trace"])
        .default("text"),
    )
    .addOption(
      new Option("--lang <language>", "language of the sentences").choices(["en", "zh-CN"]).default("en"),
    )
    .action((path: string, options: Common & { format: "text" | "json" | "trace"; lang: string }) =>
      run(readScenario(path, options.seed), options),
    );

  program
    .command("check")
    .description("play scenarios and tell how their properties stand; 1 if one is violated")
    .argument("<files...>", "scenarios; - for standard input")
    .addOption(until())
    .addOption(seed())
    .addOption(
      new Option("--format <format>", "a line a property, or one JSON document")
        .choices(["text", "json"])
        .default("text"),
    )
    .action(async (paths: string[], options: Common & { format: "text" | "json" }) => {
      const scenarios = paths.map((path) => readScenario(path, options.seed));
      if (await check(scenarios, options)) code = VIOLATED;
    });

  program
    .command("sweep")
    .description("play a scenario with many seeds and tabulate what came of it; 1 if a property is violated")
    .argument("<file>", file)
    .addOption(
      new Option("--seeds <range>", "seeds, such as 1..1000")
        .argParser(parsed(seedRange))
        .default({ first: 1, last: 100 } satisfies SeedRange, "1..100"),
    )
    .addOption(until())
    .addOption(
      new Option("--format <format>", "a table, comma-separated values, or one JSON document")
        .choices(["text", "csv", "json"])
        .default("text"),
    )
    .option("--summary", "no row for each seed")
    .action(
      async (
        path: string,
        options: { seeds: SeedRange; until?: number; format: "text" | "csv" | "json"; summary?: true },
      ) => {
        if (await sweep(readScenario(path), options)) code = VIOLATED;
      },
    );

  program
    .command("gallery")
    .description("list the scenarios that come along, or print one")
    .argument("[name]", "a name of the list")
    .action((name?: string) => gallery(name));

  try {
    await program.parseAsync(words, { from: "user" });
    return code;
  } catch (error) {
    return failed(error);
  }
}

function gallery(name?: string): void {
  const { scenarios } = catalog;
  if (name === undefined) {
    for (const scenario of scenarios) console.log(`${scenario.protocol.padEnd(10)} ${scenario.name}`);
    return;
  }
  const found = scenarios.find((scenario) => scenario.name === name);
  if (found === undefined)
    throw new InputError(`the gallery has no \`${name}\`; \`ringleader gallery\` lists it`);
  process.stdout.write(found.text);
}

function failed(error: unknown): number {
  // Commander has already printed what was wrong, or the help that was asked for.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : WRONG_CALL;
  if (error instanceof InputError || error instanceof RingleaderError) {
    console.error(`error: ${error.message}`);
    return WRONG_CALL;
  }
  console.error(error);
  return UNEXPECTED;
}

// Whoever reads our output may stop reading, as `head` does.
process.stdout.on("error", (error: NodeJS.ErrnoException) =>
  process.exit(error.code === "EPIPE" ? 0 : UNEXPECTED),
);
process.exitCode = await main(process.argv.slice(2));
