/** The widths pictures are made in: any other is refused, or a stranger could fill the cache. */
export const PHOTO_WIDTHS = [96, 192, 320, 480, 720, 1080, 1600] as const
export const PHOTO_FORMATS = ["avif", "webp"] as const
export type PhotoFormat = (typeof PHOTO_FORMATS)[number]

/**
 * Where a file may be read for a picture: a prefix of its whole address, so that the storefront is
 * nobody's proxy to the rest of the API, of the bucket's host or of the network.
 */
export function filePrefixes(apiUrl: string, fileUrls: string[]): string[] {
  // Le stockage local de Medusa sert ses fichiers sous /static, et rien d'autre.
  const locals = [apiUrl, ...fileUrls].map((url) => `${new URL(url).origin}/static/`)
  const buckets = fileUrls.map((url) => `${url.replace(/\/+$/, "")}/`)
  return [...new Set([...locals, ...buckets])]
}

/** The address of a file, when pictures may be made of it; null otherwise. */
export function allowedSource(source: string, prefixes: string[]): URL | null {
  if (source.length > 1_000 || !URL.canParse(source)) return null
  const url = new URL(source)
  if (url.username || url.password || url.hash || /%2e|%2f|%5c/i.test(url.pathname)) return null
  return prefixes.some((prefix) => url.href.startsWith(prefix)) ? url : null
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
