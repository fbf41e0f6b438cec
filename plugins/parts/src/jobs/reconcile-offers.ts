import type { ISearchModuleService, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { SoukEvents } from "@souk/kit/events"
import type { SearchDocument } from "../domain/search-document"
import { documentsAfter, OFFER_INDEX } from "../search/offer"
import { refreshOffersWorkflow } from "../workflows/refresh-offers"

const DOCUMENTS_PER_BATCH = 1_000
/** More than a page of sources can have beside it, unless something went very wrong. */
const END_OF_INDEX = 100_000

const COMPARED_FIELDS = [
  "part_id",
  "brand_key",
  "category_id",
  "position",
  "condition",
  "price_millimes",
  "in_stock",
  "delay_days",
  "rank_cost",
  "browse_rank",
  "popularity",
  "vendor_handle",
  "fingerprint",
  "shown",
] as const satisfies (keyof SearchDocument)[]

/**
 * Repairs what lost events left behind: first offers against Medusa and the marketplace, then every
 * search document against its source, field by field. What differs goes the way of any change.
 */
export default async function reconcileOffers(container: MedusaContainer) {
  const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
  const { result: refreshed } = await refreshOffersWorkflow(container).run({ input: { all: true } })
  const told = new Set(refreshed)
  const strays = (await findStrayDocuments(container)).filter((id) => !told.has(id))
  if (strays.length > 0) {
    await container
      .resolve(Modules.EVENT_BUS)
      .emit({ name: SoukEvents.OFFER_CHANGED, data: { ids: strays } })
  }
  if (refreshed.length + strays.length > 0) {
    logger.info(`Offers repaired: ${refreshed.length}; search documents repaired: ${strays.length}`)
  }
}

/** Ids of offers whose search document is missing, differs from its source, or should not be there. */
async function findStrayDocuments(container: MedusaContainer): Promise<string[]> {
  const engine: ISearchModuleService = container.resolve(Modules.SEARCH)
  const sources = { query: container.resolve(ContainerRegistrationKeys.QUERY) }
  const strays: string[] = []
  for (let last = ""; ;) {
    const expected = await documentsAfter(sources, last, DOCUMENTS_PER_BATCH)
    // Both sides are read in pages of the same ids: from the last one, up to the last of this page.
    const end = expected.length === DOCUMENTS_PER_BATCH ? expected.at(-1)!.id : null
    const { hits } = await engine.search<SearchDocument>({
      entity: OFFER_INDEX,
      fields: [...COMPARED_FIELDS],
      filters: { id: { $gt: last, ...(end !== null && { $lte: end }) } },
      pagination: { take: END_OF_INDEX, order: { id: "ASC" } },
      search_options: { count: "none" },
    })
    const held = new Map(hits.map(({ id, document }) => [id, document]))
    for (const document of expected) {
      const found = held.get(document.id)
      if (!found || differs(document, found)) strays.push(document.id)
      held.delete(document.id)
    }
    strays.push(...held.keys())
    if (end === null) return strays
    last = end
  }
}

/** What the engine gives back is compared itself; the fingerprint answers for what it does not. */
function differs(expected: SearchDocument, found: Partial<SearchDocument>): boolean {
  return COMPARED_FIELDS.some((field) => canonical(expected[field]) !== canonical(found[field]))
}

function canonical(value: unknown): string {
  if (value === null || value === undefined) return ""
  if (typeof value !== "object") return String(value)
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return JSON.stringify(entries.map(([key, one]) => [key, canonical(one)]))
}

export const config = {
  name: "reconcile-offers",
  schedule: "*/10 * * * *",
}
