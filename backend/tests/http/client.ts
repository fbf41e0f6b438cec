import { Agent, request, type IncomingHttpHeaders } from "node:http"
import { testServer } from "../../../scripts/lib/test-server"

const { apiUrl, publishableKey } = testServer()
const { hostname, port } = new URL(apiUrl)

const agent = new Agent({ keepAlive: true, maxSockets: 40 })

/** Far more than a slow machine needs: a request that never ends fails the test that sent it. */
const TIMEOUT_MS = 60_000

export type Answer<Body> = {
  status: number
  headers: IncomingHttpHeaders
  body: Body
  text: string
}

/** What a refusal holds. */
export type Told = {
  type: string
  message: string
  code?: string
  issues?: { path: string; message: string }[]
}

export type Options = {
  /** A bearer token. */
  as?: string
  locale?: string
  /** An object is sent as JSON; a text or bytes as they are. */
  body?: object | string | Buffer
  headers?: Record<string, string | undefined>
}

/**
 * Sends a request to the server under test. The path goes out as it is written: no client tidies
 * doubled slashes or dots on its way. The caller names the shape of the answer it expects, and its
 * assertions are what holds it to that.
 */
export function send<Body = Told>(
  method: string,
  path: string,
  { as, locale, body, headers = {} }: Options = {},
): Promise<Answer<Body>> {
  const raw = typeof body === "string" || Buffer.isBuffer(body)
  const payload = body === undefined ? undefined : raw ? body : JSON.stringify(body)
  const all: Record<string, string | undefined> = {
    "x-publishable-api-key": publishableKey,
    // Each answer is worked for, not the one of the second before.
    "cache-control": "no-cache",
    ...(as && { authorization: `Bearer ${as}` }),
    ...(locale && { "x-medusa-locale": locale }),
    ...(payload !== undefined && {
      "content-type": "application/json",
      "content-length": String(Buffer.byteLength(payload)),
    }),
    ...headers,
  }
  const sent = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined))

  return new Promise((resolve, reject) => {
    const outgoing = request(
      { hostname, port, method, path, headers: sent as Record<string, string>, agent },
      (incoming) => {
        const chunks: Buffer[] = []
        incoming.on("error", reject)
        incoming.on("data", (chunk: Buffer) => chunks.push(chunk))
        incoming.on("end", () => {
          const text = Buffer.concat(chunks).toString("utf8")
          resolve({
            status: incoming.statusCode!,
            headers: incoming.headers,
            body: parse(text) as Body,
            text,
          })
        })
      },
    )
    outgoing.setTimeout(TIMEOUT_MS, () =>
      outgoing.destroy(new Error(`${method} ${path} was not answered within ${TIMEOUT_MS} ms`)),
    )
    outgoing.on("error", reject)
    outgoing.end(payload)
  })
}

export const get = <Body = Told>(path: string, options?: Options) =>
  send<Body>("GET", path, options)

export const post = <Body = Told>(path: string, body: object = {}, options?: Options) =>
  send<Body>("POST", path, { ...options, body })

/** As `post`, for steps of a story that are not what it tests: anything but success ends it. */
export async function made<Body>(path: string, body: object, options?: Options): Promise<Body> {
  const answer = await post<Body>(path, body, options)
  if (answer.status >= 300) throw new Error(`POST ${path} → ${answer.status} ${answer.text}`)
  return answer.body
}

/** As `get`, for steps of a story that are not what it tests. */
export async function found<Body>(path: string, options?: Options): Promise<Body> {
  const answer = await get<Body>(path, options)
  if (answer.status !== 200) throw new Error(`GET ${path} → ${answer.status} ${answer.text}`)
  return answer.body
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
