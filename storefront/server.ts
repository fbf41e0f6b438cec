/** What `npm start` runs: the built storefront, with its text squeezed on the way out. */
import { createServer, type RequestListener } from "node:http"
import { compressed } from "./src/server/compress.ts"

process.env.ASTRO_NODE_AUTOSTART = "disabled"
const built = "./dist/server/entry.mjs"
// Made by `astro build`: the adapter's own contract.
const { handler } = (await import(built)) as { handler: RequestListener }

const LEAVING_MS = 3_000
const port = Number(process.env.PORT ?? 4321)
const host = process.env.HOST ?? "localhost"
const server = createServer(compressed(handler))
server.listen(port, host, () => {
  process.stdout.write(`Storefront listening on http://${host}:${port}\n`)
})
for (const signal of ["SIGTERM", "SIGINT"] as const) {
  process.once(signal, () => {
    server.close(() => process.exit(0))
    // A reader that holds its connection open does not hold the shop.
    setTimeout(() => process.exit(0), LEAVING_MS).unref()
  })
}
