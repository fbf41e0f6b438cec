import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { reasonOf } from "@souk/kit/errors"
import { relistVendorWorkflow } from "./relist-vendor"
import { refreshOffersWorkflow, type RefreshOffersInput } from "./refresh-offers"

type IdLists = Omit<RefreshOffersInput, "all" | "silent">

/** Long enough to gather the events of one order or one import, short enough for the eye. */
const GATHERING_MS = 100

let gathered = new Map<keyof IdLists, Set<string>>()
let flushing: Promise<void> | null = null
let paused = false

/**
 * Recomputes offers soon. Events come one per product or per reservation: those that come together
 * are answered by one refresh. What vendors put back on sale does not wait for it.
 */
export async function requestRefresh(container: MedusaContainer, ids: IdLists): Promise<void> {
  if (paused) return
  for (const vendor_id of ids.vendor_ids ?? []) {
    await orLog(container, () => relistVendorWorkflow(container).run({ input: { vendor_id } }))
  }
  for (const [kind, values] of Object.entries(ids) as [keyof IdLists, string[]][]) {
    const known = gathered.get(kind) ?? new Set()
    for (const value of values) known.add(value)
    gathered.set(kind, known)
  }
  flushing ??= new Promise((resolve) => setTimeout(resolve, GATHERING_MS)).then(async () => {
    const input = Object.fromEntries([...gathered].map(([kind, values]) => [kind, [...values]]))
    gathered = new Map()
    flushing = null
    await orLog(container, () => refreshOffersWorkflow(container).run({ input }))
  })
  await flushing
}

async function orLog(container: MedusaContainer, work: () => Promise<unknown>) {
  try {
    await work()
  } catch (error) {
    // The reconcile job repairs what an event could not.
    container
      .resolve(ContainerRegistrationKeys.LOGGER)
      .error(`Offers were not refreshed: ${reasonOf(error)}`)
  }
}

/**
 * Runs a bulk load without answering its thousands of events one by one: the load refreshes all
 * offers and rebuilds the search index once, at its end. For this process only.
 */
export async function withoutRefreshes<Result>(load: () => Promise<Result>): Promise<Result> {
  paused = true
  try {
    return await load()
  } finally {
    paused = false
  }
}
