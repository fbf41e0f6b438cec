/**
 * Who may reach which of core's routes. Everything under /store and /auth that is neither here nor
 * declared by a plugin of ours does not exist: a route that a new version of core adds stays closed
 * until somebody opens it here.
 */
export type CoreAccess = "public" | "buyer" | "owner"

export const CORE_STORE_ROUTES: Record<string, CoreAccess> = {
  "POST /store/carts": "public",
  "GET /store/carts/:id": "public",
  "POST /store/carts/:id": "public",
  "POST /store/carts/:id/complete": "public",
  "POST /store/carts/:id/customer": "buyer",
  "POST /store/carts/:id/line-items": "public",
  "POST /store/carts/:id/line-items/:line_id": "public",
  "DELETE /store/carts/:id/line-items/:line_id": "public",
  "POST /store/carts/:id/promotions": "public",
  "DELETE /store/carts/:id/promotions": "public",
  "POST /store/carts/:id/shipping-methods": "public",
  "POST /store/carts/:id/taxes": "public",
  "GET /store/collections": "public",
  "GET /store/collections/:id": "public",
  "GET /store/currencies": "public",
  "GET /store/currencies/:code": "public",
  "POST /store/customers": "public",
  "GET /store/customers/me": "buyer",
  "POST /store/customers/me": "buyer",
  "GET /store/customers/me/addresses": "buyer",
  "POST /store/customers/me/addresses": "buyer",
  "GET /store/customers/me/addresses/:address_id": "buyer",
  "POST /store/customers/me/addresses/:address_id": "buyer",
  "DELETE /store/customers/me/addresses/:address_id": "buyer",
  "GET /store/locales": "public",
  "GET /store/orders": "buyer",
  "GET /store/orders/:id": "owner",
  "POST /store/payment-collections": "public",
  "POST /store/payment-collections/:id/payment-sessions": "public",
  "GET /store/payment-providers": "public",
  "GET /store/product-categories": "public",
  "GET /store/product-categories/:id": "public",
  "GET /store/product-tags": "public",
  "GET /store/product-tags/:id": "public",
  "GET /store/product-types": "public",
  "GET /store/product-types/:id": "public",
  "GET /store/product-variants": "public",
  "GET /store/product-variants/:id": "public",
  "GET /store/products": "public",
  "GET /store/products/:id": "public",
  "GET /store/regions": "public",
  "GET /store/regions/:id": "public",
  "GET /store/return-reasons": "public",
  "GET /store/return-reasons/:id": "public",
  "GET /store/shipping-options": "public",
}

/**
 * Core's sign-in routes that stay open, by name: core's other routes (`/auth/mfa/factors`,
 * `/auth/:auth_provider/user`…) would pass for an actor and a provider. Registering staff is decided
 * apart (see the guard).
 */
export const CORE_AUTH_ROUTES: readonly string[] = [
  "DELETE /auth/session",
  "POST /auth/session",
  "POST /auth/token/refresh",
  ...["customer", "user"].flatMap((actor) => [
    // The admin's sign-in page asks which ways in there are before it draws its form.
    `GET /auth/${actor}/providers`,
    `POST /auth/${actor}/emailpass`,
    `POST /auth/${actor}/emailpass/register`,
    `POST /auth/${actor}/emailpass/reset-password`,
    `POST /auth/${actor}/emailpass/update`,
  ]),
]

/**
 * What the admin's shell reads before it can show a vendor its own pages. GET only, and without
 * query: `fields=` walks links without limit.
 */
export const SHELL_ROUTES_OF_MEMBERS: readonly string[] = [
  "/admin/users/me",
  "/admin/feature-flags",
  "/admin/plugins",
  "/admin/stores",
  "/admin/layouts/configurations",
  "/admin/layouts/:zone/configuration",
]

/** The member's own notifications, answered by us. */
export const NOTIFICATIONS_ROUTE = "/admin/notifications"

/** Adresses comme Express les comprend : la casse et les barres doublées n'y changent rien. */
export function normalisePath(path: string): string {
  const collapsed = path.replace(/\/{2,}/g, "/").replace(/\/+$/, "")
  return collapsed === "" ? "/" : collapsed
}

/** Whether an address is one of a pattern such as `/store/carts/:id`. */
export function matchesPattern(pattern: string, path: string): boolean {
  const wanted = pattern.split("/")
  const given = normalisePath(path).split("/")
  return (
    wanted.length === given.length &&
    wanted.every((segment, index) =>
      segment.startsWith(":")
        ? given[index] !== ""
        : segment.toLowerCase() === given[index]!.toLowerCase(),
    )
  )
}

/** The rule whose pattern an address matches. Static segments win over `:params`. */
export type FindRule<Rule> = (method: string, path: string) => Rule | undefined

/** Rules by `METHOD /pattern`, sorted once so that each request looks at those of its own shape only. */
export function ruleFinder<Rule>(
  rules: Iterable<readonly [key: string, rule: Rule]>,
): FindRule<Rule> {
  const shapeOf = (method: string, path: string) => `${method} ${path.split("/").length}`
  const shapes = new Map<string, { pattern: string; params: number; rule: Rule }[]>()
  for (const [key, rule] of rules) {
    const [method, pattern] = key.split(" ") as [string, string]
    const shape = shapeOf(method, pattern)
    const entry = { pattern, params: pattern.split(":").length, rule }
    shapes.set(shape, [...(shapes.get(shape) ?? []), entry])
  }
  for (const shape of shapes.values()) shape.sort((a, b) => a.params - b.params)
  return (method, path) =>
    shapes
      .get(shapeOf(method, normalisePath(path)))
      ?.find(({ pattern }) => matchesPattern(pattern, path))?.rule
}

/** Fields of core's store routes that would tell exact stock or where it lies. */
const PRIVATE_FIELDS = /inventory|location|reserv|stock|vendor|metadata\.checkout/i

/** The first field of a `fields=` that is not for buyers, or null. */
export function privateFieldOf(fields: unknown): string | null {
  const asked =
    typeof fields === "string" ? fields : fields === undefined ? "" : JSON.stringify(fields)
  return asked.split(/[,"[\]{}:]/).find((field) => PRIVATE_FIELDS.test(field)) ?? null
}

/**
 * Core's own ways to give money back and to cancel, which know nothing of vendors and of the ledger:
 * ours take their place.
 */
export const CORE_MONEY_ROUTES = ["/admin/payments/:id/refund", "/admin/orders/:id/cancel"] as const
