import type { Glue } from "#engine";
import type { EngineSource } from "./engine-source.ts";
import { RingleaderError } from "./errors.ts";

/** The glue of an engine, as far as it takes to start it: what wasm-bindgen writes for each. */
export interface Startable {
  initSync(given: { module: BufferSource }): unknown;
  default(given: { module_or_path: never }): Promise<object>;
}

/**
 * An engine: code with a memory of its own. Whoever runs something holds the handle of its engine, so that a page may
 * have several, each of other protocols. One that carries its bytes starts when it is first used, and not before.
 */
export class EngineHandle<Code extends Startable = Glue> {
  readonly #glue: () => Code;
  readonly #carried: (() => BufferSource) | null;
  #code: Code | null = null;
  #loading: Promise<void> | null = null;

  /** `carried` gives the bytes of an engine that need not be loaded; `glue` makes what calls it. */
  constructor(glue: () => Code, carried: (() => BufferSource) | null = null) {
    this.#glue = glue;
    this.#carried = carried;
  }

  /**
   * What the engine offers.
   * @throws RingleaderError `not-loaded`; `engine` where WebAssembly is not allowed
   */
  get code(): Code {
    this.#code ??= this.#startedAtOnce();
    return this.#code;
  }

  #startedAtOnce(): Code {
    if (this.#carried === null) {
      throw new RingleaderError("not-loaded", "the engine is not loaded yet: `await init(...)` comes first");
    }
    const code = this.#glue();
    try {
      code.initSync({ module: this.#carried() });
    } catch (thrown) {
      throw notLoaded(thrown);
    }
    return code;
  }

  /**
   * Loads it, once: while it is loading or when it is there, a further call waits for that.
   * @param source - where it comes from; without one, the bytes that it carries
   * @throws a promise rejects with RingleaderError `argument`, `engine`; it may then be asked again
   */
  load(source?: EngineSource | Promise<EngineSource>): Promise<void> {
    this.#loading ??= this.#loaded(source).catch((error: unknown) => {
      this.#loading = null;
      throw error;
    });
    return this.#loading;
  }

  async #loaded(source: EngineSource | Promise<EngineSource> | undefined): Promise<void> {
    try {
      const given: unknown = source === undefined ? this.#carried?.() : await source;
      if (typeof given !== "string" && (typeof given !== "object" || given === null)) {
        throw new RingleaderError(
          "argument",
          `\`init\` takes the address, the bytes or the module of ringleader.wasm, not ${given === null ? "null" : typeof given}`,
        );
      }
      const code = this.#glue();
      await code.default({ module_or_path: given as never });
      // Who could not wait may have started it meanwhile; what runs then stays.
      this.#code ??= code;
    } catch (thrown) {
      throw thrown instanceof RingleaderError ? thrown : notLoaded(thrown);
    }
  }
}

/** What is said of an engine that is not to be had. */
function notLoaded(thrown: unknown): RingleaderError {
  const why = thrown instanceof Error ? thrown.message : String(thrown);
  const hint = isForbidden(thrown) ? ": its policy has to allow 'wasm-unsafe-eval'" : "";
  return new RingleaderError("engine", `the engine cannot be loaded: ${why}${hint}`);
}

/** The platform has WebAssembly, and the page's Content-Security-Policy does not let it compile. */
function isForbidden(thrown: unknown): boolean {
  return (
    typeof WebAssembly !== "undefined" &&
    thrown instanceof WebAssembly.CompileError &&
    /content security policy|disallowed by embedder|unsafe-eval/iu.test(thrown.message)
  );
}
