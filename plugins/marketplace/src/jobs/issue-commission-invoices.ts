import type { Logger, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { tell } from "@souk/kit/errors"
import { monthBefore } from "../domain/commission-invoice"
import { issueCommissionInvoicesWorkflow } from "../workflows/issue-commission-invoices"

/** Invoices last month's commission. It runs on five days: what is issued already stays as it is. */
export default async function issueCommissionInvoices(container: MedusaContainer) {
  const month = monthBefore(new Date())
  try {
    await issueCommissionInvoicesWorkflow(container).run({ input: { month } })
  } catch (error) {
    const told = tell(error, "fr")
    if (!told) throw error
    const logger: Logger = container.resolve(ContainerRegistrationKeys.LOGGER)
    logger.warn(`Commission of ${month} is not invoiced: ${told.message}`)
  }
}

export const config = {
  name: "issue-commission-invoices",
  schedule: "20 3 1-5 * *",
}
