import { createHash } from "node:crypto"

/**
 * Pages that are the same for everybody who asks for the same address, and that a CDN may keep:
 * lists, parts, categories, vendors, texts. Their vehicle is in the address; who reads them (cart,
 * account) is told apart, by `/moi`.
 */
const SHARED =
  /^\/(?:pieces|categories|categorie\/[^/]+|piece\/.+|vendeurs(?:\/[^/]+)?|aide|contact|conditions|confidentialite|mentions-legales)$/

/** Those of them that a chosen vehicle narrows. */
const NARROWED = /^\/(?:pieces|categorie\/[^/]+|piece\/.+|vendeurs\/[^/]+)$/

export const isShared = (path: string): boolean => SHARED.test(path)
export const isNarrowed = (path: string): boolean => NARROWED.test(path)

/** Un prix ou un stock changé se voit en une minute au plus, même derrière un CDN. */
const KEPT_SECONDS = 60
const STALE_SECONDS = 300

export const SHARED_CACHE = `public, max-age=0, s-maxage=${KEPT_SECONDS}, stale-while-revalidate=${STALE_SECONDS}`

/**
 * What a page shows, for a cache to forget it by: the server purges these very keys when a part or a
 * vendor changes (`backend/src/subscribers/purge-pages.ts`).
 */
export function surrogateKeys(headers: Headers, keys: Iterable<string>): void {
  const all = [...new Set(keys)]
  if (all.length === 0) return
  headers.set("surrogate-key", all.join(" "))
  headers.set("cache-tag", all.join(","))
}

/** The page with its mark, or « not modified » for who has it already. */
export async function withEtag(request: Request, response: Response): Promise<Response> {
  const body = await response.text()
  const etag = `W/"${createHash("sha1").update(body).digest("base64url")}"`
  const headers = new Headers(response.headers)
  headers.set("etag", etag)
  const known = request.headers.get("if-none-match")?.split(/,\s*/).includes(etag)
  return known
    ? new Response(null, { status: 304, headers })
    : new Response(body, { status: response.status, headers })
}
