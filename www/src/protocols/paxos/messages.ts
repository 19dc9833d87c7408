import type { MessageOf } from "../../api/frames.ts";
import { cut } from "../../stage/chip.ts";
import type { Chip, MessageFace } from "../../stage/cluster-presentation.ts";
import { ballotHue } from "./ballot.ts";
import type { PaxosFrame, PaxosMessage } from "./types.ts";

/** A label names no more of a value than this. */
const VALUE_COLUMNS = 14;
const short = (value: string) => cut(value, VALUE_COLUMNS);

/**
 * A value's mark is the hue of the ballot that first proposed it, and stays so in every later one: whoever adopts it
 * proposes the same value. Grey until a ballot proposes it.
 */
export function valueChip(value: string, { ballots }: Pick<PaxosFrame, "ballots">): Chip {
  const first = ballots.find((one) => one.value === value || Object.values(one.accepted).includes(value));
  return { text: value, hue: ballotHue(first?.ballot ?? null) };
}

/** Requests filled, replies hollow with their answer, in their ballot's hue; a value is a chip beside them. */
export function messageFace(
  message: MessageOf<PaxosMessage>,
  frame: Pick<PaxosFrame, "ballots">,
): MessageFace {
  const chipOf = (value: string) => valueChip(value, frame);
  const none = { answer: null, cells: [] } as const;
  switch (message.kind) {
    case "Prepare": {
      const { ballot } = message.fields;
      return { ...none, hue: ballotHue(ballot), glyph: "request", label: `Prepare ${ballot}` };
    }
    case "Promise": {
      const { ballot, acceptedBallot, acceptedValue } = message.fields;
      const chip = acceptedValue === null ? null : chipOf(acceptedValue);
      const reported = acceptedValue === null ? "" : ` · ${acceptedBallot} ${short(acceptedValue)}`;
      const label = `Promise ${ballot}${reported}`;
      return { ...none, hue: ballotHue(ballot), glyph: "reply", answer: "+", chip, label };
    }
    case "Accept":
    case "Accepted": {
      const { ballot, value } = message.fields;
      const asks = message.kind === "Accept";
      return {
        ...none,
        hue: ballotHue(ballot),
        glyph: asks ? "request" : "reply",
        answer: asks ? null : "+",
        chip: chipOf(value),
        label: `${message.kind} ${ballot} ${short(value)}`,
      };
    }
    case "Nack": {
      const { ballot, promised } = message.fields;
      const label = `Nack ${ballot} < ${promised}`;
      return { ...none, hue: ballotHue(ballot), glyph: "reply", answer: "−", label };
    }
    case "Learn":
      return { ...none, hue: 0, glyph: "request", label: "Learn" };
    case "Chosen": {
      const { ballot, value } = message.fields;
      const chip = chipOf(value);
      return { ...none, hue: ballotHue(ballot), glyph: "request", chip, label: `Chosen ${short(value)}` };
    }
    case "Forward": {
      const { value } = message.fields;
      const chip = chipOf(value);
      return { ...none, hue: 0, glyph: "client-request", chip, label: `Forward ${short(value)}` };
    }
    case "ClientRequest": {
      const chip = chipOf(message.fields.command);
      return { ...none, hue: 0, glyph: "client-request", chip, label: "" };
    }
    case "ClientPush":
      return { ...none, hue: 0, glyph: "client-reply", label: message.fields.text };
    case "ClientReply": {
      const { outcome, answer, leader } = message.fields;
      if (outcome === "redirect")
        return { ...none, hue: 0, glyph: "client-reply", answer: "−", label: `→ ${leader ?? "?"}` };
      const chip = chipOf(answer ?? "");
      return { ...none, hue: 0, glyph: "client-reply", answer: "+", chip, label: "" };
    }
  }
}
