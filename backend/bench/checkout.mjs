// npm run bench -- checkout [--offers N] [--checkouts N] [--history N]: a cart of two vendors ordered over HTTP,
// beside the same number of lines on plain Medusa, by its shortest sequence of calls and by the usual one; then
// each one's completion alone, what the split with commission and ledger adds to ours, and Souk's again after N
// old orders (100,000 unless told).
import { run } from "../../scripts/lib/failure.mjs"
import { readOptions, wholeNumber } from "../../scripts/lib/options.mjs"
import { stopOnSignals } from "../../scripts/lib/shutdown.mjs"
import { step } from "../../scripts/lib/steps.mjs"
import { addOldOrders } from "./lib/old-orders.mjs"
import { bounded, percentile, reached, report, row } from "./lib/report.mjs"
import { openShops, query } from "./lib/shops.mjs"

const LINES = 2
const WARM_UPS = 3
const TURNS = 4
const COUNTED = 5

/** What the issue of money asks for; twice stock's rate is required, three times wanted. */
const MOST_OF_COMPLETION = 1.15
const LEAST_RATE = 2
const WANTED_RATE = 3
const MOST_OF_ADDING = 0.5

async function main() {
  stopOnSignals({ exitCode: 1 })
  const given = readOptions(process.argv.slice(2), {
    offers: { type: "string" },
    checkouts: { type: "string" },
    history: { type: "string" },
  })
  const offers = wholeNumber("offers", given.offers, { min: 300, max: 1_000_000 })
  const checkouts = wholeNumber("checkouts", given.checkouts, { min: 4, max: 1000, fallback: 24 })
  const history = wholeNumber("history", given.history, {
    min: 1,
    max: 1_000_000,
    fallback: 100_000,
  })
  const { souk, plain } = await openShops({ offers })
  const [soukLines, plainLines] = [await soukCarts(souk), await plainCarts(plain)]
  const [shortest, usual] = [
    { ...plain, name: "shortest" },
    { ...plain, name: "usual" },
  ]
  const flows = [
    { name: "Souk", shop: souk, prepare: () => soukCart(souk, soukLines()) },
    { name: "shortest", shop: plain, prepare: () => shortestCart(shortest, plainLines()) },
    { name: "usual", shop: plain, prepare: () => usualCart(usual, plainLines()) },
  ].map(({ prepare, ...flow }) => ({
    ...flow,
    prepare,
    checkout: async () => complete(flow.shop, await prepare(), flow.name),
  }))
  for (const flow of flows) await repeat(flow.checkout, WARM_UPS, 1)

  const results = []
  calls.clear()
  for (const clients of [1, 4]) {
    const measured = await step(`${clients} at once`, () => inTurns(flows, checkouts, clients))
    for (const baseline of ["shortest", "usual"]) {
      const name = `${clients} client${clients > 1 ? "s" : ""}, against the ${baseline} calls`
      for (const [figure, unit] of Object.entries({ p50: "ms", p95: "ms", rate: "per second" })) {
        const label = figure === "rate" ? "checkouts" : figure
        results.push(
          row(`${name}: ${label}`, unit, measured.Souk[figure], measured[baseline][figure]),
        )
      }
    }
    if (clients === 1) {
      const times = measured.Souk.rate / measured.usual.rate
      results.push(
        reached("required: two-vendor checkouts, 1 client", "× usual", times, LEAST_RATE),
        reached("target: two-vendor checkouts, 1 client", "× usual", times, WANTED_RATE),
        ...rowsOfCalls(),
      )
    }
  }
  const statements = {}
  for (const flow of flows) {
    statements[flow.name] = await step(`${flow.name}, statements`, () =>
      flow.shop.countStatements(() => repeat(flow.checkout, COUNTED, 1)),
    )
  }
  for (const baseline of ["shortest", "usual"]) {
    const [ours, theirs] = [statements.Souk / COUNTED, statements[baseline] / COUNTED]
    results.push(row(`SQL, against the ${baseline} calls`, "statements per checkout", ours, theirs))
  }
  const [soukAdds, plainAdds] = await step("Add to cart", () =>
    addsInTurns(souk, soukLines, plain, plainLines, checkouts),
  )
  results.push(
    row("add to cart, 1 client: p50", "ms", soukAdds, plainAdds),
    bounded("target: add to cart, p50", "× Medusa", soukAdds / plainAdds, MOST_OF_ADDING),
  )

  const [souks, , usuals] = flows
  const ours = await step("Completion", () => completions(souks, checkouts))
  const split = splitOf(souk, checkouts)
  const theirs = await step("Medusa's completion", () => completions(usuals, checkouts))
  results.push(
    row("completion, 1 client: p50", "ms", ours.p50, theirs.p50),
    row("completion: SQL", "statements", ours.statements, theirs.statements),
    row("split, commission and ledger: p50", "ms", split.p50),
    row("split, commission and ledger: SQL", "statements", split.statements),
    bounded(
      "target: completion with them, p50",
      "× without",
      ours.p50 / (ours.p50 - split.p50),
      MOST_OF_COMPLETION,
    ),
    bounded(
      "target: completion with them, SQL",
      "× without",
      ours.statements / (ours.statements - split.statements),
      MOST_OF_COMPLETION,
    ),
  )
  await step(`Add ${history} old orders`, () => addOldOrders(souk.databaseUrl, history))
  const later = await step("Completion after them", () => completions(souks, checkouts))
  results.push(
    row(`completion after ${history} orders: p50, against none`, "ms", later.p50, ours.p50),
    row(
      `completion after ${history} orders: SQL, against none`,
      "statements",
      later.statements,
      ours.statements,
    ),
  )
  report("checkout", results)
}

/** The last call of a checkout alone: its median, and its statements. */
async function completions({ shop, prepare, name }, times) {
  const carts = async (count) => {
    const ids = []
    while (ids.length < count) ids.push(await prepare())
    return ids
  }
  const durations = []
  for (const id of await carts(times)) {
    const from = performance.now()
    await complete(shop, id, name)
    durations.push(performance.now() - from)
  }
  const counted = await carts(COUNTED)
  const statements = await shop.countStatements(async () => {
    for (const id of counted) await complete(shop, id, name)
  })
  return { p50: percentile(durations, 0.5), statements: statements / COUNTED }
}

/** A line added to an empty cart, as each storefront asks for it: ours reads its cart apart. */
async function addsInTurns(souk, soukLines, plain, plainLines, times) {
  const taken = [[], []]
  const add = async (shop, fields, variant_id, into) => {
    const { cart } = await call(shop, "/store/carts", { region_id: shop.regionId })
    const from = performance.now()
    await call(shop, `/store/carts/${cart.id}/line-items${fields}`, { variant_id, quantity: 1 })
    into.push(performance.now() - from)
  }
  for (let turn = 0; turn < times; turn++) {
    await add(souk, "?fields=id", soukLines()[0].variant_id, taken[0])
    await add(plain, "", plainLines()[0].variant_id, taken[1])
  }
  return taken.map((durations) => percentile(durations, 0.5))
}

/** What the split added to the completions whose times were just taken, before those counted. */
function splitOf(shop, times) {
  const taken = shop.splits().slice(-(times + COUNTED), -COUNTED)
  return {
    p50: percentile(
      taken.map(({ ms }) => ms),
      0.5,
    ),
    statements: percentile(
      taken.map(({ statements }) => statements),
      0.5,
    ),
  }
}

/** All flows in several turns, so that what else the machine does touches them alike. */
async function inTurns(flows, times, clients) {
  const taken = Object.fromEntries(flows.map(({ name }) => [name, { durations: [], seconds: 0 }]))
  for (let turn = 0; turn < TURNS; turn++) {
    for (const { name, checkout } of flows) {
      const from = performance.now()
      taken[name].durations.push(...(await repeat(checkout, Math.ceil(times / TURNS), clients)))
      taken[name].seconds += (performance.now() - from) / 1000
    }
  }
  return Object.fromEntries(
    Object.entries(taken).map(([name, { durations, seconds }]) => [
      name,
      {
        p50: percentile(durations, 0.5),
        p95: percentile(durations, 0.95),
        rate: durations.length / seconds,
      },
    ]),
  )
}

/** Runs a checkout so many times, by so many clients, each its next one as soon as the last is done. */
async function repeat(checkout, times, clients) {
  const durations = []
  let left = times
  await Promise.all(
    Array.from({ length: clients }, async () => {
      while (left-- > 0) {
        const start = performance.now()
        await checkout()
        durations.push(performance.now() - start)
      }
    }),
  )
  return durations
}

/** How long each call took, by who asked and what for. */
const calls = new Map()

/** Our calls; beside them those of the shortest sequence that ask for the same. */
function rowsOfCalls() {
  const p50 = (name, asked) => {
    const durations = calls.get(`${name} ${asked}`)
    return durations && percentile(durations, 0.5)
  }
  return [...calls.keys()]
    .filter((key) => key.startsWith("Souk "))
    .map((key) => key.slice("Souk ".length))
    .map((asked) =>
      row(`1 client, ${asked}: p50`, "ms", p50("Souk", asked), p50("shortest", asked)),
    )
}

async function call(shop, path, body) {
  const from = performance.now()
  const response = await fetch(shop.url + path, {
    method: body ? "POST" : "GET",
    headers: { "content-type": "application/json", "x-publishable-api-key": shop.key },
    body: body && JSON.stringify(body),
    signal: AbortSignal.timeout(60_000),
  })
  const text = await response.text()
  if (!response.ok) throw new Error(`${shop.name}: ${path} answered ${response.status}: ${text}`)
  const asked = `${shop.name} ${body ? "POST" : "GET"} ${path.replace(/\?.*|(?<=carts\/)[^/]+/g, "…")}`
  calls.set(asked, [...(calls.get(asked) ?? []), performance.now() - from])
  return JSON.parse(text)
}

/** Carts of two vendors, one offer of each, never asked for more often than it has pieces. */
async function soukCarts(shop) {
  const offers = await query(
    shop.databaseUrl,
    `select o.variant_id, v.handle, v.shipping_option_id, o.stock_available as left
       from offer o join vendor v on v.id = o.vendor_id
      where o.listed and o.stock_available >= 3 order by v.handle, o.id`,
  )
  const vendors = [...Map.groupBy(offers, (offer) => offer.handle).values()]
  // Who was asked goes to the end of its queue, an offer as its vendor; what is sold out leaves it.
  return () =>
    vendors.splice(0, LINES).map((theirs) => {
      const offer = theirs.shift()
      offer.left -= 1
      if (offer.left > 0) theirs.push(offer)
      if (theirs.length > 0) vendors.push(theirs)
      return offer
    })
}

async function plainCarts(shop) {
  const variants = await query(shop.databaseUrl, "select id from product_variant order by id")
  let next = 0
  return () =>
    Array.from({ length: LINES }, () => ({ variant_id: variants[next++ % variants.length].id }))
}

const items = (lines) => lines.map(({ variant_id }) => ({ variant_id, quantity: 1 }))

const address = {
  first_name: "Amel",
  last_name: "Ben Salah",
  phone: "20123456",
  address_1: "12 rue de Marseille",
}
const email = "buyer@souk.example"

let delegation
async function soukCart(shop, lines) {
  delegation ??= (
    await query(shop.databaseUrl, "select code, governorate_code from delegation limit 1")
  )[0]
  const { cart } = await call(shop, "/store/carts?fields=id", {
    region_id: shop.regionId,
    items: items(lines),
  })
  const { phone, ...rest } = address
  await call(shop, `/store/carts/${cart.id}/checkouts?fields=total_millimes`, {
    email,
    phone,
    address: {
      ...rest,
      governorate_code: delegation.governorate_code,
      delegation_code: delegation.code,
    },
    shipping_options: Object.fromEntries(
      lines.map((line) => [line.handle, line.shipping_option_id]),
    ),
    payment_method: "cod",
  })
  return cart.id
}

/** As few calls as core's store routes allow. */
async function shortestCart(shop, lines) {
  const shipping = { ...address, city: "Tunis", country_code: "tn" }
  const { cart } = await call(shop, "/store/carts", {
    region_id: shop.regionId,
    items: items(lines),
    email,
    shipping_address: shipping,
    billing_address: shipping,
  })
  await shipAndPay(shop, cart.id)
  return cart.id
}

/** As Medusa's starter storefront does: a cart, each line, the address, a way to ship, the payment. */
async function usualCart(shop, lines) {
  const { cart } = await call(shop, "/store/carts", { region_id: shop.regionId })
  for (const item of items(lines)) await call(shop, `/store/carts/${cart.id}/line-items`, item)
  const shipping = { ...address, city: "Tunis", country_code: "tn" }
  await call(shop, `/store/carts/${cart.id}`, {
    email,
    shipping_address: shipping,
    billing_address: shipping,
  })
  await shipAndPay(shop, cart.id)
  return cart.id
}

async function shipAndPay(shop, cartId) {
  const { shipping_options } = await call(shop, `/store/shipping-options?cart_id=${cartId}`)
  await call(shop, `/store/carts/${cartId}/shipping-methods`, { option_id: shipping_options[0].id })
  const { payment_collection } = await call(shop, "/store/payment-collections", { cart_id: cartId })
  await call(shop, `/store/payment-collections/${payment_collection.id}/payment-sessions`, {
    provider_id: "pp_system_default",
  })
}

async function complete(shop, cartId, name) {
  // Our storefront asks whether the order is placed; what it says is read on the page that follows.
  const fields = name === "Souk" ? "?fields=id" : ""
  const answer = await call({ ...shop, name }, `/store/carts/${cartId}/complete${fields}`, {})
  if (answer.type !== "order") throw new Error(`${name} took no order: ${answer.error?.message}`)
}

await run(main)
