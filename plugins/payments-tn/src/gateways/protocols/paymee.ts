import { createHash, timingSafeEqual } from "node:crypto"
import { z } from "@medusajs/framework/zod"
import { RefusedByGatewayError, type Protocol } from "../../domain/protocol"
import { asDinars, dinarsAsMillimes, readAnswer, textOf } from "./reading"

export type PaymeeOptions = { api_key: string }

const envelope = z.object({ status: z.boolean(), message: z.string().optional() })
const opened = z.object({
  data: z.object({ token: z.string().min(1), payment_url: z.url() }),
})
const told = z.object({
  data: z.object({
    token: z.string(),
    payment_status: z.union([z.boolean(), z.literal(0), z.literal(1)]).transform(Boolean),
    amount: dinarsAsMillimes,
    order_id: z.string().nullish(),
    cost: dinarsAsMillimes.nullish(),
  }),
})

const isYes = (value: unknown) => value === true || value === 1 || /^(true|1)$/i.test(String(value))

/** The signature of a notification: MD5 of the token, 1 or 0, and the account's key. */
export function paymeeCheckSum(token: string, paid: boolean, apiKey: string): string {
  return createHash("md5")
    .update(`${token}${paid ? 1 : 0}${apiKey}`)
    .digest("hex")
}

/** Paymee: the one gateway that writes dinars with decimals. No refund by API. */
export const paymee: Protocol<PaymeeOptions> = {
  name: "paymee",
  refunds: "none",
  notifies: true,
  secrets: ({ api_key }) => [api_key],

  open: ({ api_key }, bill) => ({
    method: "POST",
    path: "/payments/create",
    headers: { authorization: `Token ${api_key}` },
    body: {
      json: {
        amount: Number(asDinars(bill.amount_millimes)),
        note: bill.description,
        first_name: bill.buyer.first_name,
        last_name: bill.buyer.last_name,
        email: bill.buyer.email,
        phone: bill.buyer.phone,
        return_url: bill.return_url,
        cancel_url: bill.return_url,
        webhook_url: bill.webhook_url,
        order_id: bill.reference,
      },
    },
    repeatable: false,
  }),

  readOpened(answer) {
    const { status, message } = readAnswer("paymee", envelope, answer)
    if (!status) throw new RefusedByGatewayError("paymee", message ?? "payments/create")
    const { data } = readAnswer("paymee", opened, answer)
    return { gateway_ref: data.token, redirect_url: data.payment_url }
  },

  ask: ({ api_key }, token) => ({
    method: "GET",
    path: `/payments/${encodeURIComponent(token)}/check`,
    headers: { authorization: `Token ${api_key}` },
    repeatable: true,
  }),

  readTold(answer) {
    const { status, message } = readAnswer("paymee", envelope, answer)
    if (!status) throw new RefusedByGatewayError("paymee", message ?? "payments/check")
    const { data } = readAnswer("paymee", told, answer)
    return {
      // « false » dit aussi bien « pas encore » que « refusé » : seul le délai en décide.
      state: data.payment_status ? "paid" : "pending",
      reference: data.order_id ?? null,
      amount_millimes: data.amount,
      currency: "TND",
      refunded_millimes: null,
      fee_millimes: data.cost ?? null,
    }
  },

  readNotice({ api_key }, sent) {
    const token = textOf(sent.token)
    if (!token) return null
    const given = Buffer.from(String(sent.check_sum ?? ""))
    const due = Buffer.from(paymeeCheckSum(token, isYes(sent.payment_status), api_key))
    return {
      gateway_ref: token,
      signature_holds: given.length === due.length && timingSafeEqual(given, due),
    }
  },
}
