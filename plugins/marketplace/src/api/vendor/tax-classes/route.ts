import type { MedusaResponse } from "@medusajs/framework/http"
import { taxClassOf } from "../../../domain/tax"
import { INVOICES_MODULE } from "../../../modules/invoices"
import type InvoicesModuleService from "../../../modules/invoices/service"
import { categoryAncestry } from "../../../workflows/steps/commission-rules"
import type { VendorRequest } from "../../guards"
import type { TaxClassQuery } from "../../invoice-routes"

export async function GET(req: VendorRequest, res: MedusaResponse) {
  const { category_id, vat_percent } = req.validatedQuery as TaxClassQuery
  const invoices: InvoicesModuleService = req.scope.resolve(INVOICES_MODULE)
  const { exemption } = await invoices.settingsOf(req.vendor.id)
  const ancestry = await categoryAncestry(req.scope, category_id ? [category_id] : [])
  const category_ids = ancestry.get(category_id ?? "") ?? []
  const rules = await invoices.listTaxRules({ scope: "category", reference_id: category_ids })
  res.json({
    tax_class: taxClassOf(
      { product_id: "", category_ids, vat_percent, is_exempt: exemption !== null },
      rules,
    ),
  })
}
