/** The element in a template of Vue, whose editors and vue-tsc read this interface. */
import type { GlobalComponents } from "vue";
import "ringleader/element/vue";

type Props = InstanceType<GlobalComponents["ring-leader"]>["$props"];
export const props: Props = { scenario: "leader-crash", nodes: 5, controls: "min", lock: true };
// @ts-expect-error: there are no such controls
export const wrong: Props = { controls: "few" };
