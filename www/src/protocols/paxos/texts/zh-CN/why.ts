import type { PaxosWhy as Why } from "../../codes.ts";
import { LINES as lines } from "../../lines.ts";
import { bugs, legend, options } from "./choices.ts";
import { lessons } from "./lessons.ts";
import { pseudocode } from "./pseudocode.ts";
import { properties, rules, statements } from "./reasons.ts";

export const why: Why = { rules, pseudocode, lines, statements, properties, bugs, options, lessons, legend };
