import type { IFulfillmentModuleService } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import {
  createLocationFulfillmentSetWorkflow,
  createServiceZonesWorkflow,
  createShippingOptionsWorkflow,
  createShippingProfilesWorkflow,
  createStockLocationsWorkflow,
  linkSalesChannelsToStockLocationWorkflow,
} from "@medusajs/medusa/core-flows"
import { toDinars, type Millimes } from "@souk/kit/money"

const FULFILLMENT_PROVIDER = "manual_manual"

export type VendorInfrastructureInput = {
  handle: string
  name: string
  address: string
  governorate_code: string
  delegation_code: string
  shipping_fee_millimes: Millimes
}

export type VendorInfrastructure = {
  stock_location_id: string
  shipping_profile_id: string
  shipping_option_id: string
}

/**
 * What a vendor needs inside Medusa: a stock location, and a shipping profile of its own.
 * Core keeps one shipping method per profile in a cart, hence one profile per vendor: a cart of
 * several vendors then holds one method for each.
 */
export const createVendorInfrastructureStep = createStep(
  "create-vendor-infrastructure",
  async (input: VendorInfrastructureInput, { container }) => {
    const query = container.resolve(ContainerRegistrationKeys.QUERY)
    const link = container.resolve(ContainerRegistrationKeys.LINK)

    const { result: locations } = await createStockLocationsWorkflow(container).run({
      input: {
        locations: [
          {
            name: input.name,
            address: {
              address_1: input.address,
              city: input.delegation_code,
              province: input.governorate_code,
              country_code: "tn",
            },
          },
        ],
      },
    })
    const location = locations[0]!

    const { data: channels } = await query.graph({ entity: "sales_channel", fields: ["id"] })
    await linkSalesChannelsToStockLocationWorkflow(container).run({
      input: { id: location.id, add: channels.map((channel) => channel.id) },
    })
    await link.create({
      [Modules.STOCK_LOCATION]: { stock_location_id: location.id },
      [Modules.FULFILLMENT]: { fulfillment_provider_id: FULFILLMENT_PROVIDER },
    })

    // Le nom d'un ensemble est unique : celui qu'une création interrompue a laissé ne doit pas gêner.
    const setName = `Livraison ${input.handle} ${location.id}`
    await createLocationFulfillmentSetWorkflow(container).run({
      input: {
        location_id: location.id,
        fulfillment_set_data: { name: setName, type: "shipping" },
      },
    })
    const fulfillment: IFulfillmentModuleService = container.resolve(Modules.FULFILLMENT)
    const [set] = await fulfillment.listFulfillmentSets({ name: setName })
    const { result: zones } = await createServiceZonesWorkflow(container).run({
      input: {
        data: [
          {
            name: `Tunisie ${input.handle} ${location.id}`,
            fulfillment_set_id: set!.id,
            geo_zones: [{ type: "country", country_code: "tn" }],
          },
        ],
      },
    })
    const { result: profiles } = await createShippingProfilesWorkflow(container).run({
      input: { data: [{ name: `Vendeur ${input.handle} ${location.id}`, type: "vendor" }] },
    })
    const { result: options } = await createShippingOptionsWorkflow(container).run({
      input: [
        {
          name: "Livraison à domicile",
          service_zone_id: zones[0]!.id,
          shipping_profile_id: profiles[0]!.id,
          provider_id: FULFILLMENT_PROVIDER,
          price_type: "flat",
          type: { label: "Domicile", description: "Livraison à domicile", code: "home" },
          prices: [{ currency_code: "tnd", amount: toDinars(input.shipping_fee_millimes) }],
          rules: [
            { attribute: "enabled_in_store", value: "true", operator: "eq" },
            { attribute: "is_return", value: "false", operator: "eq" },
          ],
        },
      ],
    })

    const made: VendorInfrastructure = {
      stock_location_id: location.id,
      shipping_profile_id: profiles[0]!.id,
      shipping_option_id: options[0]!.id,
    }
    return new StepResponse(made, { ...made, fulfillment_set_id: set!.id })
  },
  async (made, { container }) => {
    if (!made) return
    const fulfillment: IFulfillmentModuleService = container.resolve(Modules.FULFILLMENT)
    await fulfillment.deleteShippingOptions([made.shipping_option_id])
    await fulfillment.deleteShippingProfiles([made.shipping_profile_id])
    await fulfillment.deleteFulfillmentSets([made.fulfillment_set_id])
    await container.resolve(Modules.STOCK_LOCATION).deleteStockLocations([made.stock_location_id])
  },
)
