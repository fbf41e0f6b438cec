import type { IncomingMessage, RequestListener, ServerResponse } from "node:http"
import { constants, createBrotliCompress, createGzip } from "node:zlib"

const TEXT = /^(?:text\/|image\/svg\+xml|application\/(?:javascript|json|xml|manifest\+json))/
/** Below this, the wrapping costs what the squeezing spares. */
const SHORTEST_BYTES = 1_024

// La page se fait pour un lecteur qui attend : le niveau qui rend le plus d'octets par milliseconde.
const brotli = () =>
  createBrotliCompress({
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 4,
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
    },
  })
const encoders = { br: brotli, gzip: () => createGzip({ level: 5 }) }
type Encoding = keyof typeof encoders

/** The best encoding that a reader takes; null for none. */
export function encodingFor(accepted: string | undefined): Encoding | null {
  const weights = new Map(
    (accepted ?? "").split(",").map((one): [string, number] => {
      const [name = "", ...parameters] = one
        .trim()
        .toLowerCase()
        .split(/\s*;\s*/)
      const weight = parameters.find((parameter) => parameter.startsWith("q="))
      return [name, weight ? Number(weight.slice(2)) || 0 : 1]
    }),
  )
  const weightOf = (name: Encoding) => weights.get(name) ?? weights.get("*") ?? 0
  if (weightOf("br") > 0 && weightOf("br") >= weightOf("gzip")) return "br"
  return weightOf("gzip") > 0 ? "gzip" : null
}

/**
 * Squeezes the text that a server answers, as it goes out, for readers who take it so. What a proxy
 * or the answer itself has encoded, pieces of files and what may not be transformed go as they are.
 */
export function compressed(listener: RequestListener): RequestListener {
  return (request, response) => {
    squeeze(request, response)
    listener(request, response)
  }
}

type Chunk = string | Uint8Array
type Done = (error?: Error | null) => void

function squeeze(request: IncomingMessage, response: ServerResponse): void {
  const plain = {
    writeHead: response.writeHead.bind(response),
    flushHeaders: response.flushHeaders.bind(response),
    write: response.write.bind(response),
    end: response.end.bind(response),
  }
  let encoder: ReturnType<(typeof encoders)[Encoding]> | null = null
  let decided = false

  /** Looked at once, when the answer's headers are known: just before the first of them leaves. */
  const decide = (wholeLength?: number): void => {
    if (decided) return
    decided = true
    const type = String(response.getHeader("content-type") ?? "")
    if (!TEXT.test(type) || response.hasHeader("content-encoding")) return
    vary(response)
    const encoding = encodingFor(request.headers["accept-encoding"]?.toString())
    const told = Number(response.getHeader("content-length") ?? Infinity)
    const length = request.method === "HEAD" ? told : (wholeLength ?? told)
    const isWhole = response.statusCode !== 206 && !response.hasHeader("content-range")
    const mayChange = !/no-transform/.test(String(response.getHeader("cache-control") ?? ""))
    const hasBody = ![204, 304].includes(response.statusCode)
    if (!encoding || !isWhole || !mayChange || !hasBody || length < SHORTEST_BYTES) return
    response.setHeader("content-encoding", encoding)
    response.removeHeader("content-length")
    response.removeHeader("accept-ranges")
    // The same page squeezed otherwise is another string of bytes: its mark may only be a weak one.
    const etag = response.getHeader("etag")
    if (typeof etag === "string" && !etag.startsWith("W/")) response.setHeader("etag", `W/${etag}`)
    if (request.method === "HEAD") return
    const made = encoders[encoding]()
    made.on("data", (chunk: Buffer) => {
      if (!plain.write(chunk)) made.pause()
    })
    made.on("end", () => plain.end())
    response.on("drain", () => made.resume())
    response.on("close", () => made.destroy())
    encoder = made
  }

  // The head leaves with the first of the body: only then is it known how long a short answer is.
  response.writeHead = ((status: number, ...rest: unknown[]) => {
    // Node itself asks for the head, once the first of the body is there.
    if (decided) return plain.writeHead(status, ...(rest as []))
    response.statusCode = status
    if (typeof rest[0] === "string") response.statusMessage = rest[0]
    const headers = rest.find((one) => typeof one === "object" && one !== null)
    for (const [name, value] of Object.entries((headers ?? {}) as Record<string, string>)) {
      response.setHeader(name, value)
    }
    return response
  }) as typeof response.writeHead

  response.flushHeaders = () => {
    decide()
    plain.flushHeaders()
  }

  response.write = ((chunk: Chunk, encoding?: BufferEncoding | Done, done?: Done) => {
    decide()
    if (!encoder) return plain.write(chunk, encoding as BufferEncoding, done)
    const open = encoder.write(chunk, encoding as BufferEncoding, done)
    // Each part of a page that comes in parts is shown as soon as it comes.
    encoder.flush()
    return open
  }) as typeof response.write

  response.end = ((chunk?: Chunk | Done, encoding?: BufferEncoding | Done, done?: Done) => {
    const last = typeof chunk === "function" ? undefined : chunk
    decide(response.headersSent ? undefined : last ? Buffer.byteLength(last) : 0)
    if (!encoder) return plain.end(chunk as Chunk, encoding as BufferEncoding, done)
    const told = [chunk, encoding, done].find((one) => typeof one === "function")
    if (told) response.once("finish", told as () => void)
    encoder.end(last ?? Buffer.alloc(0))
    return response
  }) as typeof response.end
}

/** Whoever keeps the answer keeps one for each encoding. */
function vary(response: ServerResponse): void {
  const known = String(response.getHeader("vary") ?? "")
  if (!/\baccept-encoding\b|\*/i.test(known)) {
    response.setHeader("vary", known ? `${known}, Accept-Encoding` : "Accept-Encoding")
  }
}
