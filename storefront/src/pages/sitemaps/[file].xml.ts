import type { APIRoute } from "astro"
import { loadCategories } from "../../features/catalogue/catalogue.server"
import { partPath } from "../../features/catalogue/labels"
import { ADDRESSES_PER_FILE, urlSet, xml, type Address } from "../../features/sitemap/sitemap"
import type { Result } from "../../lib/api"

const TEXTS = ["/", "/pieces", "/categories", "/vendeurs", "/vehicule", "/vendre"]
const HELP = ["/aide", "/contact", "/conditions", "/confidentialite", "/mentions-legales"]
const VENDORS_AT_A_TIME = 100

export const GET: APIRoute = async ({ locals, params, url }) => {
  const number = /^pieces-(\d{1,4})$/.exec(params.file ?? "")?.[1]
  if (params.file !== "pages" && !number) {
    return new Response(null, { status: 404 })
  }
  const addresses = number ? await parts(locals, Number(number)) : await pages(locals)
  if (!addresses.ok) {
    return new Response(null, { status: 503, headers: { "retry-after": "60" } })
  }
  return addresses.value.length > 0
    ? xml(urlSet(url.origin, addresses.value))
    : new Response(null, { status: 404 })
}

async function parts({ api }: App.Locals, number: number): Promise<Result<Address[]>> {
  const found = await api.partPages(ADDRESSES_PER_FILE, (number - 1) * ADDRESSES_PER_FILE)
  if (!found.ok) {
    return found
  }
  const value = found.value.part_pages.map((part) => ({
    path: partPath(part),
    changed: part.updated_at,
    image: part.thumbnail,
  }))
  return { ok: true, value }
}

async function pages({ api }: App.Locals): Promise<Result<Address[]>> {
  const categories = await loadCategories("fr")
  if (!categories.ok) {
    return categories
  }
  const vendors: Address[] = []
  for (let more = true; more;) {
    const page = await api.vendors({ limit: VENDORS_AT_A_TIME, offset: vendors.length })
    if (!page.ok) {
      return page
    }
    vendors.push(...page.value.vendors.map(({ handle }) => ({ path: `/vendeurs/${handle}` })))
    more = page.value.vendors.length > 0 && vendors.length < page.value.count
  }
  const texts = [...TEXTS, ...HELP].map((path) => ({ path }))
  const tree = categories.value.all.map(({ handle }) => ({ path: `/categorie/${handle}` }))
  return { ok: true, value: [...texts, ...tree, ...vendors] }
}
