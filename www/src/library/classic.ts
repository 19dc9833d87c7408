/**
 * All of the library as one classic script: the global `Ringleader`, and `<ring-leader>`. Where WebAssembly is not
 * allowed the element still says so in its place; only what needs an engine throws.
 */
import { startInlined } from "../api/inlined.ts";
import "../element/ring-leader.ts";

export * from "./slim.ts";

try {
  startInlined();
} catch (error) {
  console.warn("Ringleader: no engine:", error);
}
