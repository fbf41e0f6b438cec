import type { MedusaResponse } from "@medusajs/framework/http"
import { INVOICES_MODULE } from "../../../modules/invoices"
import type InvoicesModuleService from "../../../modules/invoices/service"
import type { VendorRequest } from "../../guards"
import { vendorInvoiceSettingsSchema, type VendorInvoiceSettingsBody } from "../../invoice-routes"

export async function GET(req: VendorRequest, res: MedusaResponse) {
  const invoices: InvoicesModuleService = req.scope.resolve(INVOICES_MODULE)
  const settings = await invoices.settingsOf(req.vendor.id)
  res.json({ invoice_settings: vendorInvoiceSettingsSchema.parse(settings) })
}

export async function POST(req: VendorRequest<VendorInvoiceSettingsBody>, res: MedusaResponse) {
  const invoices: InvoicesModuleService = req.scope.resolve(INVOICES_MODULE)
  await invoices.saveSettings(req.vendor.id, req.validatedBody)
  const settings = await invoices.settingsOf(req.vendor.id)
  res.json({ invoice_settings: vendorInvoiceSettingsSchema.parse(settings) })
}
