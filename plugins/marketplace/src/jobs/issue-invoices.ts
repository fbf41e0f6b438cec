import type { MedusaContainer } from "@medusajs/framework/types"
import { issueDueInvoicesWorkflow } from "../workflows/issue-due-invoices"

/** Issues what is due and what events may have lost; nothing is issued twice. */
export default async function issueInvoices(container: MedusaContainer) {
  await issueDueInvoicesWorkflow(container).run({ input: {} })
}

export const config = {
  name: "issue-invoices",
  schedule: "*/2 * * * *",
}
