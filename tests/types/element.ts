/** The element as a program of a page uses it. */
import type { Simulation } from "ringleader";
import widget from "ringleader/anywidget";
import { define, type RingLeaderElement, TAG } from "ringleader/element";

define();
const made: RingLeaderElement = document.createElement("ring-leader");
made.controls = "min";
// @ts-expect-error: there are no such controls
made.controls = "few";
made.nodes = 5;
made.lock = true;
// @ts-expect-error: a flag is on or off
made.lock = "yes";
const simulation: Simulation | null = made.simulation;
made.addEventListener("ringleader-violation", (event) => {
  const position: number = event.detail.position;
  // @ts-expect-error: a violation has no such field
  event.detail.colour;
  return position;
});
made.addEventListener("ringleader-moment", ({ detail }) => [
  detail.kind === "leader-elected",
  detail.record.id,
]);
made.addEventListener("ringleader-answered", ({ detail }) => detail.record.answer);
made.addEventListener("ringleader-prediction", ({ detail }) =>
  detail.right ? detail.choice : detail.answer,
);
made.addEventListener("ringleader-event", ({ detail }) => detail.records.map((record) => record.kind));
const ready: Promise<void> = made.ready;
const first: string | undefined = made.act("crash leader")[0]?.id;

export { first, ready, simulation, TAG, widget };
