import { type Count, countPictures, workload } from "./count.ts";
import { expect, linkTo, type Page, test, whole } from "./support.ts";

/** What keeps a page busy, how much of it must be seen at once, on the average, and what that may cost: a quarter more than it does. */
interface Busy {
  what: string;
  /** An address to open; it stops there. */
  address: string;
  /** Which stop of the slider; the usual one if none is named. */
  speed?: string;
  /** What moves. */
  moving: string;
  least: number;
  /** The most of each that a picture may cost, on the average. */
  budget: Count;
}

const BUSY: readonly Busy[] = [
  {
    what: "Raft: 9 nodes, 60 messages",
    // Long ways, frequent heartbeats: some sixty messages are always under way.
    address: linkTo([
      "protocol raft",
      "nodes 9",
      "seed 5",
      "set election-timeout 2s..3s",
      "set rpc-timeout 3s",
      "network latency 180ms..190ms",
      "run 6s",
    ]),
    moving: ".message",
    least: 40,
    budget: { nodes: 75, layouts: 1.5, styles: 1.5, bytes: 600 },
  },
  {
    what: "Paxos: 9 nodes, a duel of two proposers",
    // Phase 1 is given up before its answers are there, and begun anew: nothing is ever chosen.
    address: linkTo([
      "protocol paxos",
      "nodes 9",
      "clients 2",
      "seed 5",
      "set phase-timeout 100ms",
      "set retry 60ms..100ms",
      "network latency 60ms..70ms",
      'request c1 n1 "X"',
      'request c2 n5 "Y"',
      "run 2s",
    ]),
    moving: ".message",
    least: 40,
    budget: { nodes: 175, layouts: 1.5, styles: 1.5, bytes: 1_450 },
  },
  {
    what: "Ring: 500 keys, a node joins, modulo beside it",
    address: linkTo([
      "protocol placement",
      "nodes 5",
      "keys 500",
      "seed 42",
      "set compare modulo",
      "run 1ms",
      "join n6",
    ]),
    // So slow that the keys are on their way all the time.
    speed: "0",
    moving: ".moved circle",
    least: 250,
    budget: { nodes: 145, layouts: 1.5, styles: 1.5, bytes: 100 },
  },
];

/** Pictures that are drawn before it is counted, and then. */
const WARM_UP = 60;
const PICTURES = 300;

for (const busy of BUSY) test(`a frame costs little: ${busy.what}`, ({ page }) => measure(page, busy));

/**
 * What a picture costs is counted, not timed: how many nodes it touches, how often styles and layout are worked out, how
 * many bytes come out of the engine. Those are the same on every machine, however busy. The time is reported beside a
 * fixed piece of work in the same page.
 */
async function measure(page: Page, busy: Busy): Promise<void> {
  const { what, address, speed = "3", moving, least, budget } = busy;
  const pictures = await countPictures(page);
  await page.goto(address);
  await whole(page);
  await page.getByLabel("Speed", { exact: true }).fill(speed);
  await pictures.hold();
  await page.getByRole("button", { name: "Play", exact: true }).click();
  await pictures.draw(WARM_UP, moving);
  const drawn = await pictures.draw(PICTURES, moving);
  const fixed = await workload(page, PICTURES);
  const counted = Object.entries(drawn.count).map(([name, value]) => `${name} ${value.toFixed(2)}`);
  const report = `cost, ${what}: a picture has ${counted.join(", ")}, with ${drawn.seen} moving; ${drawn.ms.toFixed(2)} ms, ${(drawn.ms / fixed).toFixed(2)} of the fixed piece of work`;
  console.log(report);
  test.info().annotations.push({ type: "cost", description: report });
  expect(drawn.seen).toBeGreaterThan(least);
  for (const name of ["nodes", "layouts", "styles", "bytes"] as const)
    expect(drawn.count[name], `${name} a picture`).toBeLessThan(budget[name]);
}
