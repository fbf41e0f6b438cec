import {
  createStep,
  createWorkflow,
  StepResponse,
  transform,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import type { Locale } from "@souk/kit/locale"
import { checkTaxNumber, isValidRib, normalisePhone } from "../domain/identifiers"
import { errors } from "../domain/errors"
import { MARKETPLACE_MODULE } from "../modules/marketplace"
import type MarketplaceModuleService from "../modules/marketplace/service"
import type { VendorRow } from "../modules/marketplace/tables"
import {
  createVendorInfrastructureStep,
  type VendorInfrastructure,
} from "./steps/vendor-infrastructure"

export type CreateVendorInput = {
  handle: string
  name: string
  company: string
  tax_number: string
  rib?: string | null
  governorate_code: string
  delegation_code: string
  address: string
  phone: string
  email: string
  /** The language in which the shop is written to; French where nobody said. */
  locale?: Locale
  about_fr?: string | null
  about_ar?: string | null
  about_en?: string | null
  opening_hours?: string | null
  return_days?: number
  handling_days?: number
  shipping_fee_millimes: number
  free_shipping_from_millimes?: number | null
  logo_url?: string | null
  commission_bps?: number | null
}

/** Checks what a form cannot: identifiers, the address against the tables, and that the vendor is new. */
export const validateVendorStep = createStep(
  "validate-vendor",
  async (input: CreateVendorInput, { container }) => {
    const taxNumber = checkTaxNumber(input.tax_number)
    if (!taxNumber.valid) throw errors.tax_number_invalid({ tax_number: input.tax_number })
    if (input.rib && !isValidRib(input.rib)) throw errors.rib_invalid({ rib: input.rib })
    const phone = normalisePhone(input.phone)
    if (!phone) throw errors.phone_invalid({ phone: input.phone })

    const marketplace: MarketplaceModuleService = container.resolve(MARKETPLACE_MODULE)
    await marketplace.assertDelegation(input.governorate_code, input.delegation_code)
    const twins = await marketplace.listVendors({
      $or: [{ handle: input.handle }, { tax_number: taxNumber.normalised }],
    })
    if (twins.length > 0) {
      throw errors.vendor_exists({ handle: input.handle, tax_number: taxNumber.normalised })
    }
    return new StepResponse({ ...input, phone, tax_number: taxNumber.normalised })
  },
)

const createVendorStep = createStep(
  "create-vendor",
  async (input: CreateVendorInput & VendorInfrastructure, { container }) => {
    const marketplace: MarketplaceModuleService = container.resolve(MARKETPLACE_MODULE)
    const vendor = await marketplace.createVendors(input)
    return new StepResponse(vendor as unknown as VendorRow, vendor.id)
  },
  async (id, { container }) => {
    if (!id) return
    const marketplace: MarketplaceModuleService = container.resolve(MARKETPLACE_MODULE)
    await marketplace.deleteVendors(id)
  },
)

/** Opens a vendor's file (status `pending`) with its stock location and its delivery. */
export const createVendorWorkflow = createWorkflow("create-vendor", (input: CreateVendorInput) => {
  const checked = validateVendorStep(input)
  const infrastructure = createVendorInfrastructureStep(checked)
  const vendor = createVendorStep(
    transform({ checked, infrastructure }, (data) => ({ ...data.checked, ...data.infrastructure })),
  )
  return new WorkflowResponse(vendor)
})
