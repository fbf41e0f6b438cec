import { z } from "@medusajs/framework/zod"
import { RefusedByGatewayError, type Protocol, type Told } from "../../domain/protocol"
import { readAnswer, textOf, wholeMillimes } from "./reading"

export type ClicToPayOptions = { user: string; password: string }

const DINAR = "788"

const errorCode = z.union([z.string(), z.number()]).transform(String).optional()

const opened = z.object({ orderId: z.string().min(1), formUrl: z.url() })
const failure = z.object({ errorCode, errorMessage: z.string().optional() })
const told = z.object({
  errorCode,
  orderNumber: z.string(),
  orderStatus: z.number().int(),
  amount: wholeMillimes,
  currency: z.union([z.string(), z.number()]).transform(String),
  paymentAmountInfo: z.object({ refundedAmount: wholeMillimes.optional() }).optional(),
})

/** 0 registered, 1 held, 2 paid, 3 reversed, 4 refunded, 5 at the bank's own page, 6 declined. */
const STATES: Record<number, Told["state"]> = {
  0: "pending",
  1: "pending",
  2: "paid",
  3: "refused",
  4: "refunded",
  5: "pending",
  6: "refused",
}

const hasFailed = ({ errorCode }: { errorCode?: string }) =>
  errorCode !== undefined && errorCode !== "0"

/** SMT's page for Tunisian bank cards. Amounts in millimes; it notifies nobody. */
export const clictopay: Protocol<ClicToPayOptions> = {
  name: "clictopay",
  refunds: "any",
  notifies: false,
  secrets: ({ password }) => [password],

  open: ({ user, password }, bill) => ({
    method: "POST",
    path: "/register.do",
    body: {
      form: {
        userName: user,
        password,
        orderNumber: bill.reference,
        amount: String(bill.amount_millimes),
        currency: DINAR,
        returnUrl: bill.return_url,
        failUrl: bill.return_url,
        description: bill.description,
        language: bill.language,
        sessionTimeoutSecs: String(bill.lifetime_seconds),
      },
    },
    // Un numéro de commande déjà pris est refusé : on recommence avec un autre, pas avec le même.
    repeatable: false,
  }),

  readOpened(answer) {
    const { errorMessage, ...rest } = readAnswer("clictopay", failure, answer)
    if (hasFailed(rest)) throw new RefusedByGatewayError("clictopay", errorMessage ?? "register.do")
    const { orderId, formUrl } = readAnswer("clictopay", opened, answer)
    return { gateway_ref: orderId, redirect_url: formUrl }
  },

  ask: ({ user, password }, orderId) => ({
    method: "POST",
    path: "/getOrderStatusExtended.do",
    body: { form: { userName: user, password, orderId } },
    repeatable: true,
  }),

  readTold(answer) {
    const { errorMessage, ...rest } = readAnswer("clictopay", failure, answer)
    if (hasFailed(rest)) {
      throw new RefusedByGatewayError("clictopay", errorMessage ?? "getOrderStatusExtended.do")
    }
    const order = readAnswer("clictopay", told, answer)
    return {
      state: STATES[order.orderStatus] ?? "pending",
      reference: order.orderNumber,
      amount_millimes: order.amount,
      currency: order.currency === DINAR ? "TND" : order.currency,
      refunded_millimes: order.paymentAmountInfo?.refundedAmount ?? null,
      fee_millimes: null,
    }
  },

  refund: ({ user, password }, orderId, amount) => ({
    method: "POST",
    path: "/refund.do",
    body: { form: { userName: user, password, orderId, amount: String(amount) } },
    repeatable: false,
  }),

  readRefund(answer) {
    const { errorMessage, ...rest } = readAnswer("clictopay", failure, answer)
    if (hasFailed(rest)) throw new RefusedByGatewayError("clictopay", errorMessage ?? "refund.do")
  },

  readNotice(_options, sent) {
    const orderId = textOf(sent.orderId)
    return orderId ? { gateway_ref: orderId, signature_holds: null } : null
  },
}
