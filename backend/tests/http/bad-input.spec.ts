import { get, made, post, send, type Answer, type Options, type Told } from "./client"
import {
  asJson,
  drawObjects,
  ODD_TEXTS,
  WRONG_BODIES,
  WRONG_CONTENT_TYPES,
  wrongFor,
  WRONG_IDS,
  WRONG_QUERY,
} from "./junk"
import { describedApi, operationsOf, type Operation, type Schema } from "./openapi"
import { checkoutBody, demo, offersOf, openCart, placeOrder, signIn, sql, type Offer } from "./shop"

const SEED = Number(process.env.SOUK_TEST_SEED ?? 20_261_122)
const LOCALES = ["fr", "ar", "en", undefined] as const

type Route = ReturnType<typeof operationsOf>[number]

let routes: Route[]
let tokens: Record<Operation["x-who"], string | undefined>
let ids: Record<string, string>
let offer: Offer
/** What each route of ours takes: junk takes the place of one field at a time. */
let samples: Record<string, Record<string, unknown>>

beforeAll(async () => {
  routes = operationsOf(await describedApi())
  tokens = {
    public: undefined,
    buyer: await signIn("customer", demo.buyer),
    vendor: await signIn("user", demo.vendorA.email),
    operator: await signIn("user", demo.operator),
  }
  ;[offer] = (await offersOf(demo.vendorA.handle)) as [Offer]
  const lines = [{ offer, quantity: 1 }]
  const order = await placeOrder(lines)
  const slice = order.vendor_orders[0]!.id
  // Confirmed already: even a good request would change nothing.
  await made(`/vendor/orders/${slice}/confirmations`, {}, { as: tokens.vendor })
  const [variant] = await sql<{ id: string }>("select id from vehicle_variant order by id limit 1")
  // Over long ago: what other stories sell is not touched by it.
  const rule = { name: "Règle d'essai", rate_bps: 800, ends_at: "2020-01-01T00:00:00Z" }
  const { commission_rule } = await made<{ commission_rule: { id: string } }>(
    "/admin/commission-rules",
    rule,
    { as: tokens.operator },
  )
  const adjustment = {
    reason: "Un essai",
    debit_account: "marketplace/goodwill",
    credit_account: `vendors/${offer.vendor_id}`,
    amount_millimes: 1_000,
  }
  const { ledger_adjustment } = await made<{ ledger_adjustment: { id: string } }>(
    "/admin/ledger-adjustments",
    adjustment,
    { as: tokens.operator },
  )
  const banner = { texts: { fr: { title: "Un essai", text: null } }, link: "/pieces" }
  const coupon = { code: "ESSAI-REFUS", name: "Un essai", percent_bps: 500 }
  ids = {
    "/store/carts/:id": await openCart(lines),
    "/store/parts/:id": offer.part_id,
    "/store/vehicle-variants/:id": variant!.id,
    "/store/vins/:vin": "VF34C9HR8AS123456",
    // Nobody's: even a good request would change nothing.
    "/store/customers/me/garage-vehicles/:id": "gar_none",
    "/store/vendors/:handle": offer.vendor_handle,
    "/store/tracked-orders/:token": order.tracking_token,
    "/vendor/orders/:id": slice,
    "/vendor/offers/:id": offer.id,
    "/admin/vendors/:id": offer.vendor_id,
    "/admin/vendor-orders/:id": slice,
    "/vendor/cancellation-requests/:id": "cxreq_none",
    "/admin/cancellation-requests/:id": "cxreq_none",
    "/admin/remittance-lines/:id": "reml_none",
    "/admin/remittances/:id": "rem_none",
    "/admin/bank-changes/:id": "bkc_none",
    // None: even a good request would change nothing.
    "/store/online-payments/:id": "opay_none",
    "/hooks/payment/:provider": "konnect_konnect",
    "/admin/refund-tasks/:id": "rtask_none",
    "/admin/cash-refusals/:id": "cref_none",
    "/admin/coupons/:id": "coup_none",
    "/vendor/coupons/:id": "coup_none",
    "/admin/order-payments/:id": "order_none",
    "/admin/order-refunds/:id": "oref_none",
    "/admin/banners/:id": "ban_none",
    "/admin/mails/:id": "mail_none",
    "/admin/invoices/:id": "inv_none",
    "/admin/tax-rules/:id": "trule_none",
    "/vendor/invoices/:id": "inv_none",
    "/store/customers/me/invoices/:id": "inv_none",
    "/admin/fitments/:id": "fit_none",
    "/admin/import-runs/:id": "imp_none",
    "/admin/identity-cases/:id": "idc_none",
    "/admin/parts/:id": offer.part_id,
    "/admin/brands/:id": "brand_none",
    "/admin/commission-rules/:id": commission_rule.id,
    "/admin/ledger-adjustments/:id": ledger_adjustment.id,
    "/admin/payout-runs/:id": "prun_none",
    "/admin/payouts/:id": "pay_none",
  }
  samples = {
    "POST /store/carts/:id/checkouts": checkoutBody(lines),
    // Its cart was never prepared, and its payment is none: nothing is opened.
    "POST /store/carts/:id/online-payments": {},
    "POST /store/online-payments/:id/checks": {},
    "POST /admin/refund-tasks/:id/completions": { reference: "R-2026-1" },
    "POST /admin/cash-rules": {
      enabled: true,
      max_order_millimes: 500_000,
      max_failed_deliveries: 2,
      governorates: { "11": 200_000 },
    },
    "POST /admin/cash-refusals": { phone: "20999999", reason: "Un essai" },
    "DELETE /admin/cash-refusals/:id": {},
    "POST /admin/failed-deliveries": { phone: "20999999", source: "ESSAI-1", note: "Un essai" },
    "POST /store/order-lookups": { display_id: order.display_id, phone: "20123456" },
    "POST /store/customers/me/garage-vehicles": {
      variant_id: variant!.id,
      label: "La voiture de Nour",
      plate: "123 TUN 4567",
      vin: "VF34C9HR8AS123456",
      is_active: true,
    },
    "POST /store/customers/me/garage-vehicles/:id": { label: "La mienne", is_active: true },
    "DELETE /store/customers/me/garage-vehicles/:id": {},
    // With another password than the buyer's: even a good request would change nothing.
    "POST /store/customers/me/password-changes": {
      current_password: "Pas-celui-la-2026",
      new_password: "Une-autre-phrase-2026",
    },
    "POST /store/customers/me/email-change-requests": {
      email: "une-autre@exemple.tn",
      current_password: "Pas-celui-la-2026",
    },
    "POST /store/customers/me/email-changes": { token: "jeton-de-personne" },
    "POST /store/customers/me/closures": { password: "Pas-celui-la-2026" },
    "POST /store/vendor-applications": {
      name: "Pièces du Lac",
      company: "Pièces du Lac SARL",
      governorate_code: "11",
      // Of another governorate: even a good request would change nothing.
      delegation_code: "none",
      address: "12 avenue de Carthage",
      phone: "20123456",
      email: "lac@pieces.example",
      opening_hours: "8h-18h",
      tax_number: "1234567A/B/M/000",
      about: "Freins et filtres.",
    },
    "POST /vendor/orders/:id/confirmations": {},
    "POST /vendor/orders/:id/shipments": { carrier: "navex", tracking_number: "NVX-1" },
    "POST /admin/vendor-orders/:id/deliveries": {},
    // Of an order that no carrier has: even a good request would change nothing.
    "POST /vendor/orders/:id/failed-deliveries": { attempt: 1, reason: "absent", next: "retry" },
    "POST /admin/vendor-orders/:id/failed-deliveries": {
      attempt: 1,
      reason: "refused",
      next: "return",
      note: "Vu avec le transporteur",
    },
    "POST /admin/vendor-orders/:id/parcel-returns": { reason: "Colis revenu" },
    "POST /store/tracked-orders/:token/cancellation-requests": {
      vendor_order_id: "vord_none",
      reason: "Un essai",
    },
    "POST /vendor/orders/:id/cancellation-requests": { reason: "Un essai" },
    "POST /vendor/cancellation-requests/:id/decisions": { decision: "refused", answer: "Non" },
    "POST /admin/cancellation-requests/:id/decisions": { decision: "accepted" },
    // Forms, whatever JSON is sent to them.
    "POST /admin/remittances": {},
    "POST /admin/remittance-previews": {},
    "DELETE /vendor/bank-changes": {},
    "POST /vendor/bank-changes": { rib: "08103100025967271930" },
    "POST /admin/bank-changes": { vendor_id: "ven_none", rib: "08103100025967271930" },
    "POST /admin/bank-changes/:id/decisions": { decision: "confirmed", note: "Appel du 12" },
    "POST /admin/remittance-lines/:id/proposals": {
      vendor_order_number: "1042-1",
      resolution: "Vu avec le transporteur",
    },
    "POST /admin/remittance-lines/:id/decisions": {
      decision: "accepted",
      resolution: "Vu avec le transporteur",
    },
    "POST /vendor/offers/:id/fitments": {
      variant_id: "vvar_none",
      position: "front",
      quantity: 1,
      note: "avec ABS",
    },
    "DELETE /vendor/offers/:id/fitments/:fitment_id": {},
    "POST /admin/fitments/:id": { status: "verified" },
    "DELETE /admin/fitments/:id": {},
    "POST /admin/fitment-decisions": { ids: ["fit_none"], status: "verified" },
    // A form, whatever JSON is sent to it.
    "POST /admin/import-runs": {},
    "POST /vendor/offers": {
      sku: "ESSAI-1",
      title: "Disque de frein",
      brand: "Bosch",
      mpn: "0 986 479 000",
      ean: "96385074",
      category_id: "pcat_none",
      price_millimes: 72_350,
      stock: 4,
      condition: "used",
      warranty_months: 3,
      delay_days: 2,
      core_deposit_millimes: 10_000,
      position: "front-left",
      donor_vehicle: { label: "Peugeot 308", year: 2012, mileage_km: 120_000 },
      images: ["http://localhost/photo.jpg"],
      published: true,
    },
    "POST /vendor/offers/:id": { title: "Disque de frein", stock: 4 },
    "POST /vendor/offers/:id/publications": { published: true },
    "POST /vendor/photos": {},
    "POST /admin/identity-cases/:id/decisions": { decision: "reject", note: "Illisible" },
    "POST /admin/part-merges": { from_part_id: "part_none", into_part_id: offer.part_id },
    "POST /admin/part-splits": {
      part_id: "part_none",
      offer_ids: [offer.id],
      brand: "Bosch",
      mpn: "0 986 479 001",
    },
    "POST /admin/brands/:id/aliases": { name: "Robert Bosch SARL" },
    "DELETE /admin/brands/:id/aliases/:alias_id": {},
    "POST /admin/vendors": {
      handle: "nouvelle-boutique",
      name: "Nouvelle Boutique",
      company: "Nouvelle Boutique SARL",
      tax_number: "1234567A/A/M/000",
      rib: "08103100025967271930",
      governorate_code: "11",
      delegation_code: "1116",
      address: "1 rue de Rome",
      phone: "71204518",
      email: "contact@nouvelle.example",
      shipping_fee_millimes: 7_000,
      return_days: 14,
      commission_bps: 900,
    },
    "POST /admin/vendors/:id": { name: "Frein Express", handling_days: 1, about_fr: "Freins" },
    "POST /admin/vendors/:id/status-changes": { status: "suspended", reason: "Un essai" },
    "POST /admin/vendors/:id/members": {
      email: "nouveau@courriel.example",
      password: "UnMotDePasse2026",
      role: "staff",
    },
    "POST /admin/commission-rules": rule,
    "POST /admin/commission-rules/:id": rule,
    "DELETE /admin/commission-rules/:id": {},
    "POST /admin/commission-simulations": {
      lines: [{ vendor_id: offer.vendor_id, unit_price_millimes: 10_000, quantity: 1 }],
    },
    "POST /admin/ledger-adjustments": adjustment,
    "POST /admin/ledger-adjustments/:id/decisions": { decision: "approved" },
    // Cancelling with another sum than what it would be changes nothing.
    "POST /admin/vendor-orders/:id/cancellations": {
      idempotency_key: "essai-1",
      expected_millimes: 1,
      reason: "Un essai",
    },
    "POST /admin/coupons": coupon,
    "POST /admin/coupons/:id": { is_active: false },
    "POST /vendor/coupons": coupon,
    "POST /vendor/delivery-terms": { free_shipping_from_millimes: 250_000 },
    "POST /vendor/coupons/:id": { is_active: false },
    "POST /admin/refund-previews": { order_id: order.id },
    "POST /admin/order-refunds": {
      order_id: order.id,
      idempotency_key: "essai-2",
      expected_millimes: 1,
      reason: "Un essai",
    },
    "POST /admin/order-refunds/:id/settlements": { reference: "VIR-2026-1" },
    "DELETE /admin/banners/:id": {},
    "POST /store/customers/me/email-confirmation-requests": {},
    "POST /admin/invoices/:id/credit-notes": {
      key: "essai-3",
      reason: "Un essai",
      lines: [{ line_id: "invl_none", quantity: 1 }],
    },
    "POST /admin/commission-invoices": { month: "2026-01" },
    "POST /admin/invoice-settings": {
      name: "Souk",
      tax_number: "1234567A/P/M/000",
      address: "Rue du Lac, Tunis",
    },
    "POST /admin/vendors/:id/invoice-settings": { footer: "Merci" },
    "POST /vendor/invoice-settings": { footer: "Merci" },
    "POST /admin/tax-rules": { scope: "product", reference_id: "prod_none", vat_percent: 7 },
    "DELETE /admin/tax-rules/:id": {},
    "POST /vendor/orders/:id/invoices": {},
    "POST /store/customers/me/tax-identities": {
      company: "Garage du Lac",
      tax_number: "1234567A/P/M/000",
    },
    "DELETE /store/customers/me/tax-identities": {},
    "POST /admin/banners": banner,
    "POST /admin/banners/:id": banner,
    "POST /store/customers/me/email-confirmations": { token: "jeton-de-personne" },
    "POST /admin/payout-runs": { minimum_millimes: 20_000 },
    "POST /admin/payout-runs/:id/decisions": { decision: "approved" },
    "POST /admin/payouts/:id/settlements": { outcome: "rejected", note: "Compte clôturé" },
  }
})

function addressOf({ path }: Route): string {
  const known = Object.entries(ids).find(([pattern]) => path.startsWith(pattern))
  if (!known) {
    if (path.includes(":")) throw new Error(`${path} needs an id in this spec`)
    return path
  }
  return known[0].replace(/:\w+/, known[1]) + path.slice(known[0].length)
}

/** What the database holds of what these routes may write: counts, and the rows they could change. */
async function holdings(): Promise<Record<string, string>> {
  const counted = [
    "vendor_member",
    "vendor_order_event",
    "vendor_status_change",
    "vendor_order",
    "ledger_entry",
    "ledger_transaction",
    "ledger_adjustment",
    "user",
    "auth_identity",
    "provider_identity",
    "customer",
    "stock_location",
    "shipping_option",
    "shipping_profile",
    "order",
    "payment_collection",
    "payment_session",
    "cart_shipping_method",
    "cart_address",
    "garage_vehicle",
    "offer",
    "part",
    "part_address",
    "identity_case",
    "brand",
    "brand_alias",
    "product",
    "promotion",
    "fitment",
    "import_run",
    "coupon",
    "order_refund",
    "payout_run",
    "banner",
  ]
  const [counts] = await sql<Record<string, string>>(
    `select ${counted.map((table) => `(select count(*) from "${table}") as "${table}"`).join(", ")}`,
  )
  const [rows] = await sql<Record<string, string>>(
    `select (select md5(string_agg(v::text, '|' order by id)) from vendor v) as vendors,
            (select md5(string_agg(o::text, '|' order by id)) from vendor_order o) as vendor_orders,
            (select md5(string_agg(r::text, '|' order by id)) from commission_rule r) as rules,
            (select md5(string_agg(a::text, '|' order by id)) from ledger_adjustment a) as adjustments,
            (select md5(c::text) from cart c where id = $1) as cart,
            (select md5(string_agg(l::text, '|' order by id)) from cart_line_item l
              where cart_id = $1) as cart_lines`,
    [ids["/store/carts/:id"]],
  )
  return { ...counts, ...rows }
}

/** Does the work, and holds the shop to what it was. */
async function changingNothing(work: () => Promise<string[]>) {
  const before = await holdings()
  const wrong = await work()
  expect(wrong).toEqual([])
  expect(await holdings()).toEqual(before)
}

type Attempt = { method: string; path: string; what: string; options: Options }

let turn = 0

/** Sends attempts a few at a time; each must be refused in words, in the language it asked for. */
async function refusals(
  attempts: Attempt[],
  isFine = (answer: Answer<Told>) => answer.status >= 400 && answer.status < 500,
): Promise<string[]> {
  const wrong: string[] = []
  const queue = [...attempts]
  const lane = async () => {
    for (let one = queue.shift(); one; one = queue.shift()) {
      const locale = LOCALES[turn++ % LOCALES.length]
      const answer = await send(one.method, one.path, { ...one.options, locale })
      const { status, body, text } = answer
      const told = `${one.method} ${one.path.slice(0, 120)} with ${one.what.slice(0, 80)} (${locale}) → ${status} ${text.slice(0, 160)}`
      if (!isFine(answer)) wrong.push(told)
      else if (status >= 400 && (!body?.message || !body.type)) wrong.push(`says nothing: ${told}`)
      else if (status >= 400 && /[\u0600-\u06ff]/.test(body.message) !== (locale === "ar")) {
        // Only what was typed may be in another script than the sentence around it.
        if (locale === "ar") wrong.push(`not in Arabic: ${told}`)
      }
    }
  }
  await Promise.all(Array.from({ length: 6 }, lane))
  return wrong.sort()
}

const bodyOf = ({ operation }: Route): Schema | undefined =>
  operation.requestBody?.content["application/json"]?.schema

const writing = () => routes.filter(({ method }) => method !== "GET")

/** Every way to replace one field of a sample, at any depth, by what its schema refuses. */
function* spoiled(
  schema: Schema,
  sample: Record<string, unknown>,
): Generator<[what: string, body: Record<string, unknown>]> {
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    for (const value of wrongFor(property)) {
      yield [`${name} = ${asJson(value)}`, { ...sample, [name]: value }]
    }
    if (schema.required?.includes(name)) {
      const { [name]: _, ...rest } = sample
      yield [`no ${name}`, rest]
    }
    const inner = sample[name]
    if (property.properties && typeof inner === "object" && inner !== null) {
      for (const [what, body] of spoiled(property, inner as Record<string, unknown>)) {
        yield [`${name}.${what}`, { ...sample, [name]: body }]
      }
    }
  }
  yield ["an unknown field", { ...sample, zz_unknown: 1 }]
}

describe(`what is sent to our routes (seed ${SEED})`, () => {
  it("has a sample here for each route that writes", () => {
    expect(Object.keys(samples).sort()).toEqual(
      writing()
        .map(({ key }) => key)
        .sort(),
    )
  })

  it("is refused field by field", async () => {
    const attempts = writing().flatMap((route): Attempt[] => {
      const schema = bodyOf(route)
      if (!schema) return []
      return [...spoiled(schema, samples[route.key]!)].map(([what, body]) => ({
        method: route.method,
        path: addressOf(route),
        what,
        options: { as: tokens[route.operation["x-who"]], body: asJson(body) },
      }))
    })
    expect(attempts.length).toBeGreaterThan(300)
    await changingNothing(() => refusals(attempts))
    // Thousands of requests, more with every route: on a busy machine they outlast the usual limit.
  }, 400_000)

  it("names the field that is wrong", async () => {
    const wrong: string[] = []
    for (const route of writing()) {
      const schema = bodyOf(route)
      for (const name of Object.keys(schema?.properties ?? {})) {
        const { status, body } = await post(
          addressOf(route),
          { ...samples[route.key], [name]: [[1]] },
          { as: tokens[route.operation["x-who"]] },
        )
        const paths = (body.issues ?? []).map(({ path }) => path.split(".")[0])
        if (status !== 400 || !paths.includes(name)) wrong.push(`${route.key} ${name} → ${status}`)
      }
    }
    expect(wrong).toEqual([])
  })

  it("is refused when it is no body at all", async () => {
    const attempts = writing().flatMap((route): Attempt[] => {
      const common = { method: route.method, path: addressOf(route) }
      const as = tokens[route.operation["x-who"]]
      return [
        ...WRONG_BODIES.map(([what, body]) => ({ ...common, what, options: { as, body } })),
        ...WRONG_CONTENT_TYPES.map((type) => ({
          ...common,
          what: `content type ${type}`,
          options: {
            as,
            body: asJson({ ...samples[route.key], zz_unknown: 1 }),
            headers: { "content-type": type },
          },
        })),
        ...["gzip", "deflate", "zz"].map((encoding) => ({
          ...common,
          what: `content encoding ${encoding}`,
          options: { as, body: "{}", headers: { "content-encoding": encoding } },
        })),
        ...drawObjects(SEED, 12).map((body) => ({
          ...common,
          what: JSON.stringify(body),
          options: { as, body },
        })),
      ]
    })
    await changingNothing(() => refusals(attempts))
  })

  it("is refused when it is not what the query takes", async () => {
    const attempts = routes.flatMap((route): Attempt[] => {
      const as = tokens[route.operation["x-who"]]
      const query = route.operation.parameters.filter((one) => one.in === "query")
      const required = query
        .filter((one) => one.required)
        .map((one) => `${one.name}=nothing&`)
        .join("")
      const queries = [
        "zz_unknown=1",
        "fields=*",
        ...query.flatMap(({ name, schema }) => [
          `${name}=1&${name}=2`,
          `${name}[]=1`,
          `${name}[a]=1`,
          `${name}=a%00b`,
          ...(schema.type === "integer" ? WRONG_QUERY.integer : []).map((one) => `${name}=${one}`),
          ...(schema.enum ? WRONG_QUERY.choice : []).map((one) => `${name}=${one}`),
          ...(schema.maxLength ? [`${name}=${"x".repeat(schema.maxLength + 1)}`] : []),
        ]),
      ]
      return queries.map((one) => ({
        method: route.method,
        path: `${addressOf(route)}?${required}${one}`,
        what: "the query",
        options: {
          as,
          ...(route.method !== "GET" && { body: { ...samples[route.key], zz_unknown: 1 } }),
        },
      }))
    })
    expect(attempts.length).toBeGreaterThan(200)
    await changingNothing(() => refusals(attempts))
  })

  it("is refused when the id is none, or of another kind", async () => {
    const kinds = [...Object.values(ids), offer.product_id, offer.variant_id, offer.id]
    const attempts = routes
      .filter(({ path }) => path.includes(":"))
      .flatMap((route): Attempt[] => {
        const own = addressOf(route)
        const [pattern] = Object.entries(ids).find(([one]) => route.path.startsWith(one))!
        return (
          [...WRONG_IDS, ...kinds]
            .filter((id) => id !== ids[pattern])
            // An offer's address leads to its part: it is moved, not refused.
            .filter((id) => !(route.path === "/store/parts/:id" && id === offer.id))
            .map((id) => ({
              method: route.method,
              path: route.path.replace(/:\w+/, id),
              what: `${id} for ${own}`,
              options: {
                as: tokens[route.operation["x-who"]],
                ...(route.method !== "GET" && { body: asJson(samples[route.key]) }),
              },
            }))
        )
      })
    await changingNothing(() => refusals(attempts))
  })

  it("never breaks a search", async () => {
    const attempts = routes.flatMap((route): Attempt[] =>
      route.operation.parameters
        .filter((one) => one.in === "query" && one.schema.type === "string")
        .flatMap(({ name }) =>
          ODD_TEXTS.map((text) => ({
            method: route.method,
            path: `${addressOf(route)}?${name}=${encodeURIComponent(text)}`,
            what: text,
            options: { as: tokens[route.operation["x-who"]] },
          })),
        ),
    )
    expect(attempts.length).toBeGreaterThan(100)
    await changingNothing(() => refusals(attempts, ({ status }) => status < 500))
  })

  it("is kept as it was typed when it is a text like any other", async () => {
    const path = `/admin/vendors/${offer.vendor_id}`
    const as = tokens.operator
    type File = { vendor: { opening_hours: string | null } }
    const { body: before } = await get<File>(path, { as })
    for (const text of ODD_TEXTS) {
      const { status, body } = await post<File>(path, { opening_hours: text }, { as })
      expect([text, status]).toEqual([text, 200])
      expect(body.vendor.opening_hours).toBe(text.trim())
    }
    await made(path, { opening_hours: before.vendor.opening_hours }, { as })
  })
})

describe("the language of a refusal", () => {
  const cases: [what: string, options: Options][] = [
    ["a wrong field", { body: { display_id: "x", phone: "20123456" } }],
    ["an unknown field", { body: { display_id: 1, phone: "20123456", zz: 1 } }],
    ["malformed JSON", { body: '{"a":' }],
    ["a body too large", { body: `{"zz":"${"x".repeat(2_000_000)}"}` }],
    ["a null character", { body: { display_id: 1, phone: "2012\u00003456" } }],
    ["nothing found", { body: { display_id: 1_999_999_999, phone: "20123456" } }],
  ]

  it.each(cases)("for %s is the asked one, French by default", async (_, options) => {
    const tell = async (headers: Record<string, string>) => {
      const { status, body } = await send("POST", "/store/order-lookups", { ...options, headers })
      expect(status).toBeGreaterThanOrEqual(400)
      expect(status).toBeLessThan(500)
      return body.message
    }
    const [fr, ar, en] = [
      await tell({ "x-medusa-locale": "fr" }),
      await tell({ "x-medusa-locale": "ar" }),
      await tell({ "x-medusa-locale": "en" }),
    ]
    expect(new Set([fr, ar, en]).size).toBe(3)
    expect(ar).toMatch(/[\u0600-\u06ff]/)
    expect(await tell({})).toBe(fr)
    expect(await tell({ "accept-language": "en-GB,en;q=0.9,fr;q=0.8" })).toBe(en)
    expect(await tell({ "x-medusa-locale": "zz" })).toBe(fr)
  })

  it("is that of whoever is not signed in, too", async () => {
    for (const path of ["/vendor/me", "/store/customers/me", "/store/customers/me/orders"]) {
      const told = await Promise.all(
        ["fr", "ar", "en"].map(async (locale) => (await get(path, { locale })).body),
      )
      expect(told.map(({ message }) => message)).toEqual([
        "Connectez-vous pour continuer.",
        "سجّل الدخول للمتابعة.",
        "Sign in to continue.",
      ])
      for (const { type } of told) expect(type).toBe("unauthorized")
    }
  })
})

describe("core's routes that buyers use", () => {
  it("never fail on junk, and write nothing from it", async () => {
    const cart = ids["/store/carts/:id"]!
    const variant_id = offer.variant_id
    const quantities = [0, -1, 1.5, "1", null, [], {}, "@@1e400@@", 2 ** 60, 1e21]
    const texts = [12, [], {}, "a\u0000b", "x".repeat(300_000), "🔧", { $ne: "" }]
    const bodies: [method: string, path: string, bodies: unknown[]][] = [
      [
        "POST",
        "/store/carts",
        [
          ...quantities.map((quantity) => ({ items: [{ variant_id, quantity }] })),
          ...texts.map((text) => ({ items: [{ variant_id: text, quantity: 1 }] })),
          ...["reg_nothing", cart, 12, []].map((region_id) => ({ region_id })),
          { sales_channel_id: "sc_nothing" },
          { currency_code: "zzz" },
          { items: "text" },
          { zz_unknown: 1 },
        ],
      ],
      [
        "POST",
        `/store/carts/${cart}`,
        [
          { email: "no address" },
          { region_id: "reg_nothing" },
          { region_id: cart },
          { promo_codes: "X" },
          { shipping_address: { country_code: "fr" } },
          { zz_unknown: 1 },
        ],
      ],
      [
        "POST",
        `/store/carts/${cart}/line-items`,
        [
          ...quantities.map((quantity) => ({ variant_id, quantity })),
          ...texts.map((text) => ({ variant_id: text, quantity: 1 })),
          { variant_id: offer.product_id, quantity: 1 },
          { variant_id, quantity: 1, unit_price: 0.001 },
        ],
      ],
      [
        "POST",
        `/store/carts/${cart}/line-items/nothing`,
        quantities.map((quantity) => ({ quantity })),
      ],
      ["DELETE", `/store/carts/${cart}/line-items/nothing`, [{}]],
      ["DELETE", "/store/carts/nothing/line-items/nothing", [{}]],
      ["POST", "/store/carts/nothing/line-items", [{ variant_id, quantity: 1 }]],
      ["POST", "/store/carts/nothing/complete", [{}]],
      ["POST", "/store/carts/nothing/taxes", [{}]],
      ["POST", "/store/carts/nothing/promotions", [{ promo_codes: ["A"] }]],
      [
        "POST",
        `/store/carts/${cart}/promotions`,
        [{ promo_codes: "A" }, { promo_codes: [1] }, { promo_codes: ["a\u0000"] }, {}],
      ],
      [
        "POST",
        `/store/carts/${cart}/shipping-methods`,
        [{ option_id: "so_nothing" }, { option_id: cart }, { option_id: [] }, {}],
      ],
      ["POST", "/store/payment-collections", [{ cart_id: "nothing" }, { cart_id: [] }, {}]],
      [
        "POST",
        "/store/payment-collections/nothing/payment-sessions",
        [{ provider_id: "pp_cod_cod" }, { provider_id: "pp_nothing" }, {}],
      ],
      [
        "POST",
        "/store/shipping-options/nothing/calculate",
        [{ cart_id: cart }, { cart_id: "nothing" }, {}],
      ],
      ["POST", "/store/customers", [{ email: "a@b.example" }, { email: [] }, {}]],
      [
        "POST",
        "/auth/customer/emailpass",
        [{}, { email: [], password: {} }, { email: "a\u0000", password: "b" }, { email: "a" }],
      ],
      [
        "POST",
        "/auth/customer/emailpass/register",
        [{}, { email: [], password: "x" }, { email: "a@b.example", password: [] }, { email: 1 }],
      ],
      ["POST", "/auth/user/emailpass/register", [{}, { email: { $ne: "" } }, { email: ["a"] }]],
      [
        "POST",
        "/auth/customer/emailpass/reset-password",
        [{ identifier: [] }, { identifier: "a\u0000" }, {}],
      ],
      ["POST", "/auth/customer/emailpass/update", [{ password: [] }, {}]],
      ["POST", "/auth/session", [{}]],
      ["POST", "/auth/token/refresh", [{}]],
    ]
    const attempts = bodies.flatMap(([method, path, list]) =>
      list.map((body): Attempt => ({
        method,
        path,
        what: asJson(body),
        options: { body: asJson(body) },
      })),
    )
    const wrong: string[] = []
    const before = await holdings()
    for (const { method, path, what, options } of attempts) {
      const { status, text } = await send(method, path, options)
      if (status < 400 || status >= 500) {
        wrong.push(`${method} ${path} with ${what.slice(0, 100)} → ${status} ${text.slice(0, 160)}`)
      }
    }
    expect(wrong).toEqual([])
    expect(await holdings()).toEqual(before)
  })

  it.each([
    "/store/products?limit=-1",
    "/store/products?limit=1e400",
    "/store/products?offset=-1",
    "/store/products?order=zz",
    "/store/products?order[]=a",
    "/store/products?fields=zz.zz",
    "/store/products?fields[a][b]=c",
    "/store/products?id[$gt]=1",
    "/store/products?id[]=a%00",
    "/store/products?q=%F0%9F%94%A7",
    "/store/products?q[]=a",
    "/store/products?region_id=reg_nothing&fields=*variants.calculated_price",
    "/store/product-categories?parent_category_id=%27",
    "/store/product-categories?include_descendants_tree=zz",
    "/store/product-categories?limit=x",
    "/store/regions?limit=x",
    "/store/product-variants?limit=x",
    "/store/shipping-options",
    "/store/shipping-options?cart_id=nothing",
    "/store/collections?handle[]=a&handle[]=b",
    "/store/payment-providers?region_id=nothing",
  ])("never fail on %s", async (path) => {
    const { status, text } = await get(path)
    expect([path, status < 500, text.slice(0, 200)]).toEqual([path, true, expect.any(String)])
  })

  it("leave another cart's lines alone", async () => {
    const mine = await openCart([{ offer, quantity: 1 }])
    const theirs = await openCart([{ offer, quantity: 1 }])
    const [line] = await sql<{ id: string }>("select id from cart_line_item where cart_id = $1", [
      theirs,
    ])
    const removed = await send("DELETE", `/store/carts/${mine}/line-items/${line!.id}`)
    expect(removed.status).toBe(404)
    const changed = await post(`/store/carts/${mine}/line-items/${line!.id}`, { quantity: 9 })
    expect(changed.status).toBe(404)
    const [kept] = await sql<{ quantity: string; deleted_at: Date | null }>(
      "select quantity, deleted_at from cart_line_item where id = $1",
      [line!.id],
    )
    expect([Number(kept!.quantity), kept!.deleted_at]).toEqual([1, null])
  })
})
