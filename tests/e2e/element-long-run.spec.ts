/** An element that is given a run of millions of events: it shows how far it is, its host's page answers, Cancel works. */
import type { RingLeaderElement } from "../../www/src/element/element.ts";
import { open, state } from "./element-page.ts";
import { expect, type Page, test, UNTIL_IT_RAN } from "./support.ts";

/** Some eight million events. */
const LONG = "protocol raft; nodes 3; seed 5; run 300ms; workload c1 every 5ms; run 25000s";
const SHORT = "protocol raft; nodes 5; seed 42; run 400ms";

const bar = (page: Page) => page.locator("ring-leader .opening");

/** What the bar said, each time with how many turns the host's page had had by then. */
const seen = (page: Page) =>
  page.evaluate(() => (window as unknown as { seen: { events: number; turns: number }[] }).seen);

test("a long run is opened in slices with its progress, the host has turns, and cancelling keeps what was open", async ({
  page,
}) => {
  await open(page, `<ring-leader scenario="${SHORT}"></ring-leader>`);
  const before = await state(page);
  await page.evaluate((scenario) => {
    const host = window as unknown as { seen: { events: number; turns: number }[] };
    const element = document.querySelector("ring-leader") as RingLeaderElement;
    host.seen = [];
    let turns = 0;
    const turn = () => {
      turns += 1;
      setTimeout(turn);
    };
    turn();
    new MutationObserver(() => {
      const said = element.shadowRoot?.querySelector(".opening [aria-hidden]")?.textContent;
      const events = Number(said?.replaceAll(",", "").match(/\d+/u)?.[0] ?? 0);
      if (events > (host.seen.at(-1)?.events ?? 0)) host.seen.push({ events, turns });
    }).observe(element.shadowRoot as ShadowRoot, { subtree: true, childList: true, characterData: true });
    element.scenario = scenario;
  }, LONG);
  await expect(bar(page).getByRole("progressbar")).toBeVisible(UNTIL_IT_RAN);
  await expect.poll(async () => (await seen(page)).length, UNTIL_IT_RAN).toBeGreaterThan(4);
  // How long a turn is, is the machine's: that the host gets some while it goes on is what counts.
  const turns = async () => {
    const all = await seen(page);
    return (all.at(-1)?.turns ?? 0) - (all[0]?.turns ?? 0);
  };
  await expect.poll(turns, UNTIL_IT_RAN).toBeGreaterThan(4);
  await bar(page).getByRole("button", { name: "Cancel" }).focus();
  await page.keyboard.press("Enter");
  await expect(bar(page)).toHaveCount(0, UNTIL_IT_RAN);
  expect(await state(page)).toEqual(before);
  // What is asked of it afterwards is done.
  await page
    .locator("ring-leader")
    .evaluate((one: RingLeaderElement) => Object.assign(one, { scenario: "protocol paxos; seed 7" }));
  await expect.poll(async () => (await state(page)).protocol, UNTIL_IT_RAN).toBe("paxos");
});
