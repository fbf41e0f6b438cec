import { z } from "@medusajs/framework/zod"
import { identifier, listQuery, searchText, type RouteRule } from "@souk/kit/routes"
import { listOf } from "./route-words"
import {
  announcedCouponSchema,
  couponBody,
  couponSchema,
  couponSwitchBody,
  vendorCouponBody,
} from "./views/coupons"

export type CouponBody = z.infer<typeof couponBody>

export type VendorCouponBody = z.infer<typeof vendorCouponBody>

/** Coupons of the operator and of vendors. */
export const couponRules: RouteRule[] = [
  {
    method: "GET",
    path: "/store/coupons",
    who: "public",
    summary: "Coupons announced to everybody and running now, those that end first first",
    query: z.object({ limit: z.coerce.number().int().min(1).max(20).default(6) }),
    response: z.object({ coupons: z.array(announcedCouponSchema) }),
    shared: true,
  },
  {
    method: "GET",
    path: "/admin/coupons",
    who: "operator",
    summary: "Coupons, newest first, with who pays for each",
    query: listQuery.extend({ vendor_id: identifier.optional(), q: searchText.optional() }),
    response: listOf("coupons", couponSchema),
  },
  {
    method: "POST",
    path: "/admin/coupons",
    who: "operator",
    summary: "A new coupon, paid by the marketplace, a vendor, or both",
    body: couponBody,
    response: z.object({ coupon: couponSchema }),
  },
  {
    method: "POST",
    path: "/admin/coupons/:id",
    who: "operator",
    summary: "Stops a coupon, or lets it serve again; announces it, or no longer",
    body: couponSwitchBody,
    response: z.object({ coupon: couponSchema }),
    status: 200,
  },
  {
    method: "GET",
    path: "/vendor/coupons",
    who: "vendor",
    summary: "Coupons on the vendor's offers, newest first",
    query: listQuery,
    response: listOf("coupons", couponSchema),
  },
  {
    method: "POST",
    path: "/vendor/coupons",
    who: "vendor",
    summary: "A new coupon on the vendor's own offers, which it pays for",
    body: vendorCouponBody,
    response: z.object({ coupon: couponSchema }),
  },
  {
    method: "POST",
    path: "/vendor/coupons/:id",
    who: "vendor",
    summary: "Stops or announces a coupon of the vendor's own, or takes that back",
    body: couponSwitchBody,
    response: z.object({ coupon: couponSchema }),
    status: 200,
  },
]
