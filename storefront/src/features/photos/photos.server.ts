import sharp from "sharp"
import { environment } from "../../lib/env"
import { singleFlight } from "../../lib/single-flight"
import { allowedSource, filePrefixes, type PhotoRequest } from "./photos"

const MOST_BYTES = 15 * 1024 * 1024
const MOST_PIXELS = 50_000_000
const READ_TIMEOUT_MS = 10_000
const MOST_AT_ONCE = 2
const MOST_WAITING = 200
const KEPT_BYTES = 48 * 1024 * 1024
const READABLE = ["jpeg", "png", "webp", "heif"]

let prefixes: string[] | undefined

/** Where files may be read, as the environment says. */
export function allowedPrefixes(): string[] {
  const { apiUrl, fileUrls } = environment()
  return (prefixes ??= filePrefixes(apiUrl, fileUrls))
}

/** Whether smaller pictures can be made of that address; others are shown as they are. */
export const isOurs = (source: string): boolean => allowedSource(source, allowedPrefixes()) !== null

/** `missing`: there is no such picture; `busy`: ask again; `broken`: its file store does not answer. */
export type PhotoFailure = "missing" | "busy" | "broken"

const flights = singleFlight<Uint8Array<ArrayBuffer> | PhotoFailure>()
/** The last pictures made, the oldest first: a CDN in front asks once, a shop without one asks often. */
const kept = new Map<string, Uint8Array<ArrayBuffer>>()
let keptBytes = 0

/** The picture, made now or kept. */
export async function makePhoto(
  request: PhotoRequest,
): Promise<Uint8Array<ArrayBuffer> | PhotoFailure> {
  const key = `${request.format} ${request.width} ${request.source.href}`
  const known = kept.get(key)
  if (known) {
    kept.delete(key)
    kept.set(key, known)
    return known
  }
  return await flights(key, async () => {
    const made = await inTurn(() => resize(request))
    if (typeof made !== "string") keep(key, made)
    return made
  })
}

function keep(key: string, picture: Uint8Array<ArrayBuffer>): void {
  kept.set(key, picture)
  keptBytes += picture.length
  for (const [oldest, { length }] of kept) {
    if (keptBytes <= KEPT_BYTES) return
    kept.delete(oldest)
    keptBytes -= length
  }
}

let running = 0
const waiting: (() => void)[] = []

/** Pages come before pictures: two are made at once, a few wait, the rest are told to come back. */
async function inTurn<T>(task: () => Promise<T>): Promise<T | "busy"> {
  if (running >= MOST_AT_ONCE) {
    if (waiting.length >= MOST_WAITING) return "busy"
    await new Promise<void>((resolve) => waiting.push(resolve))
  }
  running++
  try {
    return await task()
  } finally {
    running--
    waiting.shift()?.()
  }
}

async function resize({
  source,
  width,
  format,
}: PhotoRequest): Promise<Uint8Array<ArrayBuffer> | PhotoFailure> {
  const file = await readFile(source)
  if (typeof file === "string") return file
  try {
    const picture = sharp(file, { limitInputPixels: MOST_PIXELS, failOn: "error" })
    const { format: found } = await picture.metadata()
    // Un SVG peut nommer d'autres fichiers : seules les photos se lisent.
    if (!READABLE.includes(found)) return "missing"
    const sized = picture.rotate().resize({ width, withoutEnlargement: true })
    const encoded =
      format === "avif" ? sized.avif({ quality: 55, effort: 3 }) : sized.webp({ quality: 76 })
    return Uint8Array.from(await encoded.timeout({ seconds: 20 }).toBuffer())
  } catch {
    return "missing"
  }
}

async function readFile(source: URL): Promise<Uint8Array | PhotoFailure> {
  try {
    const response = await fetch(source, {
      // A file store that sends elsewhere is not followed: elsewhere was not allowed.
      redirect: "error",
      signal: AbortSignal.timeout(READ_TIMEOUT_MS),
    })
    if (!response.ok || !response.body) return response.status >= 500 ? "broken" : "missing"
    const chunks: Uint8Array[] = []
    let size = 0
    for await (const chunk of response.body) {
      size += chunk.length
      if (size > MOST_BYTES) return "missing"
      chunks.push(chunk)
    }
    return Buffer.concat(chunks)
  } catch {
    return "broken"
  }
}
