import type {
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
import { readOne } from "@souk/kit/query"
import { cancelOrderWorkflow } from "@medusajs/medusa/core-flows"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { CHECKOUT_MARK } from "./prepare-checkout"
import { splitOrderWorkflow } from "./split-order"

/**
 * Core's completion can be cut by a killed process at three places (facts of core 2.21):
 *   1. before the order's link to its cart is written: the order is an orphan, a retry makes another;
 *   2. after the link: a retry returns the order without reserving, authorising or splitting;
 *   3. after the split: nothing is missing.
 * This run finds the first two and finishes or undoes them. It changes nothing when run again.
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
  failed: { order_id: string; reason: string }[]
}

const LOOK_BACK_DAYS = 7

const repairStep = createStep("repair-checkouts", async (input: RepairInput, { container }) => {
  const logger: Logger = container.resolve(ContainerRegistrationKeys.LOGGER)
  const report: RepairReport = { finished: [], cancelled: [], failed: [] }

  for (const broken of await findBroken(container, input)) {
    try {
      if (broken.linked) {
        await finish(container, broken)
        report.finished.push(broken.order_id)
      } else {
        await cancel(container, broken.order_id)
        report.cancelled.push(broken.order_id)
      }
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      logger.error(`The checkout of order ${broken.order_id} could not be repaired: ${reason}`)
      report.failed.push({ order_id: broken.order_id, reason })
    }
  }
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

/** L'acheteur n'a jamais eu cette commande : on la défait et son stock redevient libre. */
async function cancel(container: MedusaContainer, orderId: string): Promise<void> {
  await cancelOrderWorkflow(container).run({ input: { order_id: orderId, no_notification: true } })
}

/** L'acheteur a cette commande : on réserve, on autorise et on répartit ce qui manque. */
async function finish(container: MedusaContainer, broken: Broken): Promise<void> {
  const locking: ILockingModule = container.resolve(Modules.LOCKING)
  await locking.execute(
    [broken.cart_id],
    async () => {
      if (!(await reserveMissing(container, broken.order_id))) {
        await cancel(container, broken.order_id)
        return
      }
      await attachPayment(container, broken)
      await closeCart(container, broken.cart_id)
      await splitOrderWorkflow(container).run({ input: { order_id: broken.order_id } })
    },
    { timeout: 30 },
  )
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
      "items.id",
      "items.quantity",
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

/** The link and the authorisation that core writes after the order's link to its cart. */
async function attachPayment(container: MedusaContainer, broken: Broken): Promise<void> {
  const link = container.resolve(ContainerRegistrationKeys.LINK)
  const payments: IPaymentModuleService = container.resolve(Modules.PAYMENT)

  const cart = await readOne<{
    payment_collection?: { id: string; payment_sessions: { id: string; status: string }[] }
  }>(container, {
    entity: "cart",
    fields: [
      "payment_collection.id",
      "payment_collection.payment_sessions.id",
      "payment_collection.payment_sessions.status",
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
  if (session && session.status !== "authorized")
    await payments.authorizePaymentSession(session.id, {})
}

async function closeCart(container: MedusaContainer, cartId: string): Promise<void> {
  const carts: ICartModuleService = container.resolve(Modules.CART)
  const cart = await carts.retrieveCart(cartId, { select: ["id", "completed_at"] })
  if (!cart.completed_at) await carts.updateCarts(cartId, { completed_at: new Date() } as never)
}
