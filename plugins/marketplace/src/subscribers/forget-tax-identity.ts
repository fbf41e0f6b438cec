import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { INVOICES_MODULE } from "../modules/invoices"
import type InvoicesModuleService from "../modules/invoices/service"

/** A closed account leaves no company behind; invoices already issued stay, as the law wants. */
export default async function forgetTaxIdentity({
  event,
  container,
}: SubscriberArgs<{ id: string }>) {
  const invoices: InvoicesModuleService = container.resolve(INVOICES_MODULE)
  const found = await invoices.listBuyerTaxIdentities({ customer_id: event.data.id }, { take: 1 })
  await invoices.deleteBuyerTaxIdentities(found.map(({ id }) => id))
}

export const config: SubscriberConfig = { event: "customer.deleted" }
