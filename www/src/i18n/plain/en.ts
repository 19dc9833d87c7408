import type { Why } from "../catalogue.ts";

/** What is said of a protocol that has no text of its own for it. */
export const texts = {
  "tab.nodes": "Nodes",
  "plain.rule": "{node}: {code} ({fields})",
  "plain.rule.bare": "{node}: {code}",
  "plain.run-rule": "{code} ({fields})",
  "plain.run-rule.bare": "{code}",
  "plain.message": "{kind} ({fields})",
  "plain.message.bare": "{kind}",
  "plain.node": "node",
  "plain.status": "status",
  "plain.spoken": "{node}, {status}: {fields}",
  "plain.spoken.bare": "{node}, {status}",
  "silence.start": "Nothing has happened yet: the timers run.",
  "silence.quiet": "Nothing was decided lately.",
  hint: "Click a node to crash it, or drag the bar below to turn back time.",
};

export const why: Why = {
  rules: {},
  pseudocode: {},
  lines: {},
  statements: {},
  properties: {},
  bugs: {},
  options: {},
  lessons: {},
  legend: {
    down: "Dashed and hollow: down",
    paused: "Bars: paused",
    timer: "Arc: the timer that runs out next",
    request: "Filled: a message under way",
    lost: "Cross: the message is lost here",
    held: "Hourglass: held or delayed",
    cut: "Hatched with scissors: the link is cut",
    client: "Square outside the circle: a client",
    property: "Chip: a property, and whether it holds",
  },
};
