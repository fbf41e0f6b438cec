import type { MedusaContainer } from "@medusajs/framework/types"
import type { z } from "@medusajs/framework/zod"
import { sum } from "@souk/kit/money"
import { pickRule } from "../../domain/commission"
import { errors } from "../../domain/errors"
import { splitOrder, type PlacedLine } from "../../domain/split-order"
import { MARKETPLACE_MODULE } from "../../modules/marketplace"
import type MarketplaceModuleService from "../../modules/marketplace/service"
import { categoryAncestry } from "../../workflows/steps/commission-rules"
import type { SimulationBody } from "../commission-routes"
import type { simulationSchema } from "./money"

/** Cuts a cart that nobody ordered, by the rules and the code that cut real ones. Writes nothing. */
export async function simulateCommission(
  container: MedusaContainer,
  { lines, shipping, turnovers, at }: SimulationBody,
): Promise<z.infer<typeof simulationSchema>> {
  const marketplace: MarketplaceModuleService = container.resolve(MARKETPLACE_MODULE)
  const moment = at ? new Date(at) : new Date()
  const vendors = await Promise.all(
    [...new Set(lines.map((line) => line.vendor_id))].map((id) => marketplace.findVendor(id)),
  )
  const rules = await marketplace.commissionRulesAt(moment, vendors)
  const sold = await marketplace.monthTurnovers(
    vendors.map((vendor) => vendor.id),
    moment,
  )
  const turnoverOf = (vendorId: string) => turnovers[vendorId] ?? sold.get(vendorId) ?? 0
  const ancestry = await categoryAncestry(
    container,
    lines.flatMap((line) => line.category_id ?? []),
  )

  const placed = lines.map((line, index): PlacedLine => {
    if (line.discount_millimes > line.unit_price_millimes * line.quantity) {
      throw errors.discount_above_price({ line: index + 1 })
    }
    return { ...line, line_item_id: String(index) }
  })
  const deliveries = vendors
    .map((vendor) => ({
      vendor_id: vendor.id,
      amount_millimes: shipping[vendor.id] ?? 0,
      discount_millimes: 0,
    }))
    .filter((delivery) => delivery.amount_millimes > 0)
  const total_millimes =
    sum(placed.map((line) => line.unit_price_millimes * line.quantity - line.discount_millimes)) +
    sum(deliveries.map((delivery) => delivery.amount_millimes))

  const slices = splitOrder(
    { total_millimes, lines: placed, shipping: deliveries },
    ({ line_item_id }) => {
      const line = lines[Number(line_item_id)]!
      const facts = {
        vendor_id: line.vendor_id,
        category_ids: ancestry.get(line.category_id ?? "") ?? [],
        brand_id: line.brand_id,
        condition: line.condition,
      }
      return pickRule(rules, facts, moment, turnoverOf(line.vendor_id))
    },
    marketplace.commissionVatBps,
  )
  const nameOf = new Map(vendors.map((vendor) => [vendor.id, vendor.name]))
  return {
    total_millimes,
    slices: slices.map((slice) => ({
      vendor: { id: slice.vendor_id, name: nameOf.get(slice.vendor_id)! },
      month_turnover_millimes: turnoverOf(slice.vendor_id),
      lines: slice.lines.map(({ commission, total_millimes }) => ({
        ...commission,
        total_millimes,
      })),
      total_millimes: slice.total_millimes,
      commission_millimes: slice.commission_millimes,
      commission_vat_millimes: slice.commission_vat_millimes,
      earnings_millimes: slice.earnings_millimes,
    })),
  }
}
