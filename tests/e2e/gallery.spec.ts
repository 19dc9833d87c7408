/**
 * Every scenario of the gallery by every way in: whatever way a run was come by, what the page says of it is what that
 * run shows. A way is taken once in each chapter, with an eighth of the rest that is always the same; all of it with
 * `RINGLEADER_WIDE=1`, as `npm run test:wide` sets it.
 */
import { readFileSync } from "node:fs";
import { scenarioOfLink } from "../../www/src/api/link.ts";
import type { Lesson } from "../../www/src/i18n/words.ts";
import type * as Library from "../../www/src/library/ringleader.ts";
import { truthOf } from "../../www/src/protocols/truths.fixture.ts";
import {
  expect,
  openChapter,
  openGallery,
  type Page,
  pictures,
  press,
  standing,
  test,
  UNTIL_IT_RAN,
} from "./support.ts";

// The built library, which is not there yet when types are checked.
const built = new URL("../../dist/index.js", import.meta.url).href;
const { catalog, Simulation } = (await import(built)) as typeof Library;

const WIDE = process.env.RINGLEADER_WIDE === "1";
/** Of what is left once each way was taken in each chapter, one in so many. */
const SHARE = 8;

type Entry = (typeof catalog.scenarios)[number];

const bugsOf = ({ protocol }: Entry): readonly string[] =>
  catalog.protocols.find(({ name }) => name === protocol)?.bugs ?? [];

/** Opens an address, where it stands still. */
const opened = (page: Page, address: string) => standing(page, () => page.goto(address));

/** Opens it as the page's address names it. */
async function named(page: Page, { name }: Entry): Promise<void> {
  await opened(page, `?scenario=${name}`);
  await expect(page.getByRole("combobox").first()).toHaveValue(name);
}

interface Way {
  /** Whether the run is the gallery's. */
  asItIs: boolean;
  /** Whether the address names the run's moves, even of a run that is the gallery's. */
  spelled?: boolean;
  /** The scenarios of a chapter that can be come by so, if not all. */
  leads?(entry: Entry): boolean;
  reach(page: Page, entry: Entry, turn: number): Promise<void>;
}

/** How each chapter is called, and the scenario that it begins with. */
const CHAPTERS: Readonly<Record<string, { title: string; first: string }>> = {
  placement: { title: "Consistent hashing", first: "ring-against-modulo" },
  paxos: { title: "Paxos", first: "paxos-two-proposers" },
  raft: { title: "Raft", first: "leader-crash" },
};

const WAYS: Readonly<Record<string, Way>> = {
  "its chapter's line in the menu": {
    asItIs: true,
    leads: ({ name, protocol }) => CHAPTERS[protocol]?.first === name,
    // From a run of another size, network and seed.
    async reach(page, { protocol }) {
      await opened(page, protocol === "raft" ? "?protocol=paxos" : "#1;protocol%20raft;nodes%203;seed%2099");
      await openChapter(page, CHAPTERS[protocol]?.title ?? protocol);
    },
  },
  "the list": {
    asItIs: true,
    async reach(page, { name, protocol }) {
      // From another of the chapter: what is chosen already cannot be chosen.
      const other = catalog.scenarios.find((one) => one.protocol === protocol && one.name !== name);
      await opened(page, `?scenario=${other?.name}`);
      await page.getByRole("combobox").first().selectOption(name);
    },
  },
  "its name in the address": { asItIs: true, reach: named },
  "a link": {
    asItIs: true,
    spelled: true,
    async reach(page, entry) {
      await named(page, entry);
      const url = await shared(page);
      await page.goto("about:blank");
      await page.goto(url);
    },
  },
  "a new seed": {
    asItIs: false,
    async reach(page, entry) {
      await named(page, entry);
      await page.getByRole("button", { name: "New seed" }).click();
    },
  },
  "a known bug": {
    asItIs: false,
    leads: (entry) => bugsOf(entry).length > 0,
    async reach(page, entry, turn) {
      await named(page, entry);
      await openGallery(page);
      await page
        .locator(".bugs input")
        .nth(turn % bugsOf(entry).length)
        .click();
      await page.keyboard.press("Escape");
    },
  },
  "a fault": {
    asItIs: false,
    async reach(page, entry, turn) {
      await named(page, entry);
      await act(page, entry, turn);
    },
  },
  "a branch": {
    asItIs: false,
    async reach(page, entry, turn) {
      await named(page, entry);
      // A short run has fewer moments.
      for (const key of [...Array(3).fill("Shift+ArrowRight"), "ArrowLeft"]) {
        await page.keyboard.press(key);
        await pictures(page, 1);
      }
      await act(page, entry, turn);
    },
  },
};

/** Something that a reader can do by hand. */
async function act(page: Page, { protocol, text }: Entry, turn: number): Promise<void> {
  if (protocol === "placement") await press(page, "a");
  else {
    // Of a node to which the scenario does nothing of the kind: the same move at the same time is no other run.
    const nodes = [0, 1, 2].map((further) => String(1 + ((turn + further) % 3)));
    const spared = nodes.find((node) => !new RegExp(`^(?:crash|restart) n${node}$`, "mu").test(text));
    await page.keyboard.press(spared ?? "1");
    await press(page, "c");
    // The node's card stands where the lesson does.
    await page.keyboard.press("Escape");
  }
}

/** The address that Share gives. */
async function shared(page: Page): Promise<string> {
  await page.getByRole("button", { name: "Share", exact: true }).click();
  const dialog = page.getByRole("dialog");
  const url = await dialog.getByRole("textbox").inputValue();
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  return url;
}

/** The question is asked and answered, and the run is let go on until it says what it comes to. */
async function verdictOn(page: Page): Promise<string> {
  const lesson = page.locator(".lesson");
  await lesson.locator(".predict summary").click();
  await lesson.getByRole("radio").first().check();
  await lesson.getByRole("button", { name: "Run and see" }).click();
  // Once it is asked: a run that is over was sped past its answer.
  await page.getByLabel("Speed", { exact: true }).fill("10");
  const verdict = lesson.getByRole("status");
  const goOn = lesson.getByRole("button", { name: "Go on" });
  const said = async () => {
    // A property that broke on the way stopped it.
    if (await goOn.isVisible()) await goOn.click({ timeout: 1_000 }).catch(() => undefined);
    return (await verdict.textContent()) ?? "";
  };
  await expect.poll(said, UNTIL_IT_RAN).not.toMatch(/^(?:Watch: .*|The run stands still.*)?$/u);
  return said();
}

/** Which run the address names: the gallery's by its name, any other by its moves, once the page has written it there. */
async function expectAddress(page: Page, { name }: Entry, { asItIs, spelled = false }: Way): Promise<void> {
  const named = asItIs && !spelled;
  await expect
    .poll(() => {
      const { searchParams, hash } = new URL(page.url());
      return { scenario: searchParams.get("scenario"), spelled: hash !== "" };
    })
    .toEqual({ scenario: named ? name : null, spelled: !named });
}

/** What the page asks of each scenario of a protocol, in English. */
function lessonsOf(protocol: string): Readonly<Record<string, Lesson>> {
  const file = new URL(`../../www/src/texts/en/${protocol}.why.json`, import.meta.url);
  return JSON.parse(readFileSync(file, "utf8")).lessons;
}

/** What the page says of this run, by its picture, header, address and lesson, is what the run shows. */
async function expectTrue(page: Page, entry: Entry, way: Way): Promise<void> {
  await expect(page.getByRole("alert")).toHaveCount(0);
  const lesson = page.locator(".lesson");
  await expect(lesson).toBeVisible();
  await expect(lesson.locator(".changed")).toHaveCount(way.asItIs ? 0 : 1);
  await expectAddress(page, entry, way);
  const said = await verdictOn(page);
  const run = new Simulation(scenarioOfLink(await shared(page)));
  await expect(page.locator(".seed")).toContainText(String(run.seed));
  const choices = lessonsOf(entry.protocol)[entry.name]?.choices ?? {};
  const until = new Simulation(entry.text).endTime;
  if (run.now < until) run.advance({ ms: until - run.now });
  const truth = truthOf(entry.name, run, until);
  const [first] = Object.keys(choices);
  const expected =
    truth === first
      ? "As you expected."
      : `It turned out otherwise: ${truth === false ? "" : choices[truth]}`;
  // What the run does not come to is withdrawn; of the gallery's own, nothing is.
  if (way.asItIs || !said.startsWith("This run does not come to that.")) expect(said).toBe(expected);
}

for (const { name: protocol } of catalog.protocols) {
  const entries = catalog.scenarios.filter((entry) => entry.protocol === protocol);
  let turn = 0;
  for (const [of, way] of Object.entries(WAYS)) {
    const candidates = entries.filter((entry) => way.leads?.(entry) ?? true);
    for (const [place, entry] of candidates.entries()) {
      turn += 1;
      // Another scenario for each way, then every eighth.
      const once = place === Object.keys(WAYS).indexOf(of) % candidates.length;
      if (!WIDE && !once && turn % SHARE !== 0) continue;
      const mine = turn;
      test(`${protocol}: ${entry.name} by ${of}`, async ({ page }) => {
        test.slow();
        await way.reach(page, entry, mine);
        await expectTrue(page, entry, way);
      });
    }
  }
}
