import { readFileSync } from "node:fs"
import type { ExecArgs, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules, ProductStatus } from "@medusajs/framework/utils"
import {
  createApiKeysWorkflow,
  createInventoryLevelsWorkflow,
  createLocationFulfillmentSetWorkflow,
  createProductCategoriesWorkflow,
  createProductsWorkflow,
  createRegionsWorkflow,
  createServiceZonesWorkflow,
  createShippingOptionsWorkflow,
  createShippingProfilesWorkflow,
  createStockLocationsWorkflow,
  createTaxRegionsWorkflow,
  linkSalesChannelsToApiKeyWorkflow,
  linkSalesChannelsToStockLocationWorkflow,
} from "@medusajs/medusa/core-flows"

/** The products of the Souk measured against, as plain Medusa products. */
type Source = { title: string; description: string | null; amount: number; category: string }[]

const PRODUCTS_PER_BATCH = 500
const PLENTY = 1_000_000

/** `medusa exec ./seed.ts <file of products>`: one region, one channel, one way to ship. */
export default async function seed({ container, args }: ExecArgs) {
  const source = JSON.parse(readFileSync(args[0]!, "utf8")) as Source
  const channelId = await openChannel(container)
  await createRegionsWorkflow(container).run({
    input: {
      regions: [
        {
          name: "Tunisie",
          currency_code: "tnd",
          countries: ["tn"],
          automatic_taxes: true,
          is_tax_inclusive: true,
          payment_providers: ["pp_system_default"],
        },
      ],
    },
  })
  await createTaxRegionsWorkflow(container).run({
    input: [
      {
        country_code: "tn",
        provider_id: "tp_system",
        default_tax_rate: { name: "TVA 19 %", code: "TVA19", rate: 19 },
      },
    ],
  })
  const { locationId, profileId } = await openShipping(container, channelId)
  await fill(container, source, { channelId, locationId, profileId })
  await container.resolve(ContainerRegistrationKeys.PG_CONNECTION).raw("ANALYZE")
}

async function openChannel(container: MedusaContainer): Promise<string> {
  const channels = container.resolve(Modules.SALES_CHANNEL)
  const stores = container.resolve(Modules.STORE)
  const [known] = await channels.listSalesChannels({}, { take: 1 })
  const channel = known ?? (await channels.createSalesChannels({ name: "Shop" }))
  const [store] = await stores.listStores({}, { take: 1 })
  await stores.updateStores(store!.id, {
    default_sales_channel_id: channel.id,
    supported_currencies: [{ currency_code: "tnd", is_default: true }],
  })
  const { result: keys } = await createApiKeysWorkflow(container).run({
    input: { api_keys: [{ title: "Shop", type: "publishable", created_by: "" }] },
  })
  await linkSalesChannelsToApiKeyWorkflow(container).run({
    input: { id: keys[0]!.id, add: [channel.id] },
  })
  return channel.id
}

async function openShipping(container: MedusaContainer, channelId: string) {
  const link = container.resolve(ContainerRegistrationKeys.LINK)
  const fulfillment = container.resolve(Modules.FULFILLMENT)
  const { result: locations } = await createStockLocationsWorkflow(container).run({
    input: { locations: [{ name: "Stock" }] },
  })
  const locationId = locations[0]!.id
  await linkSalesChannelsToStockLocationWorkflow(container).run({
    input: { id: locationId, add: [channelId] },
  })
  await link.create({
    [Modules.STOCK_LOCATION]: { stock_location_id: locationId },
    [Modules.FULFILLMENT]: { fulfillment_provider_id: "manual_manual" },
  })
  await createLocationFulfillmentSetWorkflow(container).run({
    input: {
      location_id: locationId,
      fulfillment_set_data: { name: "Delivery", type: "shipping" },
    },
  })
  const [set] = await fulfillment.listFulfillmentSets({ name: "Delivery" })
  const { result: zones } = await createServiceZonesWorkflow(container).run({
    input: {
      data: [
        {
          name: "Tunisia",
          fulfillment_set_id: set!.id,
          geo_zones: [{ type: "country", country_code: "tn" }],
        },
      ],
    },
  })
  const { result: profiles } = await createShippingProfilesWorkflow(container).run({
    input: { data: [{ name: "Parcels", type: "default" }] },
  })
  await createShippingOptionsWorkflow(container).run({
    input: [
      {
        name: "Home",
        service_zone_id: zones[0]!.id,
        shipping_profile_id: profiles[0]!.id,
        provider_id: "manual_manual",
        price_type: "flat",
        type: { label: "Home", description: "Home", code: "home" },
        prices: [{ currency_code: "tnd", amount: 7 }],
        rules: [
          { attribute: "enabled_in_store", value: "true", operator: "eq" },
          { attribute: "is_return", value: "false", operator: "eq" },
        ],
      },
    ],
  })
  return { locationId, profileId: profiles[0]!.id }
}

async function fill(
  container: MedusaContainer,
  source: Source,
  shop: { channelId: string; locationId: string; profileId: string },
) {
  const names = [...new Set(source.map((product) => product.category))]
  const { result: categories } = await createProductCategoriesWorkflow(container).run({
    input: { product_categories: names.map((name) => ({ name, is_active: true })) },
  })
  const categoryIdOf = new Map(categories.map((category) => [category.name, category.id]))

  for (let from = 0; from < source.length; from += PRODUCTS_PER_BATCH) {
    await createProductsWorkflow(container).run({
      input: {
        products: source.slice(from, from + PRODUCTS_PER_BATCH).map((product, index) => ({
          title: product.title,
          handle: `product-${from + index}`,
          description: product.description ?? undefined,
          status: ProductStatus.PUBLISHED,
          category_ids: [categoryIdOf.get(product.category)!],
          sales_channels: [{ id: shop.channelId }],
          shipping_profile_id: shop.profileId,
          options: [{ title: "Offer", values: ["Offer"] }],
          variants: [
            {
              title: "Offer",
              sku: `SKU-${from + index}`,
              manage_inventory: true,
              options: { Offer: "Offer" },
              prices: [{ currency_code: "tnd", amount: product.amount }],
            },
          ],
        })),
      },
    })
  }
  const inventory = container.resolve(Modules.INVENTORY)
  const items = await inventory.listInventoryItems({}, { select: ["id"], take: source.length })
  for (let from = 0; from < items.length; from += PRODUCTS_PER_BATCH) {
    await createInventoryLevelsWorkflow(container).run({
      input: {
        inventory_levels: items.slice(from, from + PRODUCTS_PER_BATCH).map((item) => ({
          inventory_item_id: item.id,
          location_id: shop.locationId,
          stocked_quantity: PLENTY,
        })),
      },
    })
  }
}
