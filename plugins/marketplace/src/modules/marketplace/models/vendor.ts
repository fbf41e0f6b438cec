import { model } from "@medusajs/framework/utils"
import { LOCALES } from "@souk/kit/locale"
import { VENDOR_STATUSES } from "../../../domain/vendor-status"
import { VendorMember } from "./vendor-member"
import { VendorProduct } from "./vendor-product"
import { VendorStatusChange } from "./vendor-status-change"

/** A shop that sells on the marketplace. Only an `approved` one lists, prices, enters carts or completes. */
export const Vendor = model
  .define("vendor", {
    id: model.id({ prefix: "ven" }).primaryKey(),
    handle: model.text().unique(),
    /** The name buyers see. */
    name: model.text().searchable(),
    /** The registered company (raison sociale). */
    company: model.text().searchable(),
    status: model.enum([...VENDOR_STATUSES]).default("pending"),
    /** Matricule fiscal, 1234567A/P/M/000. */
    tax_number: model.text().unique(),
    /** Relevé d'identité bancaire: 20 digits. */
    rib: model.text().nullable(),
    /** Codes of the governorate and delegation tables. */
    governorate_code: model.text(),
    delegation_code: model.text(),
    address: model.text(),
    /** 8 digits, without the country code. */
    phone: model.text(),
    email: model.text(),
    /** The language in which the shop is written to. */
    locale: model.enum([...LOCALES]).default("fr"),
    about_fr: model.text().nullable(),
    about_ar: model.text().nullable(),
    about_en: model.text().nullable(),
    opening_hours: model.text().nullable(),
    return_days: model.number().default(10),
    handling_days: model.number().default(1),
    shipping_fee_millimes: model.number(),
    /** The vendor delivers free of charge from this much; null: never. */
    free_shipping_from_millimes: model.number().nullable(),
    logo_url: model.text().nullable(),
    /** Rate agreed with this vendor, in basis points; null: the marketplace's default. */
    commission_bps: model.number().nullable(),
    /** What Medusa holds for the vendor: where its stock lies and how it ships. */
    stock_location_id: model.text().unique().nullable(),
    shipping_profile_id: model.text().unique().nullable(),
    shipping_option_id: model.text().unique().nullable(),
    members: model.hasMany(() => VendorMember, { mappedBy: "vendor" }),
    status_changes: model.hasMany(() => VendorStatusChange, { mappedBy: "vendor" }),
    products: model.hasMany(() => VendorProduct, { mappedBy: "vendor" }),
  })
  .indexes([{ on: ["status"] }, { on: ["governorate_code"] }])
