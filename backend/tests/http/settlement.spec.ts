import { found, made, post } from "./client"
import { demo, offersOf, placeOrder, signIn, type Offer } from "./shop"

type VendorOrder = {
  id: string
  number: string
  status: string
  total_millimes: number
  earnings_millimes: number
  shipment: { carrier: string; tracking_number: string | null } | null
  timeline: { status: string }[]
}

let tokens: { a: string; b: string; operator: string }
let offer: Offer

beforeAll(async () => {
  tokens = {
    a: await signIn("user", demo.vendorA.email),
    b: await signIn("user", demo.vendorB.email),
    operator: await signIn("user", demo.operator),
  }
  ;[offer] = (await offersOf(demo.vendorA.handle)) as [Offer]
})

async function confirmed(): Promise<{ id: string; token: string }> {
  const order = await placeOrder([{ offer, quantity: 1 }])
  const id = order.vendor_orders[0]!.id
  await made(`/vendor/orders/${id}/confirmations`, {}, { as: tokens.a })
  return { id, token: order.tracking_token }
}

describe("a vendor order goes on its way", () => {
  const parcel = { carrier: "navex", tracking_number: "NVX-204-518" }

  it("once it is confirmed, by its vendor alone, and arrives when the operator says so", async () => {
    const order = await placeOrder([{ offer, quantity: 1 }])
    const { id } = order.vendor_orders[0]!
    const shipments = `/vendor/orders/${id}/shipments`
    const deliveries = `/admin/vendor-orders/${id}/deliveries`
    expect((await post(shipments, parcel, { as: tokens.a })).body).toMatchObject({
      code: "vendor_order_move_refused",
    })
    await made(`/vendor/orders/${id}/confirmations`, {}, { as: tokens.a })
    expect((await post(shipments, parcel, { as: tokens.b })).status).toBe(404)
    expect((await post(deliveries, {}, { as: tokens.operator })).status).toBe(409)

    const both = await Promise.all([1, 2].map(() => post(shipments, parcel, { as: tokens.a })))
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409])
    expect((await post(deliveries, {}, { as: tokens.a })).status).toBe(403)
    const { vendor_order } = await made<{ vendor_order: VendorOrder }>(
      deliveries,
      {},
      { as: tokens.operator },
    )
    expect(vendor_order).toMatchObject({ status: "delivered", shipment: parcel })
    expect((await post(deliveries, {}, { as: tokens.operator })).status).toBe(409)

    const seen = await found<{ order: { vendor_orders: VendorOrder[] } }>(
      `/store/tracked-orders/${order.tracking_token}`,
    )
    expect(seen.order.vendor_orders[0]).toMatchObject({ status: "delivered", shipment: parcel })
    expect(seen.order.vendor_orders[0]!.timeline.map(({ status }) => status)).toEqual([
      "new",
      "confirmed",
      "shipped",
      "delivered",
    ])
  })

  it("by a carrier that Souk knows, and the cash is then in its hands", async () => {
    const { id } = await confirmed()
    const shipments = `/vendor/orders/${id}/shipments`
    expect((await post(shipments, { carrier: "pigeon" }, { as: tokens.a })).status).toBe(400)
    await made(shipments, { carrier: "aramex" }, { as: tokens.a })
    const { vendor_order } = await made<{ vendor_order: VendorOrder }>(
      `/admin/vendor-orders/${id}/deliveries`,
      {},
      { as: tokens.operator },
    )
    const { ledger_entries } = await found<{ ledger_entries: { amount_millimes: number }[] }>(
      "/admin/ledger-entries?account=carriers/aramex",
      { as: tokens.operator },
    )
    expect(ledger_entries[0]!.amount_millimes).toBe(vendor_order.total_millimes)
  })
})
