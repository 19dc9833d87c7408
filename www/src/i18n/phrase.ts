import type { MessageView } from "../api/frames.ts";
import type { Params } from "./format.ts";
import type { Speech } from "./speech.ts";

/** What to say: the key of a text `what::why`, what fills its places, and the section that is behind it. */
export interface Saying {
  key: string;
  params?: Params;
  /** As in "5.4.1", "thesis 9.6", "Figure 3, 5.2"; the protocol's paper is named before it. */
  section?: string | null;
}

/**
 * Which of its texts a protocol says for what happened. Each answers null for what it does not know: an engine may be
 * newer than these texts, and the library asks one protocol after the other.
 */
export interface Phrasing {
  /** The paper that section numbers refer to, as in "Raft 5.4.1". */
  paper: string;
  /** A handler applied a rule, or a guard of it failed. */
  rule(code: string, params: Params, node: string | null): Saying | null;
  /** What a message is (`what`), and what else it carries (`why`). */
  message(message: MessageView): Saying | null;
  timer(name: string): Saying | null;
  /** The section in which a property is stated. */
  property(name: string): string | null;
  /** The same for these texts, of one that goes by which there are. */
  given?(speech: Pick<Speech, "locale" | "texts">): Phrasing;
}

/** Of a protocol that is not known. */
export const SILENT: Phrasing = {
  paper: "",
  rule: () => null,
  message: () => null,
  timer: () => null,
  property: () => null,
};
