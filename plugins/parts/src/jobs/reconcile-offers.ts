import type { ISearchModuleService, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { SHOWN_FIELDS, type SearchDocument } from "../domain/search-document"
import { documentsAfter, documentsOf, OFFER_INDEX } from "../search/offer"
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
  "struck_price_millimes",
  "reduced",
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
 * search document against its source, field by field. What differs is written again.
 */
export default async function reconcileOffers(container: MedusaContainer): Promise<Repaired> {
  const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
  const { result: offers } = await refreshOffersWorkflow(container).run({
    input: { all: true, silent: true },
  })
  const strays = await findStrayDocuments(container)
  for (let from = 0; from < strays.length; from += DOCUMENTS_PER_BATCH) {
    await repairDocuments(container, strays.slice(from, from + DOCUMENTS_PER_BATCH))
  }
  const repaired = { offers: offers.length, documents: strays.length }
  if (repaired.offers + repaired.documents > 0) {
    logger.info(
      `Offers repaired: ${repaired.offers}; search documents repaired: ${repaired.documents}`,
    )
  }
  return repaired
}

/** How many rows said something else than their source. */
export type Repaired = { offers: number; documents: number }

async function repairDocuments(container: MedusaContainer, ids: string[]) {
  const engine: ISearchModuleService = container.resolve(Modules.SEARCH)
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const documents = await documentsOf({ query }, ids)
  const listed = new Set(documents.map((document) => document.id))
  const gone = ids.filter((id) => !listed.has(id))
  await engine.upsertDocuments({ index: OFFER_INDEX, documents })
  if (gone.length > 0) await engine.deleteDocuments({ index: OFFER_INDEX, filters: { id: gone } })
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
      fields: COMPARED_FIELDS.flatMap((field) => (field === "shown" ? SHOWN_FIELDS : [field])),
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
