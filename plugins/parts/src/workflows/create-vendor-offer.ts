import type { MedusaContainer } from "@medusajs/framework/types"
import {
  createStep,
  createWorkflow,
  StepResponse,
  transform,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import { acquireLockStep, releaseLockStep } from "@medusajs/medusa/core-flows"
import { listed } from "@souk/kit/errors"
import { readOne } from "@souk/kit/query"
import { errors } from "../domain/errors"
import { identityKeys, type StatedIdentity } from "../domain/identity"
import {
  BLOCKER_NAMES,
  publicationBlockers,
  publishedStatus,
  type PublishableOffer,
} from "../domain/publication"
import { PARTS_MODULE } from "../modules/parts"
import type { DonorVehicle } from "../modules/parts/models/offer"
import type PartsModuleService from "../modules/parts/service"
import { createOffersWorkflow, offersLock, type NewOffer } from "./create-offers"

/** An offer as its vendor describes it. */
export type VendorOffer = Omit<NewOffer, "part_id" | "status" | "asked" | "created_at"> & {
  brand?: string | null
  mpn?: string | null
  ean?: string | null
  /** Whether buyers should see it as soon as they may. */
  published: boolean
}

export type CreateVendorOfferInput = { vendor_id: string; offer: VendorOffer }

/** Finds out what part the offer is, and whether it may be on sale. Reads only. */
const judgeOfferStep = createStep(
  "judge-offer",
  async ({ offer }: CreateVendorOfferInput, { container }) => {
    const parts: PartsModuleService = container.resolve(PARTS_MODULE)
    const { brand, mpn, ean, published, ...described } = offer
    const stated = statedIdentity({ brand, mpn, ean })
    await assertKnown(container, offer)
    const verdict = stated && (await parts.judgeIdentity(stated))
    const partId = verdict && "part_id" in verdict ? verdict.part_id : null
    const asked = stated && verdict && "reason" in verdict ? { stated, verdict } : undefined

    const facts: PublishableOffer = {
      condition: offer.condition,
      has_photo: Boolean(offer.images?.length),
      has_price: true,
      has_category: partId !== null || Boolean(offer.category_id),
      donor_vehicle: offer.donor_vehicle ?? null,
      identity: partId !== null ? "linked" : asked ? "open" : "none",
    }
    if (published) assertPublishable(facts)
    const judged: NewOffer = {
      ...described,
      part_id: partId,
      asked,
      status: published ? publishedStatus(facts) : "draft",
    }
    return new StepResponse(judged)
  },
)

/** A brand and a reference, or neither; both must say something. */
export function statedIdentity(said: {
  brand?: string | null
  mpn?: string | null
  ean?: string | null
}): StatedIdentity | null {
  if (!said.brand && !said.mpn) {
    if (said.ean) throw errors.identity_incomplete()
    return null
  }
  const stated = { brand: said.brand ?? "", mpn: said.mpn ?? "", ean: said.ean || null }
  const keys = identityKeys(stated)
  if (keys.brand_key === "" || keys.mpn_key === "") throw errors.identity_incomplete()
  return { ...stated, ean: keys.ean }
}

/** @throws naming everything the offer lacks. */
export function assertPublishable(offer: PublishableOffer): void {
  const blockers = publicationBlockers(offer)
  if (blockers.length === 0) return
  throw errors.offer_not_publishable({
    missing: listed(blockers.map((blocker) => BLOCKER_NAMES[blocker])),
  })
}

/** The category and the donor vehicle that an offer names must exist. */
export async function assertKnown(
  container: MedusaContainer,
  offer: { category_id?: string | null; donor_vehicle?: DonorVehicle | null },
): Promise<void> {
  if (offer.category_id) {
    const filters = { id: offer.category_id }
    const found = await readOne(container, { entity: "product_category", fields: ["id"], filters })
    if (!found) throw errors.category_unknown({ category: offer.category_id })
  }
  const variantId = offer.donor_vehicle?.variant_id
  if (variantId) {
    const parts: PartsModuleService = container.resolve(PARTS_MODULE)
    const [vehicle] = await parts.listVehicleVariants({ id: variantId }, { take: 1 })
    if (!vehicle) throw errors.vehicle_unknown({ vehicle: variantId })
  }
}

/**
 * Puts one product of a vendor on sale: linked to its part when brand and reference say which, asked
 * of the operator otherwise. Answers the offer's id; the same reference again is the same offer.
 */
export const createVendorOfferWorkflow = createWorkflow(
  "create-vendor-offer",
  (input: CreateVendorOfferInput) => {
    // Une étape de verrou ne joue pas dans un sous-workflow : celle de `create-offers` ne suffit pas.
    const key = transform({ input }, ({ input }) => offersLock(input.vendor_id))
    acquireLockStep({ key, timeout: 30, ttl: 120 })
    const judged = judgeOfferStep(input)
    const ids = createOffersWorkflow.runAsStep({
      input: transform({ input, judged }, ({ input, judged }) => ({
        vendor_id: input.vendor_id,
        offers: [judged],
      })),
    })
    releaseLockStep({ key })
    return new WorkflowResponse(transform({ ids }, ({ ids }) => ids[0]!))
  },
)
