import type { MedusaResponse } from "@medusajs/framework/http"
import { MARKETPLACE_MODULE } from "../../../modules/marketplace"
import type MarketplaceModuleService from "../../../modules/marketplace/service"
import type { VendorRequest } from "../../guards"

export async function GET(req: VendorRequest, res: MedusaResponse) {
  const { limit, offset } = req.validatedQuery as { limit: number; offset: number }
  const marketplace: MarketplaceModuleService = req.scope.resolve(MARKETPLACE_MODULE)
  const [rows, count] = await marketplace.listAndCountCommissionLines(
    { line: { vendor_order: { vendor_id: req.vendor.id } } },
    {
      take: limit,
      skip: offset,
      order: { created_at: "DESC", id: "DESC" },
      relations: ["line", "line.vendor_order"],
    },
  )
  res.json({
    commissions: rows.map((row) => ({
      id: row.id,
      order_id: row.line.vendor_order.id,
      order_number: row.line.vendor_order.number,
      order_status: row.line.vendor_order.status,
      ordered_at: row.line.vendor_order.created_at,
      title: row.line.title,
      quantity: row.line.quantity,
      line_total_millimes: Number(row.line.total_millimes),
      rule_id: row.rule_id,
      rule_name: row.rule_name,
      rate_bps: row.rate_bps,
      base_millimes: Number(row.base_millimes),
      shipping_base_millimes: Number(row.shipping_base_millimes),
      amount_millimes: Number(row.amount_millimes),
      vat_millimes: Number(row.vat_millimes),
    })),
    count,
    limit,
    offset,
  })
}
