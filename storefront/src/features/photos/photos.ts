/** The widths pictures are made in: any other is refused, or a stranger could fill the cache. */
export const PHOTO_WIDTHS = [96, 192, 320, 480, 720, 1080, 1600] as const
export const PHOTO_FORMATS = ["avif", "webp"] as const
export type PhotoFormat = (typeof PHOTO_FORMATS)[number]

const FILES_PATH = "/static/"
const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"])

/**
 * Where a file may be read for a picture: a prefix of its whole address, so that the storefront is
 * nobody's proxy to the rest of the API, of the bucket's host or of the network. The API's own is first.
 */
export function filePrefixes(apiUrl: string, fileUrls: string[]): string[] {
  // Le stockage local de Medusa sert ses fichiers sous /static, et rien d'autre.
  const locals = [apiUrl, ...fileUrls].map((url) => new URL(url).origin + FILES_PATH)
  const buckets = fileUrls.map((url) => `${url.replace(/\/+$/, "")}/`)
  return [...new Set([...locals, ...buckets])]
}

/** Where a file is read, when pictures may be made of it; null otherwise. */
export function allowedSource(source: string, prefixes: string[]): URL | null {
  if (source.length > 1_000 || !URL.canParse(source)) return null
  const url = new URL(source)
  if (url.username || url.password || url.hash || /%2e|%2f|%5c/i.test(url.pathname)) return null
  if (prefixes.some((prefix) => url.href.startsWith(prefix))) return url
  // L'adresse d'un fichier garde le port de l'API qui l'a reçu. Sur la machine même, c'est toujours
  // notre stockage, où que l'API réponde aujourd'hui : rien d'autre de la machine n'est lu.
  const [ownFiles] = prefixes
  return ownFiles && LOOPBACK.has(url.hostname) && url.pathname.startsWith(FILES_PATH)
    ? new URL(url.pathname, ownFiles)
    : null
}

export const photoPath = (source: string, width: number, format: PhotoFormat): string =>
  `/photos?${new URLSearchParams({ src: source, w: String(width), f: format })}`

/** A picture in every width up to a bound, as `srcset` wants it. */
export const sourceSet = (source: string, format: PhotoFormat, widest: number): string =>
  PHOTO_WIDTHS.filter((width) => width <= widest)
    .map((width) => `${photoPath(source, width, format)} ${width}w`)
    .join(", ")

export type PhotoRequest = { source: URL; width: number; format: PhotoFormat }

/** What is asked for, or null when it is none of what this site offers. */
export function readPhotoRequest(params: URLSearchParams, prefixes: string[]): PhotoRequest | null {
  const source = allowedSource(params.get("src") ?? "", prefixes)
  const width = PHOTO_WIDTHS.find((one) => String(one) === params.get("w"))
  const format = PHOTO_FORMATS.find((one) => one === params.get("f"))
  return source && width && format ? { source, width, format } : null
}
