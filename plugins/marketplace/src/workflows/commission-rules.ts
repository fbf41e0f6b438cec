import {
  createStep,
  createWorkflow,
  StepResponse,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import type { MedusaContainer } from "@medusajs/framework/types"
import { commonErrors, things } from "@souk/kit/errors"
import { problemOf, type CommissionRule } from "../domain/commission"
import { errors } from "../domain/errors"
import { MARKETPLACE_MODULE } from "../modules/marketplace"
import type MarketplaceModuleService from "../modules/marketplace/service"
import { categoryAncestry } from "./steps/commission-rules"

export type RuleInput = Omit<CommissionRule, "id">

const REFUSALS = {
  dates_reversed: errors.rule_dates_reversed,
  bounds_reversed: errors.rule_bounds_reversed,
  tiers_disordered: errors.rule_tiers_disordered,
}

/** What the rule names has to exist, or it would silently never apply. */
async function assertRule(container: MedusaContainer, rule: RuleInput): Promise<void> {
  const marketplace: MarketplaceModuleService = container.resolve(MARKETPLACE_MODULE)
  const problem = problemOf(rule)
  if (problem) throw REFUSALS[problem]()
  if (rule.vendor_id) await marketplace.findVendor(rule.vendor_id)
  if (rule.category_id) {
    const known = await categoryAncestry(container, [rule.category_id])
    if (!known.has(rule.category_id)) {
      throw commonErrors.not_found({ what: things.category, id: rule.category_id })
    }
  }
}

function rowOf(rule: RuleInput) {
  return { ...rule, tiers: rule.tiers as unknown as Record<string, unknown> /* a JSON column */ }
}

async function findRule(container: MedusaContainer, id: string) {
  const marketplace: MarketplaceModuleService = container.resolve(MARKETPLACE_MODULE)
  const [rule] = await marketplace.listCommissionRules({ id }, { take: 1 })
  if (!rule) throw commonErrors.not_found({ what: things.commission_rule, id })
  return rule
}

const createRuleStep = createStep(
  "create-commission-rule",
  async (input: RuleInput, { container }) => {
    const marketplace: MarketplaceModuleService = container.resolve(MARKETPLACE_MODULE)
    await assertRule(container, input)
    const rule = await marketplace.createCommissionRules(rowOf(input))
    return new StepResponse({ id: rule.id }, rule.id)
  },
  async (id, { container }) => {
    if (!id) return
    const marketplace: MarketplaceModuleService = container.resolve(MARKETPLACE_MODULE)
    await marketplace.deleteCommissionRules(id)
  },
)

const updateRuleStep = createStep(
  "update-commission-rule",
  async (input: RuleInput & { id: string }, { container }) => {
    const marketplace: MarketplaceModuleService = container.resolve(MARKETPLACE_MODULE)
    const before = await findRule(container, input.id)
    await assertRule(container, input)
    await marketplace.updateCommissionRules({ ...rowOf(input), id: input.id })
    return new StepResponse({ id: input.id }, before)
  },
  async (before, { container }) => {
    if (!before) return
    const marketplace: MarketplaceModuleService = container.resolve(MARKETPLACE_MODULE)
    await marketplace.updateCommissionRules(before)
  },
)

const deleteRuleStep = createStep(
  "delete-commission-rule",
  async (input: { id: string }, { container }) => {
    const marketplace: MarketplaceModuleService = container.resolve(MARKETPLACE_MODULE)
    await findRule(container, input.id)
    await marketplace.softDeleteCommissionRules([input.id])
    return new StepResponse({ id: input.id }, input.id)
  },
  async (id, { container }) => {
    if (!id) return
    const marketplace: MarketplaceModuleService = container.resolve(MARKETPLACE_MODULE)
    await marketplace.restoreCommissionRules([id])
  },
)

/** A new commission rule, for the orders to come. */
export const createCommissionRuleWorkflow = createWorkflow(
  "create-commission-rule",
  (input: RuleInput) => new WorkflowResponse(createRuleStep(input)),
)

/** Replaces a rule, for the orders to come: lines keep what they were given. */
export const updateCommissionRuleWorkflow = createWorkflow(
  "update-commission-rule",
  (input: RuleInput & { id: string }) => new WorkflowResponse(updateRuleStep(input)),
)

/** Takes a rule away, for the orders to come. */
export const deleteCommissionRuleWorkflow = createWorkflow(
  "delete-commission-rule",
  (input: { id: string }) => new WorkflowResponse(deleteRuleStep(input)),
)
