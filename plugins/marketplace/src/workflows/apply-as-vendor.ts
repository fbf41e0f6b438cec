import {
  createStep,
  createWorkflow,
  StepResponse,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import { acquireLockStep, releaseLockStep } from "@medusajs/medusa/core-flows"
import { errors } from "../domain/errors"
import { checkTaxNumber } from "../domain/identifiers"
import { freeHandle, handleOf } from "../domain/vendor-application"
import { MARKETPLACE_MODULE } from "../modules/marketplace"
import type MarketplaceModuleService from "../modules/marketplace/service"
import { createVendorWorkflow, type CreateVendorInput } from "./create-vendor"

/** Until the vendor sets its own in its shop's settings. */
const STARTING_FEE_MILLIMES = 7_000

const LOCK_KEY = "vendor-applications"

export type ApplyAsVendorInput = Omit<CreateVendorInput, "handle" | "shipping_fee_millimes">

/** Only reads: nothing to undo. */
const prepareApplicationStep = createStep(
  "prepare-application",
  async (input: ApplyAsVendorInput, { container }) => {
    const marketplace: MarketplaceModuleService = container.resolve(MARKETPLACE_MODULE)
    const email = input.email.toLowerCase()
    // Une demande par adresse et par matricule : un second envoi retrouve la première.
    const checked = checkTaxNumber(input.tax_number)
    const taxNumber = checked.valid ? checked.normalised : input.tax_number
    const [twin] = await marketplace.listVendors(
      { $or: [{ tax_number: taxNumber }, { email }] },
      { take: 1 },
    )
    if (twin) throw errors.application_exists({ tax_number: input.tax_number, email })

    const handle = handleOf(input.name, "boutique")
    const alike = await marketplace.listVendors(
      { handle: { $like: `${handle}%` } },
      { select: ["handle"] },
    )
    return new StepResponse({
      ...input,
      email,
      handle: freeHandle(handle, new Set(alike.map((vendor) => vendor.handle))),
      shipping_fee_millimes: STARTING_FEE_MILLIMES,
    })
  },
)

/** A shop asks to sell here: its file is opened, `pending` until the operator has looked at it. */
export const applyAsVendorWorkflow = createWorkflow(
  "apply-as-vendor",
  (input: ApplyAsVendorInput) => {
    // Un double appui ouvrirait deux dossiers : la seconde demande doit voir la première.
    acquireLockStep({ key: LOCK_KEY, timeout: 10, ttl: 60 })
    const prepared = prepareApplicationStep(input)
    const vendor = createVendorWorkflow.runAsStep({ input: prepared })
    releaseLockStep({ key: LOCK_KEY })
    return new WorkflowResponse(vendor)
  },
)
