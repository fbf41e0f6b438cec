import type { MedusaContainer } from "@medusajs/framework/types"
import { read } from "@souk/kit/query"

/** What facets show for the keys the search engine counts by. */
type CatalogueNames = {
  /** Brand by its normalised name. */
  brands: Map<string, string>
  /** Vendor by its handle. */
  vendors: Map<string, string>
}

/** A new name is read a minute late at most; until then its key is shown. */
const FRESH_FOR_MS = 60_000

let known: { names: Promise<CatalogueNames>; until: number } | null = null

/** The names of brands and vendors, from memory. */
export function catalogueNames(container: MedusaContainer): Promise<CatalogueNames> {
  const now = Date.now()
  if (!known || known.until < now) {
    const names = readNames(container)
    known = { names, until: now + FRESH_FOR_MS }
    names.catch(() => (known = null))
  }
  return known.names
}

async function readNames(container: MedusaContainer): Promise<CatalogueNames> {
  const [brands, vendors] = await Promise.all([
    read<{ name: string; name_key: string }>(container, {
      entity: "brand",
      fields: ["name", "name_key"],
    }),
    read<{ handle: string; name: string }>(container, {
      entity: "vendor",
      fields: ["handle", "name"],
    }),
  ])
  return {
    brands: new Map(brands.map((brand) => [brand.name_key, brand.name])),
    vendors: new Map(vendors.map((vendor) => [vendor.handle, vendor.name])),
  }
}
