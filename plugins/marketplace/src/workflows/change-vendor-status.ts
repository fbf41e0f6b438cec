import type { IProductModuleService } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import {
  createStep,
  createWorkflow,
  StepResponse,
  transform,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import { acquireLockStep, emitEventStep, releaseLockStep } from "@medusajs/medusa/core-flows"
import { listed } from "@souk/kit/errors"
import { SoukEvents } from "@souk/kit/events"
import { errors } from "../domain/errors"
import {
  allowedVendorMoves,
  maySell,
  VENDOR_STATUS_NAMES,
  type VendorStatus,
} from "../domain/vendor-status"
import { MARKETPLACE_MODULE } from "../modules/marketplace"
import type MarketplaceModuleService from "../modules/marketplace/service"

export type ChangeVendorStatusInput = {
  id: string
  to: VendorStatus
  reason: string
  actor_id: string
}

const changeStatusStep = createStep(
  "change-vendor-status",
  async (input: ChangeVendorStatusInput, { container }) => {
    const marketplace: MarketplaceModuleService = container.resolve(MARKETPLACE_MODULE)
    const vendor = await marketplace.findVendor(input.id)
    const from = vendor.status as VendorStatus
    const allowed = allowedVendorMoves(from)
    if (!allowed.includes(input.to)) {
      throw errors.vendor_move_refused({
        from: VENDOR_STATUS_NAMES[from],
        to: VENDOR_STATUS_NAMES[input.to],
        allowed: listed(allowed.map((status) => VENDOR_STATUS_NAMES[status])),
      })
    }
    const change = await marketplace.recordStatusChange({ ...input, from })
    return new StepResponse({ change, from }, { id: input.id, from, change_id: change.id })
  },
  async (done, { container }) => {
    if (!done) return
    const marketplace: MarketplaceModuleService = container.resolve(MARKETPLACE_MODULE)
    await marketplace.updateVendors({ id: done.id, status: done.from })
    await marketplace.deleteVendorStatusChanges(done.change_id)
    const events = container.resolve(Modules.EVENT_BUS)
    await events.emit({ name: SoukEvents.VENDOR_UPDATED, data: { id: done.id } })
  },
)

/**
 * Ce qui n'est plus à vendre quitte aussitôt les listes : retirer un à un des milliers de produits
 * prend des secondes. Not left to the workflow's own events, which go out when all is done; what it
 * did is taken back with the status.
 */
const tellWithdrawalStep = createStep(
  "tell-vendor-withdrawal",
  async ({ id, to }: ChangeVendorStatusInput, { container }) => {
    if (!maySell(to)) {
      const events = container.resolve(Modules.EVENT_BUS)
      await events.emit({ name: SoukEvents.VENDOR_WITHDRAWN, data: { id } })
    }
    return new StepResponse(null)
  },
)

const BATCH = 500

/**
 * Un vendeur qui ne peut pas vendre n'a aucun produit publié : core lui-même ne liste et ne prix
 * plus rien de lui. Withdrawn products are remembered, so that approval puts back exactly those.
 */
const showOrWithdrawProductsStep = createStep(
  "show-or-withdraw-vendor-products",
  async (input: { id: string; to: VendorStatus }, { container }) => {
    const marketplace: MarketplaceModuleService = container.resolve(MARKETPLACE_MODULE)
    const products: IProductModuleService = container.resolve(Modules.PRODUCT)
    const show = maySell(input.to)
    const changed: string[] = []

    const owned = await marketplace.listVendorProducts(
      { vendor_id: input.id, withdrawn: show },
      {
        select: ["id", "product_id"],
        take: null as unknown as number /* core's way to say: all */,
      },
    )
    for (let start = 0; start < owned.length; start += BATCH) {
      const batch = owned.slice(start, start + BATCH)
      const rows = show ? batch : await onlyPublished(products, batch)
      if (rows.length === 0) continue
      await products.updateProducts(
        { id: rows.map((row) => row.product_id) },
        { status: show ? "published" : "draft" },
      )
      await marketplace.updateVendorProducts(rows.map((row) => ({ id: row.id, withdrawn: !show })))
      changed.push(...rows.map((row) => row.id))
    }
    return new StepResponse(changed, { changed, show })
  },
  async (done, { container }) => {
    if (!done || done.changed.length === 0) return
    const marketplace: MarketplaceModuleService = container.resolve(MARKETPLACE_MODULE)
    const products: IProductModuleService = container.resolve(Modules.PRODUCT)
    const rows = await marketplace.listVendorProducts({ id: done.changed })
    await products.updateProducts(
      { id: rows.map((row) => row.product_id) },
      { status: done.show ? "draft" : "published" },
    )
    await marketplace.updateVendorProducts(
      rows.map((row) => ({ id: row.id, withdrawn: done.show })),
    )
  },
)

async function onlyPublished<Row extends { product_id: string }>(
  products: IProductModuleService,
  owned: Row[],
): Promise<Row[]> {
  if (owned.length === 0) return []
  const published = await products.listProducts(
    { id: owned.map((row) => row.product_id), status: "published" },
    { select: ["id"], take: owned.length },
  )
  const ids = new Set(published.map((product) => product.id))
  return owned.filter((row) => ids.has(row.product_id))
}

/** Moves a vendor's status with a reason, and shows or withdraws its products. */
export const changeVendorStatusWorkflow = createWorkflow(
  "change-vendor-status",
  (input: ChangeVendorStatusInput) => {
    const key = transform(input, ({ id }) => `vendor-status:${id}`)
    acquireLockStep({ key, timeout: 10, ttl: 120 })
    const moved = changeStatusStep(input)
    tellWithdrawalStep(input)
    showOrWithdrawProductsStep(input)
    emitEventStep({
      eventName: SoukEvents.VENDOR_STATUS_CHANGED,
      data: transform(input, ({ id, to }) => ({ id, status: to })),
    })
    releaseLockStep({ key })
    return new WorkflowResponse(moved.change)
  },
)
