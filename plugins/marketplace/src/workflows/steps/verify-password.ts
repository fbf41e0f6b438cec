import type { IAuthModuleService, ICustomerModuleService } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { errors } from "../../domain/errors"

/** The way buyers sign in: an e-mail address and a password. */
export const PASSWORD_PROVIDER = "emailpass"

export type VerifyPasswordInput = { customer_id: string; password: string }

/** A session left open on a shared phone must not be enough: the password is asked for again. */
export const verifyPasswordStep = createStep(
  "verify-password",
  async (input: VerifyPasswordInput, { container }) => {
    const customers: ICustomerModuleService = container.resolve(Modules.CUSTOMER)
    const auth: IAuthModuleService = container.resolve(Modules.AUTH)
    const { email } = await customers.retrieveCustomer(input.customer_id)
    const { success } = await auth.authenticate(PASSWORD_PROVIDER, {
      body: { email, password: input.password },
    })
    if (!success) throw errors.password_wrong()
    return new StepResponse({ email: email! })
  },
)
