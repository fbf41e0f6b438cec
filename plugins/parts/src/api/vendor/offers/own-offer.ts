import type { MedusaRequest } from "@medusajs/framework/http"
import { identifier } from "@souk/kit/routes"
import { errors } from "../../../domain/errors"
import { PARTS_MODULE } from "../../../modules/parts"
import type PartsModuleService from "../../../modules/parts/service"

/** What the guard of `/vendor/*` puts on the request: whose goods these are. */
export type VendorRequest = MedusaRequest & { vendor: { id: string } }

export type OwnOffer = { id: string; title: string; part_id: string }

/** The vendor's own offer with its part: another's is not found, like one that does not exist. */
export async function ownOffer(req: MedusaRequest): Promise<{ vendorId: string; offer: OwnOffer }> {
  // The guard of /vendor/* ran before.
  const { vendor } = req as VendorRequest
  const id = req.params.id!
  const parts: PartsModuleService = req.scope.resolve(PARTS_MODULE)
  const [offer] = identifier.safeParse(id).success
    ? await parts.listOffers({ id, vendor_id: vendor.id }, { take: 1 })
    : []
  if (!offer) throw errors.offer_not_found({ offer: id.slice(0, 64) })
  if (!offer.part_id) throw errors.offer_without_part()
  return { vendorId: vendor.id, offer: { id, title: offer.title, part_id: offer.part_id } }
}
