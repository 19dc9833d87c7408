import { describe, expect, it } from "vitest";
import { frameAt } from "../../testing/sample-runs.ts";
import { BOARD_COLUMNS, boardOf, boardWindow, newsworthy, stepsOf } from "./board.ts";
import type { PaxosFrame } from "./types.ts";

const states = (frame: PaxosFrame) =>
  boardOf(frame).columns.map(({ ballot, cells }) => [ballot, ...cells.map((cell) => cell.state)]);

describe("the board of ballots", () => {
  it("has a row per acceptor and a column per ballot", () => {
    const board = boardOf(frameAt(85));
    expect(board.rows.map(({ id }) => id)).toEqual(["n1", "n2", "n3", "n4", "n5"]);
    expect(states(frameAt(85))).toEqual([
      ["1.n1", "accepted", "accepted", "promised", "promised", "promised"],
      ["2.n5", "open", "accepted", "accepted", "accepted", "accepted"],
    ]);
  });
  it("counts promises and accepts against a majority", () => {
    const [first, second] = boardOf(frameAt(85)).columns;
    expect([first?.promises, first?.accepts, first?.chosen]).toEqual([5, 2, null]);
    expect([second?.promises, second?.accepts, second?.chosen]).toEqual([4, 4, "X"]);
  });
  it("says what a proposer wanted, and what it had to propose", () => {
    const [, second] = boardOf(frameAt(85)).columns;
    expect([second?.own, second?.value]).toEqual(["Y", "X"]);
    expect(boardOf(frameAt(65)).columns[1]?.value).toBeNull();
  });
  it("closes a ballot where a higher one is promised", () => {
    const text = 'protocol paxos\nnodes 3\nclients 1\nseed 1\nhold n1 -> n3\nrequest n1 "X"\nrun 40ms\n';
    const more = `${text}crash n1\nrequest n3 "Y"\nrun 60ms\n`;
    const frame = frameAt(100, more);
    const [lower] = boardOf(frame).columns;
    expect(frame.nodes[2]?.promised).not.toBeNull();
    expect(lower?.cells[2]?.state).toBe("closed");
  });
  it("marks the promise that is in force", () => {
    const floors = boardOf(frameAt(85)).columns.map(({ cells }) => cells.map(({ floor }) => floor));
    expect(floors).toEqual([
      [true, false, false, false, false],
      [false, true, true, true, true],
    ]);
  });
  it("tells chosen from known", () => {
    const knowledge = (ms: number) => boardOf(frameAt(ms)).rows.map((row) => row.knowledge.state);
    expect(knowledge(75)).toEqual(["none", "none", "none", "none", "none"]);
    expect(knowledge(85)).toEqual(["due", "due", "due", "due", "due"]);
    expect(knowledge(95)).toEqual(["due", "known", "known", "known", "known"]);
  });
});

describe("the steps of a ballot", () => {
  const steps = (ms: number) => {
    const frame = frameAt(ms);
    const board = boardOf(frame);
    const column = newsworthy(board, frame);
    return column === undefined
      ? []
      : [column.ballot, ...stepsOf(column, board, frame).map(({ state, k }) => `${state} ${k}`)];
  };
  it.each([
    [5, []],
    [25, ["1.n1", "now 5", "ahead 0", "ahead 0"]],
    [37, ["1.n1", "done 5", "now 1", "ahead 0"]],
    [45, ["1.n1", "done 5", "over 2", "ahead 0"]],
    [65, ["2.n5", "now 4", "ahead 0", "ahead 0"]],
    [85, ["2.n5", "done 4", "done 4", "now 0"]],
    [95, ["2.n5", "done 4", "done 4", "now 4"]],
  ])("at %i ms", (ms, expected) => {
    expect(steps(ms)).toEqual(expected);
  });
});

describe("the columns that are shown", () => {
  it.each([
    [0, null, [0, 0]],
    [3, null, [0, 3]],
    [BOARD_COLUMNS, null, [0, 8]],
    [20, null, [12, 20]],
    [20, 8, [0, 8]],
    [20, 2, [0, 8]],
    [20, 14, [6, 14]],
    [20, 99, [12, 20]],
  ])("of %i up to %j", (all, end, shown) => {
    expect(boardWindow(all, end)).toEqual(shown);
  });
});
