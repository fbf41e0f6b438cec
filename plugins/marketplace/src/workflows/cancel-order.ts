import type { IOrderModuleService, MedusaContainer } from "@medusajs/framework/types"
import { Modules, OrderChangeStatus, OrderChangeType } from "@medusajs/framework/utils"
import { cancelOrderWorkflow } from "@medusajs/medusa/core-flows"

const CREDIT_LINE: string = OrderChangeType.CREDIT_LINE

/**
 * Core's cancellation of an order. It opens a change of the order and closes it; a process killed in
 * between leaves it open, and core then refuses every other: it is dropped first. For the holder of the
 * order's lock, once none of the order's money was captured.
 */
export async function cancelOrder(container: MedusaContainer, orderId: string): Promise<void> {
  const orders: IOrderModuleService = container.resolve(Modules.ORDER)
  const open = await orders.listOrderChanges(
    { order_id: orderId, status: [OrderChangeStatus.PENDING, OrderChangeStatus.REQUESTED] },
    { select: ["id", "change_type"] },
  )
  // The type of core's changes leaves out those that it opens by itself.
  const begun = open.filter((change) => String(change.change_type) === CREDIT_LINE)
  if (begun.length > 0) await orders.cancelOrderChange(begun.map(({ id }) => id))
  await cancelOrderWorkflow(container).run({ input: { order_id: orderId, no_notification: true } })
}
