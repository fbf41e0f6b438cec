import { Text } from "@medusajs/ui"
import { useCarrierName } from "../lib/carriers"
import type { VendorOrder } from "../lib/types"

/** Who carries it, and the number to follow it by. */
export function Parcel({ shipment }: Pick<VendorOrder, "shipment">) {
  const carrierName = useCarrierName()
  if (!shipment) return null
  return (
    <Text size="small" className="text-ui-fg-subtle">
      {carrierName(shipment.carrier)}
      {shipment.tracking_number && (
        <>
          {" · "}
          <bdi className="tabular-nums">{shipment.tracking_number}</bdi>
        </>
      )}
    </Text>
  )
}
