import type { EventRecord, MessageView, RuleRecord } from "../api/frames.ts";
import type { Catalogue, Key } from "./catalogue.ts";
import { cite } from "./cite.ts";
import { fill, halves, type Params } from "./format.ts";
import { messageSection, messageVariant, ruleVariant } from "./raft.ts";
import { isPropertyName, isRuleCode, PROPERTY_SECTIONS, RULE_SECTIONS } from "./rules.ts";

/** What a record says, in the parts that a sentence and a caption are made of. */
interface Telling {
  /** Who did what. */
  what: string;
  /** Why, or with what. Empty where nothing is to be added. */
  why: string;
  /** The place in the paper, as in "Raft 5.4.1". Empty where no rule is behind it. */
  place: string;
}

/** The whole sentence: who did what, and which rule made it so. */
export function describeRecord(record: EventRecord, texts: Catalogue): string {
  const { what, why, place } = tell(record, texts);
  const sentence = why === "" ? what : fill(texts["sentence.because"], { what, why });
  return place === "" ? sentence : fill(texts["sentence.cited"], { sentence, place });
}

/** Its first part alone, for a headline. */
export function shortRecord(record: EventRecord, texts: Catalogue): string {
  return tell(record, texts).what;
}

/** What the headline leaves out. */
export function detailRecord(record: EventRecord, texts: Catalogue): string {
  const { why, place } = tell(record, texts);
  return [why, place].filter((part) => part !== "").join(" · ");
}

/** The text of a key, or null: for codes that a newer engine may know and this catalogue does not. */
export function lookUp(texts: Catalogue, key: string): string | null {
  return Object.hasOwn(texts, key) ? texts[key as Key] : null;
}

function tell(record: EventRecord, texts: Catalogue): Telling {
  const say = (key: Key, params: Params = {}, place = ""): Telling => {
    const { what, why } = halves(texts[key]);
    const all = { node: record.node, ...params };
    return { what: fill(what, all), why: fill(why, all), place };
  };
  switch (record.kind) {
    case "boot":
      return say(record.node === null ? "event.boot" : "event.boot.node");
    case "action":
      return say("event.action", { line: record.line, effect: texts[`action.${record.verb}`] });
    case "no-effect":
      return say("event.no-effect", { reason: lookUp(texts, `no-effect.${record.reason}`) ?? record.reason });
    case "sent": {
      const section = messageSection(record.message);
      const place = section === null ? "" : cite("raft", section, texts);
      const params = message(record.message, texts);
      return { ...say("event.sent", params, place), why: params.carrying };
    }
    case "delivered":
      return say("event.delivered", message(record.message, texts));
    case "lost":
      return say(`event.lost.${record.reason}`, message(record.message, texts));
    case "timer":
      return timer(record.timer, say, texts);
    case "requested":
    case "retried":
    case "redirected":
    case "answered":
      return say(`event.${record.kind}`, { ...record });
    case "workload-tick":
    case "crashed":
    case "restarted":
    case "paused":
    case "resumed":
      return say(`event.${record.kind}`);
    case "rule":
    case "leader-elected":
    case "committed":
      return rule(record, texts);
    case "violated": {
      const { property, params } = record;
      const name = lookUp(texts, `property.${property}.name`) ?? property;
      const shown = Object.entries(params).map(([key, value]) => `${key} ${value ?? "–"}`);
      const section = isPropertyName(property) ? PROPERTY_SECTIONS[property] : null;
      const place = section === null ? "" : cite("raft", section, texts);
      const telling = say(record.node === null ? "event.violated" : "event.violated.node", { name }, place);
      return { ...telling, why: shown.join(texts["sentence.list"]) };
    }
    default:
      return unknown(record satisfies never, texts);
  }
}

/** A message's ends, and in words what it is, and what else it carries. */
function message(message: MessageView, texts: Catalogue) {
  const { from, to, fields } = message;
  const entries = "entries" in fields ? fields.entries.length : 0;
  const first = "prevLogIndex" in fields ? fields.prevLogIndex + 1 : 0;
  const params = { ...fields, entries, count: entries, first, last: first + entries - 1, from, to };
  const { what, why } = halves(texts[messageVariant(message)]);
  return { from, to, what: fill(what, params), carrying: fill(why, params) };
}

type Say = (key: Key, params?: Params, place?: string) => Telling;

/** A protocol names its timers; one that waits for a peer's answer has the peer in its name. */
function timer(name: string, say: Say, texts: Catalogue): Telling {
  const [kind = name] = name.split(/[^\w-]/u);
  const peer = /\bn\d+\b/u.exec(name)?.[0];
  if (kind === "election") return say("timer.election", {}, cite("raft", "5.2", texts));
  if (kind === "heartbeat") return say("timer.heartbeat", {}, cite("raft", "5.2", texts));
  if (kind === "rpc")
    return say(peer === undefined ? "timer.rpc" : "timer.rpc.peer", { peer }, cite("raft", "5.1", texts));
  return say("timer.other", { timer: name });
}

function rule(record: RuleRecord, texts: Catalogue): Telling {
  // The page may be older than the engine: a code is looked up before it is trusted.
  const { rule: code, params }: { rule: string; params: Params } = record;
  if (!isRuleCode(code)) return unknown(record, texts);
  const { was = null } = params;
  const { what, why } = halves(texts[ruleVariant(code, params, record.node)]);
  const all = { node: record.node, ...params, first: Number(was) + 1 };
  return { what: fill(what, all), why: fill(why, all), place: cite("raft", RULE_SECTIONS[code], texts) };
}

/** An engine newer than this catalogue: what it says in code is better than silence. */
function unknown(record: { kind: string; node: string | null }, texts: Catalogue): Telling {
  const code = "rule" in record ? String(record.rule) : record.kind;
  const known = lookUp(texts, `event.${code}`);
  const { what, why } = halves(known ?? [record.node, code].filter((part) => part !== null).join(" "));
  return { what: fill(what, { ...record }), why: fill(why, { ...record }), place: "" };
}
