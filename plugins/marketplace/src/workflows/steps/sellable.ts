import type { MedusaContainer } from "@medusajs/framework/types"
import { read } from "@souk/kit/query"
import type { SoughtProduct } from "../../domain/checkout"
import { MARKETPLACE_MODULE } from "../../modules/marketplace"
import type MarketplaceModuleService from "../../modules/marketplace/service"

/** What decides whether products may be sold, read in two queries whatever their number. */
export async function findSoughtProducts(
  container: MedusaContainer,
  wanted: { variant_ids?: string[]; product_ids?: string[] },
): Promise<SoughtProduct[]> {
  const marketplace: MarketplaceModuleService = container.resolve(MARKETPLACE_MODULE)

  const products = await read<{ id: string; title: string; status: string }>(container, {
    entity: "product",
    fields: ["id", "title", "status"],
    filters: wanted.product_ids
      ? { id: wanted.product_ids }
      : { variants: { id: wanted.variant_ids ?? [] } },
  })
  const vendors = await marketplace.vendorsOfProducts(products.map((product) => product.id))
  return products.map((product) => ({
    id: product.id,
    title: product.title,
    published: product.status === "published",
    vendor: vendors.get(product.id) ?? null,
  }))
}
