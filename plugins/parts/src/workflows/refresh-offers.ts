import {
  createStep,
  createWorkflow,
  StepResponse,
  transform,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import { emitEventStep } from "@medusajs/medusa/core-flows"
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
const OFFERS_PER_EVENT = 1_000

/** Recomputes offers, batch by batch. Nothing to undo: a projection says what its sources say. */
const refreshOffersStep = createStep(
  "refresh-offers",
  async (input: RefreshOffersInput, { container }) => {
    const parts: PartsModuleService = container.resolve(PARTS_MODULE)
    const variantIds = await variantsOfThings(container, input)
    const ids = await parts.findOfferIds({
      ...input,
      variant_ids: [...(input.variant_ids ?? []), ...variantIds],
    })

    const rates: KnownRates = new Map()
    const changed: string[] = []
    for (let from = 0; from < ids.length; from += OFFERS_PER_BATCH) {
      changed.push(
        ...(await parts.refreshProjections(ids.slice(from, from + OFFERS_PER_BATCH), (offers) =>
          readOfferFacts(container, offers, rates),
        )),
      )
    }
    return new StepResponse(input.touched ? ids : changed)
  },
)

/** Brings what offers show up to date, and tells who lists them. Answers the ids that changed. */
export const refreshOffersWorkflow = createWorkflow(
  "refresh-offers",
  (input: RefreshOffersInput) => {
    const changed = refreshOffersStep(input)
    const events = transform({ input, changed }, ({ input, changed }) =>
      Array.from(
        { length: input.silent ? 0 : Math.ceil(changed.length / OFFERS_PER_EVENT) },
        (_, index) => ({
          ids: changed.slice(index * OFFERS_PER_EVENT, (index + 1) * OFFERS_PER_EVENT),
        }),
      ),
    )
    emitEventStep({ eventName: SoukEvents.OFFER_CHANGED, data: events })
    return new WorkflowResponse(changed)
  },
)
