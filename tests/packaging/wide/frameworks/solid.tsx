/** The element in a component of Solid: options, events, a reference to it. */
import type { RingLeaderElement } from "ringleader/element/solid";
import "ringleader/element/solid";

export function Lesson() {
  let bench: RingLeaderElement | undefined;
  return (
    <ring-leader
      ref={(element) => {
        bench = element;
      }}
      scenario="leader-crash"
      prop:nodes={5}
      controls="min"
      class="wide"
      on:ringleader-moment={(event) => console.log(event.detail.position, bench?.playing)}
    />
  );
}
// @ts-expect-error: there are no such controls
export const wrong = <ring-leader controls="few" />;
// @ts-expect-error: a listener is given an event
export const wrongEvent = <ring-leader on:ringleader-moment={(event: number) => event} />;
