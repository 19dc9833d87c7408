import { RingleaderError } from "./errors.ts";

/** The longest link, in characters: what mail, chat and servers still carry. */
export const LINK_LENGTH_MAX = 6_000;

const VERSION = 1;
const FIRST_LINE = `ringleader ${VERSION}`;

/** A comment, where it is none within a text. */
const COMMENT = /^((?:[^"#]|"(?:[^"\\]|\\.)*")*)#.*$/su;

/** A line up to where its number sign is no comment either: it counts the messages of a name. */
const COUNTED = /^\s*(?:drop|delay|duplicate|deliver)\s+[^\s"#]+?\s*->\s*[^\s"#]+\s+[^\s"#]+\s*#\d+/u;

function bareOf(line: string): string {
  const [counted = ""] = COUNTED.exec(line) ?? [];
  return (counted + line.slice(counted.length).replace(COMMENT, "$1")).trim();
}

/** The fragment of a scenario's link: `#1;`, then its lines without comments, newline as `;`, the rest percent-encoded. */
export function linkOf(scenario: string, base: string): string {
  const bare = scenario.split("\n").map(bareOf);
  const lines = bare.filter((line) => line !== "" && line !== FIRST_LINE);
  const [page] = base.split("#");
  const link = `${page}#${VERSION};${lines.map(encodeURIComponent).join(";")}`;
  if (link.length > LINK_LENGTH_MAX) {
    throw new RingleaderError(
      "bound-link",
      `a link has at most ${LINK_LENGTH_MAX} characters (LINK_LENGTH_MAX), this one ${link.length}: save the scenario as a file`,
    );
  }
  return link;
}

/** The scenario of a link, or of its fragment. Of a link of another version it is for the caller to say that it may be. */
export function scenarioOfLink(url: string, anyVersion = false): string {
  if (typeof url !== "string") throw new RingleaderError("argument", `a link is a text, not ${typeof url}`);
  const fragment = url.slice(url.indexOf("#") + 1);
  const [version, ...lines] = fragment.split(";");
  if (!url.includes("#") || !/^\d+$/.test(version ?? "") || lines.length === 0) {
    throw new RingleaderError("link", "a Ringleader link has a fragment that begins with `#1;`");
  }
  if (Number(version) !== VERSION && !anyVersion) {
    throw new RingleaderError(
      "link-version",
      `this link is of version ${version}; this Ringleader plays ${VERSION}`,
    );
  }
  if (url.length > LINK_LENGTH_MAX) {
    throw new RingleaderError(
      "bound-link",
      `a link has at most ${LINK_LENGTH_MAX} characters (LINK_LENGTH_MAX)`,
    );
  }
  try {
    return [`ringleader ${version}`, ...lines.map(decodeURIComponent)].join("\n");
  } catch {
    throw new RingleaderError("link", "this link is damaged: a part of it is no percent-encoded text");
  }
}
