import { type Speech, wordOf } from "./speech.ts";

/** A place in a paper as a reader of the language would write it: "Raft 5.4.1", "Raft 图 3、5.4.3". */
export function cite(source: string, speech: Pick<Speech, "locale" | "texts">): string {
  return source
    .replaceAll("thesis ", wordOf("cite.thesis", speech))
    .replaceAll("Figure ", wordOf("cite.figure", speech))
    .replaceAll("Table ", wordOf("cite.table", speech))
    .replaceAll(", ", wordOf("cite.list", speech));
}
