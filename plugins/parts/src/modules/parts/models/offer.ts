import { model } from "@medusajs/framework/utils"
import { Part } from "./part"

export const OFFER_CONDITIONS = ["new", "used", "refurbished"] as const
export type OfferCondition = (typeof OFFER_CONDITIONS)[number]

/** What a buyer of a used part wants to know of the car it comes from. */
export type DonorVehicle = {
  /** A known vehicle, when the vendor chose one. */
  variant_id: string | null
  label: string
  year: number | null
  mileage_km: number | null
}

/**
 * One vendor's way to buy a part: a Medusa product and its variant. The second half of the row is
 * a projection of what Medusa and the marketplace know, kept by `refresh-offers`; it is never
 * written by anything else.
 */
export const Offer = model
  .define("offer", {
    id: model.id({ prefix: "off" }).primaryKey(),
    product_id: model.text().unique(),
    variant_id: model.text().unique(),
    vendor_id: model.text(),
    condition: model.enum([...OFFER_CONDITIONS]).default("new"),
    warranty_months: model.number().default(0),
    /** Days before the vendor can hand the part to the carrier. */
    delay_days: model.number().default(1),
    /** Returned with the old part (consigne), in millimes; null without one. */
    core_deposit_millimes: model.number().nullable(),
    /** Where this piece goes, when the part does not say: front_left… */
    position: model.text().nullable(),
    /** The vehicle a used part was taken from, as the vendor describes it. */
    donor_vehicle: model.json().nullable(),
    /** Null for used and unbranded goods, which are no part of the catalogue. */
    part: model.belongsTo(() => Part, { mappedBy: "offers" }).nullable(),

    /** Published, priced, and of a vendor that may sell: the only offers buyers ever see. */
    listed: model.boolean().default(false),
    /** The Medusa product's status. */
    product_status: model.text().default("draft"),
    title: model.text().default(""),
    /** The Medusa product's category: where an offer without a part is listed. */
    category_id: model.text().nullable(),
    thumbnail: model.text().nullable(),
    /** Addresses of its photos, in the vendor's order; null without any. */
    images: model.json().nullable(),
    sku: model.text().nullable(),
    /** Tax inclusive. Null while the product has no price in dinars. */
    price_millimes: model.number().nullable(),
    stocked_quantity: model.number().default(0),
    reserved_quantity: model.number().default(0),
    /** Stocked less reserved, at the vendor's own stock location. */
    stock_available: model.number().default(0),
    /** Units in orders that were not cancelled: what « popular » means until reviews exist. */
    sold_quantity: model.number().default(0),
    /** How it is taxed: what of its price is before tax. */
    vat_percent: model.number().default(19),
    fodec: model.boolean().default(false),
    vendor_active: model.boolean().default(false),
    vendor_handle: model.text().default(""),
    vendor_name: model.text().default(""),
    vendor_governorate_code: model.text().default(""),
    vendor_logo_url: model.text().nullable(),
    vendor_return_days: model.number().default(0),
    /** Of its vendor's recent orders, how many in a hundred were cancelled; null while too few. */
    vendor_cancellation_percent: model.number().nullable(),
    /** See `domain/rank-offers`, with the weights of the configuration. Null without a price. */
    rank_cost: model.number().nullable(),
    /** The lowest price of the thirty days before its last reduction (see `domain/struck-price`). */
    struck_price_millimes: model.number().nullable(),
    struck_until: model.dateTime().nullable(),
  })
  .indexes([
    { name: "IDX_offer_listed_part_id", on: ["part_id"], where: "listed AND deleted_at IS NULL" },
    { on: ["vendor_id", "created_at"] },
    { name: "IDX_offer_struck_until", on: ["struck_until"], where: "struck_until IS NOT NULL" },
  ])
  .checks([
    { name: "offer_core_deposit_positive", expression: "core_deposit_millimes > 0" },
    { name: "offer_price_positive", expression: "price_millimes >= 0" },
    { name: "offer_listed_is_priced", expression: "NOT listed OR price_millimes IS NOT NULL" },
  ])
