import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { Modules } from "@medusajs/framework/utils"
import { SoukEvents } from "@souk/kit/events"
import { INVOICES_MODULE } from "../../../../../modules/invoices"
import type InvoicesModuleService from "../../../../../modules/invoices/service"
import { MARKETPLACE_MODULE } from "../../../../../modules/marketplace"
import type MarketplaceModuleService from "../../../../../modules/marketplace/service"
import {
  vendorInvoiceSettingsSchema,
  type OperatorVendorSettingsBody,
} from "../../../../invoice-routes"

export async function GET(req: MedusaRequest, res: MedusaResponse) {
  const marketplace: MarketplaceModuleService = req.scope.resolve(MARKETPLACE_MODULE)
  await marketplace.findVendor(req.params.id!)
  const invoices: InvoicesModuleService = req.scope.resolve(INVOICES_MODULE)
  const settings = await invoices.settingsOf(req.params.id!)
  res.json({ invoice_settings: vendorInvoiceSettingsSchema.parse(settings) })
}

export async function POST(req: MedusaRequest<OperatorVendorSettingsBody>, res: MedusaResponse) {
  const marketplace: MarketplaceModuleService = req.scope.resolve(MARKETPLACE_MODULE)
  await marketplace.findVendor(req.params.id!)
  const invoices: InvoicesModuleService = req.scope.resolve(INVOICES_MODULE)
  await invoices.saveSettings(req.params.id!, req.validatedBody)
  // Un vendeur exonéré vend hors TVA : ses offres le disent.
  await req.scope
    .resolve(Modules.EVENT_BUS)
    .emit({ name: SoukEvents.VENDOR_UPDATED, data: { id: req.params.id! } })
  const settings = await invoices.settingsOf(req.params.id!)
  res.json({ invoice_settings: vendorInvoiceSettingsSchema.parse(settings) })
}
