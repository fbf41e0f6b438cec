import type { MedusaContainer } from "@medusajs/framework/types"
import {
  showOrWithdrawProductsWorkflow,
  vendorsToFollow,
} from "../workflows/show-or-withdraw-products"

/** Finishes what a stopped server or a lost event left between a vendor's status and its products. */
export default async function showOrWithdrawProducts(container: MedusaContainer) {
  for (const id of await vendorsToFollow(container)) {
    await showOrWithdrawProductsWorkflow(container).run({ input: { id } })
  }
}

export const config = {
  name: "show-or-withdraw-products",
  schedule: "* * * * *",
}
