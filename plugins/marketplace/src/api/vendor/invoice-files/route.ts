import type { MedusaResponse } from "@medusajs/framework/http"
import { localeOf } from "@souk/kit/locale"
import type { VendorRequest } from "../../guards"
import { invoicesFile, type InvoiceQuery } from "../../views/invoice"

export async function GET(req: VendorRequest, res: MedusaResponse) {
  const file = await invoicesFile(
    req.scope,
    { ...(req.validatedQuery as InvoiceQuery), vendor_id: req.vendor.id },
    localeOf(req.headers),
  )
  res.type("text/csv").attachment(`factures-${req.vendor.handle}.csv`).send(file)
}
