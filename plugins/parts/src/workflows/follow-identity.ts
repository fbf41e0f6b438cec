import type { IProductModuleService, MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { read } from "@souk/kit/query"
import { statusFollowing } from "../domain/publication"
import { taxTypeId } from "../domain/tax-type"
import { PARTS_MODULE } from "../modules/parts"
import type PartsModuleService from "../modules/parts/service"

type ProductNow = {
  id: string
  status: "draft" | "proposed" | "published" | "rejected"
  type_id: string | null
}

/**
 * Brings the products of offers in line with what the offers are now known to be: on sale or waiting,
 * and taxed at the rate of their part. Asked again, it changes nothing.
 */
export const followIdentityStep = createStep(
  "follow-identity",
  async (offerIds: string[], { container }) => {
    const before = await followIdentity(container, offerIds)
    return new StepResponse(null, before)
  },
  async (before, { container }) => {
    const products: IProductModuleService = container.resolve(Modules.PRODUCT)
    for (const { id, status, type_id } of before ?? []) {
      await products.updateProducts(id, { status, type_id })
    }
  },
)

async function followIdentity(
  container: MedusaContainer,
  offerIds: string[],
): Promise<ProductNow[]> {
  const parts: PartsModuleService = container.resolve(PARTS_MODULE)
  const products: IProductModuleService = container.resolve(Modules.PRODUCT)
  const offers = await parts.listOfferStates(offerIds)
  if (offers.length === 0) return []

  const now = await read<ProductNow>(container, {
    entity: "product",
    fields: ["id", "status", "type_id"],
    filters: { id: offers.map((offer) => offer.product_id) },
  })
  const productOf = new Map(now.map((product) => [product.id, product]))
  const vendors = await read<{ id: string; status: string }>(container, {
    entity: "vendor",
    fields: ["id", "status"],
    filters: { id: [...new Set(offers.map((offer) => offer.vendor_id))] },
  })
  const selling = new Set(vendors.filter(({ status }) => status === "approved").map(({ id }) => id))
  const types = await read<{ id: string }>(container, {
    entity: "product_type",
    fields: ["id"],
    filters: {
      id: [...new Set(offers.flatMap(({ vat_percent }) => vat_percent ?? []))].map(taxTypeId),
    },
  })
  const known = new Set(types.map(({ id }) => id))

  const before: ProductNow[] = []
  for (const offer of offers) {
    const product = productOf.get(offer.product_id)
    if (!product) continue
    const status = statusFollowing({
      ...offer,
      status: product.status,
      may_sell: selling.has(offer.vendor_id),
    }) as ProductNow["status"]
    const rateType = offer.vat_percent === null ? null : taxTypeId(offer.vat_percent)
    const type_id = rateType !== null && known.has(rateType) ? rateType : null
    if (status === product.status && type_id === product.type_id) continue
    before.push(product)
    await products.updateProducts(product.id, { status, type_id })
  }
  return before
}
