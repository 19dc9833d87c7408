/**
 * What the runs of the gallery come to, read in another way than the page's judges do: off the states that a run passes
 * through, frame by frame, and off its canonical trace, instead of off its records.
 */
import type { ClusterFrame, Frame } from "../api/frames.ts";
import type { Simulation } from "../library/ringleader.ts";
import type { PaxosFrame, PaxosNode } from "./paxos/types.ts";
import type { PlacementFrame } from "./placement/types.ts";
import type { LogEntry, RaftFrame, RaftLeader, RaftNode } from "./raft/types.ts";

type Truth = string | false;
/** The engine, or the package's. */
type Walked = Pick<Simulation, "seek" | "seekTime" | "frame" | "position" | "trace" | "properties">;

/** A run up to an instant. Its cursor moves. */
class History<F extends Frame> {
  readonly last: number;
  readonly #simulation: Walked;
  readonly #frames: (F | undefined)[] = [];
  #lines: (readonly [number, string])[] | null = null;

  constructor(simulation: Walked, until: number) {
    this.#simulation = simulation;
    simulation.seekTime(until);
    this.last = simulation.position;
  }
  at(position: number): F {
    const known = this.#frames[position];
    if (known !== undefined) return known;
    this.#simulation.seek(position);
    const frame = this.#simulation.frame({ log: "all" }) as F;
    this.#frames[position] = frame;
    return frame;
  }
  get end(): F {
    return this.at(this.last);
  }
  /** The first position whose frame is so. */
  first(is: (frame: F, before: F, position: number) => boolean, from = 0): number | null {
    for (let position = Math.max(from, 1); position <= this.last; position += 1)
      if (is(this.at(position), this.at(position - 1), position)) return position;
    return null;
  }
  /** The trace's lines, each after the position of its event. */
  get lines(): readonly (readonly [number, string])[] {
    this.#lines ??= this.#simulation
      .trace({ to: this.last })
      .trim()
      .split("\n")
      .map((line) => [Number(line.split(".", 1)[0]), line] as const);
    return this.#lines;
  }
  /** The position of the first line that matches. */
  line(pattern: RegExp, from = 0): number | null {
    return this.lines.find(([position, line]) => position >= from && pattern.test(line))?.[0] ?? null;
  }
  violatedAt(position: number): readonly string[] {
    this.#simulation.seek(position);
    return this.#simulation
      .properties()
      .flatMap(({ name, status, at }) => (status === "violated" && at === position ? [name] : []));
  }
}

// ------------------------------------------------------------------------------------------------------------- Raft

type Raft = History<RaftFrame>;
const node = (frame: RaftFrame, id: string): RaftNode => frame.nodes.find((one) => one.id === id) as RaftNode;
const leaders = (frame: RaftFrame): RaftLeader[] =>
  frame.nodes.filter((one): one is RaftLeader => one.role === "leader" && one.status !== "down");
const newest = (frame: RaftFrame): RaftLeader | undefined =>
  leaders(frame).sort((a, b) => b.currentTerm - a.currentTerm)[0];
const count = (list: readonly unknown[], wanted: unknown): number =>
  list.filter((one) => one === wanted).length;
const NUMBERS: Readonly<Record<number, string>> = { 1: "one", 2: "two", 3: "three", 4: "four", 5: "five" };
const answeredOf = (frame: ClusterFrame, id: string): number =>
  frame.clients.find((one) => one.id === id)?.answered ?? 0;

/** What the first client was told last of a request that it made after it had given another up, as its operations show. */
function afterGivingUp({ clients: [client] }: ClusterFrame, givenUp: string, asked: string): string | null {
  const all = client?.operations ?? [];
  const place = all.findIndex(({ command, outcome }) => command === givenUp && outcome === "unknown");
  const next = all.find(
    ({ command, outcome }, index) =>
      place >= 0 && index > place && command === asked && (outcome === "ok" || outcome === "failed"),
  );
  return next?.answer ?? null;
}

const same = (one: LogEntry | undefined, other: LogEntry): boolean =>
  one?.term === other.term && one.command === other.command;
/** What a node's log had and has no longer. */
const gone = (frame: RaftFrame, before: RaftFrame, id: string): LogEntry[] =>
  node(before, id).log.filter((entry) => !same(node(frame, id).log[entry.index - 1], entry));

/** Where a node begins to lead that did not in this term. */
const takesOver = (run: Raft, from: number, id?: string): number | null =>
  run.first(
    (frame, before) =>
      leaders(frame).some(
        (one) =>
          (id === undefined || one.id === id) &&
          !leaders(before).some((was) => was.id === one.id && was.currentTerm === one.currentTerm),
      ),
    from,
  );

function brokenByElection(run: Raft, id: string, names: Readonly<Record<string, string>>): Truth {
  const at = takesOver(run, 0, id);
  const broken = at === null ? [] : run.violatedAt(at);
  return broken.length === 1 ? (names[broken[0] ?? ""] ?? false) : false;
}

const RAFT: Readonly<Record<string, (run: Raft) => Truth>> = {
  "first-election": (run) => {
    const at = takesOver(run, 0);
    if (at === null || run.end.nodes.length !== 5) return false;
    const [winner] = leaders(run.at(at));
    const was = node(run.at(at - 1), winner?.id ?? "");
    // The vote that decided was still on its way in the frame before.
    return "votes" in was ? (NUMBERS[count(Object.values(was.votes), "granted") + 1] ?? false) : false;
  },
  replication: (run) => {
    const of = (frame: RaftFrame) =>
      leaders(frame).map((one) => ({ one, entry: one.log.find(({ command }) => command !== null) }));
    const at = run.first((frame) =>
      of(frame).some(({ one, entry }) => entry && one.commitIndex >= entry.index),
    );
    const found =
      at === null
        ? undefined
        : of(run.at(at)).find(({ one, entry }) => entry && one.commitIndex >= entry.index);
    if (!found?.entry) return false;
    const { one, entry } = found;
    const copies = 1 + Object.values(one.matchIndex).filter((match) => match >= entry.index).length;
    const all = run.end.nodes.length;
    if (copies === 1) return "at-once";
    return copies === all ? "all" : copies === Math.floor(all / 2) + 1 ? "majority" : false;
  },
  "leader-crash": (run) => {
    const down = run.first((frame, before) =>
      frame.nodes.some((one) => one.status === "down" && newest(before)?.id === one.id),
    );
    const next = down === null ? null : takesOver(run, down);
    if (down === null || next === null) return false;
    const [was, is] = [newest(run.at(down - 1))?.currentTerm ?? 0, newest(run.at(next))?.currentTerm ?? 0];
    return is > was ? "higher" : is === was ? "same" : false;
  },
  "split-vote": (run) => {
    const stood = new Set<string>();
    let first = 0;
    const at = run.first((frame) => {
      for (const one of frame.nodes) {
        if (one.role !== "candidate") continue;
        first ||= one.currentTerm;
        if (one.currentTerm === first) stood.add(one.id);
      }
      return leaders(frame).length > 0;
    });
    if (at === null) return false;
    return (leaders(run.at(at))[0]?.currentTerm ?? 0) > first && stood.size > 1 ? "nobody" : false;
  },
  partition: (run) => {
    const cut = run.first((frame) => frame.cuts.length > 0);
    if (cut === null) return false;
    const heal = run.first((frame) => frame.cuts.length === 0, cut) ?? run.last;
    const view = run.at(cut).cuts[0];
    const most = [view?.from ?? [], view?.to ?? []].find(
      (side) => side.filter((id) => id.startsWith("n")).length * 2 > run.end.nodes.length,
    );
    const old = newest(run.at(cut))?.id;
    if (!view?.both || !most || !old || most.includes(old)) return false;
    const heard = (side: readonly string[]) =>
      side.some((id) => id.startsWith("c") && answeredOf(run.at(heal), id) > answeredOf(run.at(cut), id));
    const few = most === view.from ? view.to : view.from;
    if (heard(most)) return heard(few) ? "both" : "majority";
    return heard(few) ? "leader" : "neither";
  },
  "figure-7": (run) => {
    const when = (id: string): Truth => {
      const at = run.first((frame, before) => gone(frame, before, id).length > 0);
      if (at === null) return false;
      return node(run.at(at - 1), "n1").lastIndex > 10 ? "conflict" : "at-once";
    };
    return when("n4") === when("n5") ? when("n4") : false;
  },
  "figure-8": (run) => {
    const has = (one: RaftLeader) =>
      one.currentTerm === 4 &&
      one.log[1]?.term === 2 &&
      Object.values(one.matchIndex).filter((match) => match >= 2).length >= 2;
    const at = run.first((frame) => leaders(frame).some(has));
    const one = at === null ? undefined : leaders(run.at(at)).find(has);
    if (one === undefined) return false;
    return one.commitIndex === 2 ? "yes" : "own-term";
  },
  "lost-messages": (run) => {
    const committed = (one: RaftNode) =>
      one.log.slice(0, one.commitIndex).map(({ term, command }) => `${term} ${command}`);
    const logs = run.end.nodes.map(committed);
    const agree = logs.every((log) =>
      logs.every((other) => log.every((entry, i) => other[i] === undefined || other[i] === entry)),
    );
    return agree && logs.some((log) => log.length > 0) && run.line(/reason=loss/u) !== null ? "no" : false;
  },
  "sent-again": (run) => {
    const first = run.lines.flatMap(([position, line]) => {
      const prev = / lost m\d+ n\d+ -> n5 AppendEntries .*?prevLogIndex=(\d+) .*entries=\[[^\]]/u.exec(
        line,
      )?.[1];
      return prev === undefined ? [] : [[position, Number(prev) + 1] as const];
    })[0];
    if (first === undefined) return false;
    const [from, index] = first;
    const has = run.first((frame) => node(frame, "n5").lastIndex >= index, from);
    const by =
      has === null ? undefined : run.lines.find(([p, line]) => p === has && / delivered /u.test(line));
    const message = / delivered (m\d+) (n\d+) /u.exec(by?.[1] ?? "");
    if (!message || newest(run.at(from))?.id !== message[2]) return false;
    const at = run.line(new RegExp(` sent ${message[1]} `, "u"));
    const because = run.lines.filter(([position]) => position === at).map(([, line]) => line);
    if (because.some((line) => / raft\.append\.sent-again follower=n5 /u.test(line))) return "timeout";
    if (because.some((line) => / timer heartbeat/u.test(line))) return "heartbeat";
    return because.some((line) => / raft\.command\.appended /u.test(line)) ? "next" : false;
  },
  "slow-follower": (run) => {
    const from = run.first((frame) => frame.nodes.some(({ status }) => status === "paused"));
    if (from === null) return false;
    const slow = run.at(from).nodes.find(({ status }) => status === "paused")?.id ?? "";
    const asked = run.line(/ requested /u, from);
    const answered = run.line(/ answered /u, asked ?? run.last + 1);
    return answered !== null &&
      node(run.at(answered - 1), slow).status === "paused" &&
      newest(run.at(from))?.id !== slow
      ? "no"
      : false;
  },
  "narrow-link": (run) => {
    const led = takesOver(run, 0, "n1");
    if (led === null) return false;
    const carries = (frame: RaftFrame) =>
      frame.messages.some(
        (one) =>
          one.kind === "AppendEntries" &&
          one.from === "n1" &&
          one.to === "n5" &&
          one.fields.entries.length > 0,
      );
    const at = run.first(
      (frame, was) =>
        node(frame, "n5").currentTerm > node(was, "n5").currentTerm && node(frame, "n5").role === "candidate",
      led,
    );
    const got = run.line(/ n5 delivered m\d+ n1 -> n5 AppendEntries .*entries=\[\d/u, led);
    if (got !== null && (at === null || got < at)) return "waits";
    return at !== null && carries(run.at(at - 1)) ? "election" : false;
  },
  "three-zones": (run) => {
    const index = newest(run.end)?.log.length ?? 0;
    const at = run.first((frame) => (newest(frame)?.commitIndex ?? 0) >= index && index > 0);
    const down = run.first((frame) => frame.nodes.some(({ status }) => status === "down"));
    if (at === null || down === null || at < down || answeredOf(run.end, "c1") < 2) return false;
    const copies = (frame: RaftFrame) => newest(frame)?.matchIndex ?? {};
    const [now, was] = [copies(run.at(at)), copies(run.at(at - 1))];
    const from = Object.keys(now).find((id) => (now[id] ?? 0) >= index && (was[id] ?? 0) < index) ?? "";
    return run.end.network.zones?.find(({ members }) => members.includes(from))?.name ?? false;
  },
  "slow-disk": (run) => {
    const crash = run.first(
      (frame, was) => node(was, "n2").status !== "down" && node(frame, "n2").status === "down",
    );
    if (crash === null) return false;
    const [was, is] = [node(run.at(crash - 1), "n2").log, node(run.at(crash), "n2").log];
    if (was.length === 0) return false;
    return JSON.stringify(was) === JSON.stringify(is) ? "all" : "written";
  },
  "late-append": (run) => {
    for (const [position, line] of run.lines) {
      const found = / (n\d+) delivered (m\d+) n\d+ -> n\d+ AppendEntries /u.exec(line);
      if (found === null) continue;
      const [, id = "", message = ""] = found;
      const [was, is] = [node(run.at(position - 1), id), node(run.at(position), id)];
      const sent = run.at(position - 1).messages.find((one) => one.id === message);
      if (sent?.kind !== "AppendEntries" || sent.fields.entries.length === 0) continue;
      const { prevLogIndex, entries, term } = sent.fields;
      const beyond = was.log.find(({ index }) => index === prevLogIndex + entries.length + 1);
      if (beyond?.term !== term || was.currentTerm !== term || was.status !== "up") continue;
      return is.lastIndex < was.lastIndex ? "delete" : "keep";
    }
    return false;
  },
  "retry-once": (run) => {
    const again = /retried \d+ ("(?:[^"\\]|\\.)*")/u.exec(run.lines.map(([, line]) => line).join("\n"))?.[1];
    if (again === undefined) return false;
    const done = run.lines.filter(
      ([, line]) => line.includes(` raft.applied `) && line.includes(`command=${again} `),
    );
    const places = new Set(
      done.map(([, line]) => /(n\d+) raft\.applied index=(\d+)/u.exec(line)?.slice(1).join(" ")),
    );
    const most = Math.max(
      0,
      ...run.end.nodes.map(({ id }) => [...places].filter((one) => one?.startsWith(`${id} `)).length),
    );
    return { 1: "once", 2: "twice" }[most] ?? false;
  },
  "unknown-outcome": ({ end }) => {
    const read = afterGivingUp(end, "incr x", "get x");
    if (read === null) return false;
    return { none: "none", 1: "one" }[read] ?? (Number(read) > 1 ? "more" : false);
  },
  "stale-read": (run) => {
    for (const [position, line] of run.lines) {
      const [, id = "", client = ""] = /(n\d+) raft\.request\.read-locally client=(c\d+)/u.exec(line) ?? [];
      if (id === "") continue;
      const frame = run.at(position - 1);
      const asked = node(frame, id);
      if (asked.role !== "leader" || newest(frame)?.id === id) continue;
      const told = run.lines.find(
        ([at, one]) => at > position && one.includes(`${client} answered`) && one.includes('"get x"'),
      );
      const value = /"get x" "(.*?)"/u.exec(told?.[1] ?? "")?.[1];
      const current = newest(frame)?.machine.x;
      return value === undefined
        ? false
        : value === current
          ? "new"
          : asked.machine.x === value
            ? "old"
            : false;
    }
    return false;
  },
  "pre-vote": (run) => {
    const cut = run.first((frame) => frame.cuts.length > 0);
    const heal = cut === null ? null : run.first((frame) => frame.cuts.length === 0, cut);
    const leader = heal === null ? undefined : newest(run.at(heal));
    if (heal === null || leader === undefined) return false;
    const { id, currentTerm } = leader;
    const fell = run.first(
      (frame) => node(frame, id).role !== "leader" || node(frame, id).currentTerm !== currentTerm,
      heal,
    );
    if (fell === null) return "stays";
    return takesOver(run, fell) === null ? false : "falls";
  },
  "one-way-cut": (run) => {
    const cut = run.first((frame) => frame.cuts.length > 0);
    if (cut === null) return false;
    const old = newest(run.at(cut))?.id;
    const asked = run.line(/ requested /u, cut);
    if (asked === null || run.at(cut).cuts[0]?.both !== false) return false;
    const at = run.first((frame) => answeredOf(frame, "c1") > answeredOf(run.at(asked), "c1"), asked);
    if (at === null) return "never";
    const [, from] =
      /delivered m\d+ (n\d+) -> c1 /u.exec(
        run.lines.find(([p, line]) => p === at && line.includes("delivered"))?.[1] ?? "",
      ) ?? [];
    return from === old ? "old" : "new";
  },
  "bug-vote-without-log-check": (run) =>
    brokenByElection(run, "n5", {
      "leader-completeness": "completeness",
      "election-safety": "election",
      "log-matching": "matching",
    }),
  "bug-forget-log-on-restart": (run) =>
    brokenByElection(run, "n4", {
      "leader-completeness": "completeness",
      "election-safety": "election",
      "one-vote-per-term": "votes",
    }),
  "bug-accept-stale-append": (run) => {
    const follows = run.lines.find(([position, line]) => {
      const term = / n2 delivered m\d+ n\d+ -> n2 AppendEntries term=(\d+)/u.exec(line)?.[1];
      return (
        term !== undefined &&
        Number(term) < node(run.at(position - 1), "n2").currentTerm &&
        run.lines.some(([at, one]) => at === position && one.includes("n2 raft.append.accepted"))
      );
    })?.[0];
    if (follows === undefined) return false;
    const lost = gone(run.at(follows), run.at(follows - 1), "n2");
    const safe = run.first((frame) =>
      frame.nodes.some((one) =>
        lost.some((entry) => one.commitIndex >= entry.index && same(one.log[entry.index - 1], entry)),
      ),
    );
    if (lost.length === 0) return "nothing";
    return safe !== null && safe < follows ? "committed" : false;
  },
  "bug-commit-unverified": (run) => {
    const at = run.first((frame) => node(frame, "n2").commitIndex >= 2);
    if (at === null) return "nothing";
    const [own, theirs] = ["n2", "n3"].map((id) => node(run.at(at), id).log[1]);
    return own?.term === theirs?.term && own?.command === theirs?.command ? "leader" : "own";
  },
  "bug-forget-term-on-restart": (run) => {
    const led = new Set<string>();
    let reached = false;
    run.first((frame) => {
      for (const one of leaders(frame)) if (one.currentTerm === 2) led.add(one.id);
      reached ||= frame.nodes.some((one) => one.role === "candidate" && one.currentTerm === 2);
      return false;
    });
    return (
      { "": reached ? "none" : (false as const), n3: "one", "n1,n3": "two" }[[...led].sort().join()] ?? false
    );
  },
  "bug-answer-before-commit": (run) => {
    const asked = run.line(/ c2 requested \d+ "get x"/u);
    if (asked === null) return false;
    const at = run.first((frame) => answeredOf(frame, "c2") > 0, asked);
    if (at === null) return "nothing";
    const answer = run.at(at).clients.find(({ id }) => id === "c2")?.last?.answer;
    const set = run.first(
      (frame, _, position) => position <= at && frame.nodes.some(({ machine }) => "x" in machine),
    );
    if (answer === "none") return set === null ? "none" : false;
    return answer === "1" && answeredOf(run.at(at), "c1") > 0 ? "value" : false;
  },
  "bug-truncate-on-refusal": (run) => {
    const refused = run.lines.filter(([, line]) => / n2 raft\.next\.decreased /u.test(line));
    if (refused.length === 0) return false;
    const lost = refused.flatMap(([at]) =>
      gone(run.at(at), run.at(at - 1), "n2").map((entry) => [at, entry] as const),
    );
    const safe = lost.filter(
      ([at, entry]) =>
        run.first(
          (frame, _, p) =>
            p < at &&
            frame.nodes.some(
              ({ commitIndex, log }) => commitIndex >= entry.index && same(log[entry.index - 1], entry),
            ),
        ) !== null,
    );
    if (safe.some(([, { command }]) => command !== null)) return "committed";
    if (safe.length > 0) return false;
    return lost.length > 0 ? "uncommitted" : "nothing";
  },
};

// ------------------------------------------------------------------------------------------------------------ Paxos

type Paxos = History<PaxosFrame>;
const acceptor = (frame: PaxosFrame, id: string): PaxosNode =>
  frame.nodes.find((one) => one.id === id) as PaxosNode;
const told = (frame: PaxosFrame, id: string): string | null =>
  frame.clients.find((one) => one.id === id)?.last?.answer ?? null;
const up = (run: Paxos, id: string): number => {
  const down = run.first((frame) => acceptor(frame, id).status === "down") ?? run.last + 1;
  return run.first((frame) => acceptor(frame, id).status === "up", down) ?? run.last + 1;
};
/** What n3, back from its crash, first tells this node of X. */
const reported = (run: Paxos, to: string): Truth => {
  const said = (frame: PaxosFrame) =>
    frame.messages.find(
      (one) => one.from === "n3" && one.to === to && (one.kind === "Promise" || one.kind === "Chosen"),
    );
  const at = run.first((frame) => said(frame) !== undefined, up(run, "n3"));
  const message = at === null ? undefined : said(run.at(at));
  if (message?.kind === "Chosen") return "chosen";
  if (message?.kind !== "Promise") return false;
  return message.fields.acceptedValue === "X" ? "accepted" : "nothing";
};
const chosenValues = (run: Paxos): string[] => [
  ...new Set(
    run.lines.flatMap(([, line]) => /paxos\.value\.chosen ballot=\S+ value=(\S+)/u.exec(line)?.[1] ?? []),
  ),
];

const PAXOS: Readonly<Record<string, (run: Paxos) => Truth>> = {
  "paxos-phases": (run) => {
    const at = run.first((frame) => acceptor(frame, "n1").proposal?.value != null);
    if (at === null || run.end.nodes.length !== 5) return false;
    return (
      NUMBERS[count(Object.values(acceptor(run.at(at), "n1").proposal?.promises ?? {}), "promised")] ?? false
    );
  },
  "paxos-two-proposers": ({ end }) => {
    const [x, y] = [told(end, "c1"), told(end, "c2")];
    if (x === null && y === null) return false;
    if (x === null || y === null) return "one";
    return x === y ? "same" : "own";
  },
  "paxos-adopted-value": (run) => {
    const at = run.first((frame) => acceptor(frame, "n5").proposal?.value != null);
    if (at === null || run.at(at - 1).chosen !== null || acceptor(run.at(at), "n1").status !== "down")
      return false;
    return acceptor(run.at(at), "n5").proposal?.value?.toLowerCase() ?? false;
  },
  "paxos-chosen-unknown": (run) => {
    const chosen = run.first((frame) => frame.chosen !== null);
    const known = run.first((frame) => frame.nodes.some(({ learned }) => learned !== null));
    if (chosen === null || known === null || known < chosen) return false;
    if (run.at(chosen).now === run.at(known).now) return "at-once";
    const learned = run.at(known).nodes.find((one) => one.learned !== null)?.learned;
    return learned?.value === "X" && learned.ballot !== run.at(chosen).chosen?.ballot ? "proposal" : false;
  },
  "paxos-unknown-outcome": ({ end }) => ({ X: "x", Y: "y" })[afterGivingUp(end, "X", "Y") ?? ""] ?? false,
  "paxos-late-accept": (run) => {
    const takes = (id: string) => {
      const at = run.line(new RegExp(` ${id} delivered m\\d+ n1 -> ${id} Accept ballot=1\\.n1 `, "u"));
      return at === null ? null : acceptor(run.at(at), id).accepted?.ballot === "1.n1";
    };
    const [n2, n3] = [takes("n2"), takes("n3")];
    if (n2 === null || n3 === null) return false;
    return n2 ? (n3 ? "both" : "n2") : n3 ? "n3" : "neither";
  },
  "paxos-both-sides": ({ end }) => {
    const [x, y] = [told(end, "c1"), told(end, "c2")];
    if (x === null || y === null) return false;
    return x === y ? x.toLowerCase() : "own";
  },
  "paxos-duel": ({ end }) =>
    end.chosen === null && new Set(end.ballots.map(({ proposer }) => proposer)).size > 1 ? "never" : false,
  "paxos-duel-retry": (run) => {
    const at = run.first((frame) => frame.chosen !== null);
    const gaveUp = run.first((frame) => frame.nodes.some(({ proposal }) => proposal?.phase === "abandoned"));
    return at !== null && gaveUp !== null && gaveUp < at ? "yes" : false;
  },
  "paxos-duel-distinguished": (run) => {
    const alone = run.end.ballots.every(({ proposer }) => proposer === "n1");
    return alone && chosenValues(run).length === 1 ? (chosenValues(run)[0]?.toLowerCase() ?? false) : false;
  },
  "paxos-acceptor-restart": (run) => reported(run, "n5"),
  "paxos-slow-disk": (run) => reported(run, "n2"),
  "paxos-slow-learner": (run) => {
    const back = up(run, "n5");
    const known = run.first((frame) => acceptor(frame, "n5").learned !== null, back);
    if (known === null) return false;
    const answers = run.lines.filter(
      ([position, line]) =>
        position >= back && position <= known && / n5 delivered m\d+ n\d -> n5 Accepted /u.test(line),
    );
    return NUMBERS[answers.length] ?? false;
  },
  "paxos-far-proposer": ({ end }) => told(end, "c1")?.toLowerCase() ?? false,
  "paxos-bug-promise-forgotten": (run) => {
    const values = chosenValues(run).sort().join();
    return values === "X,Y" ? "both" : values === "Y" ? "y" : false;
  },
  "paxos-forged-accept": ({ end, lines }) => {
    const answer = told(end, "c1");
    if (lines.some(([, line]) => / requested \d+ "Q"/u.test(line))) return false;
    return answer === "X" || answer === "Q" ? answer.toLowerCase() : false;
  },
  "paxos-bug-round-reused": (run) => {
    const back = up(run, "n1");
    const at = run.first((frame) => acceptor(frame, "n1").proposal?.value != null, back);
    const proposal = at === null ? null : acceptor(run.at(at), "n1").proposal;
    if (proposal?.ballot !== "1.n1") return false;
    return proposal.value === "X" ? "x" : chosenValues(run).includes("Z") ? "chosen" : false;
  },
};

// -------------------------------------------------------------------------------------------------------- placement

type Ring = History<PlacementFrame>;
const NEAR: readonly (readonly [string, number, number])[] = [
  ["fifth", 75, 125],
  ["half", 188, 312],
  ["most", 313, 500],
];
/** The frame after the first move of this kind that changed the nodes. */
const after = (run: Ring, verb: "join" | "leave"): PlacementFrame | null => {
  const at = run.first(
    (frame, before) => frame.move?.verb === verb && frame.nodes.length !== before.nodes.length,
  );
  return at === null ? null : run.at(at);
};
const within = (value: number, ranges: readonly (readonly [string, number, number])[]): Truth =>
  ranges.find(([, least, most]) => value >= least && value <= most)?.[0] ?? false;
const movedIn = (run: Ring, strategy: string, keys: number, ranges: typeof NEAR): Truth => {
  const frame = after(run, "join");
  if (frame?.placed.strategy !== strategy || frame.keys !== keys) return false;
  const moved = frame.change?.placed.moved ?? 0;
  return moved === 0 ? "none" : within(moved, ranges);
};

const PLACEMENT: Readonly<Record<string, (run: Ring) => Truth>> = {
  "key-walk": (run) => {
    const at = run.first((frame) => frame.lookup?.key === "user:17");
    const frame = at === null ? null : run.at(at);
    if (frame?.lookup?.way !== "ring" || frame.placed.picture.kind !== "ring") return false;
    const { positions, owners } = frame.placed.picture;
    const place = frame.lookup.position * 2 ** 32;
    const next = positions.findIndex((position) => position >= place);
    return `n${owners[next < 0 ? 0 : next]}` === frame.lookup.owners[0] ? "clockwise" : false;
  },
  "ring-against-modulo": (run) => movedIn(run, "ring", 500, NEAR),
  "remove-a-node": (run) => {
    const frame = after(run, "leave");
    const flows = frame?.change?.placed.flows ?? [];
    if (frame?.move?.node !== "n2") return false;
    const from = [...new Set(flows.map((flow) => flow.from))].sort().join();
    return from === "n2"
      ? "own"
      : from === "n2,n3"
        ? "neighbour"
        : (frame.change?.placed.moved ?? 0) > frame.keys * 0.8
          ? "all"
          : false;
  },
  "hot-node": (run) => {
    const at = run.first((frame) => frame.settings["virtual-nodes"] === "160");
    if (at === null) return false;
    const ratio = Number(run.at(at).placed.maxOverMean);
    return within(Math.round(ratio * 100), [
      ["near", 0, 119],
      ["half", 140, 160],
      ["same", 175, 210],
    ]);
  },
  weights: (run) => {
    const frame = after(run, "join");
    const taken = frame?.nodes.find(({ id }) => id === "n5");
    if (frame?.keys !== 600 || taken?.weight !== 2) return false;
    return within(taken.load, [
      ["sixth", 75, 125],
      ["third", 150, 250],
      ["half", 251, 375],
    ]);
  },
  "replica-walk": (run) => {
    const at = run.first(
      (frame) =>
        frame.looks && frame.lookup?.way === "ring" && frame.lookup.steps.some(({ taken }) => !taken),
    );
    const lookup = at === null ? null : run.at(at).lookup;
    if (lookup?.way !== "ring") return false;
    return new Set(lookup.owners).size === lookup.owners.length ? "skip" : "twice";
  },
  "bounded-loads": (run) => {
    const at = run.first(
      (frame) =>
        frame.looks &&
        frame.lookup?.way === "bounded" &&
        frame.lookup.steps.some(({ taken, load }) => !taken && load !== null),
    );
    const frame = at === null ? null : run.at(at);
    return frame?.placed.bound === 125 && frame.nodes.length === 5 && frame.settings["load-factor"] === "1.25"
      ? "bound"
      : false;
  },
  "modulo-remainders": (run) =>
    movedIn(run, "modulo", 40, [
      ["fifth", 6, 10],
      ["half", 15, 25],
      ["most", 26, 40],
    ]),
  "rendezvous-join": (run) => {
    const frame = after(run, "join");
    const to = new Set(frame?.change?.placed.flows.map((flow) => flow.to));
    return frame?.placed.strategy === "rendezvous" && to.size === 1 && to.has(frame.move?.node ?? "")
      ? "new"
      : false;
  },
  "jump-join": (run) => {
    const at = run.line(/action leave n2/u);
    return at !== null &&
      run.at(at).placed.strategy === "jump" &&
      run.at(at).nodes.some(({ id }) => id === "n2")
      ? "no"
      : false;
  },
  "maglev-join": (run) => {
    const frame = after(run, "join");
    if (frame?.placed.strategy !== "maglev" || frame.change === null) return false;
    const between = frame.change.placed.flows
      .filter(({ to }) => to !== frame.move?.node)
      .reduce((sum, flow) => sum + flow.count, 0);
    return between === 0 ? "none" : between <= 50 ? "some" : between > 250 ? "most" : false;
  },
  "slots-join": (run) => movedIn(run, "slots", 500, NEAR),
};

/** The one choice that is true of a run up to an instant; false if none is. The cursor ends up somewhere else. */
export function truthOf(scenario: string, simulation: Walked, until: number): Truth {
  const raft = RAFT[scenario];
  if (raft !== undefined) return raft(new History<RaftFrame>(simulation, until));
  const paxos = PAXOS[scenario];
  if (paxos !== undefined) return paxos(new History<PaxosFrame>(simulation, until));
  const placement = PLACEMENT[scenario];
  if (placement === undefined) throw new Error(`no truth is known of ${scenario}`);
  return placement(new History<PlacementFrame>(simulation, until));
}
