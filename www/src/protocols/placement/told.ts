import type { ToldProtocol } from "../../i18n/library.ts";
import { LINES } from "./lines.ts";
import { placementTelling } from "./telling.ts";
import { pseudocode } from "./texts/en/pseudocode.ts";
import { texts as en } from "./texts/en.ts";
import { texts as zhCN } from "./texts/zh-CN.ts";

/** All that placement says, for the library. */
export const told: ToldProtocol = {
  telling: placementTelling,
  texts: { en, "zh-CN": zhCN },
  pseudocode,
  lines: LINES,
};
