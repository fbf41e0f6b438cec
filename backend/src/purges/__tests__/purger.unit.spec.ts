import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import { Purger, type PurgeTarget } from "../purger"
import { targetOf } from "../target"

type Handler = (request: IncomingMessage, response: ServerResponse, body: string) => void

const open: (() => Promise<unknown>)[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((close) => close()))
})

async function serve(handler: Handler): Promise<string> {
  const server = createServer((request, response) => {
    let body = ""
    request.on("data", (chunk: Buffer) => (body += chunk.toString()))
    request.on("end", () => handler(request, response, body))
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  open.push(() => new Promise((resolve) => (server.closeAllConnections(), server.close(resolve))))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** A server that keeps what may be kept and forgets by key, as Varnish and the CDNs do. */
async function cacheBefore(origin: string) {
  const kept = new Map<string, { body: string; keys: string[] }>()
  const purges: string[][] = []
  const url = await serve((request, response, body) => {
    if (request.method === "PURGE") {
      const keys = String(request.headers["surrogate-key"]).split(" ")
      purges.push(keys)
      for (const [path, page] of kept) {
        if (page.keys.some((key) => keys.includes(key))) kept.delete(path)
      }
      response.end(body)
      return
    }
    const path = request.url!
    const known = kept.get(path)
    if (known) {
      response.setHeader("x-cache", "hit").end(known.body)
      return
    }
    void fetch(origin + path).then(async (answer) => {
      const page = await answer.text()
      const keys = (answer.headers.get("surrogate-key") ?? "").split(" ")
      if (answer.headers.get("cache-control")?.includes("s-maxage")) {
        kept.set(path, { body: page, keys })
      }
      response.setHeader("x-cache", "miss").end(page)
    })
  })
  return { url, purges }
}

const target = (url: string, facts: Partial<PurgeTarget> = {}): PurgeTarget => ({
  url,
  method: "PURGE",
  authorization: null,
  field: null,
  ...facts,
})
const fast = { gatheringMs: 10, againMs: 20, retryMs: [5, 10] }
const silent = () => undefined

it("a page that is kept is asked for anew once its part is purged, and no other is", async () => {
  let price = "98,500"
  const origin = await serve((request, response) => {
    response.setHeader("cache-control", "public, max-age=0, s-maxage=60")
    response.setHeader("surrogate-key", request.url === "/a" ? "part_a vendor-x" : "part_b")
    response.end(`${request.url} ${price}`)
  })
  const cache = await cacheBefore(origin)
  const ask = async (path: string) => {
    const answer = await fetch(cache.url + path)
    return [answer.headers.get("x-cache"), await answer.text()]
  }
  await ask("/a")
  await ask("/b")
  price = "72,000"
  expect([await ask("/a"), await ask("/b")]).toEqual([
    ["hit", "/a 98,500"],
    ["hit", "/b 98,500"],
  ])
  const purger = new Purger({ target: target(cache.url), log: silent, ...fast })
  purger.purge(["part_a"])
  await purger.settled()
  expect([await ask("/a"), await ask("/b")]).toEqual([
    ["miss", "/a 72,000"],
    ["hit", "/b 98,500"],
  ])
  purger.purge(["vendor-x"])
  await purger.settled()
  expect((await ask("/a"))[0]).toBe("miss")
})

it("keys that come together leave together, thirty at a time, and once more later", async () => {
  const origin = await serve((_request, response) => response.end())
  const cache = await cacheBefore(origin)
  const purger = new Purger({ target: target(cache.url), log: silent, ...fast })
  const keys = Array.from({ length: 40 }, (_, index) => `part_${index}`)
  for (const key of keys) purger.purge([key, "part_0"])
  await purger.settled()
  expect(cache.purges.map(({ length }) => length)).toEqual([30, 10, 30, 10])
  expect(new Set(cache.purges.flat())).toEqual(new Set(keys))
})

it("tries again when it is refused, and says so when it gives up", async () => {
  let asked = 0
  const url = await serve((_request, response) => {
    asked += 1
    response.statusCode = asked < 3 ? 503 : 200
    response.end()
  })
  const said: string[] = []
  const log = (message: string) => said.push(message)
  const once = new Purger({ target: target(url), log, ...fast })
  once.purge(["part_a"])
  await once.settled()
  expect([asked, said]).toEqual([4, []])

  const nobody = new Purger({ target: target("http://127.0.0.1:1/"), log, ...fast })
  nobody.purge(["part_a"])
  await nobody.settled()
  expect(said[0]).toMatch(/^The CDN was not told of 1 changed pages/)
})

it("speaks as each CDN wants: header of authorization, keys in a JSON field", async () => {
  const seen: unknown[] = []
  const url = await serve((request, response, body) => {
    seen.push([request.method, request.headers.authorization, JSON.parse(body)])
    response.end()
  })
  const options = {
    purge: { url, method: "POST", authorization: "Authorization: Bearer secret", field: "tags" },
  }
  const purger = new Purger({ target: targetOf(options)!, log: silent, ...fast, againMs: 0 })
  purger.purge(["part_a", "vendor-x"])
  await purger.settled()
  expect(seen[0]).toEqual(["POST", "Bearer secret", { tags: ["part_a", "vendor-x"] }])
  expect(targetOf({})).toBeNull()
  expect(() => targetOf({ purge: { url: "ftp://x", method: "PURGE" } })).toThrow()
})
