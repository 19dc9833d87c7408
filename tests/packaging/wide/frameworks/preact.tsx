/** The element in a component of Preact: options, events, a reference to it. */
import { createRef } from "preact";
import type { RingLeaderElement } from "ringleader/element/preact";
import "ringleader/element/preact";

export function Lesson() {
  const bench = createRef<RingLeaderElement>();
  return (
    <ring-leader
      ref={bench}
      scenario="leader-crash"
      nodes={5}
      controls="min"
      lock
      class="wide"
      onringleader-moment={(event) => console.log(event.detail.position, bench.current?.playing)}
    />
  );
}
// @ts-expect-error: there are no such controls
export const wrong = <ring-leader controls="few" />;
// @ts-expect-error: a listener is given an event
export const wrongEvent = <ring-leader onringleader-moment={(event: number) => event} />;
