import { describe, expect, it } from "vitest";
import type { Scene } from "../state/scene.ts";
import { FakeClock, FRAME_PATTERNS, hashAfter } from "../testing/fake-clock.ts";
import { atStart, ELECTION, justAfter, LEADER_CRASH } from "../testing/sample-runs.ts";
import { Player, WALL_STEP_MS_MAX } from "./player.ts";

function setUp(simulation = atStart()) {
  const clock = new FakeClock();
  const scenes: Scene[] = [];
  const player = new Player(simulation, clock, {
    moved: () => {},
    changed: (scene) => scenes.push(scene),
    playing: () => {},
    failed: (error) => {
      throw error;
    },
  });
  return { simulation, clock, scenes, player };
}

const positions = (scenes: readonly Scene[]) => scenes.map((scene) => scene.position);

describe("the player", () => {
  it("moves the playhead by wall time times speed, and asks for events only when one is due", () => {
    const { simulation, clock, player } = setUp();
    player.speed = 0.5;
    player.play();
    clock.picture(0);
    clock.picture(20);
    expect(player.now).toBe(10);
    expect([simulation.now, simulation.length]).toEqual([0, 0]);
  });

  it("plays an event as soon as the playhead reaches it", () => {
    const { clock, player, scenes, simulation } = setUp();
    const due = simulation.frame().nextDue ?? 0;
    player.speed = due / 100;
    player.play();
    clock.picture(0);
    clock.picture(99.9);
    expect(scenes).toHaveLength(0);
    clock.picture(0.2);
    expect(simulation.position).toBe(1);
    expect(
      scenes
        .at(-1)
        ?.records.map((record) => record.id)
        .slice(0, 3),
    ).toEqual(["0.0", "1.0", "1.1"]);
  });

  it("rests where nothing is due, and plays what is done then", () => {
    const { clock, player } = setUp(atStart("protocol placement\nseed 1\n"));
    player.speed = 1;
    player.play();
    clock.picture(0);
    clock.picture(16);
    expect([player.playing, player.now]).toEqual([false, 0]);
    player.act("join n6");
    expect(player.playing).toBe(true);
    clock.picture(0);
    clock.picture(20);
    expect(player.now).toBe(20);
    // Who paused wants to look: then nothing plays by itself.
    player.pause();
    player.act("leave n1");
    expect(player.playing).toBe(false);
  });

  it("lets what is due take as many beats as it is given", () => {
    const { clock, player } = setUp(atStart("protocol placement\nseed 1\njoin n6\n"));
    player.beats = () => 4;
    player.pace = "event";
    player.step(1);
    player.play();
    clock.picture(0);
    for (let wall = 0; wall < 1_400; wall += 100) clock.picture(100);
    expect(player.now).toBeCloseTo(15);
  });

  it("does not run away after a minute of sleep", () => {
    const { clock, player } = setUp();
    player.speed = 1;
    player.play();
    clock.picture(0);
    clock.picture(60_000);
    expect(player.now).toBe(WALL_STEP_MS_MAX);
  });

  it("acts exactly at the playhead's time, between events too, and makes no branch in the present", () => {
    const { clock, player, simulation } = setUp();
    player.speed = 0.1;
    player.play();
    clock.picture(0);
    clock.picture(33);
    player.act("crash n2");
    expect(simulation.scenario()).toContain("run 3.3ms\ncrash n2\n");
    expect(simulation.branches).toHaveLength(1);
  });

  it("keeps the old future as a branch when it acts in the past", () => {
    const { player, simulation } = setUp(justAfter("committed"));
    const end = simulation.length;
    player.seek(4);
    player.act("crash n1");
    expect(simulation.branches.map((branch) => branch.length)).toEqual([expect.any(Number), 5]);
    player.switchTo(0);
    expect(simulation.length).toBeGreaterThanOrEqual(end);
  });

  it("stops asking for pictures while paused", () => {
    const { clock, player } = setUp();
    player.play();
    player.pause();
    expect(clock.waiting).toBe(false);
    player.play();
    expect(clock.waiting).toBe(true);
  });

  it("goes back and forth by exactly one event", () => {
    const { player, scenes } = setUp();
    player.step(3);
    player.step(-1);
    player.step(-9);
    expect(positions(scenes)).toEqual([3, 2, 0]);
  });

  it("finds moments in both directions", () => {
    const { player, scenes } = setUp();
    player.nextMoment();
    player.nextMoment();
    player.previousMoment();
    player.previousMoment();
    const [elected, committed, back, start] = positions(scenes);
    expect(committed).toBeGreaterThan(elected ?? 0);
    expect([back, start]).toEqual([elected, 0]);
  });

  it("gives each scene the records up to its cursor, played or jumped to", () => {
    const { player, scenes } = setUp(atStart(LEADER_CRASH));
    player.seek(4);
    player.step(1);
    player.seek(2);
    const last = scenes.map((scene) => scene.records.at(-1)?.id.split(".")[0]);
    expect(last).toEqual(["4", "5", "2"]);
  });

  it("disposes of the simulation it replaces", () => {
    const { player, simulation } = setUp();
    player.open(atStart(ELECTION));
    expect(() => simulation.position).toThrow(/disposed/u);
  });
});

describe("a run that somebody else moves", () => {
  it("is played on from there, and nothing of what it was before is caught up with", () => {
    const { simulation, clock, player, scenes } = setUp(justAfter("leader-elected"));
    player.speed = 0.01;
    player.play();
    clock.picture(0);
    clock.picture(20);
    const before = player.now;
    simulation.seek(2);
    clock.picture(20);
    expect([simulation.position, player.now]).toEqual([2, simulation.now]);
    expect(scenes.at(-1)?.position).toBe(2);
    clock.picture(10);
    expect(player.now).toBeLessThan(simulation.now + 1);
    expect(player.now).toBeLessThan(before);
  });

  it("is acted on there", () => {
    const { simulation, player, scenes } = setUp(justAfter("leader-elected"));
    simulation.seek(0);
    player.act("crash n1");
    expect(simulation.position).toBe(1);
    expect(scenes.at(-1)?.position).toBe(1);
  });

  it("is followed at once by who is told of it", () => {
    const { simulation, player, scenes } = setUp(justAfter("leader-elected"));
    expect(player.follow()).toBe(false);
    simulation.seek(3);
    expect(player.follow()).toBe(true);
    expect(scenes.map(({ position }) => position)).toEqual([3]);
    expect(player.follow()).toBe(false);
  });

  it("goes on playing if something is due again", () => {
    const { simulation, clock, player } = setUp(atStart("protocol placement\nseed 1\n"));
    player.play();
    clock.picture(0);
    clock.picture(16);
    expect(player.playing).toBe(false);
    simulation.act("join n6");
    player.follow();
    expect(player.playing).toBe(true);
  });
});

const LOSSY = `${ELECTION}network loss 20%\nnetwork duplicate 5%\nworkload c1 every 40ms\n`;

describe.each([
  ["an election", ELECTION, 400],
  ["a leader's crash, its recorded moves ahead of the cursor", LEADER_CRASH, 1_200],
  ["a lossy network with a workload", LOSSY, 900],
])("history does not depend on the frames: %s", (_, text, untilMs) => {
  it.each(Object.entries(FRAME_PATTERNS))("%s", (_name, pattern) => {
    const straight = atStart(text);
    straight.advance(untilMs);
    expect(hashAfter(atStart(text), pattern, untilMs)).toBe(straight.hash());
  });
});
