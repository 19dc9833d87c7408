/** What strangers may hand to the page: links, texts, names, and surroundings that forbid things. */
import {
  expect,
  leader,
  linkTo,
  open,
  openGallery,
  openPaused,
  openRingPaused,
  type Page,
  test,
} from "./support.ts";

/** Text that would be seen as an element, and do something, if it were taken for HTML anywhere. */
const MARKUP = "<img/src=x/onerror=document.title='taken'><b>&amp;</b>";

const untouched = async (page: Page) => {
  await expect(page).toHaveTitle(/^Ringleader|^领头/u);
  await expect(page.locator("img, script[src^='data:'], iframe")).toHaveCount(0);
};

test.describe("markup in a scenario is shown as text", () => {
  for (const query of ["", "?lang=zh-CN"]) {
    test(`in commands, logs, events and answers ${query}`, async ({ page }) => {
      const command = `request "set ${MARKUP} 1"`;
      await openPaused(
        page,
        `${query}${linkTo(["protocol raft", "seed 42", "run 400ms", command, "run 200ms"])}`,
      );
      await expect(page.locator(".panels")).toContainText(MARKUP);
      // The client's box, the list of events, the card of a node: wherever the command is told.
      await page.getByRole("tab").nth(1).click();
      await expect(page.locator(".panels")).toContainText(MARKUP);
      await leader(page).click();
      await page.locator("[data-client=c1]").first().click();
      await untouched(page);
    });
  }

  for (const [protocol, lines] of [
    ["paxos", ["protocol paxos", "seed 1", `request "${MARKUP}"`, "run 300ms"]],
    ["placement", ["protocol placement", "nodes 5", "keys 100", `lookup "${MARKUP}"`]],
  ] as const) {
    test(`in values and keys: ${protocol}`, async ({ page }) => {
      await (protocol === "paxos" ? openPaused : openRingPaused)(page, linkTo([...lines]));
      await expect(page.locator(".panels")).toContainText(MARKUP);
      for (const tab of await page.locator(".panels").getByRole("tab").all()) await tab.click();
      await untouched(page);
    });
  }

  test("in an error's place, and in the editor", async ({ page }) => {
    await openPaused(page);
    await openGallery(page);
    await page.getByRole("button", { name: "Scenario as text" }).click();
    await page.getByRole("textbox", { name: "Scenario as text" }).fill(`protocol raft\n${MARKUP}\n`);
    await page.getByRole("button", { name: "Run it" }).click();
    await expect(page.locator("#editor-error")).toContainText(MARKUP);
    await untouched(page);
  });

  test("in the address", async ({ page }) => {
    await open(
      page,
      `?scenario=${encodeURIComponent(MARKUP)}&lang=${encodeURIComponent(MARKUP)}&theme=${MARKUP}`,
    );
    await untouched(page);
  });
});

test.describe("a link of another version", () => {
  const LINK = "#2;protocol%20raft;nodes%203;seed%207;run%20300ms";

  test("says so, and opens when the reader wants it", async ({ page }) => {
    await open(page, LINK);
    const told = page.getByRole("alert").filter({ hasText: "another version" });
    await expect(told).toBeVisible();
    await told.getByRole("button", { name: "Open anyway" }).click();
    await expect(page.locator(".node[role=button]")).toHaveCount(3);
    await expect(told).toHaveCount(0);
  });

  test("says so in Chinese", async ({ page }) => {
    await open(page, `?lang=zh-CN${LINK}`);
    await expect(page.getByRole("alert").filter({ hasText: "另一个版本" })).toBeVisible();
    await page.getByRole("button", { name: "仍然打开" }).click();
    await expect(page.locator(".node[role=button]")).toHaveCount(3);
  });
});

for (const [what, fragment] of [
  ["damaged", "#1;protocol%20raft;%E0%A4%A"],
  ["of no scenario", "#1;%00%FF"],
  ["of no protocol that there is", "#1;protocol%20gossip"],
  ["without end", `#1;protocol%20raft;${"run%201ms;".repeat(700)}`],
  ["for another page", "#section-2"],
] as const) {
  test(`a link ${what} leaves a cluster at work and says what is wrong`, async ({ page }) => {
    await open(page, fragment);
    await expect(page.getByRole("alert").filter({ hasText: "cannot be opened" })).toBeVisible();
    await page.getByRole("alert").getByRole("button", { name: "Close" }).click();
    await expect(page.getByRole("alert").filter({ hasText: "cannot be opened" })).toHaveCount(0);
  });
}

test("without storage the page works, and remembers nothing", async ({ page }) => {
  await page.addInitScript(() => {
    for (const name of ["localStorage", "sessionStorage"]) {
      Object.defineProperty(window, name, {
        get: () => {
          throw new DOMException("denied", "SecurityError");
        },
      });
    }
  });
  await openPaused(page);
  await page.getByRole("button", { name: "中文" }).click();
  await expect(page.locator("html")).toHaveAttribute("lang", "zh-CN");
});

for (const [what, forbid] of [
  ["is missing", () => Object.defineProperty(navigator, "clipboard", { value: undefined })],
  [
    "refuses",
    () =>
      Object.defineProperty(navigator, "clipboard", {
        value: { writeText: () => Promise.reject(new DOMException("denied", "NotAllowedError")) },
      }),
  ],
] as const) {
  test(`where the clipboard ${what}, the link is selected instead`, async ({ page }) => {
    await page.addInitScript(forbid);
    await openPaused(page);
    await page.getByRole("button", { name: "Share", exact: true }).click();
    await page.getByRole("button", { name: "Copy link" }).click();
    await expect(page.getByRole("dialog").getByRole("status")).toContainText("copy it yourself");
    const selected = await page.evaluate(() => {
      const field = document.activeElement as HTMLInputElement;
      return field.value.slice(field.selectionStart ?? 0, field.selectionEnd ?? 0);
    });
    expect(selected).toContain("#1;protocol%20raft");
  });
}

test("where the address may not change, sharing works all the same", async ({ page }) => {
  await page.addInitScript(() => {
    history.replaceState = () => {
      throw new DOMException("denied", "SecurityError");
    };
  });
  await openPaused(page);
  await page.getByRole("button", { name: "Share", exact: true }).click();
  await expect(page.getByRole("dialog").getByRole("textbox")).toHaveValue(/#1;protocol%20raft/u);
});

test("the page says what it may load, and keeps to it: no code made of text, nothing of another host", async ({
  page,
}) => {
  await openPaused(page);
  const policy = await page.locator("meta[http-equiv=Content-Security-Policy]").getAttribute("content");
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toContain("unsafe-inline");
  expect(policy).not.toContain("'unsafe-eval'");
  // It is enforced, not only written down. From a timer: what a test itself evaluates is exempt.
  const evaluated = await page.evaluate(
    () =>
      new Promise((resolve) => {
        setTimeout(() => {
          try {
            resolve(Reflect.apply(Function, null, ["return 1"])());
          } catch (error) {
            resolve(error instanceof EvalError ? "refused" : error);
          }
        });
      }),
  );
  expect(evaluated).toBe("refused");
});
