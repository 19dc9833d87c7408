/** The snippets of the Share dialog: a run, with as much of the bench as is wanted, as text to paste. */
import type { Share, Sharing } from "./app-state.ts";

/** The name under which the option `view` has every protocol's picture. */
export const PICTURE = "cluster";

/** The options that say it, by name; an empty text is a flag. */
export function optionsOf(sharing: Sharing, views: readonly string[]): [string, string][] {
  const ticked = views.filter((view) => !sharing.without.includes(view));
  // A bench of nothing is none.
  const kept = ticked.length === 0 ? [PICTURE] : ticked;
  const options: [string, string][] = [];
  if (kept.length < views.length) options.push(["view", kept.join(",")]);
  if (sharing.controls !== "full") options.push(["controls", sharing.controls]);
  if (!sharing.faults) options.push(["lock", ""]);
  if (sharing.autoplay) options.push(["autoplay", ""]);
  return options;
}

/** A scenario that seeks says itself where it opens. At the end it does not, and would open at its first message. */
const startOf = ({ scenario, now }: Share): [string, string][] =>
  /^seek /mu.test(scenario) ? [] : [["start", `${now}ms`]];

/** What there is to copy. All of it as a link is the page's own; less of it is the bench by itself. */
export function snippetOf(sharing: Sharing, share: Share, views: readonly string[]): string {
  const less = optionsOf(sharing, views);
  const options = [...less, ...startOf(share)];
  switch (sharing.as) {
    case "link":
      return less.length === 0 ? share.url : embedAddress(share.url, options);
    case "frame":
      return `<iframe src="${escaped(embedAddress(share.url, options))}" title="Ringleader" width="100%" height="640" style="border: 0" sandbox="allow-scripts" loading="lazy"></iframe>`;
    case "element":
      return elementSnippet(share, options);
    case "notebook":
      return notebookSnippet(share, options);
  }
}

/** A file that stands beside the page. */
function beside(url: string, file: string): URL {
  const address = new URL(file, url);
  address.search = "";
  address.hash = "";
  return address;
}

function embedAddress(url: string, options: readonly [string, string][]): string {
  const address = beside(url, "embed.html");
  const query = options.map(([name, value]) =>
    value === "" ? name : `${name}=${encodeURIComponent(value)}`,
  );
  return `${address.href}${query.length === 0 ? "" : `?${query.join("&")}`}${new URL(url).hash}`;
}

/** Text as an attribute's value. */
const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

function elementSnippet(share: Share, options: readonly [string, string][]): string {
  const attributes = options.map(([name, value]) =>
    value === "" ? ` ${name}` : ` ${name}="${escaped(value)}"`,
  );
  return `<script src="${escaped(beside(share.url, "ringleader.js").href)}"></script>
<ring-leader${attributes.join("")} scenario="${escaped(share.scenario.trim())}"></ring-leader>`;
}

/** A value as Python writes it; a text of JSON is one of Python, too. */
const python = (value: string): string => (value === "" ? "True" : JSON.stringify(value));

function notebookSnippet(share: Share, options: readonly [string, string][]): string {
  const values = [...options, ["scenario", share.scenario.trim()] as [string, string]];
  const traits = values.map(
    ([name, value]) => `    ${name} = traitlets.${value === "" ? "Bool" : "Unicode"}().tag(sync=True)`,
  );
  const given = values.map(([name, value]) => `${name}=${python(value)}`);
  return `import anywidget, traitlets

class RingLeader(anywidget.AnyWidget):
    _esm = ${JSON.stringify(beside(share.url, "anywidget.js").href)}
${traits.join("\n")}

RingLeader(${given.join(", ")})`;
}
