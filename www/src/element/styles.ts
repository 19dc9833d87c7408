import controls from "../styles/controls.css?inline";
import dialogs from "../styles/dialogs.css?inline";
import panels from "../styles/panels.css?inline";
import parts from "../styles/parts.css?inline";
import stage from "../styles/stage.css?inline";
import tokens from "../styles/tokens.css?inline";
import own from "./element.css?inline";

/** What a page asks of the window's width, an element asks of its own. */
const byOwnWidth = (css: string): string =>
  css.replaceAll(/@media\s*\(\s*(?=[^)]*width)/gu, "@container bench (");

let sheets: CSSStyleSheet[] | null = null;

/** The styles, parsed once and shared by every element of the page. */
export function styleSheets(): CSSStyleSheet[] {
  sheets ??= [tokens, parts, stage, panels, controls, dialogs, own].map((css) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(byOwnWidth(css));
    return sheet;
  });
  return sheets;
}
