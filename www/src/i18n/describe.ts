import type { EventRecord, MessageView, ViolatedRecord, WritesLostRecord } from "../api/frames.ts";
import type { Key } from "./catalogue.ts";
import { chosen, fill, halves, type Params, valueIn } from "./format.ts";
import type { Saying } from "./phrase.ts";
import { cite, lookUp, type Speech, wordOf } from "./speech.ts";

/** What a record says, in the parts that a sentence and a caption are made of. */
interface SentenceParts {
  /** Who did what. */
  what: string;
  /** Why, or with what. Empty where nothing is to be added. */
  why: string;
  /** The place in the paper, as in "Raft 5.4.1". Empty where no rule is behind it. */
  place: string;
}

/** The whole sentence: who did what, and which rule made it so. */
export function describeRecord(record: EventRecord, speech: Speech): string {
  const { locale, texts } = speech;
  const { what, why, place } = partsOf(record, speech);
  const sentence = why === "" ? what : fill(texts["sentence.because"], { what, why }, locale);
  return place === "" ? sentence : fill(texts["sentence.cited"], { sentence, place }, locale);
}

/** Its first part alone, for a headline. */
export function shortRecord(record: EventRecord, speech: Speech): string {
  return partsOf(record, speech).what;
}

/** What the headline leaves out. */
export function detailRecord(record: EventRecord, speech: Speech): string {
  const { why, place } = partsOf(record, speech);
  return [why, place].filter((part) => part !== "").join(" · ");
}

/** Writes under way are lost by any crash, finished ones by a disk that lied. */
const lostBy = ({ unfinished, finished }: WritesLostRecord) =>
  finished === 0
    ? ("event.writes-lost" as const)
    : unfinished === 0
      ? ("event.writes-lost.lied" as const)
      : ("event.writes-lost.both" as const);

function partsOf(record: EventRecord, speech: Speech): SentenceParts {
  const { phrasing } = speech;
  const say = (key: Key, params: Params = {}): SentenceParts => filled({ key, params }, record.node, speech);
  if ("rule" in record) {
    const { rule, params }: { rule: string; params: Params } = record;
    const saying = phrasing.rule(rule, params, record.node);
    return saying === null ? unknown(record, speech) : filled(saying, record.node, speech);
  }
  switch (record.kind) {
    case "boot":
      return say(record.node === null ? "event.boot" : "event.boot.node");
    case "action":
      return say("event.action", {
        line: record.line,
        effect: wordOf(`action.${record.verb}`, speech, record.verb),
      });
    case "no-effect":
      return say("event.no-effect", { reason: wordOf(`no-effect.${record.reason}`, speech, record.reason) });
    case "sent": {
      const { carrying, place, ...params } = message(record.message, speech);
      return { ...say("event.sent", params), why: carrying, place };
    }
    case "delivered":
      return say("event.delivered", message(record.message, speech));
    case "lost":
      return say(`event.lost.${record.reason}`, message(record.message, speech));
    case "timer": {
      const saying = phrasing.timer(record.timer);
      return saying === null
        ? say("timer.other", { timer: record.timer })
        : filled(saying, record.node, speech);
    }
    case "requested":
    case "retried":
    case "redirected":
    case "answered":
    case "given-up":
    case "answered-late":
    case "pushed":
      return say(`event.${record.kind}`, { ...record });
    case "write":
    case "written":
      return say(`event.${record.kind}`, { number: record.number });
    case "writes-lost":
      return say(lostBy(record), { unfinished: record.unfinished, finished: record.finished });
    case "workload-tick":
    case "crashed":
    case "restarted":
    case "paused":
    case "resumed":
      return say(`event.${record.kind}`);
    case "violated":
      return violated(record, speech, say);
    default:
      return unknown(record satisfies never, speech);
  }
}

function filled({ key, params = {}, section }: Saying, node: string | null, speech: Speech): SentenceParts {
  const { locale, texts } = speech;
  const all = { node, ...params };
  // A key that slipped past the compiler shows itself, so that it is found.
  const { what, why } = halves(chosen(lookUp(texts, key) ?? key, all, locale));
  return { what: fill(what, all, locale), why: fill(why, all, locale), place: placeOf(section, speech) };
}

/** A section of the protocol's paper, named with it. */
const placeOf = (section: string | null | undefined, speech: Speech): string =>
  section === undefined || section === null ? "" : cite(`${speech.phrasing.paper} ${section}`.trim(), speech);

function violated(record: ViolatedRecord, speech: Speech, say: (key: Key, params: Params) => SentenceParts) {
  const { property, params } = record;
  const name = wordOf(`property.${property}.name`, speech, property);
  const shown = Object.entries(params).map(([key, value]) => `${key} ${valueIn(value, speech.locale)}`);
  return {
    ...say(record.node === null ? "event.violated" : "event.violated.node", { name }),
    why: shown.join(wordOf("sentence.list", speech)),
    place: placeOf(speech.phrasing.property(property), speech),
  };
}

/** A message's ends, and in words what it is, and what else it carries. */
function message(message: MessageView, speech: Speech) {
  const { from, to } = message;
  const saying = speech.phrasing.message(message) ?? clientMessage(message) ?? { key: message.kind };
  const { what, why, place } = filled(saying, null, speech);
  return { from, to, what, carrying: why, place };
}

/** What a client and a node say to each other is the same in every protocol that has clients. */
export function clientMessage(message: MessageView): Saying | null {
  const { from, to } = message;
  switch (message.kind) {
    case "ClientRequest":
      return { key: "message.ClientRequest", params: { ...message.fields, from, to } };
    case "ClientPush":
      return { key: "message.ClientPush", params: { ...message.fields, from, to } };
    case "ClientReply": {
      const params = { ...message.fields, from, to };
      if (message.fields.outcome === "answer") return { key: "message.ClientReply", params };
      const known = message.fields.leader !== null;
      return { key: known ? "message.ClientReply.redirect" : "message.ClientReply.nowhere", params };
    }
    default:
      return null;
  }
}

/** An engine newer than these texts: what it says in code is better than silence. */
function unknown(record: { kind: string; node: string | null }, speech: Speech): SentenceParts {
  const code = "rule" in record ? String(record.rule) : record.kind;
  const bare = [record.node, code].filter((part) => part !== null).join(" ");
  return filled(
    { key: lookUp(speech.texts, `event.${code}`) === null ? bare : `event.${code}`, params: { ...record } },
    record.node,
    speech,
  );
}
