import type { Catalogue } from "./catalogue.ts";
import { fill } from "./format.ts";

/** Where a paper says it, as a reader of the language would write it: "Raft 5.4.1", "Raft thesis 9.6". */
export function cite(paper: "raft", section: string, texts: Catalogue): string {
  const [, thesis, figure, rest = section] = /^(thesis )?(Figure )?(.*)$/u.exec(section) ?? [];
  const place = figure === undefined ? rest : `${texts["cite.figure"]}${rest}`;
  const text = thesis === undefined ? texts[`cite.${paper}`] : texts[`cite.${paper}.thesis`];
  return fill(text, { section: place.replace(", ", texts["cite.list"]) });
}

/** The same for a place that already names its paper, such as a property's source. */
export function citeSource(source: string, texts: Catalogue): string {
  return source.startsWith("Raft ") ? cite("raft", source.slice("Raft ".length), texts) : source;
}
