import {
  beside,
  between,
  type Find,
  type Finding,
  type FlatRecord,
  flatten,
  is,
  judgeOf,
  majorityOf,
  NEVER,
  named,
  type Run,
  sizeOf,
} from "../judge.ts";
import type { ScenarioName } from "./codes.ts";

const elected = is("raft.leader.elected");
const stepsDown = ({ rule }: FlatRecord): boolean => /^raft\.stepped-down\./u.test(rule);
const termOf = (record: FlatRecord | undefined): number => Number(record?.params.term ?? 0);
const before = (all: readonly FlatRecord[], one: FlatRecord): FlatRecord[] => all.slice(0, all.indexOf(one));

/** Who leads after these records: who was elected last, unless it crashed or stepped down since. */
function leaderAfter(all: readonly FlatRecord[]): FlatRecord | null {
  const last = all.findLast(elected);
  if (last === undefined) return null;
  const over = between(all, last).some(
    (record) => record.node === last.node && (stepsDown(record) || record.kind === "crashed"),
  );
  return over ? null : last;
}

/** The nodes and clients that a cut's line names before and after its sign. */
function sidesOf(line: string, sign: "|" | "->"): [string[], string[]] | null {
  const [from, to] = line.replace(/^cut\s+/u, "").split(sign);
  if (from === undefined || to === undefined) return null;
  return [from.trim().split(/\s+/u), to.trim().split(/\s+/u)];
}
const nodesOf = (side: readonly string[]): string[] => side.filter((id) => id.startsWith("n"));

/** The property that the first election of a node breaks, by the choice that names it. */
const brokenBy =
  (node: string, names: Readonly<Record<string, string>>): Find =>
  ({ records }) => {
    const all = flatten(records);
    const election = all.find((record) => elected(record) && record.node === node);
    if (election === undefined) return null;
    const broken = beside(all, election).filter(({ kind }) => kind === "violated");
    const [first] = broken;
    return broken.length === 1 && first ? (names[first.property] ?? NEVER) : NEVER;
  };

/** What becomes of n5 while entries of n1 are on their way to it, and nothing but their size delays what comes behind. */
function narrowLink({ records }: Run): Finding {
  const all = flatten(records);
  const led = all.find((record) => elected(record) && record.node === "n1");
  if (led === undefined) return null;
  const meanwhile = between(all, led);
  const carries = ({ message }: FlatRecord) =>
    message.kind === "AppendEntries" && `${message.from} ${message.to}` === "n1 n5" && entriesOf(message) > 0;
  const first = meanwhile.find(
    (record) =>
      record.node === "n5" &&
      ((record.kind === "delivered" && carries(record)) ||
        is("raft.election.started", "raft.pre-vote.started")(record)),
  );
  if (first === undefined) return null;
  const until = between(meanwhile, meanwhile[0] as FlatRecord, first);
  const disturbed = before(all, first).some(is("cut", "hold", "clock", "crashed", "paused"));
  if (disturbed || until.some(({ kind, node }) => kind === "action" && node === "n5")) return NEVER;
  if (first.kind === "delivered") return "waits";
  const under = meanwhile.slice(0, meanwhile.indexOf(first));
  const entries = under.find((record) => record.kind === "sent" && carries(record));
  const lost =
    entries && under.some(({ kind, message }) => kind === "lost" && message.id === entries.message.id);
  return entries === undefined || lost ? NEVER : "election";
}

/** From which zone the copy comes that makes a majority of the newest write, which was asked for when a zone was down. */
function threeZones(run: Run): Finding {
  const all = flatten(run.records);
  const [down, asked] = [all.findLast(is("crashed")), all.findLast(is("requested"))];
  if (down === undefined || asked === undefined || all.indexOf(asked) < all.indexOf(down)) return null;
  const answered = between(all, asked).find(is("answered"));
  if (answered === undefined) return null;
  const commits = between(all, asked, answered).filter(is("raft.commit.advanced"));
  const commit = commits.findLast(({ params }) => params.copies !== undefined);
  const copy = commit && beside(all, commit).find(({ kind }) => kind === "delivered");
  const zones = ("network" in run.frame && run.frame.network.zones) || [];
  const zone = zones.find(({ members }) => members.includes(copy?.message.from ?? ""));
  return zone?.name ?? NEVER;
}

const entriesOf = ({ fields }: FlatRecord["message"]): number =>
  Array.isArray(fields.entries) ? fields.entries.length : 0;

/** Whether a follower's event can have changed its log: by what it took, or by what had to go before. */
const changesLog = (record: FlatRecord): boolean =>
  (is("raft.append.accepted")(record) && Number(record.params.count) > 0) ||
  is("raft.append.truncated", "raft.command.appended", "raft.no-op.appended")(record);

/** What the first crash of n2 leaves of its log, by the writes that it loses. */
function leftOnDisk({ records }: Run): Finding {
  const all = flatten(records);
  const mine = all.filter(({ node }) => node === "n2");
  const down = mine.find(is("crashed"));
  if (down === undefined) return null;
  const had = mine.slice(0, mine.indexOf(down));
  const lost = mine[mine.indexOf(down) + 1];
  const { unfinished = 0, finished = 0 } = lost?.kind === "writes-lost" ? lost : {};
  if (finished > 0 || !had.some(changesLog)) return NEVER;
  const writes = unfinished === 0 ? [] : had.filter(is("write")).slice(-unfinished);
  const changes = writes.filter((write) => beside(had, write).some(changesLog));
  if (changes.length === 0) return "all";
  // What arrived a second time changes no log, and was written for the sake of the term that came with it; what was cut off
  // again may be on disk as it was before.
  const tells = (write: FlatRecord, ...rules: readonly string[]) => beside(had, write).some(is(...rules));
  if (changes.some((write) => tells(write, "raft.append.truncated"))) return NEVER;
  return changes.some((write) => !tells(write, "raft.term.adopted")) ? "written" : NEVER;
}

function splitVote({ records }: Run): Finding {
  const all = flatten(records);
  const first = termOf(all.find(is("raft.election.started")));
  const candidates = all.filter((record) => is("raft.election.started")(record) && termOf(record) === first);
  const winner = all.find(elected);
  if (winner === undefined) return null;
  return termOf(winner) > first && candidates.length > 1 ? "nobody" : NEVER;
}

/** Which client is answered between the first cut and its healing. */
function partition({ records, ended, ...rest }: Run): Finding {
  const all = flatten(records);
  const cut = all.find(is("cut"));
  if (cut === undefined) return null;
  const sides = sidesOf(cut.line, "|");
  const heal = between(all, cut).find(is("heal"));
  const old = leaderAfter(before(all, cut))?.node;
  const larger = sides?.find(
    (side) => nodesOf(side).length >= majorityOf(sizeOf({ records, ended, ...rest })),
  );
  // With the old leader on the side of the majority, two choices would name one client.
  if (!sides || !larger || !old || larger.includes(old)) return NEVER;
  if (heal === undefined && !ended) return null;
  const meanwhile = between(all, cut, heal);
  if (meanwhile.some(is("cut"))) return NEVER;
  const clients = (side: readonly string[], kind: string) =>
    meanwhile.some((record) => record.kind === kind && side.includes(record.node ?? ""));
  if (!sides.every((side) => clients(side, "requested"))) return NEVER;
  const [most, few] = [larger, sides.find((side) => side !== larger) ?? []].map((side) =>
    clients(side, "answered"),
  );
  if (most && few) return "both";
  if (most) return "majority";
  return few ? "leader" : "neither";
}

/** When what servers c and d (n4 and n5) have beyond the leader's log is cut off. */
function figure7({ records }: Run): Finding {
  const all = flatten(records);
  const leader = all.find(elected);
  if (leader === undefined) return null;
  if (leader.node !== "n1") return NEVER;
  const since = between(all, leader);
  const whens = ["n4", "n5"].map((node): Finding => {
    const cut = since.find((record) => record.node === node && is("raft.append.truncated")(record));
    if (cut === undefined) return null;
    const written = before(since, cut).some(
      (record) =>
        record.node === "n1" && record.params.index === cut.params.from && /\.appended$/u.test(record.rule),
    );
    if (written) return "conflict";
    const heard = since.filter(
      ({ kind, node: to, message }) =>
        kind === "delivered" && to === node && message.kind === "AppendEntries",
    );
    return heard[0]?.position === cut.position ? "at-once" : NEVER;
  });
  const [c = null, d = null] = whens;
  if (c === NEVER || d === NEVER) return NEVER;
  if (c === null || d === null) return null;
  return c === d ? c : NEVER;
}

/** The term of the entry at an index, as a leader sent it. */
function sentTerm(all: readonly FlatRecord[], leader: string | null, index: number): number | null {
  for (const { kind, message } of all) {
    if (kind !== "sent" || message.kind !== "AppendEntries" || message.from !== leader) continue;
    const entries = message.fields.entries as { term: number }[];
    const entry = entries[index - 1 - Number(message.fields.prevLogIndex)];
    if (entry !== undefined) return entry.term;
  }
  return null;
}

/** Whether an entry of term 2 at a leader of term 4 is committed once three of five have it. */
function figure8(run: Run): Finding {
  const all = flatten(run.records);
  const leader = all.find((record) => elected(record) && termOf(record) === 4);
  if (leader === undefined || sizeOf(run) !== 5) return leader === undefined ? null : NEVER;
  const led = between(all, leader);
  for (const record of led) {
    if (record.node !== leader.node) continue;
    if (stepsDown(record) || record.kind === "crashed") return NEVER;
    const [held, commits] = [
      is("raft.commit.held-back.earlier-term")(record),
      is("raft.commit.advanced")(record),
    ];
    if (!held && !commits) continue;
    const index = Number(held ? record.params.index : record.params.commitIndex);
    const copies = new Set(
      before(led, record)
        .filter((one) => one.node === leader.node && is("raft.match.advanced")(one))
        .flatMap(({ params }) => (Number(params.matchIndex) >= index ? [params.follower] : [])),
    );
    if (copies.size < 2) return NEVER;
    if (held) return record.params.entryTerm === 2 ? "own-term" : NEVER;
    const term = sentTerm(before(all, record), leader.node, index);
    if (term === 2) return "yes";
    return term === 4 && sentTerm(before(all, record), leader.node, index - 1) === 2 ? "own-term" : NEVER;
  }
  return null;
}

/** With which message n5 gets an entry whose first AppendEntries was lost on its way there. */
function sentAgain({ records }: Run): Finding {
  const all = flatten(records);
  const carries = ({ message }: FlatRecord) => message.kind === "AppendEntries" && message.to === "n5";
  const spanOf = ({ fields }: FlatRecord["message"]): [number, number] => {
    const before = Number(fields.prevLogIndex);
    return [before + 1, before + (fields.entries as unknown[]).length];
  };
  const lost = all.find((record) => {
    if (record.kind !== "lost" || !carries(record)) return false;
    const [first, last] = spanOf(record.message);
    return first <= last;
  });
  if (lost === undefined) return null;
  const [index] = spanOf(lost.message);
  const got = between(all, lost).find((record) => {
    if (record.kind !== "delivered" || !carries(record)) return false;
    const [first, last] = spanOf(record.message);
    return first <= index && index <= last && beside(all, record).some(is("raft.append.accepted"));
  });
  if (got === undefined) return null;
  const sent = all.find(({ kind, message }) => kind === "sent" && message.id === got.message.id);
  if (sent === undefined || got.message.from !== lost.message.from) return NEVER;
  const because = beside(all, sent);
  if (because.some((record) => is("raft.append.sent-again")(record) && record.params.follower === "n5"))
    return "timeout";
  if (because.some(({ kind, timer }) => kind === "timer" && timer === "heartbeat")) return "heartbeat";
  return because.some(is("raft.command.appended")) ? "next" : NEVER;
}

/** What a follower does with entries beyond those that a late AppendEntries names. */
function lateAppend({ records }: Run): Finding {
  const all = flatten(records);
  const ends = new Map<string, { term: number; end: number }>();
  for (const [place, record] of all.entries()) {
    const node = record.node ?? "";
    if (record.kind === "crashed") ends.delete(node);
    if (record.kind !== "delivered" || record.message.kind !== "AppendEntries") continue;
    const { term, prevLogIndex, entries } = record.message.fields as {
      term: number;
      prevLogIndex: number;
      entries: unknown[];
    };
    const event = all.slice(place).filter(({ position }) => position === record.position);
    const accepted = event.find(is("raft.append.accepted"));
    const last = prevLogIndex + entries.length;
    const known = ends.get(node);
    if (accepted === undefined) continue;
    if (known?.term === term && entries.length > 0 && last < known.end)
      return event.some(is("raft.append.truncated")) ? "delete" : "keep";
    const end = known?.term === term ? Math.max(known.end, last) : last;
    ends.set(node, { term, end });
  }
  return null;
}

/** How often a command takes effect that was asked for again: at how many indexes of one log. */
function retryOnce({ records, ended }: Run): Finding {
  const all = flatten(records);
  const again = all.find(is("retried"));
  if (again === undefined) return null;
  const effects = (list: readonly FlatRecord[]) => {
    const places = new Map<string | null, Set<unknown>>();
    for (const { rule, params, node } of list) {
      if (rule !== "raft.applied" || params.command !== again.command) continue;
      places.set(node, (places.get(node) ?? new Set()).add(params.index));
    }
    return Math.max(0, ...[...places.values()].map((indexes) => indexes.size));
  };
  const others = all.filter(({ kind, command }) => kind === "requested" && command === again.command);
  // The answer was lost only if the command was done by then; asked for twice, two effects are right.
  if (others.length !== 1 || effects(before(all, again)) === 0) return NEVER;
  if (effects(all) >= 2) return effects(all) === 2 ? "twice" : NEVER;
  return ended ? "once" : null;
}

/** How many are elected in term 2, and who: only the end tells that nobody else is. */
function forgottenTerm({ records, ended }: Run): Finding {
  const inTwo = flatten(records).filter(({ params }) => params.term === 2);
  if (!ended || !inTwo.some(is("raft.election.started"))) return null;
  const who = [...new Set(inTwo.filter(elected).map(({ node }) => node))].sort().join();
  return { "": "none", n3: "one", "n1,n3": "two" }[who] ?? NEVER;
}

/** What c2 reads when c1 was told that x is set. */
function answeredEarly({ records, ended }: Run): Finding {
  const all = flatten(records);
  const asked = all.find(
    ({ kind, node, command }) => kind === "requested" && node === "c2" && command === "get x",
  );
  if (asked === undefined) return null;
  const read = between(all, asked).find(({ kind, node }) => kind === "answered" && node === "c2");
  if (read === undefined) return ended ? "nothing" : null;
  const past = before(all, read);
  const applied = past.some(
    ({ rule, params }) => rule === "raft.applied" && /^(?:set|cas) x /u.test(String(params.command)),
  );
  if (read.answer === "none") return applied ? NEVER : "none";
  const wasTold = past.some(
    ({ kind, node, command }) => kind === "answered" && node === "c1" && command === "set x 1",
  );
  return read.answer === "1" && wasTold ? "value" : NEVER;
}

/** What n2, as a leader, deletes from its own log after a refusal. */
function truncatedOnRefusal({ records, ended }: Run): Finding {
  const all = flatten(records);
  const refusals = all.filter((record) => is("raft.next.decreased")(record) && record.node === "n2");
  const cuts = refusals.flatMap((record) =>
    beside(all, record).filter((one) => is("raft.append.truncated")(one) && one.node === "n2"),
  );
  const committed = cuts.flatMap((cut) => committedAt("n2", before(all, cut), cut.params));
  if (committed.some(is("raft.command.appended"))) return "committed";
  if (!ended || refusals.length === 0) return null;
  // A no-op that was committed is no command, but not "only what is not committed" either.
  if (committed.length > 0) return NEVER;
  return cuts.length > 0 ? "uncommitted" : "nothing";
}

/** The entries from an index on that a node has and whose leader has committed them, as that leader appended them. */
function committedAt(
  node: string,
  past: readonly FlatRecord[],
  { from, count }: FlatRecord["params"],
): FlatRecord[] {
  const [first, last] = [Number(from), Number(from) + Number(count) - 1];
  return past.filter((record) => {
    const index = Number(record.params.index);
    if (!is("raft.command.appended", "raft.no-op.appended")(record) || index < first || index > last)
      return false;
    const since = between(past, record);
    const safe = since.some(
      (one) =>
        is("raft.commit.advanced")(one) &&
        one.node === record.node &&
        Number(one.params.commitIndex) >= index,
    );
    const has = since.some(
      (one) =>
        is("raft.append.accepted")(one) &&
        one.node === node &&
        one.params.leader === record.node &&
        Number(one.params.matchIndex) >= index,
    );
    return safe && (record.node === node || has);
  });
}

/** What a leader that others have replaced answers to a read. */
function staleRead({ records }: Run): Finding {
  const all = flatten(records);
  const stale = all.find((record) => {
    if (!is("raft.request.read-locally")(record)) return false;
    const past = before(all, record);
    const mine = past.findLast((one) => elected(one) && one.node === record.node);
    if (mine === undefined) return false;
    const deposed = past.some((one) => elected(one) && termOf(one) > termOf(mine));
    return (
      deposed &&
      !between(past, mine).some(
        (one) => one.node === record.node && (stepsDown(one) || one.kind === "crashed"),
      )
    );
  });
  if (stale === undefined) return null;
  const read = between(all, stale).find(
    ({ kind, node, command }) => kind === "answered" && node === stale.params.client && command === "get x",
  );
  if (read === undefined) return null;
  const written = before(all, stale).flatMap(
    ({ kind, command }) => (kind === "answered" && /^set x (.+)$/u.exec(command)?.[1]) || [],
  );
  if (written.length < 2) return NEVER;
  if (read.answer === written.at(-1)) return "new";
  return written.slice(0, -1).includes(read.answer) ? "old" : NEVER;
}

/** What the return of a server that was cut off does to the leader. */
function preVote({ records, ended }: Run): Finding {
  const all = flatten(records);
  const cut = all.find(is("cut"));
  const heal = cut && between(all, cut).find(is("heal"));
  if (cut === undefined || heal === undefined) return null;
  const away = /^cut (n\d+)$/u.exec(cut.line)?.[1];
  const leader = leaderAfter(before(all, heal));
  if (away === undefined || leader === null || leader.node === away) return NEVER;
  const since = between(all, heal);
  if (
    since.some((record) => record.kind === "crashed" || record.kind === "paused" || is("cut", "hold")(record))
  )
    return NEVER;
  const falls = since.find((record) => record.node === leader.node && stepsDown(record));
  if (falls === undefined) return ended ? "stays" : null;
  const raised = between(all, cut, falls).some(
    (record) => record.node === away && is("raft.election.started")(record),
  );
  if (!raised) return NEVER;
  return between(all, falls).some(elected) ? "falls" : null;
}

/** Who answers what is asked after messages to the leader are cut. */
function oneWayCut({ records, ended }: Run): Finding {
  const all = flatten(records);
  const cut = all.find(is("cut"));
  if (cut === undefined) return null;
  const old = leaderAfter(before(all, cut))?.node;
  const to = sidesOf(cut.line, "->")?.[1];
  if (!old || to?.length !== 1 || to[0] !== old) return NEVER;
  const since = between(all, cut);
  const request = since.find(is("requested"));
  if (request === undefined) return null;
  const answer = since.find(
    ({ kind, node, number }) => kind === "answered" && node === request.node && number === request.number,
  );
  const heal = since.find(is("heal", "cut"));
  if (heal && (answer === undefined || since.indexOf(heal) < since.indexOf(answer))) return NEVER;
  if (answer === undefined) return ended ? "never" : null;
  const from = beside(all, answer).find(({ kind }) => kind === "delivered")?.message.from;
  if (from === old) return "old";
  return since.some((record) => elected(record) && record.node === from) ? "new" : NEVER;
}

/** What n2 loses by following a leader of an earlier term. */
function staleLeader({ records }: Run): Finding {
  const all = flatten(records);
  let term = 0;
  for (const record of all) {
    if (record.node !== "n2") continue;
    term = Math.max(term, /^raft\.(?:term|election|vote\.granted)/u.test(record.rule) ? termOf(record) : 0);
    const sent = record.kind === "delivered" && record.message.kind === "AppendEntries";
    if (!sent || Number(record.message.fields.term) >= term) continue;
    const event = beside(all, record);
    if (!event.some(is("raft.append.accepted", "raft.append.truncated"))) continue;
    const cut = event.find(is("raft.append.truncated"));
    if (cut === undefined) return "nothing";
    const safe = before(all, record).filter(is("raft.commit.advanced"));
    const lost = safe.find(({ params }) => Number(params.commitIndex) >= Number(cut.params.from));
    const held =
      lost &&
      before(all, lost).some(
        (one) =>
          one.node === "n2" &&
          is("raft.append.accepted")(one) &&
          one.params.leader === lost.node &&
          Number(one.params.matchIndex) >= Number(cut.params.from),
      );
    return held ? "committed" : NEVER;
  }
  return null;
}

/** What n2 applies at an index that a heartbeat says is committed, but does not vouch for. */
function unverified({ records, ended }: Run): Finding {
  const all = flatten(records);
  const heartbeat = all.find(
    ({ kind, node, message }) =>
      kind === "delivered" &&
      node === "n2" &&
      message.kind === "AppendEntries" &&
      Number(message.fields.leaderCommit) >= 2 &&
      Number(message.fields.prevLogIndex) === 1 &&
      (message.fields.entries as unknown[]).length === 0,
  );
  if (heartbeat === undefined) return null;
  const learns = all.find(
    (record) =>
      record.node === "n2" &&
      is("raft.commit.learned", "raft.commit.advanced")(record) &&
      Number(record.params.commitIndex) >= 2,
  );
  if (learns === undefined) return ended ? "nothing" : null;
  const at2 = (record: FlatRecord) => record.params.index === 2;
  const mine = beside(all, learns).find(
    (record) => record.node === "n2" && is("raft.applied")(record) && at2(record),
  );
  const leaders = before(all, heartbeat).findLast(
    (record) => record.node === heartbeat.message.from && at2(record) && /\.appended$/u.test(record.rule),
  );
  if (leaders === undefined) return NEVER;
  return (mine?.params.command ?? null) === (leaders.params.command ?? null) ? "leader" : "own";
}

/** Null where there is no question. The choices stand in the lessons of each language. */
const FINDS: Readonly<Record<ScenarioName, Find | null>> = {
  "first-election": (run) => {
    if (sizeOf(run) !== 5) return NEVER;
    const first = flatten(run.records).find(elected);
    return first ? named(first.params.votes, { 2: "two", 3: "three", 4: "four", 5: "five" }) : null;
  },
  replication: (run) => {
    const all = flatten(run.records);
    const size = sizeOf(run);
    if (size < 3) return NEVER;
    const written = all.find(is("raft.command.appended"));
    const commit =
      written &&
      all.find(
        (record) =>
          record.node === written.node &&
          is("raft.commit.advanced")(record) &&
          Number(record.params.commitIndex) >= Number(written.params.index),
      );
    if (commit === undefined) return null;
    return named(commit.params.copies, {
      1: "at-once",
      [majorityOf(size)]: "majority",
      ...(size === 5 ? { 5: "all" } : {}),
    });
  },
  "leader-crash": ({ records }) => {
    const all = flatten(records);
    const down = all.find(
      (record) => record.kind === "crashed" && leaderAfter(before(all, record))?.node === record.node,
    );
    const next = down && between(all, down).find(elected);
    if (down === undefined || next === undefined) return null;
    const was = termOf(before(all, down).findLast(elected));
    if (termOf(next) === was) return "same";
    return termOf(next) > was ? "higher" : NEVER;
  },
  "split-vote": splitVote,
  partition,
  "figure-7": figure7,
  "figure-8": figure8,
  "lost-messages": ({ records, ended }) => {
    const all = flatten(records);
    // What a known bug breaks is no effect of the network.
    if (all.some(({ kind }) => kind === "violated")) return NEVER;
    const lost = all.some(({ kind, reason }) => kind === "lost" && reason === "loss");
    return ended && lost && all.some(is("raft.commit.learned")) ? "no" : null;
  },
  "sent-again": sentAgain,
  "slow-follower": (run) => {
    const all = flatten(run.records);
    const slow = all.find(is("paused"));
    if (slow === undefined) return null;
    if (leaderAfter(before(all, slow))?.node === slow.node) return NEVER;
    const goesOn = between(all, slow).find(
      (record) => is("resumed", "crashed")(record) && record.node === slow.node,
    );
    const meanwhile = between(all, slow, goesOn);
    const asked = meanwhile.find(is("requested"));
    const answered =
      asked &&
      between(meanwhile, asked).find(
        (record) => record.kind === "answered" && record.number === asked.number,
      );
    if (answered === undefined) return goesOn ? NEVER : null;
    const commit = before(all, answered).findLast(is("raft.commit.advanced"));
    return Number(commit?.params.copies) >= majorityOf(sizeOf(run)) ? "no" : NEVER;
  },
  "narrow-link": narrowLink,
  "three-zones": threeZones,
  "slow-disk": leftOnDisk,
  "late-append": lateAppend,
  "retry-once": retryOnce,
  "unknown-outcome": ({ records }) => {
    const all = flatten(records);
    const given = all.find((record) => record.kind === "given-up" && record.command === "incr x");
    const read =
      given &&
      between(all, given).find(
        ({ kind, node, command }) => kind === "answered" && node === given.node && command === "get x",
      );
    if (read === undefined) return null;
    if (read.answer === "none") return "none";
    return { 1: "one" }[read.answer] ?? (Number(read.answer) > 1 ? "more" : NEVER);
  },
  "stale-read": staleRead,
  "pre-vote": preVote,
  "one-way-cut": oneWayCut,
  "bug-vote-without-log-check": brokenBy("n5", {
    "leader-completeness": "completeness",
    "election-safety": "election",
    "log-matching": "matching",
  }),
  "bug-forget-log-on-restart": brokenBy("n4", {
    "leader-completeness": "completeness",
    "election-safety": "election",
    "one-vote-per-term": "votes",
  }),
  "bug-accept-stale-append": staleLeader,
  "bug-commit-unverified": unverified,
  "bug-forget-term-on-restart": forgottenTerm,
  "bug-answer-before-commit": answeredEarly,
  "bug-truncate-on-refusal": truncatedOnRefusal,
};

export const answerOf = (scenario: string) => judgeOf(FINDS, scenario);
