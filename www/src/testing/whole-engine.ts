/** The engine that runs everything, as the bench takes one. */
import { carried } from "../api/inlined.ts";
import { scenarioTexts } from "../api/rewriting.ts";
import { type Engine, engineOf } from "../bench/app.ts";
import { catalog, Simulation } from "../library/ringleader.ts";

export const TEXTS = scenarioTexts(carried);

export const ENGINE: Engine = engineOf(Simulation, catalog, TEXTS);
