/** When an engine starts, and that there can be several. */
import { readFileSync } from "node:fs";
import { afterEach, describe, expect, it, vi } from "vitest";
import { libraryOf } from "../library/engine-library.ts";
import { catalogOf } from "./catalog.ts";
import { RingleaderError } from "./errors.ts";
import { engineHandle } from "./run-engine.ts";

const bytes = readFileSync(new URL("../../../target/wasm-pkg/ringleader_bg.wasm", import.meta.url));
const TEXT = "protocol raft\nnodes 5\nseed 42\nrun 2s\n";

const thrown = (act: () => unknown): unknown => {
  try {
    act();
  } catch (error) {
    return error;
  }
  return null;
};

/** WebAssembly that counts what is compiled, or refuses it as a browser does under a policy. */
function watched(refuse = false): { compiled: number } {
  const seen = { compiled: 0 };
  const real = WebAssembly;
  const compile = (given: unknown) => {
    // Node compiles small modules of its own, such as its parser of HTTP.
    if (!ArrayBuffer.isView(given) || given.byteLength < 100_000) return;
    seen.compiled += 1;
    if (!refuse) return;
    throw new real.CompileError("WebAssembly.Module(): Wasm code generation disallowed by embedder");
  };
  class Module extends real.Module {
    constructor(given: BufferSource) {
      compile(given);
      super(given);
    }
  }
  const asked =
    (name: "compile" | "instantiate" | "instantiateStreaming" | "compileStreaming") =>
    async (...given: unknown[]) => {
      compile(given[0]);
      return (real[name] as (...all: unknown[]) => unknown)(...given);
    };
  vi.stubGlobal("WebAssembly", {
    ...Object.fromEntries(Object.getOwnPropertyNames(real).map((name) => [name, Reflect.get(real, name)])),
    Module,
    compile: asked("compile"),
    instantiate: asked("instantiate"),
  });
  return seen;
}

afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

describe("the engine inside the package", () => {
  it("is not compiled by importing, describing, or by what else needs none; and once by all that does", async () => {
    const seen = watched();
    const library = await import("../library/ringleader.ts");
    await import("../library/slim.ts");
    await import("../library/worker.ts");
    await import("../element/ring-leader.ts");
    const { catalog, describe: told, messageName, placement, Simulation } = library;
    expect(
      told({ id: "1.0", at: 1, position: 1, kind: "status", node: "n1", change: "crashed" } as never),
    ).toMatch(/n1/);
    expect(messageName).toBeTypeOf("function");
    expect(placement.strategies).toContain("ring");
    expect(Object.keys(catalog).sort()).toEqual([
      "actions",
      "bounds",
      "header",
      "options",
      "protocols",
      "scenarios",
      "version",
    ]);
    expect(seen.compiled).toBe(0);
    expect(new Simulation(TEXT).hash()).toMatch(/^[0-9a-f]{16}$/);
    expect(catalog.scenarios.length).toBeGreaterThan(40);
    expect(placement.slot("foo")).toBe(12182);
    expect(seen.compiled).toBe(1);
  });

  it("says in one error of ours where compiling is forbidden, each time it is needed", async () => {
    watched(true);
    const {
      catalog,
      describe: told,
      placement,
      RingleaderError,
      Simulation,
    } = await import("../library/ringleader.ts");
    const { loadCarried } = await import("./inlined.ts");
    const errors = [
      thrown(() => new Simulation(TEXT)),
      thrown(() => new Simulation(TEXT)),
      thrown(() => catalog.scenarios),
      thrown(() => placement.slot("foo")),
      thrown(() => placement.create({ strategy: "ring", nodes: ["a"] })),
      await loadCarried().catch((error: unknown) => error),
    ];
    for (const error of errors) {
      expect(error).toBeInstanceOf(RingleaderError);
      expect(error).toMatchObject({ code: "engine", message: expect.stringMatching(/'wasm-unsafe-eval'/) });
    }
    expect(
      told({ id: "1.0", at: 1, position: 1, kind: "status", node: "n1", change: "crashed" } as never),
    ).toMatch(/n1/);
  });

  it("says it as well where there is no WebAssembly at all", async () => {
    vi.stubGlobal("WebAssembly", undefined);
    const { Simulation } = await import("../library/ringleader.ts");
    expect(thrown(() => new Simulation(TEXT))).toMatchObject({ name: "RingleaderError", code: "engine" });
  });
});

describe("engines side by side", () => {
  it("each have a memory of their own, and give the same runs", async () => {
    const [one, other] = [engineHandle(), engineHandle(() => bytes)];
    const [first, second] = [libraryOf(one), libraryOf(other)];
    expect(thrown(() => new first.Simulation(TEXT))).toMatchObject({ code: "not-loaded" });
    const late = new second.Simulation(TEXT);
    expect(thrown(() => first.catalog.scenarios)).toMatchObject({ code: "not-loaded" });
    await one.load(bytes);
    const early = new first.Simulation(TEXT);
    expect(one.code).not.toBe(other.code);
    expect(early.hash()).toBe(late.hash());
    early.run(500);
    const forked = early.fork();
    late.dispose();
    expect(forked.hash()).toBe(early.hash());
    expect(catalogOf(one)).toEqual(catalogOf(other));
    expect(catalogOf(one)).not.toBe(catalogOf(other));
  });

  it("a run of any is a simulation; a class of one's own is none of the others'", () => {
    const [first, second] = [libraryOf(engineHandle(() => bytes)), libraryOf(engineHandle(() => bytes))];
    class Own extends first.Simulation {}
    const [run, own] = [new second.Simulation(TEXT), new Own(TEXT)];
    expect(run).toBeInstanceOf(first.Simulation);
    expect(own).toBeInstanceOf(second.Simulation);
    expect(own).toBeInstanceOf(Own);
    expect(run).not.toBeInstanceOf(Own);
    expect(Own.fromLink(run.link("https://example.org/"))).toBeInstanceOf(Own);
    expect({} instanceof first.Simulation).toBe(false);
  });

  it("placements of two engines are not compared", () => {
    const [first, second] = [libraryOf(engineHandle(() => bytes)), libraryOf(engineHandle(() => bytes))];
    const options = { strategy: "ring", nodes: ["a", "b"] } as const;
    const [one, other] = [first.placement.create(options), second.placement.create(options)];
    expect(thrown(() => one.diff(other, 10))).toMatchObject({ code: "argument" });
    expect(one.diff(first.placement.create(options), 10).moved).toBe(0);
  });

  it("what loads while somebody cannot wait is there once, and stays", async () => {
    const engine = engineHandle(() => bytes);
    const loading = engine.load();
    const { code } = engine;
    await loading;
    expect(engine.code).toBe(code);
    expect(engine.load()).toBe(loading);
  });

  it("slim: `init` gives what the entry exports, and `load` an engine of its own with each call", async () => {
    const slim = await import("../library/slim.ts");
    expect(thrown(() => slim.catalog.version)).toMatchObject({ code: "not-loaded" });
    const [own, another] = await Promise.all([slim.load(bytes), slim.load(bytes)]);
    expect(thrown(() => new slim.Simulation(TEXT))).toMatchObject({ code: "not-loaded" });
    expect(own.Simulation).not.toBe(another.Simulation);
    expect(new own.Simulation(TEXT).hash()).toBe(new another.Simulation(TEXT).hash());
    await expect(slim.init(7 as never)).rejects.toMatchObject({ code: "argument" });
    await expect(slim.init(new Uint8Array(8))).rejects.toMatchObject({ code: "engine" });
    const library = await slim.init(bytes);
    expect(library.Simulation).toBe(slim.Simulation);
    expect(new slim.Simulation(TEXT).hash()).toBe(new own.Simulation(TEXT).hash());
    expect(await slim.init("never asked for")).toBe(library);
  });
});

it("errors of all engines are of one class", () => {
  const { Simulation } = libraryOf(engineHandle(() => bytes));
  expect(thrown(() => new Simulation("protocol rft"))).toBeInstanceOf(RingleaderError);
});
