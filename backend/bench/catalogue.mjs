// npm run bench -- catalogue [--offers N] [--seconds N]: lists and pages of parts, beside core's product routes
// on plain Medusa with the same products.
import autocannon from "autocannon"
import { run } from "../../scripts/lib/failure.mjs"
import { readOptions, wholeNumber } from "../../scripts/lib/options.mjs"
import { stopOnSignals } from "../../scripts/lib/shutdown.mjs"
import { step } from "../../scripts/lib/steps.mjs"
import { openShops, query } from "./lib/shops.mjs"
import { percentile, report, row } from "./lib/report.mjs"

const PER_PAGE = 24
const TURNS = 2
const MINIMUM = 20
const WORDS = ["plaquettes", "filtre", "disque", "amortisseur", "bougie", "courroie", "batterie"]

async function main() {
  stopOnSignals({ exitCode: 1 })
  const given = readOptions(process.argv.slice(2), {
    offers: { type: "string" },
    seconds: { type: "string" },
  })
  const offers = wholeNumber("offers", given.offers, { min: 300, max: 1_000_000 })
  const seconds = wholeNumber("seconds", given.seconds, { min: 2, max: 120, fallback: 8 })
  const { souk, plain } = await openShops({ offers })
  const cases = [
    { name: "category", souk: await soukCategories(souk), plain: await plainCategories(plain) },
    {
      name: "category narrowed to a brand",
      souk: await soukBrands(souk),
      plain: await plainCategories(plain),
    },
    { name: "words", souk: soukWords(), plain: plainWords(plain) },
    { name: "vehicle", souk: await soukVehicles(souk), plain: [plainList(plain)] },
    { name: "one part", souk: await soukParts(souk), plain: await plainHandles(plain) },
  ]
  const results = []
  for (const { name, ...paths } of cases) {
    for (const connections of [1, 10]) {
      const label = `${name}, ${connections} client${connections > 1 ? "s" : ""}`
      const [ours, theirs] = await step(label, () =>
        inTurns(
          () => load(souk, paths.souk, connections, seconds / TURNS),
          () => load(plain, paths.plain, connections, seconds / TURNS),
        ),
      )
      results.push(
        row(`${label}: p50`, "ms", ours.p50, theirs.p50),
        row(`${label}: p95`, "ms", ours.p95, theirs.p95),
        row(`${label}: answers`, "per second", ours.rate, theirs.rate),
      )
    }
    const statements = (shop, asked) => shop.countStatements(() => each(shop, asked))
    const [ours, theirs] = [
      await statements(souk, paths.souk),
      await statements(plain, paths.plain),
    ]
    results.push(
      row(`${name}: SQL`, "statements", ours / paths.souk.length, theirs / paths.plain.length),
    )
  }
  report("catalogue", results)
}

async function each(shop, paths) {
  for (const path of paths) await ask(shop, path)
}

async function ask(shop, path) {
  const response = await fetch(shop.url + path, { headers: headersOf(shop) })
  const text = await response.text()
  if (!response.ok)
    throw new Error(`${shop.name} answered ${path} with ${response.status}: ${text}`)
  return JSON.parse(text)
}

function headersOf(shop) {
  return { "x-publishable-api-key": shop.key }
}

/**
 * Asks for the paths in turn, about so many seconds, after a round that warms them up and says how
 * many answers that will be. A number and not a time ends it: no answer is cut, the slow ones least.
 */
async function load(shop, paths, connections, seconds) {
  const warming = performance.now()
  await each(shop, paths)
  const perSecond = (paths.length * 1000) / (performance.now() - warming)
  const durations = []
  const from = performance.now()
  const instance = autocannon({
    url: shop.url,
    connections,
    amount: Math.max(MINIMUM, connections * 2, Math.round(perSecond * seconds)),
    timeout: 60,
    headers: headersOf(shop),
    requests: paths.map((path) => ({ method: "GET", path })),
  })
  instance.on("response", (_client, status, _bytes, milliseconds) => {
    if (status === 200) durations.push(milliseconds)
  })
  const result = await instance
  const failed = result.non2xx + result.errors + result.timeouts
  if (failed > 0) throw new Error(`${shop.name} failed ${failed} times on ${paths[0]}.`)
  return { durations, seconds: (performance.now() - from) / 1000 }
}

/** Both in several turns, so that what else the machine does touches them alike. */
async function inTurns(...loads) {
  const taken = loads.map(() => ({ durations: [], seconds: 0 }))
  for (let turn = 0; turn < TURNS; turn++) {
    for (const [index, work] of loads.entries()) {
      const { durations, seconds } = await work()
      taken[index].durations.push(...durations)
      taken[index].seconds += seconds
    }
  }
  return taken.map(({ durations, seconds }) => ({
    p50: percentile(durations, 0.5),
    p95: percentile(durations, 0.95),
    rate: durations.length / seconds,
  }))
}

const soukPath = (filters) => `/store/parts?${new URLSearchParams({ limit: PER_PAGE, ...filters })}`

/** Core lists prices only when asked for them, in a region. */
const plainPath = (shop, filters) =>
  `/store/products?${new URLSearchParams({
    limit: PER_PAGE,
    region_id: shop.regionId,
    fields: "id,title,handle,thumbnail,*variants.calculated_price",
    ...filters,
  })}`

const plainList = (shop) => plainPath(shop, {})

/** The fullest categories, by the products that both shops hold. */
async function soukCategories(shop) {
  const rows = await query(
    shop.databaseUrl,
    `select pa.category_id from offer o join part pa on pa.id = o.part_id where o.listed
      group by 1 order by count(*) desc, 1 limit 10`,
  )
  return rows.map((row) => soukPath({ category_id: row.category_id }))
}

async function plainCategories(shop) {
  const rows = await query(
    shop.databaseUrl,
    `select product_category_id as id from product_category_product
      group by 1 order by count(*) desc, 1 limit 10`,
  )
  return rows.map((row) => plainPath(shop, { category_id: row.id }))
}

async function soukBrands(shop) {
  const rows = await query(
    shop.databaseUrl,
    `select pa.category_id, b.name from offer o
       join part pa on pa.id = o.part_id join brand b on b.id = pa.brand_id
      where o.listed group by 1, 2 order by count(*) desc, 1, 2 limit 10`,
  )
  return rows.map((row) => soukPath({ category_id: row.category_id, brand: row.name }))
}

function soukWords() {
  return WORDS.map((word) => soukPath({ q: word }))
}

function plainWords(shop) {
  return WORDS.map((word) => plainPath(shop, { q: word }))
}

async function soukVehicles(shop) {
  const rows = await query(
    shop.databaseUrl,
    "select variant_id from fitment group by 1 order by count(*) desc, 1 limit 10",
  )
  return rows.map((row) => soukPath({ vehicle: row.variant_id }))
}

async function soukParts(shop) {
  const rows = await query(
    shop.databaseUrl,
    `select part_id from offer where listed group by 1 order by count(*) desc, 1 limit 20`,
  )
  return rows.map((row) => `/store/parts/${row.part_id}`)
}

async function plainHandles(shop) {
  const rows = await query(shop.databaseUrl, "select handle from product order by id limit 20")
  return rows.map((row) => plainPath(shop, { handle: row.handle }))
}

await run(main)
