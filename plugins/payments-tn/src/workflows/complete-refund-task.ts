import {
  createStep,
  createWorkflow,
  StepResponse,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import { ONLINE_PAYMENTS_MODULE } from "../modules/online-payments"
import type OnlinePaymentsModuleService from "../modules/online-payments/service"

export type CompleteRefundTaskInput = { id: string; done_by: string; done_reference: string }

const completeStep = createStep(
  "complete-refund-task",
  async (input: CompleteRefundTaskInput, { container }) => {
    const service: OnlinePaymentsModuleService = container.resolve(ONLINE_PAYMENTS_MODULE)
    await service.completeRefundTask(input, new Date())
    return new StepResponse(await service.retrieveRefundTask(input.id))
  },
  // No undo: one transaction, and the only step.
)

/** A person gave the money back at the gateway: the task is done, once, and its payment refunded. */
export const completeRefundTaskWorkflow = createWorkflow(
  "complete-refund-task",
  (input: CompleteRefundTaskInput) => new WorkflowResponse(completeStep(input)),
)
