import { z } from "@medusajs/framework/zod"
import { identifier, line, listQuery, type RouteRule } from "@souk/kit/routes"
import { listOf, handle, code, phone, email, password } from "./route-words"
import { cartSchema } from "./views/cart"
import { orderSchema } from "./views/order"

export type CheckoutBody = z.infer<typeof checkoutBody>
const checkoutBody = z.object({
  email,
  phone,
  address: z.strictObject({
    first_name: line(60, 1),
    last_name: line(60, 1),
    governorate_code: code,
    delegation_code: code,
    address_1: line(200, 3),
    locality: line(100).optional(),
  }),
  shipping_options: z.record(handle, identifier),
  /** The name of a way to pay that the shop offers: `cod`, or a gateway's. */
  payment_method: z.string().regex(/^[a-z]{2,20}$/),
})

export type CheckoutQuery = z.infer<typeof checkoutQuery>
const checkoutQuery = z.object({
  /** What of the cart is answered: all of it, or what the order will cost, for less work. */
  fields: z.literal("total_millimes").optional(),
})

export type PasswordChangeBody = z.infer<typeof passwordChangeBody>
const passwordChangeBody = z.object({
  current_password: z.string().min(1).max(200),
  new_password: password,
})

export type ClosureBody = z.infer<typeof closureBody>
const closureBody = z.object({ password: z.string().min(1).max(200) })

/** The buyer’s cart, orders and account. */
export const shopRules: RouteRule[] = [
  {
    method: "GET",
    path: "/store/carts/:id/groups",
    who: "public",
    summary: "A cart grouped by vendor, with deliveries, totals and problems",
    response: z.object({ cart: cartSchema }),
  },
  {
    method: "POST",
    path: "/store/carts/:id/checkouts",
    who: "public",
    summary: "Prepares the order in one call: address, one delivery per vendor, payment",
    query: checkoutQuery,
    body: checkoutBody,
    response: z.object({
      cart: cartSchema.or(z.object({ id: z.string(), total_millimes: z.number().int() })),
    }),
  },
  {
    method: "GET",
    path: "/store/carts/:id/order",
    who: "public",
    summary: "The order a cart became",
    response: z.object({ order: orderSchema }),
  },
  {
    method: "GET",
    path: "/store/tracked-orders/:token",
    who: "public",
    summary: "An order by its secret tracking token",
    response: z.object({ order: orderSchema }),
  },
  {
    method: "POST",
    path: "/store/order-lookups",
    who: "public",
    summary: "Finds the tracking token of an order by its number and phone",
    body: z.object({ display_id: z.number().int().min(1).max(2_000_000_000), phone }),
    response: z.object({ tracking_token: z.string() }),
    status: 200,
  },
  {
    method: "GET",
    path: "/store/customers/me/orders",
    who: "buyer",
    summary: "The signed-in buyer's orders, newest first",
    query: listQuery,
    response: listOf("orders", orderSchema),
  },
  {
    method: "POST",
    path: "/store/customers/me/password-changes",
    who: "buyer",
    summary: "Another password, given the present one",
    body: passwordChangeBody,
    response: z.object({ changed: z.literal(true) }),
  },
  {
    method: "POST",
    path: "/store/customers/me/closures",
    who: "buyer",
    summary: "Closes the account and erases what names the person; orders stay, as the law wants",
    body: closureBody,
    response: z.object({ closed: z.literal(true) }),
  },
]
