import { describe, expect, it } from "vitest";
import { FakeClock } from "../testing/fake-clock.ts";
import { FakeSimulation } from "../testing/fake-simulation.ts";
import { Player, type Scene, WALL_STEP_MS_MAX } from "./player.ts";

function setUp() {
  const simulation = new FakeSimulation();
  const clock = new FakeClock();
  const scenes: Scene[] = [];
  const player = new Player(simulation, clock, {
    moved: () => {},
    changed: (scene) => scenes.push(scene),
    playing: () => {},
  });
  return { simulation, clock, scenes, player };
}

describe("the player", () => {
  it("moves the playhead by wall time times speed, and asks for events only when one is due", () => {
    const { simulation, clock, player } = setUp();
    player.speed = 0.5;
    player.play();
    clock.picture(0);
    clock.picture(20);
    expect(player.now).toBe(10);
    expect(simulation.now).toBe(0);
  });

  it("plays an event as soon as the playhead reaches it", () => {
    const { clock, player, scenes, simulation } = setUp();
    player.speed = 1;
    player.play();
    clock.picture(0);
    clock.picture(59);
    expect(scenes).toHaveLength(0);
    clock.picture(1);
    expect(simulation.position).toBe(1);
    expect(scenes.at(-1)?.records.map((record) => record.id)).toEqual(["0.0", "1.0", "1.1"]);
  });

  it("does not run away after a minute of sleep", () => {
    const { clock, player } = setUp();
    player.speed = 1;
    player.play();
    clock.picture(0);
    clock.picture(60_000);
    expect(player.now).toBe(WALL_STEP_MS_MAX);
  });

  it("acts exactly at the playhead's time, between events too", () => {
    const { clock, player, simulation } = setUp();
    player.speed = 0.1;
    player.play();
    clock.picture(0);
    clock.picture(33);
    player.act("crash n2");
    expect(simulation.acted).toEqual(["3.3 crash n2"]);
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
    const { player, simulation } = setUp();
    player.step(3);
    player.step(-1);
    expect(simulation.position).toBe(2);
    expect(player.now).toBe(150);
  });

  it("finds moments in both directions", () => {
    const { player, simulation } = setUp();
    player.nextMoment();
    player.nextMoment();
    expect(simulation.position).toBe(8);
    player.previousMoment();
    expect(simulation.position).toBe(1);
    player.previousMoment();
    expect(simulation.position).toBe(0);
  });

  it("gives each scene the records up to its cursor, played or jumped to", () => {
    const { player, scenes } = setUp();
    player.seek(4);
    player.step(1);
    player.seek(2);
    const last = scenes.map((scene) => scene.records.at(-1)?.id.split(".")[0]);
    expect(last).toEqual(["4", "5", "2"]);
  });

  it("disposes of the simulation it replaces", () => {
    const { player, simulation } = setUp();
    player.open(new FakeSimulation());
    expect(simulation.disposed).toBe(true);
  });
});
