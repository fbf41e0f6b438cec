import { readFileSync } from "node:fs"
import { testServer } from "../../../scripts/lib/test-server"

/**
 * Who may call a route.
 * - `public`: anyone with the shop's publishable key (or without one, outside /store)
 * - `buyer`: a signed-in customer; `owner`: the customer whose order it is
 * - `vendor`: a member of a vendor, for its own data
 * - `operator`: staff without a membership; `shell`: also a member, reading, without its query
 * - `invited`: only with an invitation for that address
 * - `closed`: nobody
 */
export type Rule =
  "public" | "buyer" | "owner" | "vendor" | "operator" | "shell" | "invited" | "closed"

/** Every route outside /admin. One that is mounted and not here fails the walk. */
export const RULES: Record<string, Rule> = {
  "GET /openapi.json": "public",
  // Whoever notifies is not believed: the gateway is asked again.
  "GET /hooks/payment/:provider": "public",
  "POST /hooks/payment/:provider": "public",
  "GET /cloud/auth": "closed",
  "POST /cloud/auth/users": "closed",

  "POST /auth/session": "public",
  "DELETE /auth/session": "public",
  "POST /auth/token/refresh": "public",
  "POST /auth/:actor_type/:auth_provider": "public",
  "POST /auth/:actor_type/:auth_provider/register": "invited",
  "POST /auth/:actor_type/:auth_provider/reset-password": "public",
  "POST /auth/:actor_type/:auth_provider/update": "public",
  "GET /auth/:actor_type/:auth_provider": "closed",
  "GET /auth/:actor_type/:auth_provider/callback": "closed",
  "POST /auth/:actor_type/:auth_provider/callback": "closed",
  "GET /auth/:actor_type/providers": "public",
  "POST /auth/:auth_provider/user": "closed",
  "GET /auth/mfa/factors": "closed",
  "POST /auth/mfa/factors": "closed",
  "DELETE /auth/mfa/factors/:id": "closed",
  "POST /auth/mfa/factors/:id/verify": "closed",
  "POST /auth/mfa/challenges/:id/verify": "closed",
  "POST /auth/mfa/recovery-codes": "closed",
  "POST /auth/verification/confirm": "closed",
  "POST /auth/verification/request": "closed",

  "GET /store/banners": "public",
  "GET /store/coupons": "public",
  "POST /store/carts": "public",
  "GET /store/carts/:id": "public",
  "POST /store/carts/:id": "public",
  "POST /store/carts/:id/checkouts": "public",
  "POST /store/carts/:id/complete": "public",
  "POST /store/carts/:id/customer": "buyer",
  "GET /store/carts/:id/groups": "public",
  "POST /store/carts/:id/line-items": "public",
  "POST /store/carts/:id/line-items/:line_id": "public",
  "DELETE /store/carts/:id/line-items/:line_id": "public",
  "POST /store/carts/:id/online-payments": "public",
  "GET /store/carts/:id/order": "public",
  "GET /store/carts/:id/payment-methods": "public",
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
  "GET /store/customers/me/garage-vehicles": "buyer",
  "POST /store/customers/me/garage-vehicles": "buyer",
  "GET /store/customers/me/garage-vehicles/:id": "buyer",
  "POST /store/customers/me/garage-vehicles/:id": "buyer",
  "DELETE /store/customers/me/garage-vehicles/:id": "buyer",
  "POST /store/customers/me/closures": "buyer",
  "POST /store/customers/me/email-change-requests": "buyer",
  "POST /store/customers/me/email-changes": "buyer",
  "POST /store/customers/me/email-confirmation-requests": "buyer",
  "GET /store/customers/me/email-confirmations": "buyer",
  "POST /store/customers/me/email-confirmations": "buyer",
  "GET /store/customers/me/invoices": "buyer",
  "GET /store/customers/me/invoices/:id": "buyer",
  "GET /store/customers/me/orders": "buyer",
  "POST /store/customers/me/password-changes": "buyer",
  "GET /store/customers/me/tax-identities": "buyer",
  "POST /store/customers/me/tax-identities": "buyer",
  "DELETE /store/customers/me/tax-identities": "buyer",
  "GET /store/governorates": "public",
  "GET /store/locales": "public",
  "POST /store/order-lookups": "public",
  "GET /store/orders": "buyer",
  "GET /store/orders/:id": "owner",
  "POST /store/orders/:id/transfer/accept": "closed",
  "POST /store/orders/:id/transfer/cancel": "closed",
  "POST /store/orders/:id/transfer/decline": "closed",
  "POST /store/orders/:id/transfer/request": "closed",
  "GET /store/part-pages": "public",
  "GET /store/part-suggestions": "public",
  "GET /store/parts": "public",
  "GET /store/parts/:id": "public",
  "GET /store/parts/:id/fitments": "public",
  "POST /store/online-payments/:id/checks": "public",
  "POST /store/payment-collections": "public",
  "POST /store/payment-collections/:id/payment-sessions": "public",
  "GET /store/payment-providers": "public",
  "GET /store/product-categories": "public",
  "GET /store/product-categories/:id": "public",
  "GET /store/product-options": "closed",
  "GET /store/product-options/:id": "closed",
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
  "POST /store/returns": "closed",
  "POST /store/search": "closed",
  "GET /store/shipping-options": "public",
  "POST /store/shipping-options/:id/calculate": "closed",
  "GET /store/tracked-orders/:token": "public",
  "POST /store/tracked-orders/:token/cancellation-requests": "public",
  "GET /store/tracked-orders/:token/invoices": "public",
  "GET /store/tracked-orders/:token/invoices/:id": "public",
  "GET /store/vehicle-makes": "public",
  "GET /store/vehicle-models": "public",
  "GET /store/vehicle-variants": "public",
  "GET /store/vehicle-variants/:id": "public",
  "POST /store/vendor-applications": "buyer",
  "GET /store/vendors": "public",
  "GET /store/vendors/:handle": "public",
  "GET /store/vins/:vin": "public",

  "GET /vendor/balances": "vendor",
  "GET /vendor/commissions": "vendor",
  "GET /vendor/coupons": "vendor",
  "POST /vendor/coupons": "vendor",
  "POST /vendor/delivery-terms": "vendor",
  "POST /vendor/coupons/:id": "vendor",
  "GET /vendor/governorates": "vendor",
  "GET /vendor/invoice-files": "vendor",
  "GET /vendor/invoice-settings": "vendor",
  "POST /vendor/invoice-settings": "vendor",
  "GET /vendor/invoices": "vendor",
  "GET /vendor/invoices/:id": "vendor",
  "GET /vendor/invoices/:id/files": "vendor",
  "GET /vendor/me": "vendor",
  "GET /vendor/movement-files": "vendor",
  "GET /vendor/movements": "vendor",
  "GET /vendor/statement-files": "vendor",
  "GET /vendor/statements": "vendor",
  "GET /vendor/summary": "vendor",
  "GET /vendor/offers": "vendor",
  "GET /vendor/offers/:id/fitments": "vendor",
  "POST /vendor/offers/:id/fitments": "vendor",
  "DELETE /vendor/offers/:id/fitments/:fitment_id": "vendor",
  "GET /vendor/vehicles": "vendor",
  "POST /vendor/offers": "vendor",
  "GET /vendor/offers/:id": "vendor",
  "POST /vendor/offers/:id": "vendor",
  "POST /vendor/offers/:id/publications": "vendor",
  "POST /vendor/photos": "vendor",
  "GET /vendor/part-categories": "vendor",
  "GET /vendor/identity-matches": "vendor",
  "GET /vendor/payouts": "vendor",
  "GET /vendor/tax-classes": "vendor",
  "GET /vendor/bank-changes": "vendor",
  "POST /vendor/bank-changes": "vendor",
  "DELETE /vendor/bank-changes": "vendor",
  "GET /vendor/orders": "vendor",
  "GET /vendor/orders/:id": "vendor",
  "POST /vendor/orders/:id/failed-deliveries": "vendor",
  "POST /vendor/orders/:id/cancellation-requests": "vendor",
  "POST /vendor/cancellation-requests/:id/decisions": "vendor",
  "POST /vendor/orders/:id/confirmations": "vendor",
  "POST /vendor/orders/:id/invoices": "vendor",
  "POST /vendor/orders/:id/shipments": "vendor",
}

/** Everything under /admin is the operator's, but for these. */
const ADMIN_EXCEPTIONS: Record<string, Rule> = {
  // The invitation's own token is what lets in.
  "POST /admin/invites/accept": "public",
  // Core tells strangers which features are on; nothing else is in it.
  "GET /admin/feature-flags": "public",
  "GET /admin/users/me": "shell",
  "GET /admin/plugins": "shell",
  "GET /admin/stores": "shell",
  "GET /admin/layouts/configurations": "shell",
  "GET /admin/layouts/:zone/configuration": "shell",
  // The member's own, answered by the marketplace.
  "GET /admin/notifications": "shell",
}

export type Route = { key: string; method: string; path: string; rule: Rule | undefined }

/** What the server under test mounted, from its own log. */
export function mountedRoutes(): Route[] {
  const log = readFileSync(testServer().logFile, "utf8")
  const keys = new Set<string>()
  for (const [, key] of log.matchAll(/registering route ((?:[A-Z]+) \/[^\s"\\]*)/g)) keys.add(key!)
  if (keys.size === 0) {
    throw new Error("The server's log names no route: start it with LOG_LEVEL=debug.")
  }
  return [...keys].sort().map((key) => {
    const [method, path] = key.split(" ") as [string, string]
    const rule = path.startsWith("/admin/") ? (ADMIN_EXCEPTIONS[key] ?? "operator") : RULES[key]
    return { key, method, path, rule }
  })
}

/** Rules that are written down for routes nobody mounts: a route that moved without its rule. */
export function rulesWithoutRoute(routes: Route[]): string[] {
  const mounted = new Set(routes.map(({ key }) => key))
  return [...Object.keys(RULES), ...Object.keys(ADMIN_EXCEPTIONS)].filter(
    (key) => !mounted.has(key),
  )
}

/**
 * The same address written otherwise: what a router might take for the same route and a guard for
 * another. All of them stay within the path, as a client may send it raw.
 */
export function variantsOf(path: string): string[] {
  const encoded = (place: number) => {
    const at = [...path.matchAll(/[a-z]/g)][place]?.index
    if (at === undefined) return path
    return `${path.slice(0, at)}%${path.charCodeAt(at).toString(16)}${path.slice(at + 1)}`
  }
  const [, first, ...rest] = path.split("/") as [string, string, ...string[]]
  return [
    path.toUpperCase(),
    `${path}/`,
    `/${path}`,
    `/${first}//${rest.join("/")}`,
    path.replaceAll("/", "//"),
    encoded(0),
    encoded(first.length),
    `/${first}/.${rest.length > 0 ? "/" : ""}${rest.join("/")}`,
    `/${first}/%2e/${rest.join("/")}`,
    `/x/..${path}`,
    `/x/%2e%2e${path}`,
    `${path};a=b`,
    `/${first};a/${rest.join("/")}`,
    `${path}%00`,
    `${path}%20`,
    `${path}.json`,
    `${path}?_method=GET&method=OPTIONS`,
    `/${first}%2f${rest.join("/")}`,
    `/${first[0]!.toUpperCase()}${first.slice(1)}//${rest.join("/")}/`,
  ].filter((variant) => variant !== path)
}
