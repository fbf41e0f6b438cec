// npm run bench -- catalogue [--offers N] [--seconds N]: lists and pages of parts at 5,000, 20,000 and N offers (500,000
// unless told), beside core's own product list on plain Medusa with 20,000 products. The same catalogue at every run.
import { readFileSync, readdirSync } from "node:fs"
import { run } from "../../scripts/lib/failure.mjs"
import { readOptions, wholeNumber } from "../../scripts/lib/options.mjs"
import { stopOnSignals } from "../../scripts/lib/shutdown.mjs"
import { step } from "../../scripts/lib/steps.mjs"
import { bodyOf, load } from "./lib/load.mjs"
import { report, row } from "./lib/report.mjs"
import { openSizes, query } from "./lib/shops.mjs"

const PER_PAGE = 24
const PLAIN_SIZE = 20_000
const SMALLEST_SIZE = 5_000
const PARTS_PER_OFFER = 0.6
const FITMENTS_PER_OFFER = 10
/** Different lists, asked for in turn. */
const LISTS = 40
/** An answer worked for, instead of the one another client got in the same second (decision 20). */
const APART = { "cache-control": "no-cache" }

const WORDS = [
  "plaquettes de frein avant",
  "filtre à huile bosch",
  "courroie distribution",
  "amortisseur arriere",
  "kit embrayage luk",
  "بلاكات فران",
  "bougie ngk",
  "pompe a eau",
]
const BROAD_WORDS = ["filtre", "frein", "bosch", "avant", "capteur"]
const TYPOS = [
  "plaqette frain",
  "filtr huille",
  "amortiseur",
  "batteri varta",
  "couroie",
  "disqe de frein",
  "radiateurr",
]

/** What one client's 95th hundredth may take at the largest size, in milliseconds. */
const BOUNDS = {
  category: 50,
  "vehicle and category": 50,
  "words and facets": 100,
  "broad word and facets": 100,
  typo: 100,
  reference: 50,
  prefix: 50,
  "part page": 50,
}
const LEAST_THROUGHPUT = 20
const WANTED_THROUGHPUT = 50
const MOST_GROWTH = 2

async function main() {
  stopOnSignals({ exitCode: 1 })
  const given = readOptions(process.argv.slice(2), {
    offers: { type: "string" },
    seconds: { type: "string" },
  })
  const largest = wholeNumber("offers", given.offers, {
    min: 20_001,
    max: 1_000_000,
    fallback: 500_000,
  })
  const seconds = wholeNumber("seconds", given.seconds, { min: 1, max: 120, fallback: 3 })
  const sizes = [SMALLEST_SIZE, PLAIN_SIZE, largest].map((offers) => ({
    parts: Math.round(offers * PARTS_PER_OFFER),
    offers,
    fitments: offers * FITMENTS_PER_OFFER,
  }))
  const shops = await openSizes({ sizes, plainSize: PLAIN_SIZE })
  const results = []
  const stock = await measureStock(shops, seconds, results)
  const smallest = new Map()
  for (const closed of shops.souks) {
    results.push(
      row(`${closed.name}: index built in`, "s", closed.indexSeconds),
      row(`${closed.name}: index size`, "MB", closed.indexMegabytes),
    )
    const souk = await closed.open()
    const cases = await casesOf(souk)
    for (const [name, paths] of Object.entries(cases)) {
      const label = `${souk.name}: ${name}`
      const measured = await step(label, () => measure(shops, souk, paths, seconds))
      results.push(...rowsOf(label, measured, stock))
      if (souk.offers === SMALLEST_SIZE) smallest.set(name, measured.one.p50)
      if (souk.offers === largest) results.push(...verdicts(name, measured, stock, smallest))
    }
    await souk.service.stop()
  }
  report("catalogue", results)
}

/**
 * One client and ten whose every answer is worked for, and what each costs the server and the
 * database; then ten as they ask, who share an answer when they ask the same in the same second.
 */
async function measure(shops, shop, paths, seconds) {
  const shared = { ...shop, headers: { "x-publishable-api-key": shop.key } }
  const target = { ...shared, headers: { ...shared.headers, ...APART } }
  const one = await load(target, paths, 1, seconds)
  const before = cpuSeconds(shop.service.pid) + databaseCpuSeconds(shops)
  const tenApart = await load(target, paths, 10, seconds)
  const spent = cpuSeconds(shop.service.pid) + databaseCpuSeconds(shops) - before
  const some = paths.slice(0, 5)
  const statements = await shops.countStatements(shop, async () => {
    for (const path of some) await bodyOf(shop.url + path, target.headers)
  })
  return {
    one,
    tenApart,
    ten: await load(shared, paths, 10, seconds),
    statements: statements / some.length,
    // The round that warms up is in it too.
    cpuMs: (spent * 1000) / (tenApart.answers + paths.length),
  }
}

/** Core's list of 24 priced products, and by words: what Souk is measured against. */
async function measureStock(shops, seconds, results) {
  const { plain } = shops
  const path = (filters) =>
    `/store/products?${new URLSearchParams({
      limit: PER_PAGE,
      region_id: plain.regionId,
      // Core's usual fields and the price, as its own starter shop asks for them.
      fields: "*variants.calculated_price",
      ...filters,
    })}`
  const list = await step("Medusa: list", () => measure(shops, plain, [path({})], seconds))
  const words = await step("Medusa: words", () =>
    measure(
      shops,
      plain,
      ["plaquettes", "filtre", "disque"].map((q) => path({ q })),
      seconds,
    ),
  )
  for (const [name, measured] of [
    ["list", list],
    ["words", words],
  ]) {
    results.push(...rowsOf(`Medusa, ${PLAIN_SIZE} products: ${name}`, measured))
  }
  await plain.service.stop()
  return list
}

function rowsOf(label, { one, ten, tenApart, statements, cpuMs }, stock) {
  return [
    row(`${label}, 1 client: p50`, "ms", one.p50, stock?.one.p50),
    row(`${label}, 1 client: p95`, "ms", one.p95, stock?.one.p95),
    row(`${label}, 1 client: answers`, "per second", one.rate, stock?.one.rate),
    row(`${label}, 10 clients: p50`, "ms", ten.p50, stock?.ten.p50),
    row(`${label}, 10 clients: p95`, "ms", ten.p95, stock?.ten.p95),
    row(`${label}, 10 clients: answers`, "per second", ten.rate, stock?.ten.rate),
    row(`${label}, 10 clients, nothing shared: p95`, "ms", tenApart.p95, stock?.ten.p95),
    row(
      `${label}, 10 clients, nothing shared: answers`,
      "per second",
      tenApart.rate,
      stock?.ten.rate,
    ),
    row(`${label}: SQL`, "statements", statements, stock?.statements),
    row(`${label}: CPU of server and database`, "ms", cpuMs, stock?.cpuMs),
  ]
}

const verdict = (name, unit, value, target, met) => ({ ...row(name, unit, value), target, met })

function verdicts(name, { one, ten }, stock, smallest) {
  const times = ten.rate / stock.ten.rate
  const growth = one.p50 / smallest.get(name)
  return [
    ...(BOUNDS[name]
      ? [
          verdict(
            `target: ${name}, p95`,
            "ms",
            one.p95,
            `< ${BOUNDS[name]}`,
            one.p95 < BOUNDS[name],
          ),
        ]
      : []),
    verdict(
      `target: ${name}, answers at 10 clients`,
      "× stock",
      times,
      `≥ ${WANTED_THROUGHPUT}`,
      times >= WANTED_THROUGHPUT,
    ),
    verdict(
      `required: ${name}, answers at 10 clients`,
      "× stock",
      times,
      `≥ ${LEAST_THROUGHPUT}`,
      times >= LEAST_THROUGHPUT,
    ),
    verdict(
      `target: ${name}, cost from ${SMALLEST_SIZE} offers`,
      "×",
      growth,
      `≤ ${MOST_GROWTH}`,
      growth <= MOST_GROWTH,
    ),
  ]
}

const soukPath = (filters) => `/store/parts?${new URLSearchParams({ limit: PER_PAGE, ...filters })}`

async function casesOf(shop) {
  const rows = (text) => query(shop.databaseUrl, text)
  const categories = await rows(
    `select category_id as id from part group by 1 order by count(*) desc, 1 limit ${LISTS}`,
  )
  const vehicles = await rows(
    `select variant_id as id from fitment group by 1 order by md5(variant_id) limit ${LISTS}`,
  )
  const references = await rows(
    `select p.mpn, p.mpn_key, p.id from part p join offer o on o.part_id = p.id and o.listed
      where length(p.mpn_key) >= 8 and p.mpn_key ~ '[0-9]{4}' group by p.id order by md5(p.id) limit ${LISTS}`,
  )
  return {
    category: categories.map(({ id }) => soukPath({ category_id: id })),
    "vehicle and category": vehicles.map(({ id }, index) =>
      soukPath({ vehicle: id, category_id: categories[index % categories.length].id }),
    ),
    "words and facets": WORDS.map((q) => soukPath({ q })),
    "broad word and facets": BROAD_WORDS.map((q) => soukPath({ q })),
    typo: TYPOS.map((q) => soukPath({ q })),
    reference: references.map(({ mpn }) => soukPath({ q: mpn })),
    prefix: references.map(({ mpn_key }) => soukPath({ q: mpn_key.slice(0, 6) })),
    "part page": references.map(({ id }) => `/store/parts/${id}`),
  }
}

/** Processor time of a process so far; /proc counts it in hundredths of a second. */
function cpuSeconds(pid) {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1].split(" ")
    return (Number(fields[11]) + Number(fields[12])) / 100
  } catch {
    // Not Linux, or the process is gone.
    return 0
  }
}

function databaseCpuSeconds({ postgres }) {
  const main = postgres.service.pid
  try {
    const children = readdirSync("/proc").filter((entry) => {
      if (!/^\d+$/.test(entry)) return false
      try {
        return (
          readFileSync(`/proc/${entry}/stat`, "utf8").split(") ")[1].split(" ")[1] === String(main)
        )
      } catch {
        return false
      }
    })
    return children.reduce((sum, pid) => sum + cpuSeconds(pid), 0)
  } catch {
    return 0
  }
}

await run(main)
