import { expect, it } from "vitest";
import { Presenter } from "../bench/presenter.ts";
import * as entries from "../protocols/registry.ts";
import { catalog, describe, type EventRecord, Simulation } from "./ringleader.ts";

/** As the bench says it, which knows the protocol. */
async function bench(protocol: string, locale: string) {
  Object.assign(globalThis, {
    CSSStyleSheet: class {
      replaceSync() {}
    },
    ShadowRoot: class {},
  });
  const root = { adoptedStyleSheets: [] } as unknown as ShadowRoot;
  const presenter = new Presenter(Object.values(entries), locale as never, root);
  await presenter.speak(false);
  await presenter.prepare(protocol);
  presenter.use(protocol);
  await presenter.explain();
  return presenter.words;
}

/** What a cluster's clients do is told in a protocol's own words, and a record of it does not show which. */
const AMBIGUOUS = ["requested", "retried", "answered", "no-effect"];
const isAmbiguous = (record: EventRecord): boolean =>
  AMBIGUOUS.includes(record.kind) || ("message" in record && record.message.kind.startsWith("Client"));

it("tells what happens as its own protocol does, which the record shows by itself", {
  timeout: 60_000,
}, async () => {
  let told = 0;
  for (const { name: protocol } of catalog.protocols) {
    const words = await bench(protocol, "en");
    const seen = new Set<string>();
    for (const { text } of catalog.scenarios.filter((one) => one.protocol === protocol)) {
      for (const record of new Simulation(text).events()) {
        const sort = `${record.kind} ${"rule" in record ? record.rule : "verb" in record ? record.verb : ""}`;
        if (seen.has(sort) || (protocol === "paxos" && isAmbiguous(record))) continue;
        seen.add(sort);
        told += 1;
        expect(describe(record)).toBe(words.describe(record));
      }
    }
  }
  expect(told).toBeGreaterThan(100);
});
