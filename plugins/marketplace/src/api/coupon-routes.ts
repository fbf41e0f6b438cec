import { z } from "@medusajs/framework/zod"
import { identifier, listQuery, searchText, type RouteRule } from "@souk/kit/routes"
import { listOf } from "./route-words"
import { couponBody, couponSchema, couponSwitchBody, vendorCouponBody } from "./views/coupons"

export type CouponBody = z.infer<typeof couponBody>

export type VendorCouponBody = z.infer<typeof vendorCouponBody>

/** Coupons of the operator and of vendors. */
export const couponRules: RouteRule[] = [
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
    summary: "Stops a coupon, or lets it serve again",
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
    summary: "Stops a coupon of the vendor's own, or lets it serve again",
    body: couponSwitchBody,
    response: z.object({ coupon: couponSchema }),
    status: 200,
  },
]
