import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { checkTaxNumber } from "../../../domain/identifiers"
import { errors } from "../../../domain/errors"
import { INVOICES_MODULE } from "../../../modules/invoices"
import type InvoicesModuleService from "../../../modules/invoices/service"
import { identitySchema, type MarketplaceIdentityBody } from "../../invoice-routes"

export async function GET(req: MedusaRequest, res: MedusaResponse) {
  const invoices: InvoicesModuleService = req.scope.resolve(INVOICES_MODULE)
  const identity = await invoices.identity()
  res.json({ invoice_settings: identity && identitySchema.parse(identity) })
}

export async function POST(req: MedusaRequest<MarketplaceIdentityBody>, res: MedusaResponse) {
  const invoices: InvoicesModuleService = req.scope.resolve(INVOICES_MODULE)
  const { tax_number } = req.validatedBody
  const checked = checkTaxNumber(tax_number)
  if (!checked.valid) throw errors.tax_number_invalid({ tax_number })
  const identity = await invoices.saveIdentity({
    ...req.validatedBody,
    tax_number: checked.normalised,
  })
  res.json({ invoice_settings: identitySchema.parse(identity) })
}
