import {
  createStep,
  createWorkflow,
  StepResponse,
  transform,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import { emitEventStep } from "@medusajs/medusa/core-flows"
import { commonErrors, things } from "@souk/kit/errors"
import { SoukEvents } from "@souk/kit/events"
import { readOne } from "@souk/kit/query"
import type { TaxRule } from "../domain/tax"
import { INVOICES_MODULE } from "../modules/invoices"
import type InvoicesModuleService from "../modules/invoices/service"

const setStep = createStep(
  "set-tax-rule",
  async (input: TaxRule, { container }) => {
    const invoices: InvoicesModuleService = container.resolve(INVOICES_MODULE)
    const { scope, reference_id: id } = input
    const found = await readOne<{ id: string }>(container, {
      entity: scope === "product" ? "product" : "product_category",
      fields: ["id"],
      filters: { id },
    })
    const what = scope === "product" ? things.product : things.category
    if (!found) throw commonErrors.not_found({ what, id })

    const [before] = await invoices.listTaxRules({ scope, reference_id: id }, { take: 1 })
    const rule = before
      ? await invoices.updateTaxRules({ id: before.id, ...input })
      : await invoices.createTaxRules(input)
    return new StepResponse(rule, { id: rule.id, before: before ?? null })
  },
  async (done, { container }) => {
    if (!done) return
    const invoices: InvoicesModuleService = container.resolve(INVOICES_MODULE)
    const { id, before } = done
    if (!before) await invoices.deleteTaxRules([id])
    else {
      const { vat_percent, fodec } = before
      await invoices.updateTaxRules({ id, vat_percent, fodec })
    }
  },
)

const removeStep = createStep(
  "remove-tax-rule",
  async ({ id }: { id: string }, { container }) => {
    const invoices: InvoicesModuleService = container.resolve(INVOICES_MODULE)
    const [rule] = await invoices.listTaxRules({ id }, { take: 1 })
    if (!rule) throw commonErrors.not_found({ what: things.tax_rule, id })
    await invoices.deleteTaxRules([id])
    return new StepResponse(rule)
  },
  // No undo: it is the only step, and it deletes last.
)

const concerns = (rule: WorkflowData<Pick<TaxRule, "scope" | "reference_id">>) =>
  transform(rule, ({ scope, reference_id }) => ({ scope, reference_id }))

/** Sets how a category or a product is taxed; a second rule on the same one replaces the first. */
export const setTaxRuleWorkflow = createWorkflow("set-tax-rule", (input: TaxRule) => {
  const rule = setStep(input)
  emitEventStep({ eventName: SoukEvents.TAX_RULE_CHANGED, data: concerns(rule) })
  return new WorkflowResponse(rule)
})

export const removeTaxRuleWorkflow = createWorkflow("remove-tax-rule", (input: { id: string }) => {
  const rule = removeStep(input)
  emitEventStep({ eventName: SoukEvents.TAX_RULE_CHANGED, data: concerns(rule) })
  return new WorkflowResponse(rule)
})
