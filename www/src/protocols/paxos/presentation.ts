import type { ClusterFrame, MessageOf } from "../../api/frames.ts";
import type { Words } from "../../i18n/words.ts";
import type { Badge, Fact, NodeFace, Pip, Presentation } from "../../stage/cluster-presentation.ts";
import { ballotHue } from "./ballot.ts";
import type { PaxosKey } from "./codes.ts";
import { messageFace, valueChip } from "./messages.ts";
import type { PaxosFrame, PaxosMessage, PaxosNode, PaxosProposal, Proposal } from "./types.ts";

type W = Words<PaxosKey>;

/** How Paxos is shown: ballots as hues, the three roles of a node as badges, what it accepted as a chip inside it. */
export function paxosPresentation(words: W): Presentation {
  return {
    nodes: (shown) => {
      const frame = paxosFrame(shown);
      return frame.nodes.map((node) => face(node, frame, words));
    },
    message: (message, shown) => messageFace(message as MessageOf<PaxosMessage>, paxosFrame(shown)),
    facts: (shown, id) => {
      const frame = paxosFrame(shown);
      const node = frame.nodes.find((one) => one.id === id);
      return node === undefined ? [] : facts(node, frame, words);
    },
    timers: ["phase", "retry"],
    anyNodeServes: true,
    commands: ["X", "Y", "Z", "red", "blue"],
  };
}

const paxosFrame = (frame: ClusterFrame) => frame as PaxosFrame;

/** Among more nodes than this there is no room for whole ballots. */
const WHOLE_BALLOT_NODES_MAX = 20;

function face(node: PaxosNode, frame: PaxosFrame, words: W): NodeFace {
  const down = node.status === "down";
  const { promised, accepted } = node;
  const whole = frame.nodes.length <= WHOLE_BALLOT_NODES_MAX;
  const label = promised === null ? "–" : `≥ ${promised}`;
  return {
    id: node.id,
    status: node.status,
    shape: "circle",
    crowned: false,
    hue: down ? 0 : ballotHue(promised),
    epoch: (whole ? promised : promised?.split(".")[0]) ?? "–",
    label: down ? words.t("ui.status.down") : label,
    pips: pips(node.proposal),
    timer: node.timers.find((timer) => timer.name === "phase" || timer.name === "retry") ?? null,
    disk: promised ?? "–",
    badges: badges(node, frame, words),
    chip: accepted === null ? null : valueChip(accepted.value, frame),
    spoken: spoken(node, frame, words),
  };
}

/** One for each acceptor that the ballot asks: of its promises, then of its accepts. */
function pips(proposal: PaxosProposal | null): readonly Pip[] {
  if (proposal === null || !isOpen(proposal)) return [];
  const answers: readonly string[] = Object.values(
    proposal.phase === "prepare" ? proposal.promises : proposal.accepts,
  );
  return answers.map((answer) => (answer === "refused" || answer === "awaited" ? answer : "granted"));
}

/** Whether answers to it still count. */
const isOpen = ({ phase }: PaxosProposal): boolean => phase === "prepare" || phase === "accept";

/** Answers of a kind, counted. */
const count = (answers: Readonly<Record<string, string>>, wanted: string): number =>
  Object.values(answers).filter((answer) => answer === wanted).length;

const promisesOf = (proposal: PaxosProposal): number => count(proposal.promises, "promised");
const acceptsOf = (proposal: PaxosProposal): number => count(proposal.accepts, "accepted");

/** Proposer, acceptor, learner; a role that options take away leaves its place empty. */
function badges(node: PaxosNode, frame: PaxosFrame, words: W): (Badge | null)[] {
  const { id } = node;
  const { proposers, learners } = frame.roles;
  return [
    proposers.includes(id) ? proposerBadge(node, frame, words) : null,
    acceptorBadge(node, words),
    learners.includes(id) || node.learned !== null ? learnerBadge(node, frame, words) : null,
  ];
}

/** On while its ballot is under way, due while it waits to try again. */
function proposerBadge({ id, proposal, learned }: PaxosNode, { needed }: PaxosFrame, words: W): Badge {
  const letter = "P";
  const role = words.t("paxos.role.proposer", { node: id });
  if (proposal === null) return { letter, state: "off", hue: 0, title: role };
  const hue = ballotHue(proposal.ballot);
  const title = `${role}${words.t("sentence.list")}${ballotText(proposal, needed, words)}`;
  if (isOpen(proposal)) return { letter, state: "on", hue, title };
  const again = proposal.phase === "abandoned" && learned === null;
  return { letter, state: again ? "due" : "off", hue, title };
}

function acceptorBadge({ id, promised, accepted }: PaxosNode, words: W): Badge {
  const role = words.t("paxos.role.acceptor", { node: id });
  if (promised === null) return { letter: "A", state: "off", hue: 0, title: role };
  const title = [role, ...memory(promised, accepted, words)].join(words.t("sentence.list"));
  return { letter: "A", state: "on", hue: ballotHue(promised), title };
}

/** On once it knows what is chosen; due while something is chosen and it does not know. */
function learnerBadge({ id, learned }: PaxosNode, { chosen }: PaxosFrame, words: W): Badge {
  const role = words.t("paxos.role.learner", { node: id });
  const knowledge = knowledgeText(learned, chosen, words);
  const title = knowledge === null ? role : `${role}${words.t("sentence.list")}${knowledge}`;
  const hue = ballotHue(learned?.ballot ?? chosen?.ballot ?? null);
  return { letter: "L", state: learned !== null ? "on" : chosen !== null ? "due" : "off", hue, title };
}

function knowledgeText(learned: Proposal | null, chosen: Proposal | null, words: W): string | null {
  if (learned !== null) return words.t("paxos.spoken.learned", { value: learned.value });
  return chosen === null ? null : words.t("paxos.spoken.unaware", { value: chosen.value });
}

/** What an acceptor has to remember, in words. */
function memory(promised: string | null, accepted: Proposal | null, words: W): string[] {
  const promise =
    promised === null
      ? words.t("paxos.spoken.no-promise")
      : words.t("paxos.spoken.promised", { ballot: promised });
  return accepted === null ? [promise] : [promise, words.t("paxos.spoken.accepted", { ...accepted })];
}

function ballotText(proposal: PaxosProposal, needed: number, words: W): string {
  const { ballot, phase } = proposal;
  const value = proposal.value ?? "";
  const k = phase === "prepare" ? promisesOf(proposal) : acceptsOf(proposal);
  return words.t(`paxos.spoken.${phase}`, { ballot, value, k, m: needed });
}

/** All of the picture of a node as one sentence. */
function spoken(node: PaxosNode, frame: PaxosFrame, words: W): string {
  const list = words.t("sentence.list");
  const remembered = memory(node.promised, node.accepted, words);
  if (node.status === "down")
    return words.t("paxos.spoken.down", { node: node.id, what: remembered.join(list) });
  const ballot = node.proposal === null ? [] : [ballotText(node.proposal, frame.needed, words)];
  const knowledge = knowledgeText(node.learned, frame.chosen, words) ?? [];
  const what = [...remembered, ...ballot].concat(knowledge).join(list);
  return words.t("paxos.spoken.up", { node: node.id, what, status: words.t(`ui.status.${node.status}`) });
}

const proposalText = (proposal: Proposal | null): string =>
  proposal === null ? "–" : `${proposal.value} · ${proposal.ballot}`;

/** What a node has to remember (2.5), and what a crash takes. */
function facts(node: PaxosNode, { needed }: PaxosFrame, words: W): Fact[] {
  const durable: Fact[] = [
    { name: "promised", value: node.promised ?? "–", durable: true },
    { name: "accepted", value: proposalText(node.accepted), durable: true },
    { name: "tried", value: String(node.tried), durable: true },
  ];
  if (node.status === "down") return durable;
  const { proposal } = node;
  const volatile: Fact[] = [{ name: "learned", value: proposalText(node.learned), durable: false }];
  if (proposal === null) return [...durable, ...volatile];
  const quorum = (k: number) => words.t(k > needed ? "paxos.more" : "ui.quorum", { k, m: needed });
  volatile.push(
    { name: "ballot", value: proposal.ballot, durable: false },
    { name: "phase", value: words.t(`paxos.phase.${proposal.phase}`), durable: false },
    { name: "promises", value: quorum(promisesOf(proposal)), durable: false },
  );
  if (proposal.reported !== null)
    volatile.push({ name: "reported", value: proposalText(proposal.reported), durable: false });
  if (proposal.value !== null)
    volatile.push(
      { name: "value", value: proposal.value, durable: false },
      { name: "accepts", value: quorum(acceptsOf(proposal)), durable: false },
    );
  return [...durable, ...volatile];
}
