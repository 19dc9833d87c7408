/** `npm start`: set-up, build, and the page at a free local port until Ctrl-C. */
import { build } from "./build.mjs";
import { main, setUp } from "./lib/run.mjs";
import { at } from "./lib/tools.mjs";
import { serve } from "./serve.mjs";

await main(async () => {
  await setUp();
  await build("page");
  const { url } = await serve(at("dist", "page"), Number(process.env.PORT ?? 0));
  console.log(`\nRingleader is at ${url} (Ctrl-C ends it)`);
});
