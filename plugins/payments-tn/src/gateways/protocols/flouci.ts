import { z } from "@medusajs/framework/zod"
import { RefusedByGatewayError, type Protocol, type Told } from "../../domain/protocol"
import { readAnswer, textOf, wholeMillimes } from "./reading"

export type FlouciOptions = { public_key: string; private_key: string }

const opened = z.object({
  result: z.object({ success: z.literal(true), payment_id: z.string().min(1), link: z.url() }),
})
const told = z.object({
  success: z.boolean(),
  result: z.object({
    status: z.string(),
    amount: wholeMillimes,
    developer_tracking_id: z.string().nullish(),
  }),
})
const refunded = z.object({
  status: z.string().optional(),
  message: z.string().optional(),
  code: z.union([z.string(), z.number()]).optional(),
  result: z.object({ status: z.string().optional() }).optional(),
})

const STATES: Record<string, Told["state"]> = {
  SUCCESS: "paid",
  PENDING: "pending",
  FAILURE: "refused",
  FAILED: "refused",
  EXPIRED: "expired",
  REFUNDED: "refunded",
}

const bearer = ({ public_key, private_key }: FlouciOptions) => ({
  authorization: `Bearer ${public_key}:${private_key}`,
})

/** Flouci v2. Amounts in millimes, sent as text. It refunds a payment whole or not at all. */
export const flouci: Protocol<FlouciOptions> = {
  name: "flouci",
  refunds: "whole",
  notifies: true,
  secrets: ({ private_key }) => [private_key],

  open: (options, bill) => ({
    method: "POST",
    path: "/generate_payment",
    headers: bearer(options),
    body: {
      json: {
        amount: String(bill.amount_millimes),
        developer_tracking_id: bill.reference,
        accept_card: true,
        session_timeout_secs: bill.lifetime_seconds,
        success_link: bill.return_url,
        fail_link: bill.return_url,
        webhook: bill.webhook_url,
      },
    },
    repeatable: false,
  }),

  readOpened(answer) {
    const { result } = readAnswer("flouci", opened, answer)
    return { gateway_ref: result.payment_id, redirect_url: result.link }
  },

  ask: (options, id) => ({
    method: "GET",
    path: `/verify_payment/${encodeURIComponent(id)}`,
    headers: bearer(options),
    repeatable: true,
  }),

  readTold(answer) {
    const { result } = readAnswer("flouci", told, answer)
    return {
      state: STATES[result.status.toUpperCase()] ?? "pending",
      reference: result.developer_tracking_id ?? null,
      amount_millimes: result.amount,
      currency: "TND",
      refunded_millimes: null,
      fee_millimes: null,
    }
  },

  refund: (options, id) => ({
    method: "POST",
    path: "/refund_payment",
    headers: bearer(options),
    body: { json: { payment_id: id } },
    repeatable: false,
  }),

  // A refusal comes with HTTP 200 and the word « error ».
  readRefund(answer) {
    const { status, message, code, result } = readAnswer("flouci", refunded, answer)
    const said = (result?.status ?? status ?? "").toLowerCase()
    if (said !== "success") {
      throw new RefusedByGatewayError("flouci", message ?? String(code ?? said))
    }
  },

  readNotice(_options, sent) {
    const id = textOf(sent.payment_id)
    return id ? { gateway_ref: id, signature_holds: null } : null
  },
}
