import { z } from "@medusajs/framework/zod"
import { defineRoutes, line, listQuery, several } from "@souk/kit/routes"
import { ONLINE_PAYMENT_STATUSES } from "../domain/online-payment"
import {
  adminOnlinePaymentSchema,
  onlinePaymentSchema,
  refundTaskSchema,
} from "./views/online-payment"

const millimes = z.number().int().min(0).max(2_000_000_000)
const code = z.string().regex(/^\d{2,6}$/)
const phone = z.string().regex(/^\d{8}$/)

const listOf = <Name extends string, Row extends z.ZodType>(name: Name, row: Row) =>
  z.object({
    [name]: z.array(row),
    count: z.number().int(),
    limit: z.number().int(),
    offset: z.number().int(),
  })

export type OnlinePaymentsQuery = z.infer<typeof onlinePaymentsQuery>
const onlinePaymentsQuery = listQuery.extend({ status: several(z.enum(ONLINE_PAYMENT_STATUSES)) })

export type RefundTasksQuery = z.infer<typeof refundTasksQuery>
const refundTasksQuery = listQuery.extend({ status: z.enum(["open", "done"]).default("open") })

export type CompletionBody = z.infer<typeof completionBody>
const completionBody = z.object({ reference: line(80, 2) })

export type MethodsQuery = z.infer<typeof methodsQuery>
const methodsQuery = z.object({
  governorate_code: code.optional(),
  phone: line(20, 8).optional(),
  /** What the buyer is about to pay, where the cart does not hold its deliveries yet. */
  total_millimes: z.coerce.number().int().min(0).max(2_000_000_000).optional(),
})

const cashRulesSchema = z.object({
  enabled: z.boolean(),
  max_order_millimes: millimes.nullable(),
  max_failed_deliveries: z.number().int().min(1).max(100).nullable(),
  governorates: z.record(code, millimes),
})
export type CashRulesBody = z.infer<typeof cashRulesSchema>

const failedDeliverySchema = z.object({
  id: z.string(),
  phone: z.string(),
  source: z.string(),
  note: z.string().nullable(),
  created_at: z.date(),
})
export type FailedDeliveryBody = z.infer<typeof failedDeliveryBody>
const failedDeliveryBody = z.object({ phone, source: line(60, 2), note: line(200).optional() })

const cashRefusalSchema = z.object({
  id: z.string(),
  phone: z.string(),
  reason: z.string(),
  created_by: z.string(),
  created_at: z.date(),
})
export type CashRefusalBody = z.infer<typeof cashRefusalBody>
const cashRefusalBody = z.object({ phone, reason: line(200, 3) })

export const routes = defineRoutes([
  {
    method: "GET",
    path: "/hooks/payment/:provider",
    who: "public",
    summary: "Where Konnect notifies; nothing of it is believed, the gateway is asked again",
    query: z.object({
      payment_ref: z
        .string()
        .regex(/^[\w.-]{1,128}$/)
        .optional(),
    }),
  },
  {
    method: "GET",
    path: "/store/carts/:id/payment-methods",
    who: "public",
    summary: "The ways to pay a cart, those that are refused with why",
    query: methodsQuery,
    response: z.object({
      payment_methods: z.array(
        z.object({
          name: z.string(),
          online: z.boolean(),
          refusal: z.object({ code: z.string(), message: z.string() }).nullable(),
          /** What is charged, where it is not dinars. */
          note: z.string().nullable(),
        }),
      ),
    }),
  },
  {
    method: "POST",
    path: "/store/carts/:id/online-payments",
    who: "public",
    summary: "Opens the payment page of a prepared cart; asked again it gives the same page",
    response: z.object({ online_payment: onlinePaymentSchema }),
  },
  {
    method: "POST",
    path: "/store/online-payments/:id/checks",
    who: "public",
    summary: "Asks the gateway how a payment stands, and places the order once it is paid",
    response: z.object({ online_payment: onlinePaymentSchema }),
  },
  {
    method: "GET",
    path: "/admin/online-payments",
    who: "operator",
    summary: "Payments asked of gateways, newest first",
    query: onlinePaymentsQuery,
    response: listOf("online_payments", adminOnlinePaymentSchema),
  },
  {
    method: "GET",
    path: "/admin/refund-tasks",
    who: "operator",
    summary: "Refunds to make by hand in a gateway's back office, oldest first",
    query: refundTasksQuery,
    response: listOf("refund_tasks", refundTaskSchema),
  },
  {
    method: "POST",
    path: "/admin/refund-tasks/:id/completions",
    who: "operator",
    summary: "Notes that a refund by hand was made, with the gateway's number for it",
    body: completionBody,
    response: z.object({ refund_task: refundTaskSchema }),
  },
  {
    method: "GET",
    path: "/admin/cash-rules",
    who: "operator",
    summary: "The rules of cash on delivery",
    response: z.object({ cash_rules: cashRulesSchema }),
  },
  {
    method: "POST",
    path: "/admin/cash-rules",
    who: "operator",
    summary: "Changes the rules of cash on delivery; carts being paid follow at once",
    body: cashRulesSchema,
    response: z.object({ cash_rules: cashRulesSchema }),
    status: 200,
  },
  {
    method: "GET",
    path: "/admin/cash-refusals",
    who: "operator",
    summary: "Buyers from whom cash is not taken",
    query: listQuery,
    response: listOf("cash_refusals", cashRefusalSchema),
  },
  {
    method: "POST",
    path: "/admin/cash-refusals",
    who: "operator",
    summary: "No longer takes cash from a buyer, by phone",
    body: cashRefusalBody,
    response: z.object({ cash_refusal: cashRefusalSchema }),
  },
  {
    method: "DELETE",
    path: "/admin/cash-refusals/:id",
    who: "operator",
    summary: "Takes cash from a buyer again",
    response: z.object({ id: z.string(), deleted: z.literal(true) }),
  },
  {
    method: "GET",
    path: "/admin/failed-deliveries",
    who: "operator",
    summary: "Parcels that came back unpaid, newest first",
    query: listQuery,
    response: listOf("failed_deliveries", failedDeliverySchema),
  },
  {
    method: "POST",
    path: "/admin/failed-deliveries",
    who: "operator",
    summary: "Notes a parcel that came back unpaid; told twice it counts once",
    body: failedDeliveryBody,
    response: z.object({ failed_delivery: failedDeliverySchema }),
  },
])
