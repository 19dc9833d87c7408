/**
 * A theme for MyST of which nothing is more than the page: the nodes of a document are drawn by MyST's own renderers.
 * MyST's ready themes are downloaded from a place of their own, which not every machine reaches.
 */
import { createServer } from "node:http";
import { Theme, ThemeProvider } from "@myst-theme/providers";
import { DEFAULT_RENDERERS, MyST } from "myst-to-react";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";

const { PORT, HOST = "localhost", CONTENT_CDN_PORT } = process.env;
const json = async (path) => (await fetch(`http://localhost:${CONTENT_CDN_PORT}/${path}`)).json();

const around = (title, body) => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${title}</title><link rel="icon" href="data:,"><link rel="stylesheet" href="plain.css"></head><body>${body}</body></html>
`;

async function pageOf(slug) {
  const { projects } = await json("config.json");
  const { mdast, frontmatter } = await json(`content/${slug || projects[0].index}.json`);
  const theme = { theme: Theme.light, setTheme() {}, renderers: DEFAULT_RENDERERS };
  const body = createElement(ThemeProvider, theme, createElement(MyST, { ast: mdast }));
  return around(frontmatter.title, renderToStaticMarkup(body));
}

createServer(async (request, response) => {
  const slug = request.url.slice(1);
  try {
    // What else MyST asks a theme for (a site map, data of pages) may be empty.
    const body = slug.includes(".") ? "{}" : await pageOf(slug);
    response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(body);
  } catch (error) {
    response.writeHead(500).end(String(error));
  }
}).listen(Number(PORT), HOST, () => console.log(`Server started at http://${HOST}:${PORT}`));
