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
 * Ce qui n'est plus à vendre quitte les listes sans attendre que ses produits soient retirés. Not
 * left to the workflow's own events, which go out when all is done.
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

/**
 * Moves a vendor's status with a reason. The status itself decides what carts and checkouts take;
 * its products follow after the answer, however many they are (`show-or-withdraw-products`).
 */
export const changeVendorStatusWorkflow = createWorkflow(
  "change-vendor-status",
  (input: ChangeVendorStatusInput) => {
    const key = transform(input, ({ id }) => `vendor-status:${id}`)
    acquireLockStep({ key, timeout: 10, ttl: 120 })
    const moved = changeStatusStep(input)
    tellWithdrawalStep(input)
    emitEventStep({
      eventName: SoukEvents.VENDOR_STATUS_CHANGED,
      data: transform(input, ({ id, to }) => ({ id, status: to })),
    })
    releaseLockStep({ key })
    return new WorkflowResponse(moved.change)
  },
)
