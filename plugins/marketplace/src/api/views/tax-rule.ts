import type { MedusaContainer } from "@medusajs/framework/types"
import { read } from "@souk/kit/query"
import { INVOICES_MODULE } from "../../modules/invoices"
import type InvoicesModuleService from "../../modules/invoices/service"

/** Tax rules with the name of what they are about, newest first. */
export async function listTaxRuleViews(
  container: MedusaContainer,
  filters: { id?: string; reference_id?: string },
  page: { limit: number; offset: number },
) {
  const invoices: InvoicesModuleService = container.resolve(INVOICES_MODULE)
  const [rows, count] = await invoices.listAndCountTaxRules(filters, {
    take: page.limit,
    skip: page.offset,
    order: { created_at: "DESC", id: "DESC" },
  })
  const idsOf = (scope: string) =>
    rows.filter((row) => row.scope === scope).map((row) => row.reference_id)
  const products = await read<{ id: string; title: string }>(container, {
    entity: "product",
    fields: ["id", "title"],
    filters: { id: idsOf("product") },
  })
  const categories = await read<{ id: string; name: string }>(container, {
    entity: "product_category",
    fields: ["id", "name"],
    filters: { id: idsOf("category") },
  })
  const names = new Map([
    ...products.map(({ id, title }) => [id, title] as const),
    ...categories.map(({ id, name }) => [id, name] as const),
  ])
  const rules = rows.map(({ id, scope, reference_id, vat_percent, fodec }) => ({
    id,
    scope,
    reference_id,
    name: names.get(reference_id) ?? reference_id,
    vat_percent,
    fodec,
  }))
  return { rules, count }
}
