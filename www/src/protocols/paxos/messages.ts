import type { MessageOf, PaxosMessage } from "../../api/frames.ts";
import { cut } from "../../stage/chip.ts";
import type { Chip, MessageFace } from "../../stage/presentation.ts";
import { ballotHue } from "./ballot.ts";

/** A label names no more of a value than this. */
const VALUE_COLUMNS = 14;
const short = (value: string) => cut(value, VALUE_COLUMNS);

const chipOf = (ballot: string | null, value: string): Chip => ({ text: value, hue: ballotHue(ballot) });

/** Requests filled, replies hollow with their answer; a value is a chip beside them, in its ballot's hue. */
export function messageFace(message: MessageOf<PaxosMessage>): MessageFace {
  const none = { answer: null, cells: [] } as const;
  switch (message.kind) {
    case "Prepare": {
      const { ballot } = message.fields;
      return { ...none, hue: ballotHue(ballot), glyph: "request", label: `Prepare ${ballot}` };
    }
    case "Promise": {
      const { ballot, acceptedBallot, acceptedValue } = message.fields;
      const chip = acceptedValue === null ? null : chipOf(acceptedBallot, acceptedValue);
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
        chip: chipOf(ballot, value),
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
      const chip = chipOf(ballot, value);
      return { ...none, hue: ballotHue(ballot), glyph: "request", chip, label: `Chosen ${short(value)}` };
    }
    case "Forward": {
      const { value } = message.fields;
      const chip = chipOf(null, value);
      return { ...none, hue: 0, glyph: "client-request", chip, label: `Forward ${short(value)}` };
    }
    case "ClientRequest": {
      const chip = chipOf(null, message.fields.command);
      return { ...none, hue: 0, glyph: "client-request", chip, label: "" };
    }
    case "ClientReply": {
      const { outcome, answer, leader } = message.fields;
      if (outcome === "redirect")
        return { ...none, hue: 0, glyph: "client-reply", answer: "−", label: `→ ${leader ?? "?"}` };
      const chip = chipOf(null, answer ?? "");
      return { ...none, hue: 0, glyph: "client-reply", answer: "+", chip, label: "" };
    }
  }
}
