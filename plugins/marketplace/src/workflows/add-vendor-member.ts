import type { IAuthModuleService, IUserModuleService } from "@medusajs/framework/types"
import { MedusaError, Modules } from "@medusajs/framework/utils"
import {
  createStep,
  createWorkflow,
  StepResponse,
  transform,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import { emitEventStep } from "@medusajs/medusa/core-flows"
import { SoukEvents } from "@souk/kit/events"
import { errors } from "../domain/errors"
import { MARKETPLACE_MODULE } from "../modules/marketplace"
import type MarketplaceModuleService from "../modules/marketplace/service"

export type AddVendorMemberInput = {
  vendor_id: string
  email: string
  first_name?: string
  last_name?: string
  role?: "owner" | "staff"
  /** First password, handed to the member by the operator. */
  password: string
}

const validateMemberStep = createStep(
  "validate-vendor-member",
  async (input: AddVendorMemberInput, { container }) => {
    const marketplace: MarketplaceModuleService = container.resolve(MARKETPLACE_MODULE)
    await marketplace.findVendor(input.vendor_id)
    // One login serves an address, be it a buyer's or somebody's of the staff.
    const auth: IAuthModuleService = container.resolve(Modules.AUTH)
    const users: IUserModuleService = container.resolve(Modules.USER)
    const filters = { entity_id: input.email, provider: "emailpass" }
    const taken =
      (await users.listUsers({ email: input.email })).length > 0 ||
      (await auth.listProviderIdentities(filters)).length > 0
    if (taken) throw errors.email_taken({ email: input.email })
    return new StepResponse(input)
  },
)

const createUserStep = createStep(
  "create-vendor-user",
  async (input: AddVendorMemberInput, { container }) => {
    const users: IUserModuleService = container.resolve(Modules.USER)
    const user = await users.createUsers({
      email: input.email,
      first_name: input.first_name,
      last_name: input.last_name,
    })
    return new StepResponse(user.id, user.id)
  },
  async (id, { container }) => {
    if (id) await container.resolve(Modules.USER).deleteUsers([id])
  },
)

const createMembershipStep = createStep(
  "create-vendor-membership",
  async (input: { user_id: string; member: AddVendorMemberInput }, { container }) => {
    const marketplace: MarketplaceModuleService = container.resolve(MARKETPLACE_MODULE)
    const member = await marketplace.createVendorMembers({
      user_id: input.user_id,
      vendor_id: input.member.vendor_id,
      email: input.member.email,
      role: input.member.role ?? "staff",
    })
    return new StepResponse(member, member.id)
  },
  async (id, { container }) => {
    if (!id) return
    const marketplace: MarketplaceModuleService = container.resolve(MARKETPLACE_MODULE)
    await marketplace.deleteVendorMembers(id)
  },
)

const createLoginStep = createStep(
  "create-vendor-login",
  async (input: { user_id: string; member: AddVendorMemberInput }, { container }) => {
    const auth: IAuthModuleService = container.resolve(Modules.AUTH)
    const { success, authIdentity, error } = await auth.register("emailpass", {
      body: { email: input.member.email, password: input.member.password },
    })
    if (!success || !authIdentity) {
      throw new MedusaError(
        MedusaError.Types.INVALID_DATA,
        error ?? "The login could not be created",
      )
    }
    await auth.updateAuthIdentities({
      id: authIdentity.id,
      app_metadata: { user_id: input.user_id },
    })
    return new StepResponse(authIdentity.id, authIdentity.id)
  },
  async (id, { container }) => {
    if (id) await container.resolve(Modules.AUTH).deleteAuthIdentities([id])
  },
)

/**
 * Opens an account for somebody who works for a vendor. The order matters: the login comes last,
 * so that nobody can ever sign in as a user whose membership is not written yet.
 */
export const addVendorMemberWorkflow = createWorkflow(
  "add-vendor-member",
  (input: AddVendorMemberInput) => {
    const member = validateMemberStep(input)
    const userId = createUserStep(member)
    const opened = transform({ userId, member }, (data) => ({
      user_id: data.userId,
      member: data.member,
    }))
    const membership = createMembershipStep(opened)
    createLoginStep(opened)
    emitEventStep({
      eventName: SoukEvents.VENDOR_MEMBER_ADDED,
      data: transform({ membership }, (data) => ({ id: data.membership.id })),
    })
    return new WorkflowResponse(membership)
  },
)
