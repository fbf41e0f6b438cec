import { createHmac, timingSafeEqual } from "node:crypto"
import { z } from "@medusajs/framework/zod"
import { RefusedByGatewayError, type Envelope, type Protocol } from "../../domain/protocol"
import { readAnswer, textOf, wholeMillimes } from "./reading"

export type StripeOptions = { api_key: string; webhook_secret: string }

const failure = z.object({ error: z.object({ message: z.string().optional() }).optional() })
const opened = z.object({ id: z.string().min(1), url: z.url() })
const told = z.object({
  status: z.string(),
  payment_status: z.string(),
  client_reference_id: z.string().nullish(),
  amount_total: wholeMillimes,
  currency: z.string(),
  payment_intent: z
    .object({
      id: z.string(),
      latest_charge: z.object({ amount_refunded: wholeMillimes.optional() }).nullish(),
    })
    .nullish(),
})
const notified = z.object({
  data: z.object({ object: z.object({ id: z.string(), object: z.string() }) }),
})

const refusedIn = (answer: unknown, asked: string) => {
  const { error } = readAnswer("stripe", failure, answer)
  if (error) throw new RefusedByGatewayError("stripe", error.message ?? asked)
}

/** Stripe veut qu'un montant en dinars finisse par 0 : on refuse le reste, on n'arrondit pas. */
export const endsInZero = (millimes: number) => millimes % 10 === 0

/**
 * The signature of a notification: HMAC-SHA256 of its time, a dot and its body, as they were sent. How
 * old it is does not matter: one that is sent again only has the payment asked about again.
 */
export function stripeSignatureHolds({ raw, headers }: Envelope, secret: string): boolean {
  const given = String(headers["stripe-signature"] ?? "")
    .split(",")
    .map((part) => part.split("="))
  const time = given.find(([name]) => name === "t")?.[1]
  if (!time || raw === null) return false
  const due = createHmac("sha256", secret).update(`${time}.${raw}`).digest()
  return given.some(([name, value]) => {
    const told = Buffer.from(value ?? "", "hex")
    return name === "v1" && told.length === due.length && timingSafeEqual(told, due)
  })
}

/** Stripe's own page (Checkout), for cards from abroad. Dinars in thousandths that end in 0. */
export const stripe: Protocol<StripeOptions> = {
  name: "stripe",
  refunds: "any",
  notifies: true,
  secrets: ({ api_key, webhook_secret }) => [api_key, webhook_secret],
  accepts: endsInZero,

  open: ({ api_key }, bill) => ({
    method: "POST",
    path: "/v1/checkout/sessions",
    headers: { authorization: `Bearer ${api_key}`, "idempotency-key": bill.reference },
    body: {
      form: {
        mode: "payment",
        client_reference_id: bill.reference,
        "line_items[0][quantity]": "1",
        "line_items[0][price_data][currency]": "tnd",
        "line_items[0][price_data][unit_amount]": String(bill.amount_millimes),
        "line_items[0][price_data][product_data][name]": bill.description,
        "payment_intent_data[metadata][reference]": bill.reference,
        customer_email: bill.buyer.email,
        // Stripe's page has no Arabic.
        locale: bill.language === "ar" ? "auto" : bill.language,
        success_url: bill.return_url,
        cancel_url: bill.return_url,
      },
    },
    // La clé d'idempotence fait qu'un second envoi rouvre la même page.
    repeatable: true,
  }),

  readOpened(answer) {
    refusedIn(answer, "checkout/sessions")
    const { id, url } = readAnswer("stripe", opened, answer)
    return { gateway_ref: id, redirect_url: url }
  },

  ask: ({ api_key }, ref) => ({
    method: "GET",
    path: `/v1/checkout/sessions/${encodeURIComponent(ref)}?expand[]=payment_intent.latest_charge`,
    headers: { authorization: `Bearer ${api_key}` },
    repeatable: true,
  }),

  readTold(answer) {
    refusedIn(answer, "checkout/sessions")
    const session = readAnswer("stripe", told, answer)
    const refunded = session.payment_intent?.latest_charge?.amount_refunded ?? 0
    const isPaid = session.status === "complete" && session.payment_status === "paid"
    const isGivenBack = isPaid && refunded >= session.amount_total
    return {
      state: isGivenBack
        ? "refunded"
        : isPaid
          ? "paid"
          : session.status === "expired"
            ? "expired"
            : "pending",
      reference: session.client_reference_id ?? null,
      amount_millimes: session.amount_total,
      currency: session.currency.toUpperCase(),
      refunded_millimes: refunded,
      fee_millimes: null,
    }
  },

  asks_to_refund: true,
  refund({ api_key }, ref, amount, answer) {
    if (!endsInZero(amount)) {
      throw new RefusedByGatewayError("stripe", "it gives dinars back in hundredths only")
    }
    const { payment_intent: intent } = readAnswer("stripe", told, answer)
    const before = intent?.latest_charge?.amount_refunded ?? 0
    return {
      method: "POST",
      path: "/v1/refunds",
      headers: {
        authorization: `Bearer ${api_key}`,
        // Deux remboursements égaux sont permis, le même deux fois ne l'est pas.
        "idempotency-key": `${ref}-${before}-${amount}`,
      },
      body: { form: { payment_intent: intent?.id ?? "", amount: String(amount) } },
      repeatable: true,
    }
  },

  readRefund: (answer) => refusedIn(answer, "refunds"),

  readNotice({ webhook_secret }, sent, envelope) {
    const read = notified.safeParse(sent)
    const session = read.data?.data.object
    const ref = session?.object === "checkout.session" ? textOf(session.id) : null
    return ref
      ? { gateway_ref: ref, signature_holds: stripeSignatureHolds(envelope, webhook_secret) }
      : null
  },
}
