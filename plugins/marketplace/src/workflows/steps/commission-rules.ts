import type { MedusaContainer } from "@medusajs/framework/types"
import { read } from "@souk/kit/query"
import {
  pickRule,
  wantFacts,
  wantTurnover,
  type AppliedRule,
  type LineFacts,
} from "../../domain/commission"
import { MARKETPLACE_MODULE } from "../../modules/marketplace"
import type MarketplaceModuleService from "../../modules/marketplace/service"

type Line = {
  line_item_id: string
  product_id: string
  variant_id: string | null
  vendor: { id: string; commission_bps: number | null }
}

/**
 * The commission rule of each line of an order. Categories, brands, conditions and turnovers are
 * looked up only where a rule asks for them: most marketplaces have one rate.
 */
export async function rulesForLines(
  container: MedusaContainer,
  { lines, at }: { lines: Line[]; at: Date },
): Promise<(lineItemId: string) => AppliedRule> {
  const marketplace: MarketplaceModuleService = container.resolve(MARKETPLACE_MODULE)
  const vendors = [...new Map(lines.map((line) => [line.vendor.id, line.vendor])).values()]
  const rules = await marketplace.commissionRulesAt(at, vendors)
  const turnovers = wantTurnover(rules)
    ? await marketplace.monthTurnovers(
        vendors.map((vendor) => vendor.id),
        at,
      )
    : new Map<string, number>()
  const factsOf = wantFacts(rules) ? await readFacts(container, lines) : () => NO_FACTS

  const applied = new Map(
    lines.map((line) => {
      const facts: LineFacts = { ...factsOf(line), vendor_id: line.vendor.id }
      const turnover = turnovers.get(line.vendor.id) ?? 0
      return [line.line_item_id, pickRule(rules, facts, at, turnover)]
    }),
  )
  return (lineItemId) => applied.get(lineItemId)!
}

type Facts = Omit<LineFacts, "vendor_id">
const NO_FACTS: Facts = { category_ids: [], brand_id: null, condition: null }

type OfferFacts = {
  variant_id: string
  condition: string
  part: { category_id: string; brand: { id: string } | null } | null
}

/** What the parts plugin knows of the lines (through Query) and core of their categories. */
async function readFacts(
  container: MedusaContainer,
  lines: Line[],
): Promise<(line: Line) => Facts> {
  const variantIds = lines.flatMap((line) => line.variant_id ?? [])
  const offers = container.hasRegistration("parts")
    ? await read<OfferFacts>(container, {
        entity: "offer",
        fields: ["variant_id", "condition", "part.category_id", "part.brand.id"],
        filters: { variant_id: variantIds },
      })
    : []
  const offerOf = new Map(offers.map((offer) => [offer.variant_id, offer]))

  const products = await read<{ id: string; categories: { id: string }[] | null }>(container, {
    entity: "product",
    fields: ["id", "categories.id"],
    filters: { id: lines.map((line) => line.product_id) },
  })
  const ownCategory = (line: Line) =>
    offerOf.get(line.variant_id ?? "")?.part?.category_id ??
    products.find((product) => product.id === line.product_id)?.categories?.[0]?.id ??
    null

  const ancestry = await categoryAncestry(
    container,
    lines.flatMap((line) => ownCategory(line) ?? []),
  )
  return (line) => {
    const offer = offerOf.get(line.variant_id ?? "")
    return {
      category_ids: ancestry.get(ownCategory(line) ?? "") ?? [],
      brand_id: offer?.part?.brand?.id ?? null,
      condition: offer?.condition ?? null,
    }
  }
}

/** Each category with all those above it, nearest first. */
export async function categoryAncestry(
  container: MedusaContainer,
  ids: string[],
): Promise<Map<string, string[]>> {
  if (ids.length === 0) return new Map()
  const categories = await read<{ id: string; mpath: string }>(container, {
    entity: "product_category",
    fields: ["id", "mpath"],
    filters: { id: [...new Set(ids)] },
  })
  // Core keeps the path from the top as `pcat_top.pcat_mid.pcat_own`.
  return new Map(
    categories.map(({ id, mpath }) => [id, mpath.split(".").filter(Boolean).reverse()]),
  )
}
