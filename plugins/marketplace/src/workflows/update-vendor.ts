import {
  createStep,
  createWorkflow,
  StepResponse,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import { emitEventStep } from "@medusajs/medusa/core-flows"
import { SoukEvents } from "@souk/kit/events"
import { errors } from "../domain/errors"
import { isValidRib, normalisePhone } from "../domain/identifiers"
import { MARKETPLACE_MODULE } from "../modules/marketplace"
import type MarketplaceModuleService from "../modules/marketplace/service"
import type { CreateVendorInput } from "./create-vendor"

export type UpdateVendorInput = { id: string } & Partial<
  Omit<CreateVendorInput, "handle" | "tax_number" | "shipping_fee_millimes">
>

const updateVendorStep = createStep(
  "update-vendor",
  async (input: UpdateVendorInput, { container }) => {
    const marketplace: MarketplaceModuleService = container.resolve(MARKETPLACE_MODULE)
    const before = await marketplace.findVendor(input.id)
    if (input.rib && !isValidRib(input.rib)) throw errors.rib_invalid({ rib: input.rib })
    const phone = input.phone === undefined ? undefined : normalisePhone(input.phone)
    if (phone === null) throw errors.phone_invalid({ phone: input.phone! })
    await marketplace.assertDelegation(
      input.governorate_code ?? before.governorate_code,
      input.delegation_code ?? before.delegation_code,
    )
    const after = await marketplace.updateVendors({ ...input, ...(phone && { phone }) })
    const undo = Object.fromEntries(
      Object.keys(input).map((key) => [key, before[key as keyof typeof before]]),
    ) as UpdateVendorInput
    return new StepResponse(after, undo)
  },
  async (undo, { container }) => {
    if (!undo) return
    const marketplace: MarketplaceModuleService = container.resolve(MARKETPLACE_MODULE)
    await marketplace.updateVendors(undo)
  },
)

/** Changes a vendor's file. What identifies it (handle, tax number) never changes here. */
export const updateVendorWorkflow = createWorkflow("update-vendor", (input: UpdateVendorInput) => {
  const vendor = updateVendorStep(input)
  emitEventStep({ eventName: SoukEvents.VENDOR_UPDATED, data: { id: input.id } })
  return new WorkflowResponse(vendor)
})
