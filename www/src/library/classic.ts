/**
 * All of the library as one classic script: the global `Ringleader`, and `<ring-leader>`. Where WebAssembly is not
 * allowed the element says so in its place; only what needs an engine throws.
 */
import "../element/ring-leader.ts";

export * from "./ringleader.ts";
