import { locales, localPath } from "../../i18n/locales"

/** The most addresses one file may hold, by the protocol. */
export const ADDRESSES_PER_FILE = 50_000

export type Address = { path: string; changed?: string; image?: string | null }

const escape = (text: string): string =>
  text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)

const element = (name: string, text: string): string => `<${name}>${escape(text)}</${name}>`

/** One page in its three languages: the French address, and where the others are. */
function urlElement(origin: string, { path, changed, image }: Address): string {
  const alternates = locales.map(
    (locale) =>
      `<xhtml:link rel="alternate" hreflang="${locale}" href="${escape(origin + localPath(locale, path))}"/>`,
  )
  return [
    "<url>",
    element("loc", origin + path),
    changed ? element("lastmod", changed.slice(0, 10)) : "",
    ...alternates,
    image ? `<image:image>${element("image:loc", new URL(image, origin).href)}</image:image>` : "",
    "</url>",
  ].join("")
}

export const urlSet = (origin: string, addresses: Address[]): string =>
  `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
${addresses.map((address) => urlElement(origin, address)).join("\n")}
</urlset>
`

/** The pages file, then as many files of parts as they fill. */
export const sitemapFiles = (partCount: number): string[] => [
  "pages",
  ...Array.from(
    { length: Math.ceil(partCount / ADDRESSES_PER_FILE) },
    (_, index) => `pieces-${index + 1}`,
  ),
]

export const sitemapIndex = (origin: string, files: string[]): string =>
  `<?xml version="1.0" encoding="UTF-8"?>
<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${files.map((file) => `<sitemap>${element("loc", `${origin}/sitemaps/${file}.xml`)}</sitemap>`).join("\n")}
</sitemapindex>
`

export const xml = (body: string): Response =>
  new Response(body, {
    headers: {
      "content-type": "application/xml; charset=utf-8",
      "cache-control": "public, max-age=3600, s-maxage=3600",
    },
  })
