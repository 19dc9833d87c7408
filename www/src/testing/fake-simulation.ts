import type {
  BranchView,
  EventRecord,
  Frame,
  LogEntry,
  MessageView,
  Moment,
  PropertyView,
  RaftFrame,
  RaftNode,
} from "../api/frames.ts";
import type { SimulationLike } from "../api/simulation.ts";

/**
 * A simulation that tells one story by heart: five servers, n5 down, n3 elected in term 2, a command on its
 * way. It computes nothing; it stands in for the engine where a test needs a few frames with known times.
 */
export class FakeSimulation implements SimulationLike {
  readonly seed = 42;
  readonly branch = 0;
  #now = 0;
  #position = 0;
  readonly #story: StoryEvent[] = story();
  readonly #done: string[] = [];
  disposed = false;

  get now(): number {
    return this.#now;
  }
  get position(): number {
    return this.#position;
  }
  get length(): number {
    return this.#story.length - 1;
  }
  get endTime(): number {
    return this.#story.at(-1)?.at ?? 0;
  }
  get branches(): BranchView[] {
    return [{ id: 0, parent: null, forkedAt: null, length: this.length }];
  }

  advance(until: number | { ms?: number; events?: number }): number {
    const { ms = Number.POSITIVE_INFINITY, events = Number.POSITIVE_INFINITY } =
      typeof until === "number" ? { ms: until } : until;
    // Whole microseconds, as the engine counts.
    const target = Math.round((this.#now + ms) * 1000) / 1000;
    let done = 0;
    while (done < events && (this.#story[this.#position + 1]?.at ?? Number.POSITIVE_INFINITY) <= target) {
      this.#position += 1;
      this.#now = this.#story[this.#position]?.at ?? this.#now;
      done += 1;
    }
    if (done < events && Number.isFinite(target)) this.#now = Math.max(this.#now, target);
    return done;
  }

  run(ms: number): EventRecord[] {
    return this.#recording(() => this.advance(ms));
  }
  step(n = 1): EventRecord[] {
    return this.#recording(() => this.advance({ events: n }));
  }
  runUntil(target: string | ((record: EventRecord) => boolean)): EventRecord[] {
    const hit = (record: EventRecord) =>
      typeof target === "string" ? record.kind === target : target(record);
    const all: EventRecord[] = [];
    while (this.#position < this.length) {
      const records = this.step();
      all.push(...records);
      if (records.some(hit)) break;
    }
    return all;
  }

  /** Notes the move and the exact time it came; the story goes on as it is. */
  act(moves: string): EventRecord[] {
    this.#done.push(`${this.#now} ${moves}`);
    return [];
  }
  get acted(): readonly string[] {
    return this.#done;
  }

  seek(position: number): void {
    this.#position = Math.min(Math.max(position, 0), this.length);
    this.#now = this.#story[this.#position]?.at ?? 0;
  }
  seekTime(ms: number): void {
    this.#now = Math.min(Math.max(ms, 0), this.endTime);
    this.#position = this.#story.findLastIndex((event) => event.at <= this.#now);
  }
  stepBack(n = 1): void {
    this.seek(this.#position - n);
  }

  frame(): Frame {
    const frame = emptyFrame();
    for (const event of this.#story.slice(0, this.#position + 1)) event.change(frame);
    const nextDue = this.#story[this.#position + 1]?.at ?? null;
    return { ...frame, now: this.#now, position: this.#position, nextDue };
  }
  events({ from = -1, to = this.#position } = {}): EventRecord[] {
    return this.#story.slice(from + 1, to + 1).flatMap((event) => event.records);
  }
  moments(): Moment[] {
    return MOMENTS;
  }
  trace(): string {
    return JSON.stringify(this.events());
  }
  hash(): string {
    return `${this.#position}:${this.#done.join(";")}`;
  }
  switchTo(): void {}
  properties(): PropertyView[] {
    return ["election-safety", "log-matching", "leader-completeness", "state-machine-safety"].map((name) => ({
      name,
      kind: "always",
      status: "holds",
      at: null,
      source: "Raft Figure 3",
    }));
  }
  scenario(): string {
    return FAKE_SCENARIO;
  }
  link(base = ""): string {
    return `${base}#1;`;
  }
  dispose(): void {
    this.disposed = true;
  }

  #recording(run: () => void): EventRecord[] {
    const from = this.#position;
    run();
    return this.events({ from, to: this.#position });
  }
}

export const FAKE_SCENARIO = "protocol raft\nnodes 5\nseed 42\n";

interface StoryEvent {
  at: number;
  records: EventRecord[];
  change(frame: RaftFrame): void;
}

const MOMENTS: Moment[] = [
  { position: 1, at: 60, kind: "fault", record: "1.0", node: "n5", epoch: null, detail: "crash" },
  { position: 8, at: 166, kind: "leader-elected", record: "8.1", node: "n3", epoch: "2", detail: null },
  { position: 14, at: 182, kind: "committed", record: "14.1", node: "n3", epoch: "2", detail: "3" },
];

const START: LogEntry[] = [
  { index: 1, term: 1, command: null },
  { index: 2, term: 1, command: "set x 1" },
];

function emptyFrame(): RaftFrame {
  const nodes = ["n1", "n2", "n3", "n4", "n5"].map(
    (id, index): RaftNode => ({
      id,
      status: "up",
      clock: 100,
      timers: [{ name: "election", set: 0, due: id === "n3" ? 150 : 220 + 17 * index }],
      role: "follower",
      currentTerm: 1,
      votedFor: null,
      leader: null,
      log: START,
      lastIndex: 2,
      commitIndex: 2,
      lastApplied: 2,
      machine: { x: "1" },
    }),
  );
  const client = {
    id: "c1",
    pending: null,
    queued: [],
    leader: null,
    answered: 1,
    last: null,
    workload: null,
  };
  return {
    protocol: "raft",
    now: 0,
    position: 0,
    nextDue: null,
    nodes,
    messages: [],
    clients: [client],
    cuts: [],
    network: { latency: { min: 5, max: 15 }, loss: 0, duplicate: 0 },
  };
}

/** The story's events, each changing the frame as the engine would have left it. */
function story(): StoryEvent[] {
  const events: StoryEvent[] = [];
  const tell = (
    at: number,
    node: string | null,
    what: Partial<EventRecord>[],
    change: (frame: RaftFrame) => void,
  ) => {
    const position = events.length;
    const records = what.map(
      (one, k) => ({ id: `${position}.${k}`, at, cause: null, node, ...one }) as EventRecord,
    );
    events.push({ at, records, change });
  };
  const rule = (code: string, params: Record<string, string | number>, kind = "rule") =>
    ({ kind, rule: code, params }) as unknown as Partial<EventRecord>;

  tell(0, null, [{ kind: "boot" }], () => {});
  tell(60, "n5", [{ kind: "action", verb: "crash", line: "crash n5" }, { kind: "crashed" }], (frame) =>
    edit(frame, "n5", { status: "down", timers: [], commitIndex: 0 }),
  );
  tell(
    150,
    "n3",
    [
      { kind: "timer", timer: "election" },
      rule("raft.election.started", { term: 2, needed: 3 }),
      { kind: "sent", message: ballot() },
    ],
    (frame) => {
      edit(frame, "n3", {
        role: "candidate",
        currentTerm: 2,
        votedFor: "n3",
        votes: { n1: "awaited", n2: "awaited", n3: "granted", n4: "awaited", n5: "awaited" },
        timers: [{ name: "election", set: 150, due: 390 }],
      } as Partial<RaftNode>);
      const fields = { term: 2, candidateId: "n3", lastLogIndex: 2, lastLogTerm: 1 };
      for (const [to, due] of [
        ["n1", 158],
        ["n2", 157],
        ["n4", 160],
        ["n5", 162],
      ] as const) {
        send(frame, { kind: "RequestVote", fields }, "n3", to, 150, due);
      }
    },
  );
  for (const [voter, due, back] of [
    ["n2", 157, 166],
    ["n1", 158, 169],
    ["n4", 160, 171],
  ] as const) {
    tell(due, voter, [rule("raft.vote.granted", { candidate: "n3", term: 2 })], (frame) => {
      receive(frame, "n3", voter, 150);
      edit(frame, voter, {
        currentTerm: 2,
        votedFor: "n3",
        timers: [{ name: "election", set: due, due: due + 230 }],
      });
      send(
        frame,
        { kind: "RequestVoteReply", fields: { term: 2, voteGranted: true } },
        voter,
        "n3",
        due,
        back,
      );
    });
  }
  tell(162, "n5", [{ kind: "lost", reason: "down", message: ballot() }], (frame) =>
    receive(frame, "n3", "n5", 150),
  );
  tell(164, "n3", [rule("raft.vote.counted", { voter: "n2", votes: 2, needed: 3 })], (frame) => {
    receive(frame, "n2", "n3", 157);
    edit(frame, "n3", {
      votes: { n1: "awaited", n2: "granted", n3: "granted", n4: "awaited", n5: "awaited" },
    } as Partial<RaftNode>);
  });
  tell(
    166,
    "n3",
    [rule("raft.leader.elected", { term: 2, votes: 3, needed: 3 }, "leader-elected")],
    (frame) => {
      receive(frame, "n1", "n3", 158);
      lead(frame);
      append(
        frame,
        3,
        null,
        [
          ["n1", 173],
          ["n2", 174],
          ["n4", 175],
          ["n5", 176],
        ],
        166,
      );
    },
  );
  replicate(tell, rule);
  return events;
}

type Tell = (
  at: number,
  node: string | null,
  what: Partial<EventRecord>[],
  change: (frame: RaftFrame) => void,
) => void;
type Rule = (code: string, params: Record<string, string | number>, kind?: string) => Partial<EventRecord>;

function replicate(tell: Tell, rule: Rule): void {
  const stored = (at: number, node: string, index: number, sent: number, back: number) =>
    tell(at, node, [rule("raft.append.accepted", { leader: "n3", count: 1, matchIndex: index })], (frame) => {
      receive(frame, "n3", node, sent);
      const entry = index === 3 ? { index, term: 2, command: null } : { index, term: 2, command: "set x 3" };
      const log = [...(frame.nodes.find((one) => one.id === node)?.log ?? []), entry];
      edit(frame, node, {
        log,
        lastIndex: index,
        leader: "n3",
        timers: [{ name: "election", set: at, due: at + 240 }],
        commitIndex: index - 1,
      });
      const fields = { term: 2, success: true, matchIndex: index, conflictIndex: null, conflictTerm: null };
      send(frame, { kind: "AppendEntriesReply", fields }, node, "n3", at, back);
    });
  stored(173, "n1", 3, 166, 181);
  stored(174, "n2", 3, 166, 182);
  stored(175, "n4", 3, 166, 187);
  tell(176, "n5", [], (frame) => receive(frame, "n3", "n5", 166));
  tell(181, "n3", [rule("raft.match.advanced", { follower: "n1", matchIndex: 3 })], (frame) =>
    receive(frame, "n1", "n3", 173),
  );
  tell(
    182,
    "n3",
    [rule("raft.commit.advanced", { commitIndex: 3, was: 2, copies: 3, needed: 3, term: 2 }, "committed")],
    (frame) => {
      receive(frame, "n2", "n3", 174);
      edit(frame, "n3", { commitIndex: 3, lastApplied: 3 });
    },
  );
  tell(187, "n3", [rule("raft.match.advanced", { follower: "n4", matchIndex: 3 })], (frame) =>
    receive(frame, "n4", "n3", 175),
  );
  tell(190, "n3", [rule("raft.command.appended", { index: 4, term: 2, command: "set x 3" })], (frame) => {
    frame.clients = frame.clients.map((client) => ({
      ...client,
      pending: { number: 2, command: "set x 3", to: "n3", sent: 184 },
    }));
    const log = [...(frame.nodes[2]?.log ?? []), { index: 4, term: 2, command: "set x 3" }];
    edit(frame, "n3", { log, lastIndex: 4 });
    append(
      frame,
      4,
      "set x 3",
      [
        ["n1", 196],
        ["n2", 204],
        ["n4", 203],
        ["n5", 202],
      ],
      190,
    );
    for (const id of ["n1", "n2", "n4"]) edit(frame, id, { commitIndex: 3 });
  });
  stored(196, "n1", 4, 190, 206);
  tell(202, "n5", [{ kind: "lost", reason: "down", message: lostEntry() }], (frame) =>
    receive(frame, "n3", "n5", 190),
  );
  tell(203, "n4", [], () => {});
}

function edit(frame: RaftFrame, id: string, change: Partial<RaftNode>): void {
  frame.nodes = frame.nodes.map((node) => (node.id === id ? ({ ...node, ...change } as RaftNode) : node));
}

type Content = Pick<MessageView, "kind" | "fields">;

function message(content: Content, from: string, to: string, sent: number, due: number): MessageView {
  const id = `m${sent}-${from}-${to}`;
  return {
    id,
    from,
    to,
    sent,
    due,
    ends: due,
    fate: "arrives",
    summary: content.kind,
    ...content,
  } as MessageView;
}

function send(frame: RaftFrame, content: Content, from: string, to: string, sent: number, due: number): void {
  frame.messages = [...frame.messages, message(content, from, to, sent, due)];
}

function receive(frame: RaftFrame, from: string, to: string, sent: number): void {
  frame.messages = frame.messages.filter((one) => one.id !== `m${sent}-${from}-${to}`);
}

const entryFields = (index: number, command: string | null) => ({
  term: 2,
  leaderId: "n3",
  prevLogIndex: index - 1,
  prevLogTerm: index === 3 ? 1 : 2,
  entries: [{ term: 2, command }],
  leaderCommit: index - 1,
});

function append(
  frame: RaftFrame,
  index: number,
  command: string | null,
  to: [string, number][],
  at: number,
): void {
  for (const [id, due] of to)
    send(frame, { kind: "AppendEntries", fields: entryFields(index, command) }, "n3", id, at, due);
}

const ballot = () =>
  message(
    { kind: "RequestVote", fields: { term: 2, candidateId: "n3", lastLogIndex: 2, lastLogTerm: 1 } },
    "n3",
    "n5",
    150,
    162,
  );
const lostEntry = () =>
  message({ kind: "AppendEntries", fields: entryFields(4, "set x 3") }, "n3", "n5", 190, 202);

function lead(frame: RaftFrame): void {
  const each = (value: number) => ({ n1: value, n2: value, n4: value, n5: value });
  const log = [...START, { index: 3, term: 2, command: null }];
  edit(frame, "n3", {
    role: "leader",
    leader: "n3",
    log,
    lastIndex: 3,
    timers: [],
    nextIndex: each(3),
    matchIndex: each(0),
  } as Partial<RaftNode>);
}
