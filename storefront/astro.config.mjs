import { defineConfig } from "astro/config"
import node from "@astrojs/node"

/**
 * Puts Astro's own dependencies into the built server. Left outside, they would be looked for from
 * this folder, where npm's hoisting puts the older versions that Medusa needs.
 */
const selfContainedServer = {
  name: "souk:self-contained-server",
  apply: "build",
  // Compiled for the machine it runs on, it cannot be part of a file.
  config: () => ({ ssr: { noExternal: true, external: ["sharp"] } }),
}

export default defineConfig({
  output: "server",
  adapter: node({ mode: "standalone", bodySizeLimit: 64 * 1024 }),
  trailingSlash: "never",
  devToolbar: { enabled: false },
  build: { inlineStylesheets: "never" },
  vite: {
    plugins: [selfContainedServer],
    // The content security policy allows files of this site only: nothing may be inlined.
    build: { assetsInlineLimit: 0 },
  },
  security: {
    // The middleware checks where a form comes from, more strictly (`lib/same-origin`) and with a page
    // in the reader's language; this one would answer first, with a line of English.
    checkOrigin: false,
    // The shop answers under whatever name its proxy gives it. A browser cannot forge these headers
    // across sites, and no link that leaves this server (mail, redirect) is built from them.
    allowedDomains: [{}],
  },
})
