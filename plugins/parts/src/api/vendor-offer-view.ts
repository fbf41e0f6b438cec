import type { MedusaRequest } from "@medusajs/framework/http"
import type { MedusaContainer } from "@medusajs/framework/types"
import { errors } from "../domain/errors"
import { publicationBlockers } from "../domain/publication"
import { PARTS_MODULE } from "../modules/parts"
import type PartsModuleService from "../modules/parts/service"
import { categoryOf, goodsOf } from "../workflows/change-offer"
import type { VendorOfferView } from "./offer-schemas"

/** What the guard of `/vendor/*` puts on the request: whose goods these are. */
export type VendorRequest<Body = unknown> = MedusaRequest<Body> & { vendor: { id: string } }

/** An offer as its vendor sees it; another vendor's is as if there were none. */
export async function vendorOfferView(
  container: MedusaContainer,
  id: string,
  vendorId: string,
): Promise<VendorOfferView> {
  const parts: PartsModuleService = container.resolve(PARTS_MODULE)
  const offer = await parts.findOfferFile(id, vendorId)
  if (!offer) throw errors.offer_not_found({ offer: id.slice(0, 64) })
  const goods = await goodsOf(container, offer.variant_id)
  const category_id = categoryOf(goods)
  const images = goods.product.images.map(({ url }) => url)
  return {
    ...offer,
    category_id,
    images,
    // The columns of `identity_case`, whose enumerations these are.
    identity_case: offer.identity_case as VendorOfferView["identity_case"],
    blockers: publicationBlockers({
      condition: offer.condition,
      has_photo: images.length > 0,
      has_price: offer.price_millimes !== null,
      has_category: category_id !== null || offer.part !== null,
      donor_vehicle: offer.donor_vehicle,
      identity: offer.identity,
    }),
  }
}
