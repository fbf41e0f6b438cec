import { readFileSync } from "node:fs"
import { dirname, join } from "node:path"
import type {
  IApiKeyModuleService,
  IPricingModuleService,
  IProductModuleService,
  IRegionModuleService,
  ISalesChannelModuleService,
  IStoreModuleService,
  ITaxModuleService,
  ITranslationModuleService,
  MedusaContainer,
} from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import {
  createApiKeysWorkflow,
  createRegionsWorkflow,
  linkSalesChannelsToApiKeyWorkflow,
} from "@medusajs/medusa/core-flows"
import {
  MARKETPLACE_MODULE,
  type MarketplaceModuleService,
} from "@souk/marketplace/modules/marketplace"
import { parse } from "csv-parse/sync"

type Row = Record<string, string>

/** The marketplace's own: TVA and FODEC by category and by product. */
const TAX_PROVIDER = "tp_souk_tn"

/**
 * What every Souk has, filled or empty: its regions and their taxes, one sales channel, the
 * storefront's key, the governorates and the tree of part categories. Each part looks before it
 * writes, so that a run cut in the middle is simply run again.
 */
export default async function openTheShop({ container }: { container: MedusaContainer }) {
  const channelId = await openSalesChannel(container)
  await openStore(container, channelId)
  await openRegions(container)
  await openPrices(container)
  await openTaxes(container)
  await openStorefrontKey(container, channelId)
  await loadGovernorates(container)
  await loadCategories(container)
}

/** Exactly one: with a second, core's product list loads every linked id. */
async function openSalesChannel(container: MedusaContainer): Promise<string> {
  const channels: ISalesChannelModuleService = container.resolve(Modules.SALES_CHANNEL)
  const [existing] = await channels.listSalesChannels({}, { take: 1 })
  if (existing) return existing.id
  const created = await channels.createSalesChannels({ name: "Souk" })
  return created.id
}

async function openStore(container: MedusaContainer, channelId: string): Promise<void> {
  const stores: IStoreModuleService = container.resolve(Modules.STORE)
  const translations: ITranslationModuleService = container.resolve(Modules.TRANSLATION)
  const wanted = [
    { code: "fr", name: "Français" },
    { code: "ar", name: "العربية" },
    { code: "en", name: "English" },
  ]
  const known = await translations.listLocales({ code: wanted.map((locale) => locale.code) })
  const missing = wanted.filter((locale) => !known.some((one) => one.code === locale.code))
  if (missing.length > 0) await translations.createLocales(missing)

  const facts = {
    name: "Souk",
    default_sales_channel_id: channelId,
    supported_currencies: [{ currency_code: "tnd", is_default: true }],
    supported_locales: wanted.map((locale) => ({ locale_code: locale.code })),
  }
  const [store] = await stores.listStores({}, { take: 1 })
  if (store) await stores.updateStores(store.id, facts)
  else await stores.createStores(facts)
}

/** The regions of `zones.csv`: a country is sold to by being in that table. */
async function openRegions(container: MedusaContainer): Promise<void> {
  const regions: IRegionModuleService = container.resolve(Modules.REGION)
  const zones = readTable("zones")
  const existing = await regions.listRegions({ name: { $in: zones.map((zone) => zone.region!) } })
  const missing = zones.filter((zone) => !existing.some(({ name }) => name === zone.region))
  if (missing.length === 0) return
  await createRegionsWorkflow(container).run({
    input: {
      regions: missing.map((zone) => ({
        name: zone.region!,
        currency_code: zone.currency_code!,
        countries: zone.countries!.split("|"),
        automatic_taxes: true,
        // Les prix sont saisis et montrés TTC, en millimes entiers.
        is_tax_inclusive: zone.is_tax_inclusive === "yes",
        payment_providers: zone.payment_providers!.split("|"),
      })),
    },
  })
}

/** Prices told in a currency without a region (a delivery, an offer) are tax-inclusive too. */
async function openPrices(container: MedusaContainer): Promise<void> {
  const pricing: IPricingModuleService = container.resolve(Modules.PRICING)
  for (const zone of readTable("zones")) {
    const attribute = "currency_code"
    const is_tax_inclusive = zone.is_tax_inclusive === "yes"
    const value = zone.currency_code!
    const [known] = await pricing.listPricePreferences({ attribute, value })
    if (known) await pricing.updatePricePreferences(known.id, { is_tax_inclusive })
    else await pricing.createPricePreferences({ attribute, value, is_tax_inclusive })
  }
}

/** The tax zones of `tax-rates.csv`: a default per country, reduced rates by type of product. */
async function openTaxes(container: MedusaContainer): Promise<void> {
  const taxes: ITaxModuleService = container.resolve(Modules.TAX)
  const products: IProductModuleService = container.resolve(Modules.PRODUCT)
  const rates = readTable("tax-rates")

  for (const { product_type_id: id, name } of rates.filter((row) => row.product_type_id)) {
    const [type] = await products.listProductTypes({ id })
    if (!type) await products.createProductTypes({ id, value: name } as never)
  }
  for (const usual of rates.filter((row) => row.is_default === "yes")) {
    const { country_code } = usual
    const [known] = await taxes.listTaxRegions({ country_code })
    const zone =
      known ??
      (await taxes.createTaxRegions({
        country_code: country_code!,
        provider_id: TAX_PROVIDER,
        default_tax_rate: rateOf(usual),
      }))
    for (const row of rates.filter((one) => one.country_code === country_code && one !== usual)) {
      const filters = { tax_region_id: zone.id, code: row.code }
      const [told] = await taxes.listTaxRates(filters as never)
      if (told) continue
      await taxes.createTaxRates({
        tax_region_id: zone.id,
        ...rateOf(row),
        rules: [{ reference: "product_type", reference_id: row.product_type_id! }],
      })
    }
  }
}

const rateOf = (row: Row) => ({ name: row.name!, code: row.code!, rate: Number(row.rate) })

async function openStorefrontKey(container: MedusaContainer, channelId: string): Promise<void> {
  const keys: IApiKeyModuleService = container.resolve(Modules.API_KEY)
  const [existing] = await keys.listApiKeys({ type: "publishable" }, { take: 1 })
  let id = existing?.id
  if (!id) {
    const { result } = await createApiKeysWorkflow(container).run({
      input: { api_keys: [{ title: "Storefront", type: "publishable", created_by: "" }] },
    })
    id = result[0]!.id
  }
  await linkSalesChannelsToApiKeyWorkflow(container).run({ input: { id, add: [channelId] } })
}

async function loadGovernorates(container: MedusaContainer): Promise<void> {
  const marketplace: MarketplaceModuleService = container.resolve(MARKETPLACE_MODULE)
  const [known] = await marketplace.listGovernorates({}, { take: 1 })
  if (!known) await marketplace.createGovernorates(readTable("governorates") as never[])
  const [delegation] = await marketplace.listDelegations({}, { take: 1 })
  if (!delegation) await marketplace.createDelegations(readTable("delegations") as never[])
}

async function loadCategories(container: MedusaContainer): Promise<void> {
  const products: IProductModuleService = container.resolve(Modules.PRODUCT)
  const translations: ITranslationModuleService = container.resolve(Modules.TRANSLATION)
  const logger = container.resolve(ContainerRegistrationKeys.LOGGER)

  const rows = readTable("part-categories")
  const known = await products.listProductCategories(
    {},
    { select: ["id"], take: rows.length + 1000 },
  )
  const missing = rows.filter((row) => !known.some((one) => one.id === categoryId(row.id!)))
  const handles = uniqueHandles(rows)
  const siblings = new Map<string, number>()

  // A parent always precedes its children in the file: level by level, each finds its parent.
  const levels = [...new Set(rows.map((row) => Number(row.level)))].sort((a, b) => a - b)
  for (const level of levels) {
    const batch = rows
      .filter((row) => Number(row.level) === level)
      .map((row) => {
        const rank = siblings.get(row.parent_id!) ?? 0
        siblings.set(row.parent_id!, rank + 1)
        return { row, rank }
      })
      .filter(({ row }) => missing.includes(row))
    if (batch.length === 0) continue
    await products.createProductCategories(
      batch.map(({ row, rank }) => ({
        id: categoryId(row.id!),
        name: row.name_fr!,
        handle: handles.get(row.id!)!,
        parent_category_id: row.parent_id ? categoryId(row.parent_id) : null,
        rank,
        is_active: true,
      })) as never[],
    )
  }

  const told = await translations.listTranslations({ reference: "product_category" }, { take: 1 })
  if (told.length === 0) {
    await translations.createTranslations(
      rows.flatMap((row) =>
        (["ar", "en"] as const).map((locale) => ({
          reference: "product_category",
          reference_id: categoryId(row.id!),
          locale_code: locale,
          translations: { name: row[`name_${locale}`]! },
        })),
      ),
    )
  }
  logger.info(`${rows.length} part categories are in place`)
}

function categoryId(id: string): string {
  return `pcat_${id}`
}

function uniqueHandles(rows: Row[]): Map<string, string> {
  const used = new Set<string>()
  return new Map(
    rows.map((row) => {
      const slug = row
        .name_fr!.normalize("NFD")
        .replace(/\p{M}/gu, "")
        .toLowerCase()
        .replace(/œ/g, "oe")
        .replace(/[^a-z0-9]+/g, "-")
        .replace(/^-|-$/g, "")
      const handle = used.has(slug) ? `${slug}-${row.id}` : slug
      used.add(handle)
      return [row.id!, handle]
    }),
  )
}

function readTable(name: string): Row[] {
  const dir = join(dirname(require.resolve("@souk/backend/package.json")), "seed", "data")
  return parse(readFileSync(join(dir, `${name}.csv`), "utf8"), { columns: true })
}
