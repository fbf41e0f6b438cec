import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { completeCartWorkflow, createCartWorkflow } from "@medusajs/medusa/core-flows"
import { read } from "@souk/kit/query"
import {
  MARKETPLACE_MODULE,
  type MarketplaceModuleService,
} from "@souk/marketplace/modules/marketplace"
import { confirmVendorOrderWorkflow, prepareCheckoutWorkflow } from "@souk/marketplace/workflows"
import { stableId } from "@souk/parts/domain/stable-id"
import type { SeedData, SeedOffer } from "../../../seed/generate"
import type { LoadedBuyer } from "./people"
import type { LoadedVendor } from "./vendors"

/** Each goes through the real checkout: enough to fill the screens, few enough to wait for. */
const ORDER_COUNT = 14
const DAY_MS = 86_400_000
const MARK = "souk_seed_order"

/** How far each order of the round has come, oldest first. */
const PROGRESS = [
  "delivered",
  "delivered",
  "shipped",
  "confirmed",
  "confirmed",
  "new",
  "new",
] as const

type PlannedOrder = {
  mark: string
  buyer: LoadedBuyer
  lines: { variant_id: string; quantity: number; vendor: LoadedVendor }[]
  progress: (typeof PROGRESS)[number]
  days_ago: number
}

/** Orders of the past weeks, through the same checkout as any buyer's. */
export async function loadOrders(
  container: MedusaContainer,
  data: SeedData,
  vendors: LoadedVendor[],
  buyers: LoadedBuyer[],
) {
  const planned = planOrders(data, vendors, buyers)
  for (const order of planned) {
    const orderId = await placeOrder(container, order)
    await moveVendorOrders(container, orderId, order.progress)
    await backdate(container, orderId, order.days_ago)
  }
  return { result: null, told: `${planned.length}` }
}

function planOrders(
  data: SeedData,
  vendors: LoadedVendor[],
  buyers: LoadedBuyer[],
): PlannedOrder[] {
  const selling = vendors.filter((vendor) => vendor.status === "approved")
  const goodsOf = new Map<string, SeedOffer[]>(selling.map((vendor) => [vendor.handle, []]))
  for (const offer of data.offers) if (offer.stock >= 6) goodsOf.get(offer.vendor)?.push(offer)
  const stocked = selling.filter((vendor) => goodsOf.get(vendor.handle)!.length > 0)
  // Les deux boutiques de démonstration reçoivent plus que leur part.
  const demo = stocked.filter((vendor) =>
    ["frein-express", "sfax-auto-pieces"].includes(vendor.handle),
  )
  if (stocked.length === 0) return []

  return Array.from({ length: ORDER_COUNT }, (_, index) => {
    const first = (demo.length > 0 ? demo : stocked)[
      index % Math.max(1, demo.length || stocked.length)
    ]!
    const second = stocked[(index * 5 + 3) % stocked.length]!
    const sellers = first.id === second.id || index % 4 === 3 ? [first] : [first, second]
    return {
      mark: `order-${index + 1}`,
      buyer: buyers[index % 3 === 0 ? 0 : index % buyers.length]!,
      lines: sellers.map((vendor, place) => {
        const goods = goodsOf.get(vendor.handle)!
        const offer = goods[(index * 37 + place * 11) % goods.length]!
        return {
          variant_id: stableId("variant", vendor.id, offer.sku),
          quantity: 1 + ((index + place) % 2),
          vendor,
        }
      }),
      progress: PROGRESS[Math.floor((index / ORDER_COUNT) * PROGRESS.length)]!,
      days_ago: (ORDER_COUNT - index) * 2,
    }
  })
}

async function placeOrder(container: MedusaContainer, order: PlannedOrder): Promise<string> {
  const database = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const { rows: carts } = await database.raw<{ rows: { id: string; order_id: string | null }[] }>(
    `SELECT cart.id, link.order_id FROM cart
       LEFT JOIN order_cart link ON link.cart_id = cart.id AND link.deleted_at IS NULL
      WHERE cart.metadata->>'${MARK}' = ?`,
    [order.mark],
  )
  const known = carts.find((cart) => cart.order_id) ?? carts[0]
  if (known?.order_id) return known.order_id
  const cartId = known?.id ?? (await openCart(container, order))

  const { buyer } = order
  await prepareCheckoutWorkflow(container).run({
    input: {
      cart_id: cartId,
      email: buyer.email,
      phone: buyer.phone,
      address: {
        first_name: buyer.first_name,
        last_name: buyer.last_name,
        governorate_code: buyer.governorate_code,
        delegation_code: buyer.delegation_code,
        address_1: buyer.address,
      },
      shipping_options: Object.fromEntries(
        order.lines.map(({ vendor }) => [vendor.handle, vendor.shipping_option_id]),
      ),
      payment_method: "cod",
    },
  })
  const { result } = await completeCartWorkflow(container).run({ input: { id: cartId } })
  return result.id
}

async function openCart(container: MedusaContainer, order: PlannedOrder): Promise<string> {
  const [region] = await read<{ id: string }>(container, { entity: "region", fields: ["id"] })
  const [channel] = await read<{ id: string }>(container, {
    entity: "sales_channel",
    fields: ["id"],
  })
  const { result: cart } = await createCartWorkflow(container).run({
    input: {
      region_id: region!.id,
      sales_channel_id: channel!.id,
      customer_id: order.buyer.customer_id,
      email: order.buyer.email,
      items: order.lines.map(({ variant_id, quantity }) => ({ variant_id, quantity })),
      metadata: { [MARK]: order.mark },
    },
  })
  return cart.id
}

async function moveVendorOrders(
  container: MedusaContainer,
  orderId: string,
  progress: PlannedOrder["progress"],
): Promise<void> {
  if (progress === "new") return
  const marketplace: MarketplaceModuleService = container.resolve(MARKETPLACE_MODULE)
  for (const { id, status } of await marketplace.listVendorOrders({ order_id: orderId })) {
    if (status === "new") {
      await confirmVendorOrderWorkflow(container).run({
        input: { id, mover: "operator", actor: "seed" },
      })
    }
    if (progress === "confirmed") continue
    await marketplace.moveVendorOrder({ id, from: "confirmed", to: "shipped", actor: "seed" })
    if (progress === "shipped") continue
    await marketplace.moveVendorOrder({ id, from: "shipped", to: "delivered", actor: "seed" })
  }
}

/** Spreads what was written just now over the past weeks; the ledger keeps the day it was written. */
async function backdate(
  container: MedusaContainer,
  orderId: string,
  daysAgo: number,
): Promise<void> {
  const database = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const at = new Date(Date.now() - daysAgo * DAY_MS)
  await database.raw(`UPDATE "order" SET created_at = ? WHERE id = ?`, [at, orderId])
  await database.raw(`UPDATE vendor_order SET created_at = ? WHERE order_id = ?`, [at, orderId])
  await database.raw(
    `UPDATE vendor_order_event event
        SET created_at = ?::timestamptz + interval '7 hours' * CASE event.status
              WHEN 'confirmed' THEN 1 WHEN 'shipped' THEN 3 WHEN 'delivered' THEN 6 ELSE 0 END
       FROM vendor_order
      WHERE vendor_order.id = event.vendor_order_id AND vendor_order.order_id = ?`,
    [at, orderId],
  )
}
