import type { ISearchModuleService } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import {
  createStep,
  createWorkflow,
  parallelize,
  StepResponse,
} from "@medusajs/framework/workflows-sdk"
import { PARTS_MODULE } from "../modules/parts"
import type PartsModuleService from "../modules/parts/service"
import { OFFER_INDEX } from "../search/offer"

// Rien à défaire : le rafraîchissement de ses offres rend au vendeur ce à quoi il a droit.

type Input = { vendor_id: string }

const unlistOffersStep = createStep(
  "unlist-vendor-offers",
  async ({ vendor_id }: Input, { container }) => {
    const parts: PartsModuleService = container.resolve(PARTS_MODULE)
    await parts.unlistVendorOffers(vendor_id)
    return new StepResponse(null)
  },
)

const forgetDocumentsStep = createStep(
  "forget-vendor-documents",
  async ({ vendor_id }: Input, { container }) => {
    const parts: PartsModuleService = container.resolve(PARTS_MODULE)
    const vendor_handle = await parts.listVendorHandles(vendor_id)
    if (vendor_handle.length > 0) {
      const engine: ISearchModuleService = container.resolve(Modules.SEARCH)
      await engine.deleteDocuments({ index: OFFER_INDEX, filters: { vendor_handle } })
    }
    return new StepResponse(vendor_handle)
  },
)

/** A vendor's offers leave parts' pages and lists together, however many they are. */
export const unlistVendorWorkflow = createWorkflow("unlist-vendor", (input: Input) => {
  parallelize(unlistOffersStep(input), forgetDocumentsStep(input))
  // Ce qu'un autre rafraîchissement a pu remettre avant que les offres ne soient retirées.
  forgetDocumentsStep(input).config({ name: "forget-what-came-back" })
})
