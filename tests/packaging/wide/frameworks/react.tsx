/** The element in a component of React: options, events, a reference to it. */
import { useRef } from "react";
import type { RingLeaderElement } from "ringleader/element/react";
import "ringleader/element/react";

export function Lesson() {
  const bench = useRef<RingLeaderElement>(null);
  return (
    <ring-leader
      ref={bench}
      scenario="leader-crash"
      nodes={5}
      controls="min"
      lock
      className="wide"
      onringleader-moment={(event) => console.log(event.detail.position, bench.current?.playing)}
    />
  );
}
// @ts-expect-error: there are no such controls
export const wrong = <ring-leader controls="few" />;
// @ts-expect-error: a listener is given an event
export const wrongEvent = <ring-leader onringleader-moment={(event: number) => event} />;
