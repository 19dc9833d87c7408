import { RingleaderError } from "./errors.ts";

/** The longest link, in characters: what mail, chat and servers still carry. */
export const LINK_LENGTH_MAX = 6_000;

const VERSION = 1;
const FIRST_LINE = `ringleader ${VERSION}`;

/**
 * The fragment of a scenario's link: `#1;`, then its lines, newline as `;`, the rest percent-encoded.
 * @param bare - the lines without comments
 */
export function linkOf(bare: readonly string[], base: string): string {
  const lines = bare.filter((line) => line !== FIRST_LINE);
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

/**
 * Of these protocols the one that a link most likely is of: links are written so, but who says for sure is an engine.
 * Which one to load first can be told before there is any.
 */
export const likelyProtocol = (url: string, names: readonly string[]): string | undefined =>
  names.find((name) => `${url};`.includes(`;protocol%20${name};`));

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
