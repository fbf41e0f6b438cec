import { z } from "@medusajs/framework/zod"
import type { Protocol } from "../../domain/protocol"
import { readAnswer, textOf, wholeMillimes } from "./reading"

export type KonnectOptions = { api_key: string; wallet_id: string }

const opened = z.object({ payUrl: z.url(), paymentRef: z.string().min(1) })
const told = z.object({
  payment: z.object({
    status: z.string(),
    amount: wholeMillimes,
    token: z.string(),
    orderId: z.string().nullish(),
    expirationDate: z.string().nullish(),
    reachedAmount: wholeMillimes.nullish(),
  }),
})

/**
 * Konnect: cards, wallets and e-DINAR. Its notification is unsigned and carries a reference only;
 * `completed`, told when asked, is the one word that means paid. No refund by API.
 */
export const konnect: Protocol<KonnectOptions> = {
  name: "konnect",
  refunds: "none",
  notifies: true,
  secrets: ({ api_key }) => [api_key],

  open: ({ api_key, wallet_id }, bill) => ({
    method: "POST",
    path: "/payments/init-payment",
    headers: { "x-api-key": api_key },
    body: {
      json: {
        receiverWalletId: wallet_id,
        token: "TND",
        amount: bill.amount_millimes,
        type: "immediate",
        description: bill.description,
        acceptedPaymentMethods: ["bank_card", "e-DINAR", "wallet"],
        lifespan: Math.ceil(bill.lifetime_seconds / 60),
        checkoutForm: false,
        addPaymentFeesToAmount: false,
        firstName: bill.buyer.first_name,
        lastName: bill.buyer.last_name,
        phoneNumber: bill.buyer.phone,
        email: bill.buyer.email,
        orderId: bill.reference,
        webhook: bill.webhook_url,
        silentWebhook: true,
        successUrl: bill.return_url,
        failUrl: bill.return_url,
      },
    },
    repeatable: false,
  }),

  readOpened(answer) {
    const { payUrl, paymentRef } = readAnswer("konnect", opened, answer)
    return { gateway_ref: paymentRef, redirect_url: payUrl }
  },

  ask: ({ api_key }, ref) => ({
    method: "GET",
    path: `/payments/${encodeURIComponent(ref)}`,
    headers: { "x-api-key": api_key },
    repeatable: true,
  }),

  readTold(answer) {
    const { payment } = readAnswer("konnect", told, answer)
    return {
      // Une tentative refusée laisse le paiement ouvert chez Konnect : seul « completed » compte.
      state: payment.status === "completed" ? "paid" : stateBeforePaid(payment.status),
      reference: payment.orderId ?? null,
      amount_millimes: payment.amount,
      currency: payment.token,
      refunded_millimes: null,
      fee_millimes: null,
    }
  },

  readNotice(_options, sent) {
    const ref = textOf(sent.payment_ref)
    return ref ? { gateway_ref: ref, signature_holds: null } : null
  },
}

function stateBeforePaid(status: string) {
  if (/^expired$/i.test(status)) return "expired"
  return /^(failed|canceled|cancelled|rejected)$/i.test(status) ? "refused" : "pending"
}
