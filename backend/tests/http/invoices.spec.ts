import { sum } from "@souk/kit/money"
import { taxParts, type TaxClass } from "@souk/kit/tax"
import { testServer } from "../../../scripts/lib/test-server"
import { found, get, made, post, send } from "./client"
import {
  checkoutBody,
  complete,
  demo,
  eventually,
  offersOf,
  openCart,
  placeOrder,
  signIn,
  sql,
  type Offer,
  type OrderView,
} from "./shop"

type Invoice = {
  id: string
  kind: string
  number: string
  order_number: string | null
  credited_number: string | null
  ht_millimes: number
  fodec_millimes: number
  vat_millimes: number
  due_millimes: number
}
type Line = {
  id: string
  quantity: number
  vat_percent: number
  total_millimes: number
  credited_millimes: number
}
type Detail = Invoice & {
  buyer: { name: string; tax_number: string | null }
  lines: Line[]
  stamp: { amount_millimes: number; payer: string } | null
}
type One = { invoice: Detail }
type List = { invoices: Invoice[]; count: number }

let tokens: { a: string; b: string; operator: string; buyer: string; other: string }
let offerA: Offer
let offerB: Offer

beforeAll(async () => {
  tokens = {
    a: await signIn("user", demo.vendorA.email),
    b: await signIn("user", demo.vendorB.email),
    operator: await signIn("user", demo.operator),
    buyer: await signIn("customer", demo.buyer),
    other: await signIn("customer", demo.otherBuyer),
  }
  ;[offerA] = (await offersOf(demo.vendorA.handle)) as [Offer]
  ;[offerB] = (await offersOf(demo.vendorB.handle)) as [Offer]
})

const sliceOf = (order: OrderView, handle: string) =>
  order.vendor_orders.find((slice) => slice.vendor.handle === handle)!

const confirm = (id: string, as: string) => made(`/vendor/orders/${id}/confirmations`, {}, { as })
const invoiceOf = (id: string, as = tokens.a) =>
  post<One>(`/vendor/orders/${id}/invoices`, {}, { as })

async function textOf(path: string, as?: string): Promise<string> {
  const answer = await fetchBytes(path, as)
  const { extractText } = await import("unpdf")
  const { text } = await extractText(new Uint8Array(answer), { mergePages: true })
  return text
}

async function fetchBytes(path: string, as?: string): Promise<Buffer> {
  const { apiUrl, publishableKey } = testServer()
  const response = await fetch(`${apiUrl}${path}`, {
    headers: {
      "x-publishable-api-key": publishableKey,
      ...(as && { authorization: `Bearer ${as}` }),
    },
  })
  if (response.status !== 200) throw new Error(`${path} → ${response.status}`)
  return Buffer.from(await response.arrayBuffer())
}

/** The story goes on from one test to the next. */
describe("a sale is invoiced", () => {
  let order: OrderView
  let invoice: Detail
  const slice = () => sliceOf(order, demo.vendorA.handle)

  it("to a professional, under its company and matricule fiscal", async () => {
    const save = (tax_number: string) =>
      post<{ tax_identity: object }>(
        "/store/customers/me/tax-identities",
        { company: "Garage Haddad & Fils", tax_number },
        { as: tokens.buyer },
      )
    expect((await save("1234567A/P/M/0000000")).body).toMatchObject({ code: "tax_number_invalid" })
    expect(await save("1234567apm000")).toMatchObject({
      status: 200,
      body: { tax_identity: { company: "Garage Haddad & Fils", tax_number: "1234567A/P/M/000" } },
    })
    expect((await get("/store/customers/me/tax-identities")).status).toBe(401)
    order = await placeOrder(
      [
        { offer: offerA, quantity: 2 },
        { offer: offerB, quantity: 1 },
      ],
      tokens.buyer,
    )
  })

  it("not before it is confirmed", async () => {
    const answer = await post(`/vendor/orders/${slice().id}/invoices`, {}, { as: tokens.a })
    expect([answer.status, answer.body.code]).toEqual([409, "invoice_not_due"])
  })

  it("once confirmed, for what the buyer pays this vendor", async () => {
    await confirm(slice().id, tokens.a)
    const answer = await invoiceOf(slice().id)
    expect(answer.status).toBe(201)
    invoice = answer.body.invoice
    expect(answer.headers.location).toBe(`/vendor/invoices/${invoice.id}`)
    expect(invoice).toMatchObject({
      kind: "invoice",
      number: expect.stringMatching(/^FAC-20\d\d-\d{6}$/),
      order_number: slice().number,
      due_millimes: slice().total_millimes,
      buyer: { name: "Garage Haddad & Fils", tax_number: "1234567A/P/M/000" },
      stamp: { amount_millimes: 1_000, payer: "issuer" },
    })
    expect(invoice.ht_millimes + invoice.fodec_millimes + invoice.vat_millimes).toBe(
      slice().total_millimes,
    )
    expect(sum(invoice.lines.map((line) => line.total_millimes))).toBe(slice().total_millimes)
  })

  it("once, however often it is asked", async () => {
    const again = await Promise.all([invoiceOf(slice().id), invoiceOf(slice().id)])
    expect(again.map(({ status, body }) => [status, body.invoice.id])).toEqual([
      [200, invoice.id],
      [200, invoice.id],
    ])
  })

  it("in a PDF that is the same each time, and says what is due", async () => {
    const path = `/vendor/invoices/${invoice.id}/files`
    const [one, two] = [await fetchBytes(path, tokens.a), await fetchBytes(path, tokens.a)]
    expect(one.equals(two)).toBe(true)
    expect(one.subarray(0, 5).toString()).toBe("%PDF-")
    const text = await textOf(path, tokens.a)
    for (const told of [
      invoice.number,
      "Garage Haddad & Fils",
      "1234567A/P/M/000",
      "Arrêtée la présente facture à la somme de",
      "Droit de timbre de 1,000 DT à la charge de l'émetteur",
    ]) {
      expect(text).toContain(told)
    }
  })

  it("and its vendor alone sees it among vendors", async () => {
    for (const path of [`/vendor/invoices/${invoice.id}`, `/vendor/invoices/${invoice.id}/files`]) {
      expect((await get(path, { as: tokens.b })).status).toBe(404)
    }
    const other = await post(`/vendor/orders/${slice().id}/invoices`, {}, { as: tokens.b })
    expect(other.status).toBe(404)
    const { invoices } = await found<List>("/vendor/invoices?limit=100", { as: tokens.b })
    expect(invoices.map(({ id }) => id)).not.toContain(invoice.id)
    const file = await get("/vendor/invoice-files", { as: tokens.b })
    expect(file.text).not.toContain(slice().number)
  })

  it("and its buyer alone among buyers", async () => {
    const mine = await found<List>("/store/customers/me/invoices", { as: tokens.buyer })
    expect(mine.invoices.map(({ id }) => id)).toContain(invoice.id)
    const path = `/store/customers/me/invoices/${invoice.id}`
    expect((await fetchBytes(path, tokens.buyer)).subarray(0, 5).toString()).toBe("%PDF-")
    expect((await get(path, { as: tokens.other })).status).toBe(404)
    expect((await get(path)).status).toBe(401)
    const others = await found<List>("/store/customers/me/invoices", { as: tokens.other })
    expect(others.invoices.map(({ id }) => id)).not.toContain(invoice.id)
  })

  it("and whoever has the order's link, and no other link", async () => {
    const path = `/store/tracked-orders/${order.tracking_token}/invoices`
    const told = await found<List>(path)
    expect(told.invoices.map(({ number }) => number)).toEqual([invoice.number])
    expect(told.invoices[0]).not.toHaveProperty("vat_millimes")
    await fetchBytes(`${path}/${invoice.id}`)

    const another = await placeOrder([{ offer: offerA, quantity: 1 }])
    const elsewhere = `/store/tracked-orders/${another.tracking_token}/invoices`
    expect((await get(`${elsewhere}/${invoice.id}`)).status).toBe(404)
    expect((await get(`/store/tracked-orders/${order.id}.forged/invoices`)).status).toBe(404)
  })

  it("with no gap in the vendor's numbers", async () => {
    const orders = await Promise.all(
      Array.from({ length: 4 }, () => placeOrder([{ offer: offerA, quantity: 1 }])),
    )
    const ids = orders.map((one) => sliceOf(one, demo.vendorA.handle).id)
    for (const id of ids) await confirm(id, tokens.a)
    await Promise.all(ids.map((id) => invoiceOf(id)))
    const rows = await sql<{ sequence: number }>(
      "select sequence from invoice where issuer_id = $1 and kind = 'invoice' order by sequence",
      [offerA.vendor_id],
    )
    expect(rows.map(({ sequence }) => sequence)).toEqual(rows.map((_, index) => index + 1))
  })

  it("and taken back by credit notes, never beyond it", async () => {
    const [line] = invoice.lines as [Line]
    const credit = (body: object) =>
      post<One>(`/admin/invoices/${invoice.id}/credit-notes`, body, { as: tokens.operator })
    const one = {
      key: "page-1",
      reason: "Pièce retournée",
      lines: [{ line_id: line.id, quantity: 1 }],
    }
    const [first, again] = [await credit(one), await credit(one)]
    expect([first.status, again.status]).toEqual([201, 200])
    expect(first.body.invoice).toMatchObject({
      kind: "credit_note",
      number: expect.stringMatching(/^AV-20\d\d-\d{6}$/),
      credited_number: invoice.number,
    })
    expect(again.body.invoice.id).toBe(first.body.invoice.id)

    const above = { key: "page-2", reason: "Trop", lines: [{ line_id: line.id, quantity: 2 }] }
    expect((await credit(above)).body).toMatchObject({ code: "credited_too_much" })
    const rest = await credit({ key: "page-3", reason: "Le reste" })
    expect(rest.body.invoice.due_millimes + first.body.invoice.due_millimes).toBe(
      invoice.due_millimes,
    )
    expect((await credit({ key: "page-4", reason: "Encore" })).body).toMatchObject({
      code: "invoice_credited",
    })
    expect(
      await textOf(`/admin/invoices/${rest.body.invoice.id}/files`, tokens.operator),
    ).toContain("Arrêté le présent avoir")
    const xml = await get(`/admin/invoices/${invoice.id}/files?format=xml`, { as: tokens.operator })
    expect([xml.status, xml.body.code]).toEqual([404, "no_xml_of_sale"])
  })

  it("and listed for the operator's accountant", async () => {
    const { invoices } = await found<List>(`/admin/invoices?q=${slice().number}`, {
      as: tokens.operator,
    })
    expect(invoices.map(({ kind }) => kind).sort()).toEqual([
      "credit_note",
      "credit_note",
      "invoice",
    ])
    const file = await get(`/admin/invoice-files?order_id=${order.id}`, { as: tokens.operator })
    expect(file.headers["content-type"]).toContain("text/csv")
    expect(file.text.trim().split("\r\n")).toHaveLength(4)
  })
})

describe("a vendor decides of its invoices", () => {
  const settings = (body: object, as = tokens.b) => post("/vendor/invoice-settings", body, { as })

  it("but not whether it owes TVA", async () => {
    expect((await settings({ exemption: "Non assujetti" })).status).toBe(400)
    expect((await settings({ invoice_prefix: "trop long et faux" })).status).toBe(400)
  })

  it("issued when the order is confirmed, in two languages, under its own prefix", async () => {
    const saved = await settings({
      invoice_prefix: "SFX",
      issued_when: "confirmed",
      is_bilingual: true,
      name_ar: "صفاقس لقطع الغيار",
    })
    expect(saved.status).toBe(200)
    const order = await placeOrder([{ offer: offerB, quantity: 1 }])
    const { id } = sliceOf(order, demo.vendorB.handle)
    await confirm(id, tokens.b)
    const list = () => found<List>(`/vendor/invoices?vendor_order_id=${id}`, { as: tokens.b })
    await eventually("the invoice of a confirmed order", async () => (await list()).count === 1)
    const [invoice] = (await list()).invoices as [Invoice]
    expect(invoice.number).toMatch(/^SFX-/)
    expect(await textOf(`/vendor/invoices/${invoice.id}/files`, tokens.b)).toMatch(
      /[\u0600-\u06ff\ufe70-\ufeff]/,
    )
  })

  it("and the operator whether it is exempt, and how goods are taxed", async () => {
    const as = tokens.operator
    const exempt = (exemption: string | null) =>
      made(`/admin/vendors/${offerB.vendor_id}/invoice-settings`, { exemption }, { as })
    await exempt("TVA non applicable : vendeur non assujetti")
    const bill = async () => {
      const order = await placeOrder([{ offer: offerB, quantity: 1 }])
      const { id } = sliceOf(order, demo.vendorB.handle)
      await confirm(id, tokens.b)
      return (await invoiceOf(id, tokens.b)).body.invoice
    }
    const free = await bill()
    expect([free.vat_millimes, free.ht_millimes]).toEqual([0, free.due_millimes])
    await exempt(null)

    const rule = { scope: "product", reference_id: offerB.product_id, vat_percent: 7, fodec: true }
    const { tax_rule } = await made<{ tax_rule: { id: string; name: string } }>(
      "/admin/tax-rules",
      rule,
      { as },
    )
    type Taxes = {
      ht_millimes: number
      fodec_millimes: number
      vat: { percent: number; vat_millimes: number }[]
    }
    const lines = [{ offer: offerB, quantity: 3 }]
    const cartId = await openCart(lines)
    const { cart } = await made<{ cart: { taxes: Taxes; vat_included_millimes: number } }>(
      `/store/carts/${cartId}/checkouts`,
      checkoutBody(lines),
    )
    expect((await complete(cartId)).body.type).toBe("order")
    const { order } = await found<{ order: OrderView }>(`/store/carts/${cartId}/order`)
    // Les taxes sont celles du jour de la commande : changer la règle ensuite n'y change rien.
    const changed = { ...rule, vat_percent: 13, fodec: false }
    await made("/admin/tax-rules", changed, { as })
    const { id } = sliceOf(order, demo.vendorB.handle)
    await confirm(id, tokens.b)
    const taxed = (await invoiceOf(id, tokens.b)).body.invoice
    expect(taxed.lines[0]!.vat_percent).toBe(7)
    expect(taxed.fodec_millimes).toBeGreaterThan(0)
    expect([taxed.ht_millimes, taxed.fodec_millimes, taxed.vat_millimes]).toEqual([
      cart.taxes.ht_millimes,
      cart.taxes.fodec_millimes,
      cart.vat_included_millimes,
    ])
    expect(cart.taxes.vat.map(({ percent }) => percent)).toEqual([19, 7])
    const unknown = await post("/admin/tax-rules", { ...rule, reference_id: "prod_none" }, { as })
    expect(unknown.status).toBe(404)
    expect((await post("/admin/tax-rules", { ...rule, vat_percent: 18 }, { as })).status).toBe(400)
    expect((await send("DELETE", `/admin/tax-rules/${tax_rule.id}`, { as })).status).toBe(200)
  })
})

describe("a price before tax", () => {
  const as = () => tokens.operator
  type Shown = { variant_id: string; price_millimes: number; price_excl_tax_millimes: number }
  /** What the offer's page says is before tax, beside what it would be with these taxes. */
  async function pageSays(tax: TaxClass): Promise<boolean> {
    const [{ page }] = (await sql<{ page: string }>(
      "select coalesce(part_id, id) as page from offer where variant_id = $1",
      [offerB.variant_id],
    )) as [{ page: string }]
    const { part } = await found<{ part: { offers: Shown[] } }>(`/store/parts/${page}`)
    const shown = part.offers.find((one) => one.variant_id === offerB.variant_id)!
    return shown.price_excl_tax_millimes === taxParts(shown.price_millimes, tax).ht_millimes
  }
  const usual = { vat_percent: 19, fodec: false }
  const classOf = async (category: string) =>
    (
      await found<{ tax_class: TaxClass }>(`/vendor/tax-classes?category_id=${category}`, {
        as: tokens.b,
      })
    ).tax_class

  it("follows the rules of the product and of its category, and its vendor's exemption", async () => {
    const [{ category_id }] = (await sql<{ category_id: string }>(
      "select category_id from offer where variant_id = $1",
      [offerB.variant_id],
    )) as [{ category_id: string }]
    await eventually("the usual taxes", () => pageSays(usual))
    expect(await classOf(category_id)).toEqual(usual)

    const rules: [scope: string, reference_id: string, tax: TaxClass][] = [
      ["category", category_id, { vat_percent: 13, fodec: true }],
      ["product", offerB.product_id, { vat_percent: 7, fodec: false }],
    ]
    const set: string[] = []
    for (const [scope, reference_id, tax] of rules) {
      const { tax_rule } = await made<{ tax_rule: { id: string } }>(
        "/admin/tax-rules",
        { scope, reference_id, ...tax },
        { as: as() },
      )
      set.push(tax_rule.id)
      await eventually(`the taxes of its ${scope}`, () => pageSays(tax))
    }
    // A new offer is taxed as its category is.
    expect(await classOf(category_id)).toEqual({ vat_percent: 13, fodec: true })

    const exempt = (exemption: string | null) =>
      made(`/admin/vendors/${offerB.vendor_id}/invoice-settings`, { exemption }, { as: as() })
    await exempt("TVA non applicable : vendeur non assujetti")
    await eventually("no tax at all", () => pageSays({ vat_percent: 0, fodec: false }))
    expect(await classOf(category_id)).toEqual({ vat_percent: 0, fodec: false })
    await exempt(null)
    for (const id of set) await send("DELETE", `/admin/tax-rules/${id}`, { as: as() })
    await eventually("the usual taxes again", () => pageSays(usual))
  })

  it("is a vendor's to ask, within bounds", async () => {
    expect((await get("/vendor/tax-classes?vat_percent=101", { as: tokens.b })).status).toBe(400)
    expect(await classOf("pcat_none")).toEqual(usual)
  })
})

describe("what is cancelled", () => {
  const cancel = (id: string, key: string, lines?: { line_id: string; quantity: number }[]) =>
    made(
      `/admin/vendor-orders/${id}/cancellations`,
      { idempotency_key: `${key}-${id}`, reason: "Une pièce manque", ...(lines && { lines }) },
      { as: tokens.operator },
    )
  const documentsOf = (id: string) =>
    found<List>(`/vendor/invoices?vendor_order_id=${id}`, { as: tokens.a })

  it("before the invoice is not invoiced, and after it makes a credit note", async () => {
    const order = await placeOrder([{ offer: offerA, quantity: 3 }])
    const { id } = sliceOf(order, demo.vendorA.handle)
    const [line] = await sql<{ id: string; total: string }>(
      "select id, total_millimes::text as total from vendor_order_line where vendor_order_id = $1",
      [id],
    )
    await cancel(id, "one", [{ line_id: line!.id, quantity: 1 }])
    await confirm(id, tokens.a)
    const { invoice } = (await invoiceOf(id)).body
    expect(invoice.lines[0]!.quantity).toBe(2)
    expect(invoice.due_millimes).toBe(order.total_millimes - Number(line!.total) / 3)

    await cancel(id, "rest")
    await eventually("the credit note of a cancellation", async () => {
      return (await documentsOf(id)).count === 2
    })
    const note = (await documentsOf(id)).invoices.find(({ kind }) => kind === "credit_note")!
    expect([note.credited_number, note.due_millimes]).toEqual([
      invoice.number,
      invoice.due_millimes,
    ])
  })
})

describe("the marketplace invoices its commission", () => {
  const now = new Date()
  const lastMonth = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 1, 15))
  const month = lastMonth.toISOString().slice(0, 7)
  const issue = (body: object) =>
    post<List>("/admin/commission-invoices", body, { as: tokens.operator })

  /** A commission of last month, as the ledger would have booked it. */
  const booked = (source: string, commission: number, vat: number) =>
    sql(
      `with t as (insert into ledger_transaction (id, source, kind, currency_code, created_at)
                  values ('ltx_' || $1, $1, 'commission', 'tnd', $2) returning id)
       insert into ledger_entry (id, account, amount_millimes, raw_amount_millimes, transaction_id, created_at)
       select 'len_' || $1 || e.place, e.account, e.amount,
              jsonb_build_object('value', e.amount::text, 'precision', 20), t.id, $2
         from t, (values (1, 'vendors/' || $3, $4::numeric + $5),
                         (2, 'marketplace/commission', -$4::numeric),
                         (3, 'marketplace/commission-vat', -$5::numeric)) e(place, account, amount)`,
      [source, lastMonth, offerA.vendor_id, commission, vat],
    )

  it("not before it said who it is, nor before the month is over", async () => {
    const here = new Date().toISOString().slice(0, 7)
    expect((await issue({ month: here })).body).toMatchObject({ code: "month_not_over" })
    expect((await issue({ month })).body).toMatchObject({ code: "marketplace_identity_missing" })
    const identity = {
      name: "Souk & Compagnie",
      tax_number: "1234567A/P/M/000",
      address: "1 rue de la Kasbah, Tunis",
    }
    const saved = await post("/admin/invoice-settings", identity, { as: tokens.operator })
    expect(saved.status).toBe(200)
    expect((await issue({ month: "2020-01" })).body).toMatchObject({ code: "no_commission" })
  })

  it("once per vendor and month, equal to the ledger's movements", async () => {
    await booked("test_commission_1", 12_345, 2_346)
    await booked("test_commission_2", 7_655, 1_454)
    const [first, again] = [await issue({ month }), await issue({ month })]
    expect([first.status, again.status]).toEqual([201, 200])
    const mine = first.body.invoices.find(({ due_millimes }) => due_millimes === 23_800)!
    expect(mine).toMatchObject({
      kind: "commission_invoice",
      number: expect.stringMatching(/^COM-20\d\d-\d{6}$/),
      ht_millimes: 20_000,
      vat_millimes: 3_800,
    })
    expect(again.body.invoices.map(({ id }) => id)).toEqual(first.body.invoices.map(({ id }) => id))
    expect((await get(`/vendor/invoices/${mine.id}`, { as: tokens.a })).status).toBe(200)
    expect((await get(`/vendor/invoices/${mine.id}`, { as: tokens.b })).status).toBe(404)
  })

  it("as a PDF and as XML that is well formed", async () => {
    const { invoices } = await found<List>("/vendor/invoices?kind=commission_invoice", {
      as: tokens.a,
    })
    const path = `/vendor/invoices/${invoices[0]!.id}/files`
    expect(await textOf(path, tokens.a)).toContain("Souk & Compagnie")
    const xml = await get(`${path}?format=xml`, { as: tokens.a })
    expect(xml.headers["content-type"]).toContain("application/xml")
    expect(xml.text).toContain('<PartnerName nameType="Qualification">Souk &amp; Compagnie')
    const [row] = await sql<{ well_formed: boolean }>(
      "select xml_is_well_formed_document($1) as well_formed",
      [xml.text],
    )
    expect(row!.well_formed).toBe(true)
  })
})
