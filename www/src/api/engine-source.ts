/** A type of the platform, where its declarations are there; TypeScript without the DOM's knows none of these. */
type Platform<Name extends string> =
  typeof globalThis extends Record<Name, { prototype: infer T }> ? T : never;
type WasmModule = typeof globalThis extends { WebAssembly: { Module: { prototype: infer T } } } ? T : never;

/** Where the engine comes from: an address, what a `fetch` of it gave, its bytes, or the compiled module. */
export type EngineSource =
  | string
  | ArrayBuffer
  | ArrayBufferView
  | Platform<"URL">
  | Platform<"Request">
  | Platform<"Response">
  | WasmModule;
