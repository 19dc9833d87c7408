/** What a run of each protocol gives: `shapes.test.ts` lets the compiler read it, and holds real runs against it. */
import type {
  BranchView,
  EnabledMove,
  EventRecord,
  Frame,
  Moment,
  PropertyView,
  ProtocolName,
} from "./frames.ts";

interface Shapes<P extends ProtocolName> {
  frame: Frame<P>;
  record: EventRecord<P>;
  moment: Moment<P>;
  property: PropertyView<P>;
  branch: BranchView;
  enabled: EnabledMove<P>;
}

export type ShapesOf = { [P in ProtocolName]: Shapes<P> };
