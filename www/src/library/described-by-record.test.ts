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

/** What tells one sort of record from another. */
function sortOf(record: EventRecord): string {
  const said = "rule" in record ? record.rule : "verb" in record ? record.verb : "";
  const reason = "reason" in record ? record.reason : "";
  const message = "message" in record ? [record.message.kind, ...Object.values(record.message.fields)] : [];
  const answer = message[0] === "ClientReply" ? message.join() : (message[0] ?? "");
  return [record.kind, said, reason, answer, "timer" in record ? record.timer : ""].join(" ");
}

/** Of every sort that the gallery and what clients can meet have, a record. */
function everySort(protocol: string): EventRecord[] {
  const found = new Map<string, EventRecord>();
  const texts = catalog.scenarios.filter((one) => one.protocol === protocol).map(({ text }) => text);
  // Clients that ask in vain, ask again and are sent elsewhere; moves without effect.
  const clients = `protocol ${protocol}\nnodes 3\nclients 2\nseed 3\nset client-timeout 40ms\nrun 300ms`;
  const asks =
    'request c1 n2 "set x 1"\nrun 90ms\ncrash n1\nrequest c2 n1 "set x 2"\nrun 400ms\ncrash n1\nheal\nresume n2';
  if (protocol !== "placement") texts.push(`${clients}\n${asks}`);
  for (const text of texts)
    for (const record of new Simulation(text).events()) found.set(sortOf(record), record);
  return [...found.values()];
}

const kindsOf = (records: readonly EventRecord[]) => new Set<string>(records.map(({ kind }) => kind));

it.each(catalog.protocols.flatMap(({ name }) => ["en", "zh-CN"].map((locale) => [name, locale])))(
  "tells every sort of record of %s as its own protocol does, in %s, also from JSON and from a copy",
  {
    timeout: 60_000,
  },
  async (protocol = "", locale = "") => {
    const words = await bench(protocol, locale);
    const records = everySort(protocol);
    for (const record of records) {
      const said = words.describe(record);
      expect(describe(record, locale)).toBe(said);
      expect(describe(JSON.parse(JSON.stringify(record)), locale)).toBe(said);
      expect(describe(structuredClone(record), locale)).toBe(said);
    }
    expect(kindsOf(records).size).toBeGreaterThan(3);
  },
);

it("the records of clients look alike in several protocols, and their words are not the same", async () => {
  const [raft, paxos] = ["raft", "paxos"].map(everySort);
  for (const kind of ["requested", "retried", "answered", "no-effect"]) {
    expect(kindsOf(raft ?? [])).toContain(kind);
    expect(kindsOf(paxos ?? [])).toContain(kind);
  }
  const asked = (records: readonly EventRecord[] = []) => records.find(({ kind }) => kind === "requested");
  const bare = { ...asked(raft), protocol: "paxos" } as EventRecord;
  expect(describe(bare)).not.toBe(describe({ ...bare, protocol: "raft" }));
});

it("what is told by its rule, its timer or its message carries nothing more", () => {
  for (const protocol of ["raft", "paxos"]) {
    const all = everySort(protocol);
    const own = all.filter(
      (record) =>
        "rule" in record ||
        record.kind === "timer" ||
        ((record.kind === "sent" || record.kind === "delivered") &&
          !record.message.kind.startsWith("Client")),
    );
    expect(own.length).toBeGreaterThan(10);
    for (const record of own) expect(record).not.toHaveProperty("protocol");
    const others = all.filter((record) => !own.includes(record));
    for (const record of others) expect(record).toMatchObject({ protocol });
  }
});
