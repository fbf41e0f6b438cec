import type { ConfigModule, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { z } from "@medusajs/framework/zod"
import { readOne } from "@souk/kit/query"
import { trackingToken } from "@souk/marketplace/domain/tracking-token"
import {
  ONLINE_PAYMENT_STATUSES,
  REFUND_REASONS,
  type OnlinePaymentStatus,
} from "../../domain/online-payment"
import { GATEWAYS } from "../../domain/protocol"
import type { OnlinePaymentRow, RefundTaskRow } from "../../modules/online-payments/service"

/** What a buyer needs to know of a payment: fewer words than the operator's. */
export const BUYER_STATUSES = [
  "open",
  "paid",
  "ordered",
  "refused",
  "expired",
  "returning",
  "returned",
  "checking",
] as const

const TOLD: Record<OnlinePaymentStatus, (typeof BUYER_STATUSES)[number]> = {
  preparing: "open",
  failed: "refused",
  open: "open",
  paid: "paid",
  ordered: "ordered",
  refused: "refused",
  expired: "expired",
  refund_due: "returning",
  refunding: "returning",
  by_hand: "returning",
  refunded: "returned",
  disputed: "checking",
}

export const onlinePaymentSchema = z.object({
  id: z.string(),
  method: z.enum(GATEWAYS),
  status: z.enum(BUYER_STATUSES),
  amount_millimes: z.number().int(),
  /** The gateway's page, while it can be paid. */
  redirect_url: z.string().nullable(),
  expires_at: z.date(),
  refund_reason: z.enum(REFUND_REASONS).nullable(),
  order: z.object({ display_id: z.number().int(), tracking_token: z.string() }).nullable(),
})

/** A payment as its buyer reads it. Its id is a secret that only the buyer and the gateway hold. */
export async function onlinePaymentView(
  container: MedusaContainer,
  row: OnlinePaymentRow,
): Promise<z.infer<typeof onlinePaymentSchema>> {
  const order = row.order_id
    ? await readOne<{ id: string; display_id: number }>(container, {
        entity: "order",
        fields: ["id", "display_id"],
        filters: { id: row.order_id },
      })
    : undefined
  const config: ConfigModule = container.resolve(ContainerRegistrationKeys.CONFIG_MODULE)
  const secret = config.projectConfig.http.cookieSecret!
  return {
    id: row.id,
    method: row.gateway,
    status: TOLD[row.status],
    amount_millimes: row.amount_millimes,
    redirect_url: row.status === "open" ? row.redirect_url : null,
    expires_at: row.expires_at,
    refund_reason: row.refund_reason,
    order: order
      ? { display_id: Number(order.display_id), tracking_token: trackingToken(order.id, secret) }
      : null,
  }
}

/** As the operator reads it. */
export const adminOnlinePaymentSchema = z.object({
  id: z.string(),
  gateway: z.enum(GATEWAYS),
  status: z.enum(ONLINE_PAYMENT_STATUSES),
  cart_id: z.string(),
  order_id: z.string().nullable(),
  reference: z.string(),
  gateway_ref: z.string().nullable(),
  amount_millimes: z.number().int(),
  fee_millimes: z.number().int().nullable(),
  refund_millimes: z.number().int().nullable(),
  refund_reason: z.enum(REFUND_REASONS).nullable(),
  opened_at: z.date(),
  paid_at: z.date().nullable(),
  refunded_at: z.date().nullable(),
  note: z.string().nullable(),
})

export const adminOnlinePaymentView = (row: OnlinePaymentRow) =>
  shown(adminOnlinePaymentSchema, row)

export const refundTaskSchema = z.object({
  id: z.string(),
  gateway: z.enum(GATEWAYS),
  gateway_ref: z.string(),
  amount_millimes: z.number().int(),
  note: z.string().nullable(),
  status: z.enum(["open", "done"]),
  created_at: z.date(),
  done_by: z.string().nullable(),
  done_at: z.date().nullable(),
  done_reference: z.string().nullable(),
})

export const refundTaskView = (row: RefundTaskRow) => shown(refundTaskSchema, row)

/** Of a row, what its schema shows. */
function shown(schema: z.ZodObject, row: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(row).filter(([name]) => name in schema.shape))
}
