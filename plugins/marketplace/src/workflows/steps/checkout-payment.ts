import type { BigNumberInput } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import {
  createStep,
  StepResponse,
  transform,
  when,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import {
  createPaymentCollectionsStep,
  createPaymentSessionStep,
  createPaymentSessionsWorkflow,
  createRemoteLinkStep,
  refreshPaymentCollectionForCartWorkflow,
} from "@medusajs/medusa/core-flows"
import { toMillimes } from "@souk/kit/money"
import { readOne } from "@souk/kit/query"

type Session = {
  provider_id: string
  status: string
  amount: BigNumberInput
  data: Record<string, unknown> | null
}

type CartRow = {
  currency_code: string
  total: BigNumberInput
  raw_total: BigNumberInput
  payment_collection?: { id: string; amount: BigNumberInput; payment_sessions: Session[] }
}

const FIELDS = [
  "id",
  "currency_code",
  "total",
  "raw_total",
  "payment_collection.id",
  "payment_collection.amount",
  "payment_collection.payment_sessions.provider_id",
  "payment_collection.payment_sessions.status",
  "payment_collection.payment_sessions.amount",
  "payment_collection.payment_sessions.data",
]

/** A payment page with less than this left is not worth going back to. */
const WORTH_KEEPING_MS = 2 * 60_000

/** Une page de paiement déjà ouverte pour le même montant resservira : deux appuis n'en ouvrent pas deux. */
function serves([session]: Session[], due: BigNumberInput, providerId: string): boolean {
  if (!session || session.provider_id !== providerId) return false
  if (!["pending", "requires_more"].includes(session.status)) return false
  if (toMillimes(session.amount) !== toMillimes(due)) return false
  const end = session.data?.expires_at
  return typeof end !== "string" || new Date(end).getTime() - Date.now() > WORTH_KEEPING_MS
}

const readDueStep = createStep(
  "read-what-is-due",
  async (input: { cart_id: string; provider_id: string }, { container }) => {
    const cart = await readOne<CartRow>(container, {
      entity: "cart",
      fields: FIELDS,
      filters: { id: input.cart_id },
    })
    const { total, raw_total, currency_code, payment_collection: collection } = cart!
    return new StepResponse({
      amount: raw_total,
      total_millimes: toMillimes(total),
      currency_code,
      collection_id: collection?.id ?? null,
      stale: collection !== undefined && toMillimes(collection.amount) !== toMillimes(total),
      served: serves(collection?.payment_sessions ?? [], total, input.provider_id),
    })
  },
)

/**
 * One payment of exactly what the cart costs, by the chosen provider. What an earlier preparation
 * opened serves again, or is replaced. Gives what is due, in millimes.
 */
export function payCart(input: WorkflowData<{ cart_id: string; provider_id: string }>) {
  const due = readDueStep(input)
  when("first-payment", { due }, ({ due }) => due.collection_id === null).then(() => {
    const collections = createPaymentCollectionsStep([
      { currency_code: due.currency_code, amount: due.amount },
    ])
    createRemoteLinkStep([
      {
        [Modules.CART]: { cart_id: input.cart_id },
        [Modules.PAYMENT]: { payment_collection_id: collections[0]!.id },
      },
    ])
    // A collection of this moment has no session to replace, which core would look for.
    createPaymentSessionStep({
      payment_collection_id: collections[0]!.id,
      provider_id: input.provider_id,
      amount: due.amount,
      currency_code: due.currency_code,
      context: {},
    })
  })
  when("payment-of-another-total", { due }, ({ due }) => due.stale).then(() => {
    refreshPaymentCollectionForCartWorkflow.runAsStep({ input: { cart_id: input.cart_id } })
  })
  // A new session replaces the others of its collection: choosing twice leaves one.
  when("payment-to-replace", { due }, ({ due }) => due.collection_id !== null && !due.served).then(
    () => {
      createPaymentSessionsWorkflow.runAsStep({
        input: transform({ due, input }, ({ due, input }) => ({
          payment_collection_id: due.collection_id!,
          provider_id: input.provider_id,
        })),
      })
    },
  )
  return due.total_millimes
}
