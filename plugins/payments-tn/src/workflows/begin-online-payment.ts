import type {
  BigNumberInput,
  ILockingModule,
  IPaymentModuleService,
  Logger,
  MedusaContainer,
} from "@medusajs/framework/types"
import { ContainerRegistrationKeys, generateEntityId, Modules } from "@medusajs/framework/utils"
import {
  createStep,
  createWorkflow,
  StepResponse,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import { createPaymentSessionsWorkflow } from "@medusajs/medusa/core-flows"
import { commonErrors, reasonOf, things } from "@souk/kit/errors"
import type { Locale } from "@souk/kit/locale"
import { toMillimes } from "@souk/kit/money"
import { readOne } from "@souk/kit/query"
import { CHECKOUT_MARK } from "@souk/marketplace/domain/checkout"
import { errors } from "../domain/errors"
import { nextCheckAt, type OnlinePaymentStatus } from "../domain/online-payment"
import type { Bill, Opened } from "../domain/protocol"
import { GATEWAY_NAMES } from "../domain/gateway-names"
import { gatewayNameOf, providerIdOf, type Gateway } from "../gateways/gateway"
import { ONLINE_PAYMENTS_MODULE } from "../modules/online-payments"
import type OnlinePaymentsModuleService from "../modules/online-payments/service"
import type { OnlinePaymentRow } from "../modules/online-payments/service"
import type { SessionData } from "../providers/redirect/service"

export type BeginOnlinePaymentInput = { cart_id: string; locale: Locale }

/** How long a page stays payable: long enough for a card and its SMS, short enough for the stock. */
const LIFETIME_SECONDS = 20 * 60

/** A page with less than this left is not handed out again. */
const WORTH_GIVING_MS = 2 * 60_000

/** An order number may be refused as already taken when the first answer was lost: another is tried. */
const OPENINGS = 2

type Payable = {
  id: string
  email: string | null
  completed_at: Date | null
  metadata: Record<string, unknown> | null
  shipping_address: { first_name: string; last_name: string; phone: string } | null
  payment_collection?: { payment_sessions: Session[] }
}

type Session = {
  id: string
  payment_collection_id: string
  provider_id: string
  amount: BigNumberInput
  currency_code: string
}

const beginStep = createStep(
  "begin-online-payment",
  async (input: BeginOnlinePaymentInput, { container }) => {
    const locking: ILockingModule = container.resolve(Modules.LOCKING)
    // Deux appuis sur le bouton n'ouvrent qu'une page.
    const row = await locking.execute(
      [`online-payment:${input.cart_id}`],
      () => begin(container, input),
      { timeout: 30 },
    )
    return new StepResponse(row)
  },
  // No undo: a page nobody was sent to is never paid, and the line says what became of it.
)

/**
 * Opens the gateway's page for a prepared cart. The line is written before the gateway hears of the
 * payment, and the link is given only after it is kept: no payment can arrive unknown.
 */
export const beginOnlinePaymentWorkflow = createWorkflow(
  "begin-online-payment",
  (input: BeginOnlinePaymentInput) => new WorkflowResponse(beginStep(input)),
)

async function begin(
  container: MedusaContainer,
  { cart_id, locale }: BeginOnlinePaymentInput,
): Promise<OnlinePaymentRow> {
  const service: OnlinePaymentsModuleService = container.resolve(ONLINE_PAYMENTS_MODULE)
  const cart = await readOne<Payable>(container, {
    entity: "cart",
    fields: [
      "id",
      "email",
      "completed_at",
      "metadata",
      "shipping_address.first_name",
      "shipping_address.last_name",
      "shipping_address.phone",
      "payment_collection.payment_sessions.id",
      "payment_collection.payment_sessions.payment_collection_id",
      "payment_collection.payment_sessions.provider_id",
      "payment_collection.payment_sessions.amount",
      "payment_collection.payment_sessions.currency_code",
    ],
    filters: { id: cart_id },
  })
  if (!cart) throw commonErrors.not_found({ what: things.cart, id: cart_id })
  if (cart.completed_at) throw commonErrors.cart_completed()
  let session = cart.payment_collection?.payment_sessions[0]
  const name = session && gatewayNameOf(session.provider_id)
  const gateway = name && service.gateway(name)
  if (cart.metadata?.[CHECKOUT_MARK] !== cart.id || !session || !gateway) {
    throw errors.payment_not_online()
  }

  if (!gateway.accepts(toMillimes(session.amount))) {
    throw errors.amount_not_for_gateway({ gateway: GATEWAY_NAMES[gateway.name] })
  }

  const [known] = await service.listOnlinePayments(
    { session_id: session.id, status: { $ne: "failed" } },
    { take: 1 },
  )
  const now = new Date()
  if (known && (isWorthGiving(known, now) || isPaid(known.status))) return known
  const unopened = known?.status === "preparing" ? known : undefined
  // Refusée ou arrivée à son terme : une autre page, donc une autre session.
  if (known && !unopened) session = await renew(container, session)

  const row =
    unopened ??
    (await service.createOnlinePayments({
      gateway: gateway.name,
      cart_id,
      session_id: session.id,
      reference: newReference(),
      amount_millimes: toMillimes(session.amount),
      opened_at: now,
      expires_at: new Date(now.getTime() + LIFETIME_SECONDS * 1000),
    }))
  const { opened, reference } = await open(container, gateway, service, {
    reference: row.reference,
    amount_millimes: row.amount_millimes,
    description: "Souk",
    return_url: `${service.options.storefront_url}/commande/retour?paiement=${row.id}`,
    webhook_url: `${service.options.api_url}/hooks/payment/${providerIdOf(gateway.name).slice(3)}`,
    lifetime_seconds: LIFETIME_SECONDS,
    language: locale,
    buyer: {
      first_name: cart.shipping_address?.first_name ?? "",
      last_name: cart.shipping_address?.last_name ?? "",
      email: cart.email ?? "",
      phone: cart.shipping_address?.phone ?? "",
    },
  }).catch(async (error: unknown) => {
    await service.moveOnlinePayment(row.id, "preparing", "failed", { note: reasonOf(error) })
    throw errors.gateway_down({ gateway: GATEWAY_NAMES[gateway.name] })
  })

  const data: SessionData = {
    reference,
    gateway_ref: opened.gateway_ref,
    amount_millimes: row.amount_millimes,
    expires_at: new Date(row.expires_at).toISOString(),
  }
  const payments: IPaymentModuleService = container.resolve(Modules.PAYMENT)
  await payments.updatePaymentSession({
    id: session.id,
    amount: session.amount,
    currency_code: session.currency_code,
    data,
  })
  const moved = await service.moveOnlinePayment(row.id, "preparing", "open", {
    ...opened,
    reference,
    next_check_at: nextCheckAt(now, row.expires_at, now),
  })
  if (!moved) throw commonErrors.conflict()
  return moved
}

async function renew(container: MedusaContainer, session: Session): Promise<Session> {
  const { result } = await createPaymentSessionsWorkflow(container).run({
    input: {
      payment_collection_id: session.payment_collection_id,
      provider_id: session.provider_id,
    },
  })
  return { ...session, id: result.id }
}

async function open(
  container: MedusaContainer,
  gateway: Gateway,
  service: OnlinePaymentsModuleService,
  bill: Bill,
): Promise<{ opened: Opened; reference: string }> {
  const logger: Logger = container.resolve(ContainerRegistrationKeys.LOGGER)
  for (let opening = 1; ; opening++) {
    const reference = opening === 1 ? bill.reference : newReference()
    try {
      return { opened: await gateway.open({ ...bill, reference }), reference }
    } catch (error) {
      logger.warn(`Opening a payment at ${gateway.name} failed: ${reasonOf(error)}`)
      if (opening === OPENINGS) throw error
    }
  }
}

/** 26 characters: ClicToPay takes 32 at most. */
const newReference = () => generateEntityId("", "x").slice(2)

const isPaid = (status: OnlinePaymentStatus) => status === "paid" || status === "ordered"

/** Whether a page that was opened before can still be given to the buyer. */
function isWorthGiving(row: Pick<OnlinePaymentRow, "status" | "expires_at">, now: Date) {
  return (
    row.status === "open" && new Date(row.expires_at).getTime() - now.getTime() > WORTH_GIVING_MS
  )
}
