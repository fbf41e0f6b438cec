import type { MedusaContainer } from "@medusajs/framework/types"
import {
  MARKETPLACE_MODULE,
  type MarketplaceModuleService,
} from "@souk/marketplace/modules/marketplace"
import { changeVendorStatusWorkflow, createVendorWorkflow } from "@souk/marketplace/workflows"
import type { SeedVendor } from "../../../seed/generate"

export type LoadedVendor = {
  id: string
  handle: string
  shipping_option_id: string
  status: string
}

const COMPANY_FORM = /\s+(SARL|SUARL|SA|SNC)$/
const ACTOR = "seed"

/** The ways from `pending` to where a vendor stands. */
const STATUS_PATHS: Record<SeedVendor["status"], ("approved" | "suspended")[]> = {
  pending: [],
  approved: ["approved"],
  suspended: ["approved", "suspended"],
}

/** Vendors with their stock location and delivery, in the status the table gives them. */
export async function loadVendors(container: MedusaContainer, rows: SeedVendor[]) {
  const marketplace: MarketplaceModuleService = container.resolve(MARKETPLACE_MODULE)
  const known = await marketplace.listVendors({ handle: rows.map((row) => row.handle) })
  const knownHandles = new Set(known.map((vendor) => vendor.handle))

  for (const row of rows.filter(({ handle }) => !knownHandles.has(handle))) {
    const { status: _, speciality: __, ...facts } = row
    await createVendorWorkflow(container).run({
      input: { ...facts, name: row.company.replace(COMPANY_FORM, "") },
    })
  }

  const vendors = await marketplace.listVendors({ handle: rows.map((row) => row.handle) })
  for (const vendor of vendors) {
    const path = STATUS_PATHS[rows.find((row) => row.handle === vendor.handle)!.status]
    // `indexOf` is -1 for a vendor that is still pending: the whole path is ahead of it.
    const done = path.findIndex((status) => status === vendor.status) + 1
    for (const to of path.slice(done)) {
      await changeVendorStatusWorkflow(container).run({
        input: { id: vendor.id, to, reason: "Données de démonstration", actor_id: ACTOR },
      })
    }
  }
  const loaded = await marketplace.listVendors({ handle: rows.map((row) => row.handle) })
  return {
    result: loaded.map((vendor): LoadedVendor => ({
      id: vendor.id,
      handle: vendor.handle,
      // Written by the workflow that creates a vendor.
      shipping_option_id: vendor.shipping_option_id!,
      status: vendor.status,
    })),
    told: `${loaded.length}`,
  }
}
