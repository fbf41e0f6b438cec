import type { IAuthModuleService } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import {
  createStep,
  createWorkflow,
  StepResponse,
  transform,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import { PASSWORD_PROVIDER, verifyPasswordStep } from "./steps/verify-password"

export type ChangePasswordInput = {
  customer_id: string
  current_password: string
  new_password: string
}

type SetPasswordInput = { email: string; password: string; previous: string }

const setPasswordStep = createStep(
  "set-password",
  async ({ email, password, previous }: SetPasswordInput, { container }) => {
    const auth: IAuthModuleService = container.resolve(Modules.AUTH)
    const { success, error } = await auth.updateProvider(PASSWORD_PROVIDER, {
      entity_id: email,
      password,
    })
    if (!success) throw new Error(error)
    return new StepResponse(undefined, { email, previous })
  },
  async (undo, { container }) => {
    if (!undo) return
    const auth: IAuthModuleService = container.resolve(Modules.AUTH)
    await auth.updateProvider(PASSWORD_PROVIDER, {
      entity_id: undo.email,
      password: undo.previous,
    })
  },
)

/** A signed-in buyer chooses another password, having given the present one. */
export const changePasswordWorkflow = createWorkflow(
  "change-password",
  (input: ChangePasswordInput) => {
    const { email } = verifyPasswordStep(
      transform({ input }, (data) => ({
        customer_id: data.input.customer_id,
        password: data.input.current_password,
      })),
    )
    setPasswordStep(
      transform({ input, email }, (data) => ({
        email: data.email,
        password: data.input.new_password,
        previous: data.input.current_password,
      })),
    )
    return new WorkflowResponse(undefined)
  },
)
