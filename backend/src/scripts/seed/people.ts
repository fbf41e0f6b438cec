import type {
  IAuthModuleService,
  ICustomerModuleService,
  IUserModuleService,
  MedusaContainer,
} from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import {
  MARKETPLACE_MODULE,
  type MarketplaceModuleService,
} from "@souk/marketplace/modules/marketplace"
import { addVendorMemberWorkflow } from "@souk/marketplace/workflows"
import { MESSAGES_MODULE, type MessagesModuleService } from "@souk/messages/modules/messages"
import type { SeedBuyer } from "../../../seed/generate"
import type { LoadedVendor } from "./vendors"

const DEMO_PASSWORD = "SoukDemo2026"
const OPERATOR_EMAIL = "operateur@souk.example"

export type LoadedBuyer = SeedBuyer & { customer_id: string }

/** The marketplace's own staff: a Medusa user without a membership. */
export async function loadOperator(container: MedusaContainer): Promise<void> {
  const users: IUserModuleService = container.resolve(Modules.USER)
  const [known] = await users.listUsers({ email: OPERATOR_EMAIL })
  const user =
    known ??
    (await users.createUsers({
      email: OPERATOR_EMAIL,
      first_name: "Salma",
      last_name: "Opératrice",
    }))
  await giveLogin(container, OPERATOR_EMAIL, { user_id: user.id })
}

/** One owner per vendor: `vendeur@<handle>.example`. */
export async function loadVendorMembers(
  container: MedusaContainer,
  vendors: LoadedVendor[],
): Promise<number> {
  const marketplace: MarketplaceModuleService = container.resolve(MARKETPLACE_MODULE)
  const users: IUserModuleService = container.resolve(Modules.USER)
  const members = await marketplace.listVendorMembers({}, { take: vendors.length * 10 })
  const known = new Map(members.map((member) => [member.email, member]))

  for (const vendor of vendors) {
    const email = `vendeur@${vendor.handle}.example`
    const member = known.get(email)
    if (member) {
      await giveLogin(container, email, { user_id: member.user_id })
      continue
    }
    // Un compte sans appartenance serait celui d'un opérateur : ce qu'un lancement coupé a laissé s'efface.
    const orphans = await users.listUsers({ email })
    if (orphans.length > 0) await users.deleteUsers(orphans.map((orphan) => orphan.id))
    await addVendorMemberWorkflow(container).run({
      input: { vendor_id: vendor.id, email, role: "owner", password: DEMO_PASSWORD },
    })
  }
  return vendors.length
}

/** Buyers with an account and one address each. */
export async function loadBuyers(container: MedusaContainer, rows: SeedBuyer[]) {
  const customers: ICustomerModuleService = container.resolve(Modules.CUSTOMER)
  const known = await customers.listCustomers(
    { email: rows.map((row) => row.email), has_account: true },
    { take: rows.length },
  )
  const idOf = new Map(known.map((customer) => [customer.email, customer.id]))
  const missing = rows.filter((row) => !idOf.has(row.email))
  const created = await customers.createCustomers(
    missing.map((row) => ({
      email: row.email,
      first_name: row.first_name,
      last_name: row.last_name,
      phone: row.phone,
      has_account: true,
      addresses: [
        {
          address_name: "Domicile",
          is_default_shipping: true,
          first_name: row.first_name,
          last_name: row.last_name,
          phone: row.phone,
          address_1: row.address,
          city: row.delegation_code,
          province: row.governorate_code,
          country_code: "tn",
        },
      ],
    })),
  )
  for (const customer of created) idOf.set(customer.email, customer.id)

  const buyers = rows.map((row): LoadedBuyer => ({ ...row, customer_id: idOf.get(row.email)! }))
  const messages: MessagesModuleService = container.resolve(MESSAGES_MODULE)
  for (const { email, customer_id } of buyers) {
    await giveLogin(container, email, { customer_id })
    await messages.confirmEmail({ customer_id, email })
  }
  return { result: buyers, told: `${buyers.length}` }
}

/** A login with the demonstration password, where there is none yet. */
async function giveLogin(
  container: MedusaContainer,
  email: string,
  owner: { user_id: string } | { customer_id: string },
): Promise<void> {
  const auth: IAuthModuleService = container.resolve(Modules.AUTH)
  const [identity] = await auth.listProviderIdentities({ entity_id: email, provider: "emailpass" })
  let id = identity?.auth_identity_id
  if (!id) {
    const { authIdentity, error } = await auth.register("emailpass", {
      body: { email, password: DEMO_PASSWORD },
    })
    if (!authIdentity) throw new Error(`The login ${email} could not be made: ${error}`)
    id = authIdentity.id
  }
  const known = await auth.retrieveAuthIdentity(id)
  await auth.updateAuthIdentities({ id, app_metadata: { ...known.app_metadata, ...owner } })
}
