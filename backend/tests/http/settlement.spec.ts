import { testServer } from "../../../scripts/lib/test-server"
import { found, get, made, post } from "./client"
import { demo, inviteOperator, offersOf, placeOrder, signIn, type Offer } from "./shop"

type VendorOrder = {
  id: string
  number: string
  status: string
  total_millimes: number
  shipment: { carrier: string; tracking_number: string | null } | null
  timeline: { status: string }[]
}

let tokens: { a: string; b: string; operator: string; operator2: string }
let offer: Offer

beforeAll(async () => {
  tokens = {
    a: await signIn("user", demo.vendorA.email),
    b: await signIn("user", demo.vendorB.email),
    operator: await signIn("user", demo.operator),
    operator2: await inviteOperator("tresorier@souk.example"),
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
async function remit(path: string, query: string, text: BlobPart) {
  const form = new FormData()
  form.set("file", new Blob([text]), "reversement.csv")
  const response = await fetch(`${testServer().apiUrl}${path}?${query}`, {
    method: "POST",
    body: form,
    headers: { authorization: `Bearer ${tokens.operator}` },
  })
  const body = (await response.json()) as {
    code?: string
    remittance?: { id: string; exception_count: number; row_count: number }
    remittance_preview?: {
      encoding: string | null
      reference_column: string | null
      amount_column: string | null
      rows: { problem: string | null }[]
    }
  }
  return { status: response.status, body }
}

const dinars = (millimes: number) =>
  (millimes / 1000).toFixed(3).replace(".", ",").replace("-", "−")

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
      "1-1;12,5O",
    ].join("\r\n")
    const query = "carrier=intigo&reference=BORD-1"
    const problems = [null, "amount_differs", "duplicate", "unknown", "unreadable"]

    const preview = await remit("/admin/remittance-previews", query, file)
    expect(preview.body.remittance_preview!.rows.map(({ problem }) => problem)).toEqual(problems)
    const wrongTotal = await remit("/admin/remittances", `${query}&total_millimes=1`, file)
    expect(wrongTotal).toMatchObject({ status: 422, body: { code: "remittance_total_differs" } })
    const utf16 = await remit("/admin/remittances", query, "\u0000C\u0000o\u0000l")
    expect(utf16).toMatchObject({ status: 400, body: { code: "file_encoding_unknown" } })

    const twice = await Promise.all([1, 2].map(() => remit("/admin/remittances", query, file)))
    expect(twice.map(({ status }) => status).sort()).toEqual([201, 409])
    const done = twice.find(({ status }) => status === 201)!
    expect(done.body.remittance).toMatchObject({ row_count: 5, exception_count: 4 })

    const { order } = await found<{ order: VendorOrder }>(`/vendor/orders/${exact.id}`, {
      as: tokens.a,
    })
    expect(order.status).toBe("delivered")

    // The same money under another name is not counted again.
    const renamed = await remit("/admin/remittances", "carrier=intigo&reference=BORD-1-BIS", file)
    expect(renamed).toMatchObject({ status: 409, body: { code: "remittance_file_known" } })
    const errorFile = await fetch(
      `${testServer().apiUrl}/admin/remittances/${done.body.remittance!.id}/error-files`,
      { headers: { authorization: `Bearer ${tokens.operator}` } },
    )
    const told = (await errorFile.text()).split("\r\n")
    expect(told).toHaveLength(6)
    expect(told[4]).toContain("Ligne illisible")
    expect(told[4]).toContain("1-1;12,5O")
  })

  it("keeps the columns that somebody chose for the carrier's next file", async () => {
    const file = "Ref bordereau;Colis;Livré le;Net;Montant\r\n77;999999-8;2026-11-02;12,5;13\r\n"
    const previews = "/admin/remittance-previews"
    const query = "carrier=best-delivery&reference=BD-1"
    const first = await remit(previews, query, file.replace("Montant", "Brut"))
    expect(first.body.remittance_preview).toMatchObject({
      reference_column: "Colis",
      amount_column: null,
      rows: [],
    })
    const unknown = await remit("/admin/remittances", query, file.replace("Montant", "Brut"))
    expect(unknown).toMatchObject({ status: 422, body: { code: "remittance_columns_unknown" } })
    const chosen = `${query}&reference_column=Colis&amount_column=Net`
    expect((await remit("/admin/remittances", chosen, file)).status).toBe(201)
    const next = await remit(previews, "carrier=best-delivery&reference=BD-2", file)
    expect(next.body.remittance_preview).toMatchObject({ amount_column: "Net" })
  })

  it("two people settle an exception that moves money, one dismisses the others", async () => {
    const as = { as: tokens.operator }
    const second = { as: tokens.operator2 }
    const { remittance_lines: lines } = await found<{ remittance_lines: Line[] }>(
      "/admin/remittance-lines?status=exception",
      as,
    )
    const gap = lines.find(({ reference }) => reference === short.number)!
    const stranger = lines.find(({ problem }) => problem === "unknown")!
    const resolution = "Vu avec le transporteur"
    const decide = (line: Line, decision: string, by: { as: string }) =>
      post(`/admin/remittance-lines/${line.id}/decisions`, { decision, resolution }, by)
    const propose = (line: Line, vendor_order_number: string) =>
      post(`/admin/remittance-lines/${line.id}/proposals`, { vendor_order_number, resolution }, as)
    expect((await propose(stranger, exact.number)).body).toMatchObject({
      code: "remittance_order_paid",
    })
    expect((await propose(stranger, "999999-9")).status).toBe(404)
    expect((await decide(stranger, "accepted", second)).status).toBe(409)
    expect((await decide(stranger, "dismissed", as)).status).toBe(201)
    expect((await propose(gap, short.number)).status).toBe(201)
    expect((await decide(gap, "accepted", as)).body).toMatchObject({ code: "second_person_needed" })
    expect((await decide(gap, "sent_back", second)).status).toBe(201)
    expect((await propose(gap, short.number)).status).toBe(201)
    const both = await Promise.all([1, 2].map(() => decide(gap, "accepted", second)))
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409])
  })
})

describe("a vendor's statement", () => {
  type Statement = {
    opening_millimes: number
    closing_millimes: number
    lines: {
      kind: string
      vendor_order_number: string | null
      debit_millimes: number
      credit_millimes: number
      balance_millimes: number
    }[]
  }
  const day = (shift = 0) =>
    new Date(Date.now() + (shift * 24 + 1) * 3_600_000).toISOString().slice(0, 10)
  const period = () => `from=${day(-300)}&to=${day(1)}`

  it("equals the ledger, after orders delivered, remitted and settled", async () => {
    const { id } = await confirmed()
    const { order } = await made<{ order: VendorOrder }>(
      `/vendor/orders/${id}/shipments`,
      { carrier: "intigo" },
      { as: tokens.a },
    )
    await made(`/admin/vendor-orders/${id}/deliveries`, {}, { as: tokens.operator })
    const { statement } = await found<{ statement: Statement }>(`/vendor/statements?${period()}`, {
      as: tokens.a,
    })
    const { balance } = await found<{ balance: { balance_millimes: number } }>("/vendor/balances", {
      as: tokens.a,
    })
    expect(statement.closing_millimes).toBe(balance.balance_millimes)
    const moved = statement.lines.reduce(
      (all, line) => all + line.credit_millimes - line.debit_millimes,
      0,
    )
    expect(statement.opening_millimes + moved).toBe(statement.closing_millimes)
    expect(statement.lines.map((line) => line.vendor_order_number)).toContain(order.number)

    // La période suivante commence où celle-ci finit.
    const next = await found<{ statement: Statement }>(
      `/vendor/statements?from=${day(2)}&to=${day(3)}`,
      { as: tokens.a },
    )
    expect(next.statement).toMatchObject({
      opening_millimes: statement.closing_millimes,
      closing_millimes: statement.closing_millimes,
      lines: [],
    })

    const path = `/admin/vendors/${offer.vendor_id}`
    const seen = await found<{ statement: Statement }>(`${path}/statements?${period()}`, {
      as: tokens.operator,
    })
    expect(seen.statement).toEqual(statement)
    const file = await get(`${path}/statement-files?${period()}`, {
      as: tokens.operator,
      locale: "fr",
    })
    expect(file.headers["content-type"]).toMatch(/^text\/csv/)
    expect(file.text.trimEnd().split("\r\n")).toHaveLength(statement.lines.length + 3)

    const { extractText } = await import("unpdf")
    for (const [url, as] of [
      ["/vendor/statement-files", tokens.a],
      [`${path}/statement-files`, tokens.operator],
    ] as const) {
      for (const language of ["fr", "ar"]) {
        const paper = await fetch(
          `${testServer().apiUrl}${url}?${period()}&format=pdf&language=${language}`,
          { headers: { authorization: `Bearer ${as}` } },
        )
        expect(paper.headers.get("content-type")).toMatch(/^application\/pdf/)
        const { text } = await extractText(new Uint8Array(await paper.arrayBuffer()), {
          mergePages: true,
        })
        const told = text.replace(/\s/g, "")
        expect(told).toContain(dinars(statement.closing_millimes))
        expect(told).toContain(dinars(statement.lines.at(-1)!.balance_millimes))
      }
    }
  })

  it("is the vendor's own, of a period that makes sense", async () => {
    const as = { as: tokens.b }
    const other = `/admin/vendors/${offer.vendor_id}/statements?${period()}`
    expect([401, 403]).toContain((await get(other, as)).status)
    const named = `/vendor/statements?${period()}&vendor_id=${offer.vendor_id}`
    expect((await get(named, as)).status).toBe(400)
    const unknown = `/admin/vendors/ven_unknown/statements?${period()}`
    expect((await get(unknown, { as: tokens.operator })).status).toBe(404)
    expect((await get(`/vendor/statements?from=${day()}&to=${day(-1)}`, as)).body).toMatchObject({
      code: "statement_reversed",
    })
    expect(
      (await get(`/vendor/statement-files?from=${day(-400)}&to=${day()}`, as)).body,
    ).toMatchObject({ code: "statement_too_long" })
  })
})

describe("a vendor changes its bank account", () => {
  const RIB = "10006035183598478831"
  const change = (rib: string, as: string) => post("/vendor/bank-changes", { rib }, { as })

  it("and is not paid before another person has checked it", async () => {
    expect((await change("08103100025967271931", tokens.a)).body).toMatchObject({
      code: "rib_invalid",
    })
    expect((await change(RIB, tokens.a)).status).toBe(201)
    const { bank_changes: waiting } = await found<{
      bank_changes: { id: string; rib: string; vendor: { id: string } }[]
    }>("/admin/bank-changes?status=requested", { as: tokens.operator })
    const asked = waiting.find(({ rib }) => rib === RIB)!
    const decide = (decision: string, as: string) =>
      post(`/admin/bank-changes/${asked.id}/decisions`, { decision, note: "Appel du 12" }, { as })
    expect((await decide("confirmed", tokens.a)).status).toBe(403)
    expect((await decide("confirmed", tokens.operator)).status).toBe(201)
    expect((await decide("confirmed", tokens.operator)).body).toMatchObject({
      code: "bank_change_decided",
    })
    expect((await change(RIB, tokens.a)).body).toMatchObject({ code: "bank_change_same" })
    const { vendor } = await found<{ vendor: { rib: string } }>(
      `/admin/vendors/${asked.vendor.id}`,
      { as: tokens.operator },
    )
    expect(vendor.rib).toBe(RIB)
  })

  it("not by an operator alone", async () => {
    const { bank_changes } = await found<{ bank_changes: { vendor: { id: string } }[] }>(
      "/admin/bank-changes",
      { as: tokens.operator },
    )
    const vendor_id = bank_changes[0]!.vendor.id
    const rib = "08103100025967271930"
    expect(
      (await post(`/admin/vendors/${vendor_id}`, { rib }, { as: tokens.operator })).status,
    ).toBe(400)
  })
})
