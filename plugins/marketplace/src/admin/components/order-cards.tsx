import { Text } from "@medusajs/ui"
import { useFormat } from "@souk/kit/admin/ui"
import type { ReactNode } from "react"
import type { VendorOrder } from "../lib/types"
import { OrderStatusBadge } from "./status"

/** A vendor order as a card of a list on a phone. */
export function OrderCard({ order, party }: { order: VendorOrder; party: ReactNode }) {
  const { money, dateTime } = useFormat()
  return (
    <div className="flex flex-col gap-y-1.5">
      <div className="flex items-center justify-between gap-x-3">
        <Text size="small" weight="plus">
          <bdi>{order.number}</bdi>
        </Text>
        <OrderStatusBadge status={order.status} />
      </div>
      <div className="text-ui-fg-subtle flex items-end justify-between gap-x-3">
        <div className="min-w-0">
          <Text size="small" leading="compact" className="truncate">
            {party}
          </Text>
          <Text size="xsmall" className="text-ui-fg-muted">
            {dateTime(order.created_at)}
          </Text>
        </div>
        <Text size="small" weight="plus" className="text-ui-fg-base whitespace-nowrap tabular-nums">
          {money(order.total_millimes)}
        </Text>
      </div>
    </div>
  )
}
