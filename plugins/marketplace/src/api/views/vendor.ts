import { z } from "@medusajs/framework/zod"
import { LOCALES, type Locale } from "@souk/kit/locale"
import { checkTaxNumber, ibanOf, maskRib } from "../../domain/identifiers"
import { allowedVendorMoves, VENDOR_STATUSES, type VendorStatus } from "../../domain/vendor-status"
import type { VendorRow } from "../../modules/marketplace/tables"

/** A vendor as buyers see it. */
export const publicVendorSchema = z.object({
  handle: z.string(),
  name: z.string(),
  governorate_code: z.string(),
  delegation_code: z.string(),
  about: z.string().nullable(),
  logo_url: z.string().nullable(),
  opening_hours: z.string().nullable(),
  return_days: z.number().int(),
  handling_days: z.number().int(),
  shipping_fee_millimes: z.number().int(),
  /** Delivery is free from this much of its parts; null: never. */
  free_shipping_from_millimes: z.number().int().nullable(),
})

export function publicVendorView(
  vendor: VendorRow,
  locale: Locale,
): z.infer<typeof publicVendorSchema> {
  return {
    handle: vendor.handle,
    name: vendor.name,
    governorate_code: vendor.governorate_code,
    delegation_code: vendor.delegation_code,
    about: vendor[`about_${locale}`] ?? vendor.about_fr,
    logo_url: vendor.logo_url,
    opening_hours: vendor.opening_hours,
    return_days: vendor.return_days,
    handling_days: vendor.handling_days,
    shipping_fee_millimes: vendor.shipping_fee_millimes,
    free_shipping_from_millimes: vendor.free_shipping_from_millimes,
  }
}

/** A vendor as its own members see it. */
export const ownVendorSchema = publicVendorSchema.omit({ about: true }).extend({
  id: z.string(),
  company: z.string(),
  status: z.enum(VENDOR_STATUSES),
  status_reason: z.string().nullable(),
  tax_number: z.string(),
  rib_masked: z.string().nullable(),
  /** The language of its mails. */
  locale: z.enum(LOCALES),
  address: z.string(),
  phone: z.string(),
  email: z.string(),
})

export function ownVendorView(
  vendor: VendorRow,
  statusReason: string | null,
): z.infer<typeof ownVendorSchema> {
  const { about: _about, ...shown } = publicVendorView(vendor, "fr")
  return {
    ...shown,
    id: vendor.id,
    company: vendor.company,
    status: vendor.status as VendorStatus,
    status_reason: statusReason,
    tax_number: vendor.tax_number,
    rib_masked: vendor.rib && maskRib(vendor.rib),
    locale: vendor.locale,
    address: vendor.address,
    phone: vendor.phone,
    email: vendor.email,
  }
}

/** A vendor as the marketplace's staff see it. */
export const adminVendorSchema = ownVendorSchema
  .omit({ rib_masked: true, status_reason: true })
  .extend({
    rib: z.string().nullable(),
    iban: z.string().nullable(),
    tax_number_warning: z.boolean(),
    commission_bps: z.number().int().nullable(),
    created_at: z.date(),
    allowed_statuses: z.array(z.enum(VENDOR_STATUSES)),
    members: z.array(z.object({ user_id: z.string(), email: z.string(), role: z.string() })),
    status_changes: z.array(
      z.object({
        from: z.string(),
        to: z.string(),
        reason: z.string(),
        actor: z.string(),
        at: z.date(),
      }),
    ),
    order_count: z.number().int(),
    offer_count: z.number().int(),
  })

type Relations = {
  members: { user_id: string; email: string; role: string }[]
  status_changes: { from: string; to: string; reason: string; actor_id: string; created_at: Date }[]
}

export function adminVendorView(
  vendor: VendorRow & Relations,
  counts: { orders: number; offers: number },
): z.infer<typeof adminVendorSchema> {
  const { rib_masked: _masked, status_reason: _reason, ...shown } = ownVendorView(vendor, null)
  const taxNumber = checkTaxNumber(vendor.tax_number)
  return {
    ...shown,
    rib: vendor.rib,
    iban: vendor.rib && ibanOf(vendor.rib),
    tax_number_warning: !taxNumber.valid || !taxNumber.key_matches,
    commission_bps: vendor.commission_bps,
    created_at: vendor.created_at,
    allowed_statuses: [...allowedVendorMoves(vendor.status as VendorStatus)],
    members: vendor.members.map(({ user_id, email, role }) => ({ user_id, email, role })),
    status_changes: vendor.status_changes
      .map((change) => ({
        from: change.from,
        to: change.to,
        reason: change.reason,
        actor: change.actor_id,
        at: change.created_at,
      }))
      .sort((a, b) => new Date(b.at).getTime() - new Date(a.at).getTime()),
    order_count: counts.orders,
    offer_count: counts.offers,
  }
}
