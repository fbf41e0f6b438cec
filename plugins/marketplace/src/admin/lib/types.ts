import type { z } from "@medusajs/framework/zod"
import type { Json } from "@souk/kit/admin/ui"
import type { VendorOrderView } from "../../api/views/vendor-order"
import type { adminVendorSchema, ownVendorSchema } from "../../api/views/vendor"

export type { VendorOrderStatus } from "../../domain/vendor-order-status"
export type { VendorStatus } from "../../domain/vendor-status"

export type VendorOrder = Json<VendorOrderView>
export type OwnVendor = Json<z.infer<typeof ownVendorSchema>>
export type AdminVendor = Json<z.infer<typeof adminVendorSchema>>

export type Member = { user_id: string; email: string; role: string }

/** A vendor order as the operator reads it. */
export type OrderSlice = VendorOrder & {
  order_id: string
  vendor: { id: string; handle: string; name: string }
  ledger: { kind: string; account: string; amount_millimes: number }[]
}

export type Summary = {
  new_orders: number
  confirmed_orders: number
  turnover_30_days_millimes: number
  commission_30_days_millimes: number
  pending_earnings_millimes: number
  offer_count: number
}
