import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { errors } from "../../../../../domain/errors"
import { checkTaxNumber } from "../../../../../domain/identifiers"
import { INVOICES_MODULE } from "../../../../../modules/invoices"
import type InvoicesModuleService from "../../../../../modules/invoices/service"
import type { TaxIdentityBody } from "../../../../invoice-routes"

type Identity = { company: string; tax_number: string }

function viewOf(identity: Identity | undefined) {
  if (!identity) return null
  const { company, tax_number } = identity
  const checked = checkTaxNumber(tax_number)
  return { company, tax_number, key_matches: checked.valid && checked.key_matches }
}

export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse) {
  const invoices: InvoicesModuleService = req.scope.resolve(INVOICES_MODULE)
  const customer_id = req.auth_context.actor_id
  const [identity] = await invoices.listBuyerTaxIdentities({ customer_id }, { take: 1 })
  res.json({ tax_identity: viewOf(identity) })
}

export async function POST(req: AuthenticatedMedusaRequest<TaxIdentityBody>, res: MedusaResponse) {
  const invoices: InvoicesModuleService = req.scope.resolve(INVOICES_MODULE)
  const { company, tax_number } = req.validatedBody
  const checked = checkTaxNumber(tax_number)
  if (!checked.valid) throw errors.tax_number_invalid({ tax_number })
  const identity = await invoices.saveBuyerIdentity(req.auth_context.actor_id, {
    company,
    tax_number: checked.normalised,
  })
  res.json({ tax_identity: viewOf(identity) })
}

export async function DELETE(req: AuthenticatedMedusaRequest, res: MedusaResponse) {
  const invoices: InvoicesModuleService = req.scope.resolve(INVOICES_MODULE)
  const customer_id = req.auth_context.actor_id
  const found = await invoices.listBuyerTaxIdentities({ customer_id }, { take: 1 })
  await invoices.deleteBuyerTaxIdentities(found.map(({ id }) => id))
  res.json({ tax_identity: null })
}
