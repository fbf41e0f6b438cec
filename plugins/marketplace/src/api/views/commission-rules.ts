import type { MedusaContainer } from "@medusajs/framework/types"
import { z } from "@medusajs/framework/zod"
import { commonErrors, things } from "@souk/kit/errors"
import { isInForce, type CommissionTier } from "../../domain/commission"
import { MARKETPLACE_MODULE } from "../../modules/marketplace"
import type MarketplaceModuleService from "../../modules/marketplace/service"
import type { RuleInput } from "../../workflows/commission-rules"
import type { RuleBody } from "../commission-routes"
import type { ruleSchema } from "./money"

type RuleView = z.infer<typeof ruleSchema>

/** Dates travel as text. */
export function ruleInputOf(body: RuleBody): RuleInput {
  return {
    ...body,
    starts_at: body.starts_at ? new Date(body.starts_at) : null,
    ends_at: body.ends_at ? new Date(body.ends_at) : null,
  }
}

export async function listRuleViews(
  container: MedusaContainer,
  filters: { id?: string },
  page: { limit: number; offset: number },
): Promise<{ rules: RuleView[]; count: number }> {
  const marketplace: MarketplaceModuleService = container.resolve(MARKETPLACE_MODULE)
  const [rows, count] = await marketplace.listAndCountCommissionRules(filters, {
    take: page.limit,
    skip: page.offset,
    order: { priority: "DESC", created_at: "DESC", id: "DESC" },
  })
  const now = new Date()
  const rules = rows.map((row) => {
    // Tiers are JSON that only the validated routes of the operator write.
    const rule = { ...row, tiers: row.tiers as unknown as CommissionTier[] }
    return { ...rule, in_force: isInForce(rule, now) }
  })
  return { rules, count }
}

export async function findRuleView(container: MedusaContainer, id: string): Promise<RuleView> {
  const { rules } = await listRuleViews(container, { id }, { limit: 1, offset: 0 })
  if (!rules[0]) throw commonErrors.not_found({ what: things.commission_rule, id })
  return rules[0]
}
