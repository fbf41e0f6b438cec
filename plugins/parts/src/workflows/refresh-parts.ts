import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
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
import { OFFER_INDEX } from "../search/offer"

const OFFERS_PER_EVENT = 500
const PARTS_PER_READ = 5_000

/** Beyond this, building the index anew is less work than telling it what changed. */
const MOST_OFFERS_TOLD = 20_000

const listOffersStep = createStep("list-offers-of-parts", async (ids: string[], { container }) => {
  return new StepResponse(await offersOf(container, ids))
})

/** Tells search that what is said of parts changed: their offers are indexed again. */
export const refreshPartsWorkflow = createWorkflow(
  "refresh-parts",
  (input: { part_ids: string[] }) => {
    const offers = listOffersStep(transform({ input }, ({ input }) => input.part_ids))
    const events = transform({ offers }, ({ offers }) => eventsOf(offers))
    emitEventStep({ eventName: SoukEvents.OFFER_CHANGED, data: events })
    return new WorkflowResponse(offers)
  },
)

/**
 * Brings the index up to date after a bulk change, in bulk: a few events for a few thousand offers, one
 * new index for more. With `here`, this very process does it before going on, for a command that ends.
 */
export async function refreshPartsInBulk(
  container: MedusaContainer,
  partIds: string[],
  { here = false } = {},
): Promise<void> {
  if (partIds.length === 0) return
  const offers = await offersOf(container, partIds)
  if (offers.length === 0) return
  if (here || offers.length > MOST_OFFERS_TOLD) {
    await container.resolve(Modules.SEARCH).reindex({ index: OFFER_INDEX })
    return
  }
  const events = eventsOf(offers).map((data) => ({ name: SoukEvents.OFFER_CHANGED, data }))
  await container.resolve(Modules.EVENT_BUS).emit(events)
}

async function offersOf(container: MedusaContainer, partIds: string[]): Promise<string[]> {
  const parts: PartsModuleService = container.resolve(PARTS_MODULE)
  const offers: string[] = []
  for (let from = 0; from < partIds.length; from += PARTS_PER_READ) {
    offers.push(...(await parts.listListedOfferIds(partIds.slice(from, from + PARTS_PER_READ))))
  }
  return offers
}

const eventsOf = (offers: string[]) =>
  Array.from({ length: Math.ceil(offers.length / OFFERS_PER_EVENT) }, (_, index) => ({
    ids: offers.slice(index * OFFERS_PER_EVENT, (index + 1) * OFFERS_PER_EVENT),
  }))
