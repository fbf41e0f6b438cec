import type { ISearchModuleService, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { createStep, createWorkflow, StepResponse } from "@medusajs/framework/workflows-sdk"
import { read } from "@souk/kit/query"
import { isSelling, type VendorFacts } from "../domain/offer-projection"
import type { SearchDocument } from "../domain/search-document"
import { PARTS_MODULE } from "../modules/parts"
import type PartsModuleService from "../modules/parts/service"
import { documentsOf, OFFER_INDEX } from "../search/offer"

const OFFERS_PER_BATCH = 500

// Ce que `projectOffer` décide de ce qui se montre, sans rien recalculer.
const PUT_BACK = `
  SELECT offer.id
    FROM offer JOIN product ON product.id = offer.product_id AND product.deleted_at IS NULL
   WHERE offer.vendor_id = ? AND product.status = 'published'
     AND NOT offer.listed AND offer.price_millimes IS NOT NULL AND offer.deleted_at IS NULL
   ORDER BY offer.id`

async function offersPutBack(container: MedusaContainer, vendorId: string): Promise<string[]> {
  const database = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const { rows } = await database.raw<{ rows: { id: string }[] }>(PUT_BACK, [vendorId])
  return rows.map((row) => row.id)
}

async function maySell(container: MedusaContainer, vendorId: string): Promise<boolean> {
  const [vendor] = await read<Pick<VendorFacts, "id" | "status">>(container, {
    entity: "vendor",
    fields: ["id", "status"],
    filters: { id: vendorId },
  })
  return vendor !== undefined && isSelling(vendor)
}

/** While the engine writes a batch, the documents of the next one are read. Nothing to undo. */
const relistOffersStep = createStep(
  "relist-vendor-offers",
  async ({ vendor_id }: { vendor_id: string }, { container }) => {
    const parts: PartsModuleService = container.resolve(PARTS_MODULE)
    const engine: ISearchModuleService = container.resolve(Modules.SEARCH)
    const query = container.resolve(ContainerRegistrationKeys.QUERY)

    const relist = async (ids: string[]) => {
      // Asked for each batch: the operator may suspend it again meanwhile.
      if (ids.length === 0 || !(await maySell(container, vendor_id))) return []
      return await documentsOf({ query }, await parts.relistOffers(ids))
    }
    const write = async (documents: SearchDocument[]) => {
      if (documents.length > 0) await engine.upsertDocuments({ index: OFFER_INDEX, documents })
    }
    const ids = await offersPutBack(container, vendor_id)
    let ready: SearchDocument[] = []
    for (let from = 0; from < ids.length + OFFERS_PER_BATCH; from += OFFERS_PER_BATCH) {
      const [next] = await Promise.all([
        relist(ids.slice(from, from + OFFERS_PER_BATCH)),
        write(ready),
      ])
      ready = next
    }
    return new StepResponse(null)
  },
)

/**
 * What a vendor who may sell again had on sale is back on parts' pages and lists, before anything is
 * computed: its projections followed their sources while it was away, and thousands take seconds to
 * compute. What changed meanwhile is corrected by the refresh that comes after.
 */
export const relistVendorWorkflow = createWorkflow(
  "relist-vendor",
  (input: { vendor_id: string }) => {
    relistOffersStep(input)
  },
)
