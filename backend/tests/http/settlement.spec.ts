import { testServer } from "../../../scripts/lib/test-server"
import { found, made, post } from "./client"
import { demo, offersOf, placeOrder, signIn, type Offer } from "./shop"

type VendorOrder = {
  id: string
  number: string
  status: string
  total_millimes: number
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

type Line = { id: string; reference: string; problem: string | null; status: string }

/** Sends a carrier's file as a browser does. */
async function remit(path: string, query: string, text: string) {
  const form = new FormData()
  form.set("file", new Blob([text], { type: "text/csv" }), "reversement.csv")
  const response = await fetch(`${testServer().apiUrl}${path}?${query}`, {
    method: "POST",
    body: form,
    headers: { authorization: `Bearer ${tokens.operator}` },
  })
  const body = (await response.json()) as {
    code?: string
    remittance?: { exception_count: number; row_count: number }
    remittance_preview?: { problem: string | null }[]
  }
  return { status: response.status, body }
}

const dinars = (millimes: number) => (millimes / 1000).toFixed(3).replace(".", ",")

describe("a carrier hands over the cash", () => {
  let exact: VendorOrder
  let short: VendorOrder

  async function shipped(): Promise<VendorOrder> {
    const { id } = await confirmed()
    const { order } = await made<{ order: VendorOrder }>(
      `/vendor/orders/${id}/shipments`,
      { carrier: "intigo" },
      { as: tokens.a },
    )
    return order
  }

  it("row by row, to the millime; what does not match is set aside with its reason", async () => {
    exact = await shipped()
    short = await shipped()
    const file = [
      "Colis;Montant",
      `${exact.number};${dinars(exact.total_millimes)}`,
      `${short.number};${dinars(short.total_millimes - 1)}`,
      `${exact.number};${dinars(exact.total_millimes)}`,
      "999999-9;12,500",
    ].join("\r\n")
    const query = "carrier=intigo&reference=BORD-1"
    const problems = [null, "amount_differs", "duplicate", "unknown"]

    const preview = await remit("/admin/remittance-previews", query, file)
    expect(preview.body.remittance_preview!.map(({ problem }) => problem)).toEqual(problems)
    const wrongTotal = await remit("/admin/remittances", `${query}&total_millimes=1`, file)
    expect(wrongTotal).toMatchObject({ status: 422, body: { code: "remittance_total_differs" } })
    const unread = await remit("/admin/remittances", query, `${file}\r\n1-1;12,5O`)
    expect(unread).toMatchObject({ status: 422, body: { code: "remittance_row_invalid" } })
    const utf16 = await remit("/admin/remittances", query, "\u0000C\u0000o\u0000l")
    expect(utf16).toMatchObject({ status: 400, body: { code: "file_encoding_unknown" } })

    const twice = await Promise.all([1, 2].map(() => remit("/admin/remittances", query, file)))
    expect(twice.map(({ status }) => status).sort()).toEqual([201, 409])
    const done = twice.find(({ status }) => status === 201)!
    expect(done.body.remittance).toMatchObject({ row_count: 4, exception_count: 3 })

    const { order } = await found<{ order: VendorOrder }>(`/vendor/orders/${exact.id}`, {
      as: tokens.a,
    })
    expect(order.status).toBe("delivered")
  })

  it("somebody settles the exceptions, each once", async () => {
    const as = { as: tokens.operator }
    const { remittance_lines: lines } = await found<{ remittance_lines: Line[] }>(
      "/admin/remittance-lines?status=exception",
      as,
    )
    const gap = lines.find(({ reference }) => reference === short.number)!
    const stranger = lines.find(({ problem }) => problem === "unknown")!
    const settle = (line: Line, decision: string) =>
      post(
        `/admin/remittance-lines/${line.id}/decisions`,
        { decision, resolution: "Vu avec le transporteur" },
        as,
      )
    expect((await settle(stranger, "accepted")).status).toBe(409)
    expect((await settle(stranger, "dismissed")).status).toBe(201)
    expect((await settle(gap, "accepted")).status).toBe(201)
    expect((await settle(gap, "accepted")).status).toBe(409)
  })
})
