/** `embed.html`: one file that is a whole bench, in a frame, from disk, in a sandbox. */
import { fileURLToPath } from "node:url";
import { expect, type Page, test } from "./support.ts";

const FILE = new URL("../../dist/embed.html", import.meta.url);

interface Told {
  type: string;
  [field: string]: unknown;
}

/** A page with the bench in a frame; what the frame says is kept in `told`. */
async function open(page: Page, query = "", sandbox = "allow-scripts"): Promise<string[]> {
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  await page.route("**/course.html", (route) =>
    route.fulfill({
      contentType: "text/html",
      body: `<!doctype html><title>Course</title><link rel="icon" href="data:,"><script>
        globalThis.told = []; globalThis.lti = [];
        addEventListener("message", (event) => {
          if (event.data?.source === "ringleader") told.push({ ...event.data, origin: event.origin });
          else lti.push(event.data);
        });
        globalThis.ask = (message) => frame.contentWindow.postMessage({ target: "ringleader", v: 1, ...message }, "*");
        </script><iframe id="frame" ${sandbox === "" ? "" : `sandbox="${sandbox}"`} src="embed.html${query}" width="900" height="600"></iframe>`,
    }),
  );
  await page.goto("course.html");
  await expect.poll(() => told(page, "ready").then((all) => all.length)).toBe(1);
  return complaints;
}

const told = (page: Page, type: string): Promise<Told[]> =>
  page.evaluate(
    (wanted) => (globalThis as unknown as { told: Told[] }).told.filter((one) => one.type === wanted),
    type,
  );

async function ask(page: Page, message: Record<string, unknown>): Promise<Told> {
  const id = Math.trunc(performance.now() * 1000);
  await page.evaluate((one) => (globalThis as unknown as { ask(one: unknown): void }).ask(one), {
    id,
    ...message,
  });
  const find = async () => (await allTold(page)).find((one) => one.id === id);
  await expect.poll(find).toBeDefined();
  return (await find()) as Told;
}

const allTold = (page: Page) => page.evaluate(() => (globalThis as unknown as { told: Told[] }).told);

test("from disk, by itself", async ({ page }) => {
  const complaints: string[] = [];
  page.on("console", (message) => complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(error.message));
  await page.goto(`${FILE.href}?start=leader-elected&view=cluster,log&theme=dark`);
  await expect(page.getByText("n5 is elected leader of term 1").first()).toBeVisible();
  expect(complaints).toEqual([]);
  expect(fileURLToPath(FILE)).toContain("embed.html");
});

test("in a sandbox without an origin: it runs, and talks to the page around it", async ({ page }) => {
  const complaints = await open(page, "?seed=42&nodes=5&controls=min&lang=zh-CN");
  const [ready] = await told(page, "ready");
  expect(ready).toMatchObject({ source: "ringleader", v: 1, origin: "null" });
  expect(await ask(page, { type: "seek", position: 0 })).toMatchObject({ type: "answer", value: null });
  await ask(page, { type: "step", n: 7 });
  const { value } = (await ask(page, { type: "state" })) as unknown as { value: Record<string, unknown> };
  expect(value).toMatchObject({ position: 7, seed: 42, playing: false });
  expect(value.hash).toMatch(/^[0-9a-f]{16}$/u);
  const acted = (await ask(page, { type: "act", moves: "crash n5" })) as unknown as {
    value: { kind: string }[];
  };
  expect(acted.value[0]?.kind).toBe("action");
  // What happened is told a little later than what was asked for is answered.
  await expect.poll(() => told(page, "event").then((all) => all.length)).toBeGreaterThan(0);
  await expect.poll(() => told(page, "change").then((all) => all.at(-1))).toMatchObject({ position: 8 });
  await ask(page, { type: "set", options: { lang: "en", lock: true } });
  await expect(page.frameLocator("#frame").getByRole("tab", { name: "Events" })).toBeVisible();
  expect(complaints).toEqual([]);
});

test("what is asked before it is ready is done: options at once, the rest in its order", async ({ page }) => {
  await page.route("**/early.html", (route) =>
    route.fulfill({
      contentType: "text/html",
      body: `<!doctype html><title>Course</title><link rel="icon" href="data:,"><script>
        globalThis.told = []; globalThis.heights = 0;
        addEventListener("message", ({ data, source }) => {
          if (data?.source === "ringleader") told.push(data);
          // The first word of the frame comes before its bench.
          if (told.length === 1 && !globalThis.sent) {
            globalThis.sent = true;
            const say = (message) => source.postMessage({ target: "ringleader", v: 1, ...message }, "*");
            say({ id: 1, type: "set", options: { scenario: "protocol raft; nodes 3", seed: 11, start: "0" } });
            say({ id: 2, type: "step", n: 4 });
            say({ id: 3, type: "state" });
            say({ id: 4, type: "set", options: { seed: 12 } });
            say({ id: 5, type: "state" });
          }
        });
        </script><iframe src="embed.html" width="900" height="600"></iframe>`,
    }),
  );
  await page.goto("early.html");
  const answers = async () => {
    const all = await allTold(page);
    return all.filter((one) => one.type === "answer").map(({ id, value }) => [id, value]);
  };
  await expect.poll(() => answers().then((all) => all.length)).toBe(5);
  const [of1, of2, of3, of4, of5] = [...(await answers())].sort(([a], [b]) => Number(a) - Number(b));
  expect([of1, of2, of4]).toEqual([
    [1, null],
    [2, null],
    [4, null],
  ]);
  expect(of3?.[1]).toMatchObject({ seed: 11, position: 4, frame: { protocol: "raft" } });
  expect(of5?.[1]).toMatchObject({ seed: 12, position: 0 });
});

test("what is asked wrongly is refused, and nothing happens", async ({ page }) => {
  const complaints = await open(page, "?seed=42");
  const before = await ask(page, { type: "state" });
  for (const message of [
    { type: "fly" },
    { type: "constructor" },
    { type: "act", moves: "crahs n1" },
    { type: "act", moves: 7 },
    { type: "act" },
    { type: "seek", position: "3" },
    { type: "step", n: -1 },
    { type: "set", options: { onclick: "alert(1)" } },
    { type: "set", options: { scenario: {} } },
    { type: "set" },
  ]) {
    expect((await ask(page, message)).type, JSON.stringify(message)).toBe("refused");
  }
  for (const message of [
    null,
    "play",
    { target: "ringleader" },
    { target: "ringleader", v: 2, type: "play", id: 1 },
  ]) {
    await page.evaluate((one) => {
      const frame = document.getElementById("frame") as HTMLIFrameElement;
      frame.contentWindow?.postMessage(one, "*");
    }, message);
  }
  expect((await ask(page, { type: "state" })).value).toEqual(before.value);
  expect(complaints).toEqual([]);
});

test("strangers are not heard", async ({ page }) => {
  await open(page, "?seed=42");
  const before = await ask(page, { type: "state" });
  await page.evaluate(() => {
    const stranger = document.createElement("iframe");
    stranger.srcdoc = `<script>
      parent.frames[0].postMessage({ target: "ringleader", v: 1, type: "step", n: 5, id: "stranger" }, "*");
      addEventListener("message", () => parent.postMessage({ source: "ringleader", type: "leak" }, "*"));
      parent.postMessage({ source: "ringleader", type: "sent" }, "*");
    </script>`;
    document.body.append(stranger);
  });
  await expect.poll(() => told(page, "sent").then((all) => all.length)).toBe(1);
  expect((await ask(page, { type: "state" })).value).toEqual(before.value);
  expect((await allTold(page)).filter((one) => one.id === "stranger")).toEqual([]);
  expect(await told(page, "leak")).toEqual([]);
});

test("it announces its height, also as Canvas LMS reads it", async ({ page }) => {
  await open(page);
  await expect.poll(() => told(page, "height").then((all) => all.length)).toBeGreaterThan(0);
  const wide = (await told(page, "height")).at(-1)?.height as number;
  expect(wide).toBeGreaterThan(300);
  expect(wide).toBeLessThan(900);
  await page.evaluate(() => {
    (document.getElementById("frame") as HTMLIFrameElement).width = "360";
  });
  await expect
    .poll(() => told(page, "height").then((all) => Number(all.at(-1)?.height)))
    .toBeGreaterThan(wide);
  const lti = () =>
    page.evaluate(() => (globalThis as unknown as { lti: string[] }).lti.map((one) => JSON.parse(one)));
  await expect.poll(() => lti().then((all) => all.at(-1))).toMatchObject({ subject: "lti.frameResize" });
});

test("a file is fetched as if by nobody, and what is told of it repeats nothing that it holds", async ({
  page,
  context,
  baseURL,
}) => {
  const SECRET = "hunter2";
  await context.addCookies([{ name: "session", value: "secret", url: baseURL ?? "" }]);
  const cookies: (string | undefined)[] = [];
  await page.route("**/private.*", async (route) => {
    cookies.push((await route.request().allHeaders()).cookie);
    const version = route.request().url().includes("version");
    await route.fulfill({
      body: version ? `ringleader 9\nprotocol ${SECRET}\n` : `protocol raft\npassword ${SECRET}\n`,
    });
  });
  for (const file of ["private.txt", "private.version.txt"]) {
    await open(page, `?src=${file}`, "");
    await expect(page.frameLocator("#frame").getByRole("alert")).toBeVisible();
    await expect.poll(() => told(page, "error").then((all) => all.at(-1)?.message)).toMatch(/^src: /u);
    await ask(page, { type: "state" });
    await ask(page, { type: "reset" });
    await ask(page, { type: "act", moves: "password" });
    expect(JSON.stringify(await allTold(page))).not.toContain(SECRET);
    await page.goto("about:blank");
    await page.unroute("**/course.html");
  }
  expect(cookies).toEqual([undefined, undefined, undefined, undefined]);
});

test("a scenario in the fragment, as the page's links have it", async ({ page }) => {
  await open(page, `?view=cluster#1;protocol%20raft;nodes%203;seed%2011;run%20400ms;crash%20leader;seek%203`);
  const { value } = (await ask(page, { type: "state" })) as unknown as { value: Record<string, unknown> };
  expect(value).toMatchObject({ seed: 11, position: 3 });
  await expect(page.frameLocator("#frame").locator(".node")).toHaveCount(3);
});

test("a damaged link, and one of another version, are told of", async ({ page }) => {
  await open(page, "#1;%E0%A4%A");
  await expect(page.frameLocator("#frame").getByRole("alert")).toContainText("damaged");
  await page.goto("about:blank");
  await page.unrouteAll();
  await open(page, "#9;protocol%20raft;nodes%203");
  await expect(page.frameLocator("#frame").getByRole("alert")).toContainText(/version/u);
  // What is there meanwhile is the first scenario; theirs opens when the reader wants it.
  await page.frameLocator("#frame").getByRole("button", { name: "Open anyway" }).click();
  await expect(page.frameLocator("#frame").locator(".node")).toHaveCount(3);
});

test("a query of nonsense is told of, and taken for nothing else", async ({ page }) => {
  const markup = "<img/src=x/onerror=parent.postMessage({source:'ringleader',type:'taken'},'*')>";
  const hostile = ["scenario", "start", "lang", "theme", "speed", "pace", "view", "controls", "loading"];
  const query = new URLSearchParams([["nodes", "many"], ...hostile.map((name) => [name, markup])]);
  const complaints = await open(page, `?${query}`);
  const frame = page.frameLocator("#frame");
  await expect(frame.getByRole("alert")).toContainText("nodes: a whole number");
  await expect(frame.locator(".node")).toHaveCount(5);
  await expect(frame.locator("img")).toHaveCount(0);
  expect(await told(page, "taken")).toEqual([]);
  expect(complaints).toEqual([]);
});

test("text in a scenario is text in the frame, too: in commands, values and keys", async ({ page }) => {
  const markup = "<img/src=x/onerror=parent.postMessage({source:'ringleader',type:'taken'},'*')>";
  for (const [protocol, line] of [
    ["raft", `request "set ${markup} 1"`],
    ["paxos", `request "${markup}"`],
    ["placement", `lookup "${markup}"`],
  ]) {
    const lines = [`protocol ${protocol}`, "seed 42", ...(protocol === "raft" ? ["run 400ms"] : []), line];
    if (protocol !== "placement") lines.push("run 300ms");
    const link = lines.map((one) => encodeURIComponent(one ?? "")).join(";");
    const complaints = await open(page, `#1;${link}`);
    const frame = page.frameLocator("#frame");
    await ask(page, { type: "seek", position: 1_000_000 });
    await frame.getByRole("tab", { name: "Events" }).click();
    await expect(frame.locator(".panels")).toContainText(markup);
    await expect(frame.locator("img")).toHaveCount(0);
    expect(await told(page, "taken")).toEqual([]);
    expect(complaints).toEqual([]);
    await page.goto("about:blank");
    await page.unrouteAll();
  }
});

test.describe("a script that its policy forbids", () => {
  test.use({ expected: /Content Security Policy/u });
  test("its policy lets its own script run, and nothing else", async ({ page }) => {
    await page.goto(FILE.href);
    const policy = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute("content");
    expect(policy).toMatch(/^default-src 'none'; script-src 'sha256-[\w+/=]+' 'wasm-unsafe-eval';/u);
    expect(policy).not.toMatch(/unsafe-inline|'unsafe-eval'|\*/u);
    const ran = await page.evaluate(() => {
      const script = document.createElement("script");
      script.textContent = "globalThis.ran = true";
      document.body.append(script);
      return (globalThis as unknown as { ran?: boolean }).ran ?? false;
    });
    expect(ran).toBe(false);
  });
});
