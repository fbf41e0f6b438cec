import type {
  BigNumberInput,
  ICartModuleService,
  IInventoryService,
  ILockingModule,
  IPaymentModuleService,
  Logger,
  MedusaContainer,
} from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MathBN, Modules } from "@medusajs/framework/utils"
import {
  createStep,
  createWorkflow,
  StepResponse,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import { reasonOf } from "@souk/kit/errors"
import { readOne } from "@souk/kit/query"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { CHECKOUT_MARK } from "../domain/checkout"
import { cancelOrder } from "./cancel-order"
import { splitOrder } from "./split-order"

/**
 * Core's completion can be cut by a killed process at four places (facts of core 2.21):
 *   1. before the order's link to its cart is written: the order is an orphan, a retry makes another;
 *   2. after the link: a retry returns the order without reserving, authorising or splitting;
 *   3. after the split: nothing is missing;
 *   4. while it undoes a failure: the link may outlive its order, and every retry would answer an
 *      order that is not there.
 * This run finds the first two and the last, and finishes or undoes them. It changes nothing when run again.
 */
export type RepairInput = {
  /** Orders younger than this may still be in the hands of a living process. */
  older_than_seconds: number
  /** Repairs this order only. */
  order_id?: string
}

export type RepairReport = {
  finished: string[]
  cancelled: string[]
  /** Carts freed of an order that no longer exists. */
  freed: string[]
  failed: { order_id: string; reason: string }[]
}

const LOOK_BACK_DAYS = 7

const repairStep = createStep("repair-checkouts", async (input: RepairInput, { container }) => {
  const logger: Logger = container.resolve(ContainerRegistrationKeys.LOGGER)
  const report: RepairReport = { finished: [], cancelled: [], freed: [], failed: [] }

  for (const broken of await findBroken(container, input)) {
    try {
      const outcome = await repair(container, broken)
      if (outcome) report[outcome].push(broken.order_id)
    } catch (error) {
      const reason = reasonOf(error)
      logger.error(`The checkout of order ${broken.order_id} could not be repaired: ${reason}`)
      report.failed.push({ order_id: broken.order_id, reason })
    }
  }
  if (!input.order_id) report.freed = await freeCarts(container, input.older_than_seconds)
  return new StepResponse(report)
  // No undo: each repair is complete by itself and safe to run again.
})

export const repairCheckoutsWorkflow = createWorkflow("repair-checkouts", (input: RepairInput) => {
  return new WorkflowResponse(repairStep(input))
})

type Broken = { order_id: string; cart_id: string; linked: boolean }

/** Orders of a checkout that have no slices, with whether their cart knows them. One statement. */
async function findBroken(container: MedusaContainer, input: RepairInput): Promise<Broken[]> {
  const knex: Knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const { rows } = await knex.raw<{ rows: Broken[] }>(
    `select o.id as order_id,
            o.metadata->>:mark as cart_id,
            exists (select 1 from order_cart oc where oc.order_id = o.id and oc.deleted_at is null) as linked
       from "order" o
      where o.metadata->>:mark is not null
        and o.deleted_at is null
        and o.status <> 'canceled'
        and o.created_at > now() - make_interval(days => :days)
        and o.created_at < now() - make_interval(secs => :seconds)
        and (:order_id::text is null or o.id = :order_id)
        and not exists (select 1 from vendor_order vo where vo.order_id = o.id)
      order by o.created_at
      limit 200`,
    {
      mark: CHECKOUT_MARK,
      days: LOOK_BACK_DAYS,
      seconds: input.older_than_seconds,
      order_id: input.order_id ?? null,
    },
  )
  return rows
}

/** Forgets the links of carts to orders that were undone while the process died. */
async function freeCarts(container: MedusaContainer, olderThanSeconds: number): Promise<string[]> {
  const knex: Knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const link = container.resolve(ContainerRegistrationKeys.LINK)
  const { rows } = await knex.raw<{ rows: { cart_id: string; order_id: string }[] }>(
    `select oc.cart_id, oc.order_id
       from order_cart oc
      where oc.deleted_at is null
        and oc.created_at > now() - make_interval(days => :days)
        and oc.created_at < now() - make_interval(secs => :seconds)
        and not exists (select 1 from "order" o where o.id = oc.order_id and o.deleted_at is null)
      limit 200`,
    { days: LOOK_BACK_DAYS, seconds: olderThanSeconds },
  )
  for (const { cart_id, order_id } of rows) {
    await link.dismiss({ [Modules.ORDER]: { order_id }, [Modules.CART]: { cart_id } })
  }
  return rows.map((row) => row.cart_id)
}

/**
 * Under the lock that completions hold: a cart still being completed is waited for, and what it
 * came to is looked at again.
 */
async function repair(
  container: MedusaContainer,
  { cart_id, order_id }: Broken,
): Promise<"finished" | "cancelled" | null> {
  const locking: ILockingModule = container.resolve(Modules.LOCKING)
  return await locking.execute(
    [cart_id],
    async () => {
      const [broken] = await findBroken(container, { older_than_seconds: 0, order_id })
      if (!broken) return null
      if (broken.linked && (await finish(container, broken))) return "finished"
      // L'acheteur a la commande mais rien ne permet plus de l'honorer, ou il ne l'a jamais eue.
      await (broken.linked ? cancelOrder(container, order_id) : abandon(container, order_id))
      return "cancelled"
    },
    { timeout: 30 },
  )
}

/**
 * L'acheteur n'a jamais eu cette commande. Son paiement est celui du panier, que la commande suivante
 * prendra ou a pris : on le détache d'abord, sinon il serait annulé avec elle.
 */
async function abandon(container: MedusaContainer, orderId: string): Promise<void> {
  const link = container.resolve(ContainerRegistrationKeys.LINK)
  const order = await readOne<{ payment_collections: { id: string }[] }>(container, {
    entity: "order",
    fields: ["payment_collections.id"],
    filters: { id: orderId },
  })
  for (const collection of order?.payment_collections ?? []) {
    await link.dismiss({
      [Modules.ORDER]: { order_id: orderId },
      [Modules.PAYMENT]: { payment_collection_id: collection.id },
    })
  }
  await cancelOrder(container, orderId)
}

/** What was ordered of a cart before: the order it knows, and those that hold its payment. */
export async function ordersBefore(
  container: MedusaContainer,
  cart: { id: string; payment_collection_id: string },
): Promise<{ placed: string | null; holding: string[] }> {
  const knex: Knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const { rows } = await knex.raw<{ rows: { placed: string | null; holding: string[] }[] }>(
    `select (select order_id from order_cart where cart_id = :id and deleted_at is null limit 1) as placed,
            array(select order_id from order_payment_collection
                   where payment_collection_id = :payment_collection_id and deleted_at is null) as holding`,
    cart,
  )
  return rows[0]!
}

/**
 * Makes way for a retry: core refuses a second order on a payment that an order holds, and one that
 * its cart does not know was cut before it was linked. For the holder of the cart's lock, before it
 * creates the order.
 */
export async function abandonOrders(container: MedusaContainer, ids: string[]): Promise<void> {
  for (const id of ids) await abandon(container, id)
}

/**
 * L'acheteur a cette commande : on réserve, on autorise et on répartit ce qui manque.
 * @returns false when stock ran out meanwhile: the order cannot be honoured.
 */
async function finish(container: MedusaContainer, broken: Broken): Promise<boolean> {
  if (!(await reserveMissing(container, broken.order_id))) return false
  await attachPayment(container, broken)
  await closeCart(container, broken.cart_id)
  await splitOrder(container, { order_id: broken.order_id })
  return true
}

type OrderedItem = {
  id: string
  quantity: number
  variant: {
    manage_inventory: boolean
    allow_backorder: boolean
    inventory_items: {
      inventory_item_id: string
      required_quantity: number
      inventory: { location_levels: { location_id: string }[] }
    }[]
  } | null
}

/** @returns false when stock ran out meanwhile: the order cannot be honoured. */
async function reserveMissing(container: MedusaContainer, orderId: string): Promise<boolean> {
  const inventory: IInventoryService = container.resolve(Modules.INVENTORY)
  const order = await readOne<{ items: OrderedItem[] }>(container, {
    entity: "order",
    fields: [
      // A quantity is in a table of its own: asked for alone it comes back empty.
      "items.*",
      "items.detail.*",
      "items.variant.manage_inventory",
      "items.variant.allow_backorder",
      "items.variant.inventory_items.inventory_item_id",
      "items.variant.inventory_items.required_quantity",
      "items.variant.inventory_items.inventory.location_levels.location_id",
    ],
    filters: { id: orderId },
  })
  const items = order?.items ?? []
  const reserved = await inventory.listReservationItems(
    { line_item_id: items.map((item) => item.id) },
    { take: 1000 },
  )
  const done = new Set(reserved.map((one) => one.line_item_id))

  const missing = items
    .filter((item) => !done.has(item.id) && item.variant?.manage_inventory)
    .flatMap((item) =>
      item.variant!.inventory_items.map((need) => ({
        line_item_id: item.id,
        inventory_item_id: need.inventory_item_id,
        quantity: MathBN.mult(need.required_quantity, item.quantity),
        allow_backorder: item.variant!.allow_backorder,
        // Un vendeur n'a qu'un lieu de stock, et un produit qu'un vendeur.
        location_id: need.inventory.location_levels[0]!.location_id,
      })),
    )
  if (missing.length === 0) return true

  const locking: ILockingModule = container.resolve(Modules.LOCKING)
  try {
    await locking.execute([...new Set(missing.map((one) => one.inventory_item_id))], async () => {
      await inventory.createReservationItems(missing)
    })
    return true
  } catch {
    return false
  }
}

type CartPayment = {
  id: string
  status: string
  payment_sessions: { id: string; status: string; amount: BigNumberInput }[]
}

/** What a payment collection is before it hears of an authorised session. */
const UNPAID = ["not_paid", "awaiting"]

/** The link and the authorisation that core writes after the order's link to its cart. */
async function attachPayment(container: MedusaContainer, broken: Broken): Promise<void> {
  const link = container.resolve(ContainerRegistrationKeys.LINK)
  const payments: IPaymentModuleService = container.resolve(Modules.PAYMENT)

  const cart = await readOne<{ payment_collection?: CartPayment }>(container, {
    entity: "cart",
    fields: [
      "payment_collection.id",
      "payment_collection.status",
      "payment_collection.payment_sessions.id",
      "payment_collection.payment_sessions.status",
      "payment_collection.payment_sessions.amount",
    ],
    filters: { id: broken.cart_id },
  })
  const collection = cart?.payment_collection
  if (!collection) return
  const order = await readOne<{ payment_collections: { id: string }[] }>(container, {
    entity: "order",
    fields: ["payment_collections.id"],
    filters: { id: broken.order_id },
  })
  const linked = order?.payment_collections.some((one) => one.id === collection.id)
  if (!linked) {
    await link.create({
      [Modules.ORDER]: { order_id: broken.order_id },
      [Modules.PAYMENT]: { payment_collection_id: collection.id },
    })
  }
  const [session] = collection.payment_sessions
  if (!session) return
  if (session.status !== "authorized") {
    await payments.authorizePaymentSession(session.id, {})
  } else if (UNPAID.includes(collection.status)) {
    // Core authorises the session first and tells its collection in a second transaction, which a
    // session that is already authorised never gets again.
    await payments.updatePaymentCollections(collection.id, {
      status: "authorized",
      // Left out of the module's type, which core's own update of it sets all the same.
      authorized_amount: session.amount,
    } as Parameters<typeof payments.updatePaymentCollections>[1])
  }
}

async function closeCart(container: MedusaContainer, cartId: string): Promise<void> {
  const carts: ICartModuleService = container.resolve(Modules.CART)
  const cart = await carts.retrieveCart(cartId, { select: ["id", "completed_at"] })
  if (!cart.completed_at) await carts.updateCarts(cartId, { completed_at: new Date() } as never)
}
