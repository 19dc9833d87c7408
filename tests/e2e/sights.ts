/** What a visitor sees first, and when: looked for by the page itself, so that no moment of it is missed. */
import type { Page } from "@playwright/test";

/**
 * Marks, from before there is a page, what is seen first: `first node`, and `first move`, a message at another place than
 * in the picture before; in a run without messages, another time. Then `engine`, with which the gallery comes, and `alert`, if anything is told.
 * It looks as soon as something is drawn, so that nothing that the page does after that comes before the mark, however busy
 * the machine is.
 */
const markSights = () => {
  const seen = new Map<string, string>();
  const places = () => {
    const messages = [...document.querySelectorAll("[data-message]")];
    if (document.querySelector(".owner") !== null)
      return [["time", document.querySelector<HTMLInputElement>(".time-slider")?.value ?? ""]];
    return messages.map((message) => [
      message.getAttribute("data-message") ?? "",
      message.querySelector("g")?.getAttribute("transform") ?? "",
    ]);
  };
  const mark = (name: string) => {
    if (performance.getEntriesByName(name).length === 0) performance.mark(name);
  };
  const look = () => {
    if (document.querySelector(".node[role=button]") !== null) mark("first node");
    if (document.querySelectorAll(".scenario option").length > 1) mark("engine");
    if (document.querySelector("[role=alert]") !== null) mark("alert");
    for (const [id = "", place = ""] of places()) {
      const before = seen.get(id);
      if (before !== undefined && before !== place) mark("first move");
      seen.set(id, place);
    }
  };
  new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true });
};

export type Sight = "first node" | "first move" | "engine" | "alert";

/** Opens an address. @returns when that was first seen, in ms since the visit began */
export async function openUntil(page: Page, address: string, sight: Sight): Promise<number> {
  await page.addInitScript(markSights);
  await page.goto(address, { waitUntil: "commit" });
  return seenAt(page, sight);
}

export async function seenAt(page: Page, sight: Sight): Promise<number> {
  const mark = await page.waitForFunction(
    (name) => performance.getEntriesByName(name)[0]?.startTime ?? false,
    sight,
  );
  return Number(await mark.jsonValue());
}

/** Whether one was seen before the other, if that was seen at all. */
export const isBefore = (page: Page, first: Sight, second: Sight): Promise<boolean> =>
  page.evaluate(
    ([one, other]) => {
      const at = (name: string) =>
        performance.getEntriesByName(name)[0]?.startTime ?? Number.POSITIVE_INFINITY;
      return at(one) < at(other);
    },
    [first, second] as const,
  );
