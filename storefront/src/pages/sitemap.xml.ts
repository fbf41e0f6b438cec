import type { APIRoute } from "astro"
import { sitemapFiles, sitemapIndex, xml } from "../features/sitemap/sitemap"

export const GET: APIRoute = async ({ locals, url }) => {
  const first = await locals.api.partPages(1, 0)
  return first.ok
    ? xml(sitemapIndex(url.origin, sitemapFiles(first.value.count)))
    : new Response(null, { status: 503, headers: { "retry-after": "60" } })
}
