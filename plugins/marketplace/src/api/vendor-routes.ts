import { z } from "@medusajs/framework/zod"
import { LOCALES } from "@souk/kit/locale"
import { line, listQuery, searchText, type RouteRule } from "@souk/kit/routes"
import { VENDOR_STATUSES } from "../domain/vendor-status"
import { listOf, handle, code, phone, email, password } from "./route-words"
import { adminVendorSchema, ownVendorSchema, publicVendorSchema } from "./views/vendor"

const fee = z.number().int().min(0).max(1_000_000)

const days = z.number().int().min(0).max(365)

/** Fields of a vendor's file that the operator may change after it is opened. */
const vendorFile = z.object({
  name: line(80, 2),
  company: line(120, 2),
  rib: z
    .string()
    .regex(/^\d{20}$/)
    .nullable()
    .optional(),
  governorate_code: code,
  delegation_code: code,
  address: line(200, 3),
  phone,
  email,
  /** The language in which the shop is written to. */
  locale: z.enum(LOCALES).optional(),
  about_fr: line(2000).nullable().optional(),
  about_ar: line(2000).nullable().optional(),
  about_en: line(2000).nullable().optional(),
  opening_hours: line(200).nullable().optional(),
  return_days: days.optional(),
  handling_days: days.optional(),
  commission_bps: z.number().int().min(0).max(5000).nullable().optional(),
})

export type CreateVendorBody = z.infer<typeof createVendorBody>
const createVendorBody = vendorFile.extend({
  handle,
  tax_number: line(20, 13),
  shipping_fee_millimes: fee,
})

export type DeliveryTermsBody = z.infer<typeof deliveryTermsBody>
const deliveryTermsBody = z.object({
  /** Null: delivery is never free. */
  free_shipping_from_millimes: z.number().int().min(1_000).max(10_000_000).nullable(),
})

export type UpdateVendorBody = z.infer<typeof updateVendorBody>
// Un RIB ne se change pas seul : voir les changements de RIB.
const updateVendorBody = vendorFile.omit({ rib: true }).partial()

export type VendorApplicationBody = z.infer<typeof vendorApplicationBody>
const vendorApplicationBody = vendorFile
  .pick({
    name: true,
    company: true,
    governorate_code: true,
    delegation_code: true,
    address: true,
    phone: true,
    email: true,
    opening_hours: true,
  })
  .extend({ tax_number: line(20, 13), about: line(2000).optional() })

export type StatusChangeBody = z.infer<typeof statusChangeBody>
const statusChangeBody = z.object({ status: z.enum(VENDOR_STATUSES), reason: line(500, 3) })

export type MemberBody = z.infer<typeof memberBody>
const memberBody = z.object({
  email,
  first_name: line(60).optional(),
  last_name: line(60).optional(),
  role: z.enum(["owner", "staff"]).default("staff"),
  password,
})

const governoratesAnswer = z.object({
  governorates: z.array(
    z.object({
      code: z.string(),
      name_fr: z.string(),
      name_ar: z.string(),
      name_en: z.string(),
      delegations: z.array(
        z.object({ code: z.string(), name_fr: z.string(), name_ar: z.string() }),
      ),
    }),
  ),
  count: z.number().int(),
})

/** Vendors: what the shop shows of them, how one is opened, who works there. */
export const vendorRules: RouteRule[] = [
  {
    method: "GET",
    path: "/store/governorates",
    who: "public",
    shared: true,
    summary: "The 24 governorates with their delegations",
    response: governoratesAnswer,
  },
  {
    method: "GET",
    path: "/store/vendors",
    who: "public",
    shared: true,
    summary: "Approved vendors",
    query: listQuery.extend({ governorate_code: code.optional() }),
    response: listOf("vendors", publicVendorSchema),
  },
  {
    method: "GET",
    path: "/store/vendors/:handle",
    who: "public",
    shared: true,
    summary: "An approved vendor",
    response: z.object({ vendor: publicVendorSchema }),
  },
  {
    method: "POST",
    path: "/store/vendor-applications",
    who: "buyer",
    summary: "Asks to sell here: opens a vendor's file, pending",
    body: vendorApplicationBody,
    response: z.object({
      vendor_application: z.object({
        handle: z.string(),
        name: z.string(),
        status: z.enum(VENDOR_STATUSES),
      }),
    }),
  },
  {
    method: "GET",
    path: "/vendor/governorates",
    who: "vendor",
    summary: "The names of places, for a vendor's pages",
    response: governoratesAnswer,
  },
  {
    method: "POST",
    path: "/vendor/delivery-terms",
    who: "vendor",
    summary: "From how much of its parts the vendor delivers free of charge; null: never",
    body: deliveryTermsBody,
    response: z.object({
      delivery_terms: z.object({
        shipping_fee_millimes: z.number().int(),
        free_shipping_from_millimes: z.number().int().nullable(),
      }),
    }),
  },
  {
    method: "GET",
    path: "/vendor/me",
    who: "vendor",
    summary: "The signed-in member and the vendor",
    response: z.object({
      member: z.object({ user_id: z.string(), email: z.string(), role: z.string() }),
      vendor: ownVendorSchema,
    }),
  },
  {
    method: "GET",
    path: "/vendor/summary",
    who: "vendor",
    summary: "What waits and what is earned",
    response: z.object({
      summary: z.object({
        new_orders: z.number().int(),
        confirmed_orders: z.number().int(),
        turnover_30_days_millimes: z.number().int(),
        commission_30_days_millimes: z.number().int(),
        pending_earnings_millimes: z.number().int(),
        offer_count: z.number().int(),
      }),
    }),
  },
  {
    method: "GET",
    path: "/admin/governorates",
    who: "operator",
    summary: "The names of places, for the operator's pages",
    response: governoratesAnswer,
  },
  {
    method: "GET",
    path: "/admin/vendors",
    who: "operator",
    summary: "Vendors, newest first",
    query: listQuery.extend({
      status: z.enum(VENDOR_STATUSES).optional(),
      q: searchText.optional(),
    }),
    response: listOf("vendors", adminVendorSchema),
  },
  {
    method: "POST",
    path: "/admin/vendors",
    who: "operator",
    summary: "Opens a vendor's file",
    body: createVendorBody,
    response: z.object({ vendor: adminVendorSchema }),
  },
  {
    method: "GET",
    path: "/admin/vendors/:id",
    who: "operator",
    summary: "A vendor's file",
    response: z.object({ vendor: adminVendorSchema }),
  },
  {
    method: "POST",
    path: "/admin/vendors/:id",
    who: "operator",
    summary: "Changes a vendor's file",
    body: updateVendorBody,
    response: z.object({ vendor: adminVendorSchema }),
    status: 200,
  },
  {
    method: "POST",
    path: "/admin/vendors/:id/status-changes",
    who: "operator",
    summary: "Approves, suspends… a vendor, with a reason",
    body: statusChangeBody,
    response: z.object({ vendor: adminVendorSchema }),
  },
  {
    method: "POST",
    path: "/admin/vendors/:id/members",
    who: "operator",
    summary: "Opens an account for somebody who works for the vendor",
    body: memberBody,
    response: z.object({
      member: z.object({ user_id: z.string(), email: z.string(), role: z.string() }),
    }),
  },
]
