import { Modules } from "@medusajs/framework/utils"
import {
  createStep,
  createWorkflow,
  StepResponse,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import { SoukEvents } from "@souk/kit/events"
import { PARTS_MODULE } from "../modules/parts"
import type PartsModuleService from "../modules/parts/service"
import type { OfferSelection } from "../modules/parts/service"
import {
  readOfferFacts,
  variantsOfThings,
  type KnownRates,
  type ProductThings,
} from "./read-offer-facts"

/** Which offers to recompute: by themselves, or by whatever of Medusa's changed. */
export type RefreshOffersInput = OfferSelection &
  ProductThings & {
    /** True when nobody needs telling: the caller rebuilds the search index itself. */
    silent?: boolean
    /** True when what lists say of them changed outside their projection: all of them are told of. */
    touched?: boolean
  }

const OFFERS_PER_BATCH = 500

/**
 * Recomputes offers, batch by batch; each batch is told of as soon as it is written, so that the offers
 * of a large vendor are listed again one after the other. Nothing to undo: a projection says what its
 * sources say.
 */
const refreshOffersStep = createStep(
  "refresh-offers",
  async (input: RefreshOffersInput, { container }) => {
    const parts: PartsModuleService = container.resolve(PARTS_MODULE)
    const bus = container.resolve(Modules.EVENT_BUS)
    const variantIds = await variantsOfThings(container, input)
    const ids = await parts.findOfferIds({
      ...input,
      variant_ids: [...(input.variant_ids ?? []), ...variantIds],
    })

    const rates: KnownRates = new Map()
    const told: string[] = []
    for (let from = 0; from < ids.length; from += OFFERS_PER_BATCH) {
      const batch = ids.slice(from, from + OFFERS_PER_BATCH)
      const changed = await parts.refreshProjections(batch, (offers) =>
        readOfferFacts(container, offers, { rates, recount: input.all === true }),
      )
      const tell = input.touched ? batch : changed
      if (tell.length > 0 && !input.silent) {
        await bus.emit({ name: SoukEvents.OFFER_CHANGED, data: { ids: tell } })
      }
      told.push(...tell)
    }
    return new StepResponse(told)
  },
)

/** Brings what offers show up to date, and tells who lists them. Answers the ids that changed. */
export const refreshOffersWorkflow = createWorkflow(
  "refresh-offers",
  (input: RefreshOffersInput) => new WorkflowResponse(refreshOffersStep(input)),
)
