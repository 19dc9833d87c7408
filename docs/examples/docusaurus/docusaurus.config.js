/** The part of a site's configuration that the element needs is `clientModules`. */
export default {
  title: "A course",
  url: "https://example.org",
  baseUrl: "/",
  clientModules: ["./src/ringleader.js"],
  presets: [["classic", { docs: { routeBasePath: "/" }, blog: false }]],
};
