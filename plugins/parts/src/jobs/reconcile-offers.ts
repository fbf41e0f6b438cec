import type { ISearchModuleService, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { SoukEvents } from "@souk/kit/events"
import type { SearchDocument } from "../domain/search-document"
import { PARTS_MODULE } from "../modules/parts"
import type PartsModuleService from "../modules/parts/service"
import { OFFER_INDEX } from "../search/offer"
import { refreshOffersWorkflow } from "../workflows/refresh-offers"

const DOCUMENTS_PER_BATCH = 1_000

/**
 * Repairs what lost events left behind: first offers against Medusa and the marketplace, then the
 * search index against offers, by comparing revisions. What differs goes the way of any change.
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

/** Ids of offers whose search document is missing, older than the offer, or should not be there. */
async function findStrayDocuments(container: MedusaContainer): Promise<string[]> {
  const parts: PartsModuleService = container.resolve(PARTS_MODULE)
  const engine: ISearchModuleService = container.resolve(Modules.SEARCH)
  const expected = new Map((await parts.listRevisions()).map(({ id, revision }) => [id, revision]))
  const strays: string[] = []

  for (let skip = 0; ; skip += DOCUMENTS_PER_BATCH) {
    const { hits } = await engine.search<SearchDocument>({
      entity: OFFER_INDEX,
      fields: ["shown.revision"],
      pagination: { skip, take: DOCUMENTS_PER_BATCH, order: { id: "ASC" } },
      search_options: { count: "none" },
    })
    for (const { id, document } of hits) {
      if (expected.get(id) !== document.shown?.revision) strays.push(id)
      expected.delete(id)
    }
    if (hits.length < DOCUMENTS_PER_BATCH) break
  }
  return [...strays, ...expected.keys()]
}

export const config = {
  name: "reconcile-offers",
  schedule: "*/5 * * * *",
}
