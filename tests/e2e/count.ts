/** Counts what pictures cost, with a clock of its own: each is as long after the one before on every machine. */
import type { Page } from "@playwright/test";

/** Of a picture, on the average. */
export interface Count {
  /** Changes of the document. */
  nodes: number;
  layouts: number;
  /** How often styles were worked out anew. */
  styles: number;
  /** Bytes of text that came out of the engine. */
  bytes: number;
}

interface Held {
  hold(): void;
  draw(pictures: number, moving: string): Promise<{ nodes: number; bytes: number; seen: number }>;
}
const MS_PER_PICTURE = 16;

/** To be called before the page is opened. */
export async function countPictures(page: Page) {
  await page.addInitScript((step) => {
    const real = requestAnimationFrame.bind(window);
    const waiting = new Map<number, FrameRequestCallback>();
    let [held, last, now, bytes] = [false, 0, 0, 0];
    window.requestAnimationFrame = (callback) => {
      if (!held) return real(callback);
      last -= 1;
      waiting.set(last, callback);
      return last;
    };
    const cancel = cancelAnimationFrame.bind(window);
    window.cancelAnimationFrame = (handle) => {
      if (!waiting.delete(handle)) cancel(handle);
    };
    const decode = TextDecoder.prototype.decode;
    TextDecoder.prototype.decode = function (input, options) {
      bytes += input?.byteLength ?? 0;
      return decode.call(this, input, options);
    };
    Object.assign(window, {
      held: {
        hold: () => {
          held = true;
        },
        async draw(pictures: number, moving: string) {
          let [nodes, seen] = [0, 0];
          const observer = new MutationObserver((changes) => {
            nodes += changes.length;
          });
          const all = { subtree: true, childList: true, attributes: true, characterData: true };
          observer.observe(document, all);
          const before = bytes;
          for (let count = 0; count < pictures; count += 1) {
            await new Promise(real);
            now += step;
            const due = [...waiting.values()];
            waiting.clear();
            for (const callback of due) callback(now);
            if (count % 30 === 0) seen += document.querySelectorAll(moving).length;
          }
          await new Promise(real);
          observer.disconnect();
          return { nodes, bytes: bytes - before, seen: Math.round(seen / Math.ceil(pictures / 30)) };
        },
      },
    });
  }, MS_PER_PICTURE);

  const session = await page.context().newCDPSession(page);
  return {
    /** From now on pictures come when they are asked for. */
    hold: () => page.evaluate(() => (window as unknown as { held: Held }).held.hold()),
    async draw(pictures: number, moving: string) {
      const metrics = await metricsOf(session);
      const before = await metrics();
      const { nodes, bytes, seen } = await page.evaluate(
        ([count, selector]) => (window as unknown as { held: Held }).held.draw(count, selector),
        [pictures, moving] as const,
      );
      const after = await metrics();
      const each = (total: number) => total / pictures;
      const count: Count = {
        nodes: each(nodes),
        layouts: each(after.layouts - before.layouts),
        styles: each(after.styles - before.styles),
        bytes: each(bytes),
      };
      return { count, seen, ms: each(after.ms - before.ms) };
    },
  };
}

type Session = Awaited<ReturnType<ReturnType<Page["context"]>["newCDPSession"]>>;

async function metricsOf(session: Session) {
  // What this thread did, not how long it waited for a processor that others use too.
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  return async () => {
    const { metrics } = await session.send("Performance.getMetrics");
    const value = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? 0;
    return {
      layouts: value("LayoutCount"),
      styles: value("RecalcStyleCount"),
      ms: 1000 * (value("ScriptDuration") + value("RecalcStyleDuration") + value("LayoutDuration")),
    };
  };
}

/** A fixed piece of work, to tell times by: so many circles moved in each of so many pictures. @returns ms a picture */
export async function workload(page: Page, pictures: number): Promise<number> {
  const session = await page.context().newCDPSession(page);
  const metrics = await metricsOf(session);
  const before = await metrics();
  await page.evaluate(async (count) => {
    const NS = "http://www.w3.org/2000/svg";
    const stage = document.createElementNS(NS, "svg");
    const circles = Array.from({ length: 200 }, () => document.createElementNS(NS, "circle"));
    stage.append(...circles);
    document.body.append(stage);
    for (let n = 0; n < count; n += 1) {
      for (const [index, circle] of circles.entries())
        circle.setAttribute("transform", `translate(${(n * 7 + index * 13) % 400} ${index % 200})`);
      stage.getBoundingClientRect();
      await new Promise((resolve) => setTimeout(resolve));
    }
    stage.remove();
  }, pictures);
  const after = await metrics();
  await session.detach();
  return (after.ms - before.ms) / pictures;
}
