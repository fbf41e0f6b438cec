import { z } from "@medusajs/framework/zod"
import { proportion, type Millimes } from "@souk/kit/money"
import { centsOf } from "../../domain/charged-in-euros"
import { RefusedByGatewayError, type Protocol, type Told } from "../../domain/protocol"
import { readAnswer, textOf } from "./reading"

export type PayPalOptions = {
  client_id: string
  client_secret: string
  /** Dinars for one euro, with four decimals at most: PayPal knows no dinars. */
  tnd_per_eur: number
}

const euros = z.object({
  currency_code: z.string(),
  value: z
    .string()
    .regex(/^\d{1,9}(\.\d{1,2})?$/)
    .transform((value) => Math.round(Number(value) * 100)),
})
const link = z.object({ rel: z.string(), href: z.string() })
const token = z.object({ access_token: z.string().min(1), expires_in: z.number() })
const failure = z.object({ name: z.string().optional(), message: z.string().optional() })
const opened = z.object({ id: z.string().min(1), links: z.array(link) })
const capture = z.object({
  id: z.string(),
  status: z.string(),
  amount: euros,
  seller_receivable_breakdown: z.object({ paypal_fee: euros.optional() }).optional(),
})
const told = z.object({
  status: z.string(),
  purchase_units: z
    .array(
      z.object({
        custom_id: z.string(),
        amount: euros.optional(),
        payments: z
          .object({
            captures: z.array(capture).optional(),
            refunds: z
              .array(z.object({ status: z.string(), custom_id: z.string().optional() }))
              .optional(),
          })
          .optional(),
      }),
    )
    .min(1),
})
const refunded = z.object({ status: z.string() })
const notified = z.object({
  resource: z.object({
    id: z.string(),
    supplementary_data: z
      .object({ related_ids: z.object({ order_id: z.string().optional() }).optional() })
      .optional(),
  }),
})

const asEuros = (cents: number) =>
  `${Math.trunc(cents / 100)}.${String(cents % 100).padStart(2, "0")}`

/** What was asked, as PayPal repeats it: our reference, the dinars and the euros they were that day. */
function frozen(customId: string): { reference: string; millimes: number; cents: number } | null {
  const [reference, millimes, cents] = customId.split("|")
  const figures = [Number(millimes), Number(cents)]
  if (!reference || !figures.every((figure) => Number.isSafeInteger(figure) && figure > 0)) {
    return null
  }
  return { reference, millimes: figures[0]!, cents: figures[1]! }
}

/** The part of the euros that a part of the dinars is: parts of a whole sum up to it. */
export function centsBack(
  whole: { millimes: Millimes; cents: number },
  before: Millimes,
  more: Millimes,
): number {
  const upTo = (millimes: Millimes) => proportion(whole.cents, millimes, whole.millimes)
  return upTo(before + more) - upTo(before)
}

const refusedIn = (answer: unknown, asked: string) => {
  const { name, message } = readAnswer("paypal", failure, answer)
  if (name) throw new RefusedByGatewayError("paypal", message ?? asked)
}

/** What of an order's capture and refunds a reader needs. */
function read(answer: unknown) {
  const order = readAnswer("paypal", told, answer)
  const [unit] = order.purchase_units
  const [taken] = unit!.payments?.captures ?? []
  // Chaque remboursement porte ses dinars : les relire depuis les euros perdrait des millimes.
  const back = (unit!.payments?.refunds ?? [])
    .filter(({ status }) => status === "COMPLETED" || status === "PENDING")
    .reduce((all, { custom_id }) => all + Number(custom_id ?? 0), 0)
  return { status: order.status, asked: frozen(unit!.custom_id), taken, back }
}

const STATES: Record<string, Told["state"]> = {
  COMPLETED: "paid",
  REFUNDED: "refunded",
  PARTIALLY_REFUNDED: "paid",
  DECLINED: "refused",
  FAILED: "refused",
}

/**
 * PayPal, for buyers abroad. An order in dinars is paid in euros at the rate of the configuration; the
 * dinars and the euros are kept together in PayPal's own order, so that a later rate changes nothing.
 */
export const paypal: Protocol<PayPalOptions> = {
  name: "paypal",
  refunds: "any",
  notifies: true,
  secrets: ({ client_secret }) => [client_secret],

  letIn: {
    call: ({ client_id, client_secret }) => ({
      method: "POST",
      path: "/v1/oauth2/token",
      headers: {
        authorization: `Basic ${Buffer.from(`${client_id}:${client_secret}`).toString("base64")}`,
      },
      body: { form: { grant_type: "client_credentials" } },
      repeatable: true,
    }),
    read(answer) {
      const { access_token, expires_in } = readAnswer("paypal", token, answer)
      return { token: access_token, lives_seconds: expires_in }
    },
  },

  open({ tnd_per_eur }, bill) {
    const cents = centsOf(bill.amount_millimes, tnd_per_eur)
    return {
      method: "POST",
      path: "/v2/checkout/orders",
      headers: { "paypal-request-id": bill.reference },
      body: {
        json: {
          intent: "CAPTURE",
          purchase_units: [
            {
              custom_id: `${bill.reference}|${bill.amount_millimes}|${cents}`,
              description: `${bill.description} (1 EUR = ${tnd_per_eur.toFixed(4)} TND)`,
              amount: { currency_code: "EUR", value: asEuros(cents) },
            },
          ],
          payment_source: {
            paypal: {
              experience_context: {
                return_url: bill.return_url,
                cancel_url: bill.return_url,
                user_action: "PAY_NOW",
                shipping_preference: "NO_SHIPPING",
              },
            },
          },
        },
      },
      repeatable: true,
    }
  },

  readOpened(answer) {
    refusedIn(answer, "checkout/orders")
    const { id, links } = readAnswer("paypal", opened, answer)
    const page = links.find(({ rel }) => rel === "payer-action" || rel === "approve")
    if (!page) throw new RefusedByGatewayError("paypal", "no page to send the buyer to")
    return { gateway_ref: id, redirect_url: page.href }
  },

  ask: (_options, ref) => ({
    method: "GET",
    path: `/v2/checkout/orders/${encodeURIComponent(ref)}`,
    repeatable: true,
  }),

  // L'acheteur a dit oui : l'argent n'est pris que maintenant, une fois.
  collect(_options, ref, answer) {
    refusedIn(answer, "checkout/orders")
    if (read(answer).status !== "APPROVED") return null
    return {
      method: "POST",
      path: `/v2/checkout/orders/${encodeURIComponent(ref)}/capture`,
      headers: { "paypal-request-id": `${ref}-capture` },
      body: { json: {} },
      repeatable: true,
    }
  },

  readTold(answer) {
    refusedIn(answer, "checkout/orders")
    const { status, asked, taken, back } = read(answer)
    const inDinars = (cents: number) => {
      if (!asked) return null
      return cents === asked.cents ? asked.millimes : proportion(asked.millimes, cents, asked.cents)
    }
    const isOurs = taken?.amount.currency_code === "EUR" && asked !== null
    const fee = taken?.seller_receivable_breakdown?.paypal_fee
    return {
      state: taken
        ? (STATES[taken.status] ?? "pending")
        : status === "VOIDED"
          ? "refused"
          : "pending",
      reference: asked?.reference ?? null,
      amount_millimes: taken ? inDinars(taken.amount.value) : null,
      currency: taken && !isOurs ? taken.amount.currency_code : "TND",
      refunded_millimes: back,
      fee_millimes: fee ? inDinars(fee.value) : null,
    }
  },

  asks_to_refund: true,
  refund(_options, _ref, amount, answer) {
    const { asked, taken, back } = read(answer)
    if (!asked || !taken) throw new RefusedByGatewayError("paypal", "nothing was taken")
    const cents = centsBack(asked, back, amount)
    if (cents === 0) throw new RefusedByGatewayError("paypal", "less than one cent of euro")
    return {
      method: "POST",
      path: `/v2/payments/captures/${encodeURIComponent(taken.id)}/refund`,
      headers: { "paypal-request-id": `${taken.id}-${back}-${amount}` },
      body: {
        json: {
          amount: { currency_code: "EUR", value: asEuros(cents) },
          custom_id: String(amount),
        },
      },
      repeatable: true,
    }
  },

  readRefund(answer) {
    refusedIn(answer, "refund")
    const { status } = readAnswer("paypal", refunded, answer)
    if (status !== "COMPLETED" && status !== "PENDING") {
      throw new RefusedByGatewayError("paypal", status)
    }
  },

  // Its signature is a question to PayPal; asking about the payment itself answers more.
  readNotice(_options, sent) {
    const resource = notified.safeParse(sent).data?.resource
    const ref = textOf(resource?.supplementary_data?.related_ids?.order_id ?? resource?.id)
    return ref ? { gateway_ref: ref, signature_holds: null } : null
  },
}
