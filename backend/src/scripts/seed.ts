import { join } from "node:path"
import type { ExecArgs, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { refreshOffersWorkflow, withoutRefreshes } from "@souk/parts/workflows"
import { DEFAULT_COUNTS, generateCatalogue, loadSeedTables } from "../../seed/generate"
import { readCounts } from "./seed/arguments"
import { loadCatalogue, loadVehicles } from "./seed/catalogue"
import { loadBanners } from "./seed/banners"
import { readMark, writeMark } from "./seed/mark"
import { loadOffers, loadPastPrices } from "./seed/offers"
import { loadOrders } from "./seed/orders"
import { loadBuyers, loadOperator, loadVendorMembers } from "./seed/people"
import { loadPhotos } from "./seed/photos"
import { progress } from "./seed/progress"
import { loadVendors } from "./seed/vendors"

const DATA_DIR = join(__dirname, "..", "..", "seed", "data")
const PHOTOS_DIR = join(DATA_DIR, "photos")

/** The same seed draws the same catalogue, here and in every test. */
const SEED = 20_260_101

/**
 * Fills the shop with the demonstration catalogue: vehicles, parts, vendors, offers, buyers and a
 * few orders. Every row's id follows from what it is, so a run that was cut is simply run again, and
 * a shop that is full already stays as it is.
 */
export default async function seed(exec: ExecArgs) {
  await withoutRefreshes(() => fill(exec))
}

async function fill({ container, args }: ExecArgs) {
  const counts = readCounts(args, DEFAULT_COUNTS)
  const mark = await readMark(container)
  const tables = loadSeedTables(DATA_DIR)
  if (mark && mark.offers >= counts.offers && mark.parts >= counts.parts) {
    await progress.step("Vehicles", () => loadVehicles(container, tables))
    progress.say(`The shop is seeded already: ${mark.parts} parts, ${mark.offers} offers.`)
    return
  }

  const data = await progress.step("Draw the catalogue", () => {
    const { parts, offers } = generateCatalogue(tables, counts, SEED)
    return {
      result: { ...tables, parts, offers },
      told: `${parts.length} parts, ${offers.length} offers`,
    }
  })
  const ids = await progress.step("Vehicles and parts", () => loadCatalogue(container, data))
  const vendors = await progress.step("Vendors", () => loadVendors(container, data.vendors))
  await progress.step("Operator and vendor logins", async () => {
    await loadOperator(container)
    const members = await loadVendorMembers(container, vendors)
    return { result: null, told: `${members} members` }
  })
  const buyers = await progress.step("Buyers", () => loadBuyers(container, data.buyers))
  await progress.step("Home page banner", () => loadBanners(container))
  const photos = await progress.step("Photos", () => loadPhotos(container, PHOTOS_DIR))
  await progress.step("Offers", () => loadOffers(container, data, ids.parts, vendors, photos))
  await progress.step("Past prices", () => loadPastPrices(container, data, vendors))
  await progress.step("Statistics of the tables", () => analyze(container))
  await progress.step("Past orders", () => loadOrders(container, data, vendors, buyers))
  await progress.step("Search index", async () => {
    await refreshOffersWorkflow(container).run({ input: { all: true, silent: true } })
    await container.resolve(Modules.SEARCH).reindex({ index: "offer" })
    return { result: null, told: "" }
  })
  await analyze(container)
  await writeMark(container, counts)
}

/** Without fresh statistics, lists over a table that was just filled take ten times longer. */
async function analyze(container: MedusaContainer) {
  await container.resolve(ContainerRegistrationKeys.PG_CONNECTION).raw("ANALYZE")
  return { result: null, told: "" }
}
