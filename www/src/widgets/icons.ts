import { unsafeSVG } from "lit/directives/unsafe-svg.js";
import { html, type TemplateResult } from "lit/html.js";
import down from "lucide-static/icons/chevron-down.svg?raw";
import back from "lucide-static/icons/chevron-left.svg?raw";
import forward from "lucide-static/icons/chevron-right.svg?raw";
import help from "lucide-static/icons/circle-question-mark.svg?raw";
import menu from "lucide-static/icons/menu.svg?raw";
import moon from "lucide-static/icons/moon.svg?raw";
import pause from "lucide-static/icons/pause.svg?raw";
import play from "lucide-static/icons/play.svg?raw";
import send from "lucide-static/icons/send-horizontal.svg?raw";
import previous from "lucide-static/icons/skip-back.svg?raw";
import next from "lucide-static/icons/skip-forward.svg?raw";
import settings from "lucide-static/icons/sliders-horizontal.svg?raw";
import sun from "lucide-static/icons/sun.svg?raw";
import system from "lucide-static/icons/sun-moon.svg?raw";
import alert from "lucide-static/icons/triangle-alert.svg?raw";
import close from "lucide-static/icons/x.svg?raw";

/** One well-kept set, inlined at build time: no request, no font, and it takes the text's colour. */
const icons = {
  alert,
  settings,
  back,
  down,
  forward,
  help,
  menu,
  moon,
  pause,
  play,
  send,
  previous,
  next,
  sun,
  system,
  close,
};

export type IconName = keyof typeof icons;

/** All of a set are framed alike; the build leaves only what is inside of the frame (`bareIcons`). */
export function icon(name: IconName): TemplateResult {
  return html`<span class="icon" aria-hidden="true"><svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-linecap="round" stroke-linejoin="round">${unsafeSVG(icons[name])}</svg></span>`;
}
