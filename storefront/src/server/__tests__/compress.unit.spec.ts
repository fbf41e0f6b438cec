import {
  createServer,
  get,
  type IncomingMessage,
  type RequestListener,
  type Server,
} from "node:http"
import type { AddressInfo } from "node:net"
import { brotliDecompressSync, gunzipSync } from "node:zlib"
import { compressed, encodingFor } from "../compress"

const page = `<p>${"disque de frein ".repeat(400)}</p>`
let server: Server | undefined

afterEach(() => new Promise((resolve) => (server ? server.close(resolve) : resolve(null))))

type Answer = { status: number; headers: IncomingMessage["headers"]; body: Buffer }

async function ask(
  listener: RequestListener,
  headers: Record<string, string> = {},
  method = "GET",
): Promise<Answer> {
  const one = createServer(compressed(listener))
  server = one
  await new Promise<void>((resolve) => one.listen(0, "127.0.0.1", resolve))
  const { port } = one.address() as AddressInfo
  return await new Promise((resolve, reject) => {
    get({ port, host: "127.0.0.1", headers, method, agent: false }, (response) => {
      const chunks: Buffer[] = []
      response.on("data", (chunk: Buffer) => chunks.push(chunk))
      response.on("end", () =>
        resolve({
          status: response.statusCode!,
          headers: response.headers,
          body: Buffer.concat(chunks),
        }),
      )
    }).on("error", reject)
  })
}

const html =
  (body = page, headers: Record<string, string> = {}): RequestListener =>
  (_request, response) => {
    response.writeHead(200, { "content-type": "text/html; charset=utf-8", ...headers })
    response.end(body)
  }

it.each([
  ["gzip, deflate, br", "br"],
  ["gzip, deflate", "gzip"],
  ["br;q=0, gzip", "gzip"],
  ["br;q=0.5, gzip;q=0.9", "gzip"],
  ["*", "br"],
  ["identity", null],
  ["gzip;q=0", null],
  [undefined, null],
])("of %s it takes %s", (accepted, encoding) => {
  expect(encodingFor(accepted)).toBe(encoding)
})

it.each([
  ["br", brotliDecompressSync],
  ["gzip", gunzipSync],
])("answers a page in %s, the same once read", async (encoding, read) => {
  const { headers, body } = await ask(html(page, { "content-length": String(page.length) }), {
    "accept-encoding": encoding,
  })
  expect(headers).toMatchObject({ "content-encoding": encoding, vary: "Accept-Encoding" })
  expect(headers["content-length"]).toBeUndefined()
  expect(read(body).toString()).toBe(page)
  expect(body.length).toBeLessThan(page.length / 5)
})

it("keeps what else an answer depends on, and weakens its mark", async () => {
  const { headers } = await ask(html(page, { vary: "Cookie", etag: '"abc"' }), {
    "accept-encoding": "br",
  })
  expect(headers).toMatchObject({ vary: "Cookie, Accept-Encoding", etag: 'W/"abc"' })
})

it.each([
  ["a reader who takes none", html(), {}, { vary: "Accept-Encoding" }],
  ["a short answer", html("<p>x</p>"), { "accept-encoding": "br" }, { vary: "Accept-Encoding" }],
  ["a picture", html(page, { "content-type": "image/webp" }), { "accept-encoding": "br" }, {}],
  [
    "what may not change",
    html(page, { "cache-control": "no-transform" }),
    { "accept-encoding": "br" },
    {},
  ],
])("leaves %s as it is", async (_what, listener, headers, expected) => {
  const answer = await ask(listener, headers)
  expect(answer.headers["content-encoding"]).toBeUndefined()
  expect(answer.headers).toMatchObject(expected)
  expect([page, "<p>x</p>"]).toContain(answer.body.toString())
})

it("does not encode again what is encoded", async () => {
  const { headers, body } = await ask(html(page, { "content-encoding": "zstd" }), {
    "accept-encoding": "br",
  })
  expect([headers["content-encoding"], body.toString()]).toEqual(["zstd", page])
})

it.each([
  [304, ""],
  [204, ""],
])("answers %i without a body", async (status, text) => {
  const { headers, body } = await ask(
    (_request, response) => {
      response.writeHead(status, { "content-type": "text/html" })
      response.end()
    },
    { "accept-encoding": "br" },
  )
  expect([headers["content-encoding"], body.toString()]).toEqual([undefined, text])
})

it("says of a HEAD what it would of a GET, without the page", async () => {
  const { headers, body } = await ask(html(), { "accept-encoding": "br" }, "HEAD")
  expect([headers["content-encoding"], body.length]).toEqual(["br", 0])
})

it("sends a streamed page part by part", async () => {
  const seen: string[] = []
  const { body } = await ask(
    (_request, response) => {
      response.setHeader("content-type", "text/html")
      response.write(page)
      setTimeout(() => {
        seen.push("end")
        response.end("<p>fin</p>")
      }, 50)
    },
    { "accept-encoding": "gzip" },
  )
  expect(gunzipSync(body).toString()).toBe(`${page}<p>fin</p>`)
  expect(seen).toEqual(["end"])
})
