import { type Locale, localeFor } from "../i18n/words.ts";
import type { Theme } from "../state/app-state.ts";

/** What the viewer chose before. In a sandbox storage throws; then nothing is remembered. */
export function remembered(name: string): string | null {
  try {
    return localStorage.getItem(`ringleader.${name}`);
  } catch {
    return null;
  }
}

export function remember(name: string, value: string): void {
  try {
    localStorage.setItem(`ringleader.${name}`, value);
  } catch {
    // Not remembered, then.
  }
}

/** What the address bar says. In some frames it may not change, and too many changes in a row are refused. */
export function showAddress(url: string): void {
  try {
    history.replaceState(null, "", url);
  } catch {
    // The address stays; the link is in the dialog.
  }
}

/** The language: `?lang`, then what was chosen before, then the browser's. */
export function preferredLocale(query: URLSearchParams): Locale {
  const wanted = [query.get("lang"), remembered("locale"), ...navigator.languages];
  return localeFor(wanted.filter((tag) => tag !== null));
}

export function preferredTheme(query: URLSearchParams): Theme {
  const wanted = query.get("theme") ?? remembered("theme");
  return wanted === "light" || wanted === "dark" ? wanted : "auto";
}
