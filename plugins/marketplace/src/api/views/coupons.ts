import type { MedusaContainer } from "@medusajs/framework/types"
import { z } from "@medusajs/framework/zod"
import { commonErrors, things } from "@souk/kit/errors"
import { read } from "@souk/kit/query"
import { identifier, line, moment } from "@souk/kit/routes"
import { isAnnounced } from "../../domain/coupons"
import { maySell, type VendorStatus } from "../../domain/vendor-status"
import { MARKETPLACE_MODULE } from "../../modules/marketplace"
import type MarketplaceModuleService from "../../modules/marketplace/service"

const millimes = z.number().int()
const amount = millimes.min(1).max(1_000_000_000)
const bps = z.number().int().min(0).max(10_000)
const times = z.number().int().min(1).max(1_000_000)

/** A coupon as a vendor writes it: its own offers, at its own cost. */
export const vendorCouponBody = z.object({
  code: z
    .string()
    .trim()
    .regex(/^[A-Za-z0-9][A-Za-z0-9-]{2,29}$/)
    .toUpperCase(),
  name: line(120, 1),
  category_id: identifier.nullable().default(null),
  percent_bps: bps.min(1).nullable().default(null),
  amount_millimes: amount.nullable().default(null),
  minimum_millimes: millimes.min(0).max(1_000_000_000).default(0),
  max_uses: times.nullable().default(null),
  max_uses_per_buyer: times.nullable().default(null),
  starts_at: moment.nullable().default(null),
  ends_at: moment.nullable().default(null),
  /** Announced on the shop's home page, with its code. */
  is_public: z.boolean().default(false),
})

export const couponBody = vendorCouponBody.extend({
  vendor_id: identifier.nullable().default(null),
  marketplace_bps: bps.default(10_000),
})

export const couponSwitchBody = z.object({
  is_active: z.boolean().optional(),
  is_public: z.boolean().optional(),
})
export type CouponSwitchBody = z.infer<typeof couponSwitchBody>

export const couponSchema = z.object({
  ...couponBody.shape,
  id: z.string(),
  code: z.string(),
  vendor: z.object({ id: z.string(), name: z.string() }).nullable(),
  category: z.object({ id: z.string(), name: z.string() }).nullable(),
  starts_at: z.date().nullable(),
  ends_at: z.date().nullable(),
  is_active: z.boolean(),
  use_count: z.number().int(),
  /** False for a coupon of the marketplace that a vendor only reads. */
  is_own: z.boolean(),
  created_at: z.date(),
})
export type CouponView = z.infer<typeof couponSchema>

export async function listCouponViews(
  container: MedusaContainer,
  filters: Record<string, unknown>,
  page: { limit: number; offset: number },
  vendorId: string | null,
): Promise<{ coupons: CouponView[]; count: number }> {
  const marketplace: MarketplaceModuleService = container.resolve(MARKETPLACE_MODULE)
  const [rows, count] = await marketplace.listAndCountCoupons(filters, {
    take: page.limit,
    skip: page.offset,
    order: { created_at: "DESC", id: "DESC" },
  })
  const vendors = await marketplace.listVendors(
    { id: rows.flatMap((row) => row.vendor_id ?? []) },
    { select: ["id", "name"], take: rows.length || 1 },
  )
  const uses = await marketplace.orderedUses(rows.map((row) => row.id))
  const categories = await read<{ id: string; name: string }>(container, {
    entity: "product_category",
    fields: ["id", "name"],
    filters: { id: rows.flatMap((row) => row.category_id ?? []) },
  })
  const names = new Map(categories.map(({ id, name }) => [id, name]))
  return {
    count,
    coupons: rows.map((row) => {
      const vendor = vendors.find((one) => one.id === row.vendor_id)
      return {
        id: row.id,
        code: row.code,
        name: row.name,
        vendor_id: row.vendor_id,
        vendor: vendor ? { id: vendor.id, name: vendor.name } : null,
        category_id: row.category_id,
        category: row.category_id
          ? { id: row.category_id, name: names.get(row.category_id) ?? row.category_id }
          : null,
        marketplace_bps: row.marketplace_bps,
        percent_bps: row.percent_bps,
        amount_millimes: row.amount_millimes,
        minimum_millimes: row.minimum_millimes,
        max_uses: row.max_uses,
        max_uses_per_buyer: row.max_uses_per_buyer,
        starts_at: row.starts_at,
        ends_at: row.ends_at,
        is_active: row.is_active,
        is_public: row.is_public,
        use_count: uses.get(row.id) ?? 0,
        is_own: vendorId === null || row.marketplace_bps === 0,
        created_at: row.created_at,
      }
    }),
  }
}

/** A coupon as everybody is told of it. */
export const announcedCouponSchema = couponSchema
  .pick({
    id: true,
    code: true,
    name: true,
    percent_bps: true,
    amount_millimes: true,
    minimum_millimes: true,
    max_uses_per_buyer: true,
    ends_at: true,
  })
  .extend({
    vendor: z.object({ handle: z.string(), name: z.string() }).nullable(),
    category: z.object({ id: z.string() }).nullable(),
  })
export type AnnouncedCoupon = z.infer<typeof announcedCouponSchema>

/** Coupons to announce now, those that end first first: none that would be refused to everybody. */
export async function listAnnouncedCoupons(
  container: MedusaContainer,
  limit: number,
  now: Date,
): Promise<AnnouncedCoupon[]> {
  const marketplace: MarketplaceModuleService = container.resolve(MARKETPLACE_MODULE)
  const rows = await marketplace.listCoupons({ is_public: true, is_active: true })
  const uses = await marketplace.orderedUses(rows.map((row) => row.id))
  const vendors = await marketplace.listVendors(
    { id: rows.flatMap((row) => row.vendor_id ?? []) },
    { select: ["id", "handle", "name", "status"] },
  )
  const sellers = new Map(
    vendors.filter(({ status }) => maySell(status as VendorStatus)).map((one) => [one.id, one]),
  )
  return rows
    .filter((row) => isAnnounced(row, uses.get(row.id) ?? 0, now))
    .filter(({ vendor_id }) => vendor_id === null || sellers.has(vendor_id))
    .sort((a, b) => (a.ends_at?.getTime() ?? Infinity) - (b.ends_at?.getTime() ?? Infinity))
    .slice(0, limit)
    .map((row) => {
      const vendor = sellers.get(row.vendor_id ?? "")
      return {
        id: row.id,
        code: row.code,
        name: row.name,
        percent_bps: row.percent_bps,
        amount_millimes: row.amount_millimes,
        minimum_millimes: row.minimum_millimes,
        max_uses_per_buyer: row.max_uses_per_buyer,
        ends_at: row.ends_at,
        vendor: vendor ? { handle: vendor.handle, name: vendor.name } : null,
        category: row.category_id ? { id: row.category_id } : null,
      }
    })
}

export async function findCouponView(
  container: MedusaContainer,
  id: string,
  vendorId: string | null,
): Promise<CouponView> {
  const { coupons } = await listCouponViews(container, { id }, { limit: 1, offset: 0 }, vendorId)
  if (!coupons[0]) throw commonErrors.not_found({ what: things.coupon, id })
  return coupons[0]
}
