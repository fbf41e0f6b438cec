// npm run bench -- storefront [--offers N] [--seconds N]: server-rendered pages, beside the store API's
// own answer for the same page: the ratio is what rendering costs. No CDN between.
import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { gzipSync } from "node:zlib"
import { run } from "../../scripts/lib/failure.mjs"
import { readOptions, wholeNumber } from "../../scripts/lib/options.mjs"
import { storefrontDir } from "../../scripts/lib/paths.mjs"
import { stopOnSignals } from "../../scripts/lib/shutdown.mjs"
import { step } from "../../scripts/lib/steps.mjs"
import { bodyOf, load } from "./lib/load.mjs"
import { openLighthouse } from "./lib/lighthouse.mjs"
import { bounded, reached, report, row } from "./lib/report.mjs"
import { openStorefront, query } from "./lib/shops.mjs"

const PAGE_SIZE = 24
const WORDS = ["plaquettes", "filtre", "disque", "amortisseur", "bougie"]
/** The bound on what a list or a part page may load, compressed. */
const MOST_SCRIPT_KB = 40
/** The bound on each category of Lighthouse, on a phone. */
const LEAST_SCORE = 95

async function main() {
  stopOnSignals({ exitCode: 1 })
  const given = readOptions(process.argv.slice(2), {
    offers: { type: "string" },
    seconds: { type: "string" },
  })
  const offers = wholeNumber("offers", given.offers, { min: 300, max: 1_000_000 })
  const seconds = wholeNumber("seconds", given.seconds, { min: 2, max: 120, fallback: 8 })
  const { souk, storefront } = await openStorefront({ offers })
  const api = { ...souk, headers: { "x-publishable-api-key": souk.key } }
  const cases = [
    { name: "list of a category", ...(await categories(souk)) },
    { name: "list for a vehicle", ...(await vehicles(souk)) },
    { name: "list by words", ...words() },
    { name: "part", ...(await parts(souk)) },
  ]
  const results = []
  for (const { name, pages, answers } of cases) {
    for (const connections of [1, 10]) {
      const label = `${name}, ${connections} client${connections > 1 ? "s" : ""}`
      const [page, answer] = await step(label, async () => [
        await load(storefront, pages, connections, seconds),
        await load(api, answers, connections, seconds),
      ])
      results.push(
        row(`${label}: p50`, "ms", page.p50, answer.p50),
        row(`${label}: p95`, "ms", page.p95, answer.p95),
        row(`${label}: pages`, "per second", page.rate, answer.rate),
      )
    }
    const html = await bodyOf(storefront.url + pages[0])
    results.push(
      row(`${name}: HTML, compressed`, "KB", gzipSync(html).length / 1024),
      bounded(`${name}: scripts, compressed`, "KB", scriptsOf(html), MOST_SCRIPT_KB),
    )
  }
  results.push(...(await scoredPages(souk, storefront, cases)))
  report("storefront", results, "API")
}

/** How Lighthouse finds the pages a buyer goes through, on a phone. */
async function scoredPages(souk, storefront, cases) {
  const pageOf = (name) => cases.find((one) => one.name === name).pages[0]
  const pages = [
    ["home", "/"],
    ["list", pageOf("list of a category")],
    ["part", pageOf("part")],
    // A cart is kept from search engines on purpose: that one audit is left out.
    [
      "cart",
      "/panier",
      { cookie: await filledCart(souk, storefront), skipAudits: ["is-crawlable"] },
    ],
  ]
  const scores = await openLighthouse()
  const rows = []
  for (const [name, path, options] of pages) {
    const { of, failing } = await step(
      `Lighthouse: ${name}`,
      () => scores(storefront.url + path, options),
      (found) => [Object.values(found.of).join(" "), ...found.failing].join(", "),
    )
    for (const [category, score] of Object.entries(of)) {
      rows.push(reached(`Lighthouse, ${name}: ${category}`, "of 100", score, LEAST_SCORE))
    }
    if (failing.length > 0) console.log(`  ${name} fails: ${failing.join(", ")}`)
  }
  return rows
}

/** The cookies of a buyer with one part in the cart. */
async function filledCart(souk, storefront) {
  const [{ variant_id }] = await query(
    souk.databaseUrl,
    "select variant_id from offer where listed and stock_available > 5 order by id limit 1",
  )
  const answer = await fetch(`${storefront.url}/panier/lignes`, {
    method: "POST",
    redirect: "manual",
    headers: { origin: storefront.url, "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ variant_id, quantity: "1", retour: "/panier" }),
  })
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";")[0])
    .join("; ")
}

/** What the page's scripts, and those they import, weigh on the wire. */
function scriptsOf(html) {
  const dir = join(storefrontDir, "dist", "client", "_astro")
  const files = new Set([...html.matchAll(/_astro\/([\w.-]+\.js)/g)].map(([, file]) => file))
  for (const file of files) {
    const source = readFileSync(join(dir, file), "utf8")
    for (const other of readdirSync(dir)) {
      if (other.endsWith(".js") && source.includes(other)) files.add(other)
    }
  }
  return (
    [...files].reduce((sum, file) => sum + gzipSync(readFileSync(join(dir, file))).length, 0) / 1024
  )
}

const asked = (filters) =>
  `/store/parts?${new URLSearchParams({ limit: PAGE_SIZE, offset: 0, sort: "relevance", ...filters })}`

/** The fullest categories. */
async function categories(shop) {
  const rows = await query(
    shop.databaseUrl,
    `select category.id, category.handle from product_category category
       join part on part.category_id = category.id join offer on offer.part_id = part.id and offer.listed
      group by 1, 2 order by count(*) desc, 1 limit 10`,
  )
  return {
    pages: rows.map(({ handle }) => `/categorie/${handle}`),
    answers: rows.map(({ id }) => asked({ category_id: id })),
  }
}

/** The vehicles most parts fit. */
async function vehicles(shop) {
  const rows = await query(
    shop.databaseUrl,
    "select variant_id as id from fitment group by 1 order by count(*) desc, 1 limit 10",
  )
  return {
    pages: rows.map(({ id }) => `/pieces?vehicle=${id}`),
    answers: rows.map(({ id }) => asked({ vehicle: id })),
  }
}

function words() {
  return {
    pages: WORDS.map((word) => `/pieces?q=${word}`),
    answers: WORDS.map((word) => asked({ q: word })),
  }
}

/** The parts most vendors sell. */
async function parts(shop) {
  const rows = await query(
    shop.databaseUrl,
    `select part.id, part.slug from part join offer on offer.part_id = part.id and offer.listed
      group by 1, 2 order by count(*) desc, 1 limit 20`,
  )
  return {
    pages: rows.map(({ id, slug }) => `/piece/${id}/${slug}`),
    answers: rows.map(({ id }) => `/store/parts/${id}`),
  }
}

await run(main)
