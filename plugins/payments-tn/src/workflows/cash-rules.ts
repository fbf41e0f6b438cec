import {
  createStep,
  createWorkflow,
  StepResponse,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import { commonErrors, things } from "@souk/kit/errors"
import type { CashRules } from "../domain/cash-on-delivery"
import { ONLINE_PAYMENTS_MODULE } from "../modules/online-payments"
import type OnlinePaymentsModuleService from "../modules/online-payments/service"

const changeRulesStep = createStep(
  "change-cash-rules",
  async (input: { rules: CashRules; actor: string }, { container }) => {
    const service: OnlinePaymentsModuleService = container.resolve(ONLINE_PAYMENTS_MODULE)
    const before = await service.cashRules()
    await service.setCashRules(input.rules, input.actor)
    return new StepResponse(await service.cashRules(), before)
  },
  async (before, { container }) => {
    const service: OnlinePaymentsModuleService = container.resolve(ONLINE_PAYMENTS_MODULE)
    if (before) await service.setCashRules(before, null)
  },
)

/** The operator changes the rules of cash on delivery. */
export const changeCashRulesWorkflow = createWorkflow(
  "change-cash-rules",
  (input: { rules: CashRules; actor: string }) => new WorkflowResponse(changeRulesStep(input)),
)

type Refusal = { phone: string; reason: string; created_by: string }

const refuseCashStep = createStep(
  "refuse-cash",
  async (input: Refusal, { container }) => {
    const service: OnlinePaymentsModuleService = container.resolve(ONLINE_PAYMENTS_MODULE)
    const [known] = await service.listCashRefusals({ phone: input.phone }, { take: 1 })
    if (known) return new StepResponse(known, null)
    const made = await service.createCashRefusals(input)
    return new StepResponse(made, made.id)
  },
  async (id, { container }) => {
    const service: OnlinePaymentsModuleService = container.resolve(ONLINE_PAYMENTS_MODULE)
    if (id) await service.deleteCashRefusals(id)
  },
)

/** The operator takes no more cash from a buyer. Asked twice, it is one refusal. */
export const refuseCashWorkflow = createWorkflow("refuse-cash", (input: Refusal) => {
  return new WorkflowResponse(refuseCashStep(input))
})

const allowCashStep = createStep(
  "allow-cash",
  async (input: { id: string }, { container }) => {
    const service: OnlinePaymentsModuleService = container.resolve(ONLINE_PAYMENTS_MODULE)
    const [known] = await service.listCashRefusals({ id: input.id }, { take: 1 })
    if (!known) throw commonErrors.not_found({ what: things.buyer, id: input.id })
    await service.softDeleteCashRefusals([input.id])
    return new StepResponse(input.id, input.id)
  },
  async (id, { container }) => {
    const service: OnlinePaymentsModuleService = container.resolve(ONLINE_PAYMENTS_MODULE)
    if (id) await service.restoreCashRefusals([id])
  },
)

/** The operator takes cash from a buyer again. */
export const allowCashWorkflow = createWorkflow("allow-cash", (input: { id: string }) => {
  return new WorkflowResponse(allowCashStep(input))
})

type Failed = { phone: string; source: string; note?: string }

const noteFailedStep = createStep(
  "note-failed-delivery",
  async (input: Failed, { container }) => {
    const service: OnlinePaymentsModuleService = container.resolve(ONLINE_PAYMENTS_MODULE)
    const [known] = await service.listFailedDeliveries({ source: input.source }, { take: 1 })
    if (known) return new StepResponse(known, null)
    const made = await service.createFailedDeliveries(input)
    return new StepResponse(made, made.id)
  },
  async (id, { container }) => {
    const service: OnlinePaymentsModuleService = container.resolve(ONLINE_PAYMENTS_MODULE)
    if (id) await service.deleteFailedDeliveries(id)
  },
)

/** A parcel came back unpaid: it counts against its buyer, once. */
export const noteFailedDeliveryWorkflow = createWorkflow(
  "note-failed-delivery",
  (input: Failed) => new WorkflowResponse(noteFailedStep(input)),
)
