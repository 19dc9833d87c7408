/**
 * `ringleader run | check | sweep`: the simulator without a page. The engine is the package's own wasm, so a history
 * is the page's history, event for event.
 *
 * Exit codes: 0 well, 1 a property is violated, 2 the call or its input is wrong, 3 anything else.
 */
import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import { catalog, locales, RingleaderError } from "ringleader";
import { wallMs } from "../player/player.ts";
import { check } from "./check.ts";
import { InputError, nameOf, readScenario } from "./input.ts";
import { Progress } from "./progress.ts";
import { run } from "./run.ts";
import { sweep } from "./sweep.ts";
import { count, milliseconds, type SeedRange, seedNumber, seedRange } from "./values.ts";

/** The package's version, put in by the build. */
declare const __VERSION__: string;

const VIOLATED = 1;
const WRONG_CALL = 2;
const UNEXPECTED = 3;
/** Some seconds of work: far more than a scenario needs, and an end for one that was to run for years. */
const EVENTS_MAX = 5_000_000;

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
const eventsMax = () =>
  new Option("--events-max <number>", "give up after so many events")
    .argParser(parsed(count))
    .default(EVENTS_MAX);
const file = "a scenario; - for standard input";

interface Common {
  until?: number;
  seed?: number;
  eventsMax: number;
}

/** What every command that plays is given: how far, and where progress is told. */
const going = <Options extends { until?: number }>(options: Options) => ({
  ...options,
  until: options.until,
  progress: new Progress(process.stderr, wallMs),
});

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
    .addOption(eventsMax())
    .addOption(
      new Option(
        "--format <format>",
        "sentences, one JSON document, one of each record, or the canonical trace",
      )
        .choices(["text", "json", "ndjson", "trace"])
        .default("text"),
    )
    .addOption(new Option("--lang <language>", "language of the sentences").choices(locales()).default("en"))
    .action(
      (path: string, options: Common & { format: "text" | "json" | "ndjson" | "trace"; lang: string }) =>
        run(readScenario(path, options.seed), going(options)),
    );

  program
    .command("check")
    .description(
      "play scenarios and tell how their properties stand; 1 if one is violated, 2 if a file cannot be played",
    )
    .argument("<files...>", "scenarios; - for standard input")
    .addOption(until())
    .addOption(seed())
    .addOption(eventsMax())
    .addOption(
      new Option("--format <format>", "a line a property, one JSON document, or one of each file")
        .choices(["text", "json", "ndjson"])
        .default("text"),
    )
    .action((paths: string[], options: Common & { format: "text" | "json" | "ndjson" }) => {
      const candidates = paths.map((path) => ({
        name: nameOf(path),
        read: () => readScenario(path, options.seed),
      }));
      const { violated, wrong } = check(candidates, going(options));
      if (wrong) code = WRONG_CALL;
      else if (violated) code = VIOLATED;
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
    .addOption(eventsMax())
    .addOption(
      new Option(
        "--format <format>",
        "a table, comma-separated values, one JSON document, or one of each seed",
      )
        .choices(["text", "csv", "json", "ndjson"])
        .default("text"),
    )
    .option("--summary", "no row for each seed")
    .action(
      async (
        path: string,
        options: Omit<Common, "seed"> & {
          seeds: SeedRange;
          format: "text" | "csv" | "json" | "ndjson";
          summary?: true;
        },
      ) => {
        if (await sweep(readScenario(path), going(options))) code = VIOLATED;
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
