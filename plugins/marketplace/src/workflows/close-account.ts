import { removeCustomerAccountWorkflow } from "@medusajs/medusa/core-flows"
import type { ICustomerModuleService } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import {
  createStep,
  createWorkflow,
  StepResponse,
  transform,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import { verifyPasswordStep, type VerifyPasswordInput } from "./steps/verify-password"

/**
 * La loi 2004-63 donne droit à l'effacement ; celle sur la comptabilité impose de garder les ventes.
 * Le client perd nom, téléphone, e-mail et adresses ; ses commandes gardent ce qu'une facture porte.
 */
const eraseCustomerStep = createStep(
  "erase-customer",
  async ({ customer_id }: { customer_id: string }, { container }) => {
    const customers: ICustomerModuleService = container.resolve(Modules.CUSTOMER)
    const customer = await customers.retrieveCustomer(customer_id, { relations: ["addresses"] })
    await customers.deleteCustomerAddresses(customer.addresses.map(({ id }) => id))
    await customers.updateCustomers(customer_id, {
      email: `${customer_id}@closed.invalid`,
      first_name: null,
      last_name: null,
      phone: null,
      company_name: null,
    })
    return new StepResponse(undefined, customer)
  },
  async (customer, { container }) => {
    if (!customer) return
    const customers: ICustomerModuleService = container.resolve(Modules.CUSTOMER)
    const { id, email, first_name, last_name, phone, company_name, addresses } = customer
    await customers.updateCustomers(id, { email, first_name, last_name, phone, company_name })
    await customers.createCustomerAddresses(
      addresses.map((address) => ({
        customer_id: id,
        first_name: address.first_name,
        last_name: address.last_name,
        phone: address.phone,
        address_1: address.address_1,
        city: address.city,
        province: address.province,
        country_code: address.country_code,
        metadata: address.metadata,
      })),
    )
  },
)

/** Closes a buyer's account at its own wish: what names the person is erased, then core removes it. */
export const closeAccountWorkflow = createWorkflow(
  "close-account",
  (input: VerifyPasswordInput) => {
    verifyPasswordStep(input)
    eraseCustomerStep(input)
    removeCustomerAccountWorkflow.runAsStep({
      input: transform({ input }, (data) => ({ customerId: data.input.customer_id })),
    })
    return new WorkflowResponse(undefined)
  },
)
