/** `embed.html`: a bench that fills a frame. Options come from the query, a scenario also from the fragment. */
import { scenarioOfLink } from "../api/link.ts";
import { OPTIONS } from "../element/options.ts";
import { define, type RingLeaderElement, TAG } from "../element/ring-leader.ts";
import { talk } from "./talk.ts";

const PAGE_STYLES = `
  html, body { margin: 0; }
  body { font: 14px / 20px system-ui, sans-serif; }
  ${TAG} { min-height: 100vh; box-sizing: border-box; border: 0; border-radius: 0; }
  ${TAG}.measured { min-height: 0; }
`;

define();
const page = new CSSStyleSheet();
page.replaceSync(PAGE_STYLES);
document.adoptedStyleSheets = [page];
const element = document.createElement(TAG) as RingLeaderElement;
// Whoever embeds this names the file in `src`, and hears what is told.
element.discreet = true;
const tell = parent === window ? null : talk(element, parent);
takeOptions(new URLSearchParams(location.search));
takeLink();
addEventListener("hashchange", takeLink);
document.body.append(element);
if (tell !== null) announceHeight();

function takeOptions(query: URLSearchParams): void {
  for (const { name } of OPTIONS) {
    const value = query.get(name);
    if (value !== null) element.setAttribute(name, value);
  }
}

/** A fragment is a scenario, as in the page's links. A damaged one is told of by the bench: it opens nothing. */
function takeLink(): void {
  if (location.hash.length < 2) return;
  try {
    element.setAttribute("scenario", `${scenarioOfLink(location.hash, true)}\n`);
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    void element.ready.then(() => element.report(detail)).catch(() => undefined);
  }
}

/** Tells how high the bench would like to be: in our own words, and in those that Canvas LMS reads. */
function announceHeight(): void {
  let last = 0;
  const announce = () => {
    element.classList.add("measured");
    const height = Math.ceil(element.getBoundingClientRect().height);
    element.classList.remove("measured");
    if (height === last || height === 0) return;
    last = height;
    tell?.({ type: "height", height });
    parent.postMessage(JSON.stringify({ subject: "lti.frameResize", height: `${height}px` }), "*");
  };
  const observer = new ResizeObserver(announce);
  for (const part of element.shadowRoot?.querySelectorAll(".main, .panels, .controls") ?? []) {
    observer.observe(part);
  }
  addEventListener("resize", announce);
  void element.ready.then(announce).catch(announce);
}
