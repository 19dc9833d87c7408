import {
  between,
  type Find,
  type Finding,
  type FlatRecord,
  flatten,
  is,
  judgeOf,
  NEVER,
  named,
  sizeOf,
} from "../judge.ts";
import type { ScenarioName } from "./codes.ts";

const chosen = (all: readonly FlatRecord[]): FlatRecord[] => all.filter(is("paxos.value.chosen"));
const issued = (all: readonly FlatRecord[], node: string): FlatRecord | undefined =>
  all.find((record) => is("paxos.proposal.issued")(record) && record.node === node);
const asked = (all: readonly FlatRecord[], client: string, value: string): FlatRecord | undefined =>
  all.find((record) => record.kind === "requested" && record.node === client && record.command === value);
const comesBack = (all: readonly FlatRecord[], node: string): FlatRecord | undefined =>
  all.find((record) => record.kind === "restarted" && record.node === node);

/** What the clients that asked for X and Y hear: a value each, once they do. */
function heard(all: readonly FlatRecord[]): [string | null, string | null] {
  const answer = (client: string) =>
    all.find((record) => record.kind === "answered" && record.node === client)?.answer ?? null;
  return [answer("c1"), answer("c2")];
}

const bothAsked = (all: readonly FlatRecord[]): boolean =>
  asked(all, "c1", "X") !== undefined && asked(all, "c2", "Y") !== undefined;

/** The one value that is chosen, unless two are. */
function theValue(all: readonly FlatRecord[], names: Readonly<Record<string, string>>): Finding {
  const values = [...new Set(chosen(all).map(({ params }) => String(params.value)))];
  if (values.length > 1) return NEVER;
  const [value] = values;
  return value === undefined ? null : (names[value] ?? NEVER);
}

/** What became of a late Accept of ballot 1.n1 at a node. */
function late(all: readonly FlatRecord[], node: string): boolean | null {
  const handled = all.find(
    (record) =>
      record.node === node &&
      record.params.ballot === "1.n1" &&
      is("paxos.accept.accepted", "paxos.accept.refused")(record),
  );
  return handled === undefined ? null : is("paxos.accept.accepted")(handled);
}

function lateAccepts(all: readonly FlatRecord[]): Finding {
  const [n2, n3] = [late(all, "n2"), late(all, "n3")];
  if (n2 === null || n3 === null) return null;
  const first = all.find(
    ({ node, params, rule }) =>
      (node === "n2" || node === "n3") && params.ballot === "1.n1" && /^paxos\.accept\./u.test(rule),
  );
  // They are late only if Y was chosen before, in 2.n5.
  const before = all.slice(0, first === undefined ? 0 : all.indexOf(first));
  if (!chosen(before).some(({ params }) => params.value === "Y" && params.ballot === "2.n5")) return NEVER;
  if (n2 && n3) return "both";
  if (!n2 && !n3) return "neither";
  const excuse = n2
    ? (record: FlatRecord) =>
        record.node === "n2" && record.params.ballot === "2.n5" && is("paxos.promise.given")(record)
    : (record: FlatRecord) => record.node === "n3" && is("paxos.accept.accepted")(record);
  if (before.some(excuse)) return NEVER;
  return n2 ? "n2" : "n3";
}

/** What n3, back from its crash, first tells this node of X. */
const reportedTo =
  (to: string): Find =>
  ({ records }) => {
    const all = flatten(records);
    const back = comesBack(all, "n3");
    if (back === undefined) return null;
    const said = between(all, back).find(
      ({ kind, message }) =>
        kind === "sent" &&
        message.from === "n3" &&
        message.to === to &&
        ["Promise", "Chosen"].includes(message.kind),
    );
    if (said === undefined) return null;
    if (said.message.kind === "Chosen") return said.message.fields.value === "X" ? "chosen" : NEVER;
    if (said.message.fields.acceptedValue === "X") return "accepted";
    const had = all
      .slice(0, all.indexOf(back))
      .some((record) => record.node === "n3" && is("paxos.accept.accepted")(record));
    return had && said.message.fields.acceptedValue === null ? "nothing" : NEVER;
  };

/** Null where there is no question. The choices stand in the lessons of each language. */
const FINDS: Readonly<Record<ScenarioName, Find | null>> = {
  "paxos-phases": (run) => {
    if (sizeOf(run) !== 5) return NEVER;
    const proposal = issued(flatten(run.records), "n1");
    return proposal ? named(proposal.params.promises, { 2: "two", 3: "three", 4: "four", 5: "five" }) : null;
  },
  "paxos-two-proposers": ({ records, ended }) => {
    const all = flatten(records);
    const [x, y] = heard(all);
    if (!bothAsked(all)) return null;
    if (x !== null && y !== null) return x === y ? "same" : x === "X" && y === "Y" ? "own" : NEVER;
    return ended && (x !== null || y !== null) ? "one" : null;
  },
  "paxos-adopted-value": ({ records }) => {
    const all = flatten(records);
    const [down, want, proposal] = [all.find(is("crashed")), asked(all, "c2", "Y"), issued(all, "n5")];
    if (proposal === undefined) return null;
    const before = all.slice(0, all.indexOf(proposal));
    const met = down?.node === "n1" && before.includes(down) && want !== undefined && before.includes(want);
    if (!met || chosen(before).length > 0 || comesBack(before, "n1")) return NEVER;
    return { X: "x", Y: "y" }[String(proposal.params.value)] ?? NEVER;
  },
  "paxos-chosen-unknown": ({ records }) => {
    const all = flatten(records);
    const known = all.find(is("paxos.value.learned", "paxos.value.told"));
    if (known === undefined) return null;
    const choice = chosen(all)[0];
    if (choice === undefined || all.indexOf(choice) > all.indexOf(known)) return NEVER;
    if (known.at === choice.at) return "at-once";
    const carried = between(all, choice, known).filter(is("paxos.proposal.issued"));
    const carries = carried.some(
      ({ params }) => params.ballot === known.params.ballot && params.value === choice.params.value,
    );
    return carries && choice.params.value === "X" ? "proposal" : NEVER;
  },
  "paxos-unknown-outcome": ({ records }) => {
    const all = flatten(records);
    const given = all.find((record) => record.kind === "given-up" && record.command === "X");
    const told =
      given &&
      between(all, given).find(
        ({ kind, node, command }) => kind === "answered" && node === given.node && command === "Y",
      );
    return told === undefined ? null : ({ X: "x", Y: "y" }[told.answer] ?? NEVER);
  },
  "paxos-late-accept": ({ records }) => lateAccepts(flatten(records)),
  "paxos-both-sides": ({ records }) => {
    const all = flatten(records);
    const [x, y] = heard(all);
    if (x === null || y === null || !bothAsked(all)) return null;
    const first = all.find(is("paxos.accept.accepted"));
    if (first?.params.value !== "X" || !all.some(is("cut"))) return NEVER;
    if (x === y) return { X: "x", Y: "y" }[x] ?? NEVER;
    return x === "X" && y === "Y" ? "own" : NEVER;
  },
  "paxos-duel": ({ records, ended }) => {
    const all = flatten(records);
    // Who is chosen in a duel that ends, and why, is not what the choices tell.
    if (chosen(all).length > 0) return NEVER;
    const duelling = new Set(all.filter(is("paxos.ballot.abandoned")).map(({ node }) => node));
    return ended && duelling.size === 2 ? "never" : null;
  },
  "paxos-duel-retry": ({ records }) => {
    const all = flatten(records);
    const choice = chosen(all)[0];
    if (choice === undefined) return null;
    const before = all.slice(0, all.indexOf(choice));
    return before.some(is("paxos.ballot.abandoned")) ? "yes" : NEVER;
  },
  "paxos-duel-distinguished": ({ records }) => {
    const all = flatten(records);
    const proposers = new Set(all.filter(is("paxos.ballot.started")).map(({ node }) => node));
    if ([...proposers].some((node) => node !== "n1") || (chosen(all).length > 0 && !bothAsked(all)))
      return NEVER;
    return theValue(all, { X: "x", Y: "y" });
  },
  "paxos-acceptor-restart": reportedTo("n5"),
  "paxos-slow-disk": reportedTo("n2"),
  "paxos-slow-learner": ({ records }) => {
    const all = flatten(records);
    const back = comesBack(all, "n5");
    if (back === undefined) return null;
    const before = all.slice(0, all.indexOf(back));
    if (chosen(before)[0]?.params.value !== "X") return NEVER;
    const knows = (record: FlatRecord) =>
      record.node === "n5" && is("paxos.value.learned", "paxos.value.told")(record);
    const known = between(all, back).find(knows);
    if (before.some(knows) || (known && !is("paxos.value.learned")(known))) return NEVER;
    if (known === undefined) return null;
    const counted = between(all, back, known).filter(
      (record) => record.node === "n5" && is("paxos.accepted.counted")(record),
    );
    return named(counted.length, { 1: "one", 3: "three", 4: "four" });
  },
  "paxos-far-proposer": ({ records }) => {
    const all = flatten(records);
    const [x, y] = [asked(all, "c1", "X"), asked(all, "c2", "Y")];
    const [answer] = heard(all);
    if (answer === null) return null;
    if (x === undefined || y === undefined || all.indexOf(y) < all.indexOf(x)) return NEVER;
    return { X: "x", Y: "y" }[answer] ?? NEVER;
  },
  "paxos-bug-promise-forgotten": ({ records, ended }) => {
    const all = flatten(records);
    const values = new Set(chosen(all).map(({ params }) => params.value));
    if (values.size > 1) return values.size === 2 && values.has("X") && values.has("Y") ? "both" : NEVER;
    return ended && values.has("Y") ? "y" : null;
  },
  "paxos-bug-round-reused": ({ records }) => {
    const all = flatten(records);
    const back = comesBack(all, "n1");
    if (back === undefined) return null;
    const again = between(all, back).find(
      (record) => is("paxos.proposal.issued")(record) && record.node === "n1",
    );
    if (again === undefined) return null;
    const tried = all
      .slice(0, all.indexOf(back))
      .some(
        ({ params, rule }) =>
          rule === "paxos.proposal.issued" && params.ballot === "1.n1" && params.value === "X",
      );
    if (again.params.ballot !== "1.n1" || !tried) return NEVER;
    if (again.params.value === "X")
      return between(all, back, again).some(is("paxos.value.adopted")) ? "x" : NEVER;
    const values = chosen(all).map(({ params }) => params.value);
    if (values.includes("X") && values.includes("Z") && again.params.value === "Z") return "chosen";
    const refused = between(all, again).filter(
      ({ rule, params }) => rule === "paxos.accept.refused" && params.ballot === "1.n1",
    );
    return refused.length > 0 ? NEVER : null;
  },
  "paxos-forged-accept": ({ records }) => {
    const all = flatten(records);
    const forged = all.find(({ kind, message }) => kind === "sent" && message.fields.value === "Q");
    const want = asked(all, "c1", "X");
    if (forged === undefined || want === undefined) return null;
    // Q is nobody's value only as long as no client asks for it.
    if (all.some(({ kind, command }) => kind === "requested" && command === "Q")) return NEVER;
    const answer = between(all, want).find(({ kind, node }) => kind === "answered" && node === "c1");
    return answer === undefined ? null : ({ X: "x", Q: "q" }[answer.answer] ?? NEVER);
  },
};

export const answerOf = (scenario: string) => judgeOf(FINDS, scenario);
