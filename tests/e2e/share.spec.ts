/** What the Share dialog offers to paste does, pasted into a page, what it says. */
import type { RingLeaderElement } from "../../www/src/element/element.ts";
import { expect, linkTo, openPaused, type Page, test } from "./support.ts";

const LINK = linkTo([
  "protocol raft",
  "nodes 5",
  "seed 42",
  "run 400ms",
  "crash leader",
  "run 300ms",
  "seek 30",
]);

/** Opens the dialog with a form chosen and things unticked. @returns what there is to copy, and the history's hash */
async function shared(page: Page, form: string, { untick = [] as string[], controls = "" } = {}) {
  await openPaused(page, LINK);
  await page.getByRole("button", { name: "Share" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("radio", { name: form }).check();
  if (untick.length > 0 || controls !== "") await dialog.getByText("What readers get").click();
  for (const name of untick) await dialog.getByRole("checkbox", { name }).uncheck();
  if (controls !== "") await dialog.getByRole("combobox").selectOption(controls);
  const text = await dialog.getByRole("textbox").inputValue();
  const proof = await dialog.getByText(/event \d+ · history/u).textContent();
  const [, position, hash] = /event (\d+) · history (\w+)/u.exec(proof ?? "") ?? [];
  return { text, position: Number(position), hash };
}

/** A page of somebody else's with that in it. */
async function paste(page: Page, body: string) {
  await page.route("**/pasted.html", (route) =>
    route.fulfill({
      contentType: "text/html",
      body: `<!doctype html><html lang="en"><title>Pasted</title><body>${body}`,
    }),
  );
  await page.goto("pasted.html");
}

const stateOf = (one: RingLeaderElement) =>
  one.ready.then(() => ({ position: one.simulation?.position, hash: one.simulation?.hash() }));

test("share: the element, with what was unticked hidden or locked", async ({ page }) => {
  const { text, position, hash } = await shared(page, "Element", {
    untick: ["Why", "Properties", "Faults and commands"],
    controls: "min",
  });
  await paste(page, text);
  const element = page.locator("ring-leader");
  expect(await element.evaluate(stateOf)).toEqual({ position, hash });
  await expect(element.getByRole("tab")).toHaveText(["Log", "Events"]);
  await expect(element.locator(".client-box")).toHaveCount(0);
  await expect(element.locator(".speed")).toBeHidden();
});

test("share: the frame", async ({ page }) => {
  const { text, position, hash } = await shared(page, "Frame", { untick: ["Picture"] });
  await paste(page, text);
  const element = page.frameLocator("iframe").locator("ring-leader");
  expect(await element.evaluate(stateOf)).toEqual({ position, hash });
  await expect(element.locator("[part=picture]")).toBeHidden();
});

test("share: a link to less of it opens the bench by itself", async ({ page }) => {
  const { text, position, hash } = await shared(page, "Link", { untick: ["Faults and commands"] });
  expect(text).toContain("/embed.html?lock#1;");
  await page.goto(text);
  expect(await page.locator("ring-leader").evaluate(stateOf)).toEqual({ position, hash });
  await expect(page.locator("ring-leader .client-box")).toHaveCount(0);
});

test("share: the notebook's cell loads a widget that runs", async ({ page }) => {
  const { text, position, hash } = await shared(page, "Notebook", { untick: ["Log"] });
  const module = /_esm = "([^"]+)"/u.exec(text)?.[1] ?? "";
  const scenario = JSON.parse(/scenario=("(?:[^"\\]|\\.)*")/u.exec(text)?.[1] ?? '""') as string;
  const view = /view="([^"]+)"/u.exec(text)?.[1] ?? "";
  await paste(
    page,
    `<div id="cell"></div><script type="module">
      import widget from ${JSON.stringify(module)};
      const values = new Map(Object.entries(${JSON.stringify({ scenario, view })}));
      globalThis.model = {
        values, get: (name) => values.get(name), set: (name, value) => values.set(name, value),
        save_changes() {}, on() {}, off() {}, send() {},
      };
      widget.render({ model: globalThis.model, el: document.getElementById("cell") });
    </script>`,
  );
  expect(await page.locator("ring-leader").evaluate(stateOf)).toEqual({ position, hash });
  await expect(page.locator("ring-leader").getByRole("tab").first()).toHaveText("Events");
});
