import { pseudocodeOf } from "../i18n/library.ts";
import { type Catalog, catalog } from "./catalog.ts";

let made: Catalog | null = null;

/** The catalog with what the page only loads when it is looked at. */
export function libraryCatalog(): Catalog {
  if (made === null) {
    made = catalog();
    for (const protocol of made.protocols) protocol.pseudocode = pseudocodeOf(protocol.name);
  }
  return made;
}
