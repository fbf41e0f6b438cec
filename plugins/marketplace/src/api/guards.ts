import {
  authenticate,
  type AuthenticatedMedusaRequest,
  type MedusaNextFunction,
  type MedusaRequest,
  type MedusaResponse,
} from "@medusajs/framework/http"
import type { IAuthModuleService, IUserModuleService } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { z } from "@medusajs/framework/zod"
import { commonErrors, things } from "@souk/kit/errors"
import { readOne } from "@souk/kit/query"
import { localeOf } from "@souk/kit/locale"
import { declaredRoutes, validate, type RouteRule } from "@souk/kit/routes"
import {
  CORE_AUTH_ROUTES,
  CORE_MONEY_ROUTES,
  CORE_STORE_ROUTES,
  type FindRule,
  matchesPattern,
  normalisePath,
  NOTIFICATIONS_ROUTE,
  privateFieldOf,
  ruleFinder,
  SHELL_ROUTES_OF_MEMBERS,
} from "../domain/access"
import { errors } from "../domain/errors"
import { isSessionOver } from "../domain/session-end"
import { maySell, VENDOR_STATUS_NAMES, type VendorStatus } from "../domain/vendor-status"
import { MARKETPLACE_MODULE } from "../modules/marketplace"
import type MarketplaceModuleService from "../modules/marketplace/service"
import { forgetCheckout, writeLineFacts, type CartLine } from "./cart-facts"

/** What a vendor route may rely on: the signed-in member's vendor, and nobody else's. */
export type VendorScope = {
  id: string
  handle: string
  name: string
  status: VendorStatus
  role: "owner" | "staff"
  user_id: string
  email: string
}

export type VendorRequest<Body = unknown> = MedusaRequest<Body> & { vendor: VendorScope }

type Handler = (
  req: MedusaRequest,
  res: MedusaResponse,
  next: MedusaNextFunction,
) => Promise<void> | void

/** Express does not await: whatever a guard throws must refuse the request, never let it through. */
function guard(handler: Handler): Handler {
  return async (req, res, next) => {
    try {
      await handler(req, res, next)
    } catch (error) {
      next(error)
    }
  }
}

const coreStoreRule = ruleFinder(Object.entries(CORE_STORE_ROUTES))
const coreAuthRule = ruleFinder(CORE_AUTH_ROUTES.map((key): [string, true] => [key, true]))

let declared: { rules: readonly RouteRule[]; find: FindRule<RouteRule> } | null = null

/** Which of the plugins' own routes is asked for. They are all declared before the first request. */
function ruleOf(req: MedusaRequest): RouteRule | undefined {
  const rules = declaredRoutes()
  if (declared?.rules !== rules) {
    const find = ruleFinder(rules.map((rule) => [`${rule.method} ${rule.path}`, rule] as const))
    declared = { rules, find }
  }
  return declared.find(verbOf(req), addressOf(req))
}

function addressOf(req: MedusaRequest): string {
  return normalisePath(req.originalUrl.split("?")[0]!)
}

/** HEAD is answered by GET's handler. */
function verbOf(req: MedusaRequest): string {
  return req.method === "HEAD" ? "GET" : req.method
}

async function membershipOf(req: MedusaRequest, userId: string): Promise<VendorScope | null> {
  const marketplace: MarketplaceModuleService = req.scope.resolve(MARKETPLACE_MODULE)
  const [member] = await marketplace.listVendorMembers(
    { user_id: userId },
    { relations: ["vendor"], take: 1 },
  )
  if (!member) return null
  return {
    id: member.vendor.id,
    handle: member.vendor.handle,
    name: member.vendor.name,
    status: member.vendor.status as VendorStatus,
    role: member.role,
    user_id: member.user_id,
    email: member.email,
  }
}

/** Who it is, if anybody; the guard itself refuses strangers, in their language. */
const recogniseUser = authenticate("user", ["session", "bearer"], { allowUnauthenticated: true })

/** Whoever a token or a session speaks for, known to the shop or not yet. */
const recogniseAnyone = authenticate("*", ["session", "bearer"], {
  allowUnauthenticated: true,
  allowUnregistered: true,
})

/** Core's tokens and sessions name the moment they were opened and the identity they speak for. */
type OpenedSession = { auth_identity_id?: string; iat?: number }

/**
 * Un mot de passe (ou une adresse) changé met fin aux sessions ouvertes avant : leur jeton vit encore,
 * mais ne parle plus pour personne. The moment is core's own: it writes a provider identity when its
 * password or its address changes, and at no other time.
 */
async function endOldSession(req: MedusaRequest): Promise<void> {
  const { auth_context } = req as AuthenticatedMedusaRequest
  const { auth_identity_id, iat } = (auth_context ?? {}) as OpenedSession
  if (!auth_identity_id || iat === undefined) return
  const auth: IAuthModuleService = req.scope.resolve(Modules.AUTH)
  const identities = await auth.listProviderIdentities({ auth_identity_id })
  // Core's rows carry the dates that its type leaves out.
  const changes = (identities as { updated_at?: Date | string }[]).map((one) => one.updated_at)
  if (!isSessionOver(iat, changes)) return
  delete (req as Partial<AuthenticatedMedusaRequest>).auth_context
  delete req.headers.authorization
  if (req.session) delete (req.session as { auth_context?: unknown }).auth_context
}

/** First of every chain: what follows sees a stranger where a session is over. */
const sessionGuard: Handler = guard(async (req, _res, next) => {
  await endOldSession(req)
  next()
})

/** The same under /auth, where core recognises nobody before its routes. */
export const authSessionGuard: Handler[] = [recogniseAnyone, sessionGuard]

/** PostgreSQL holds no NUL, and validators recurse: core would answer 500 to either. */
export const bodyGuard: Handler = guard((req, _res, next) => {
  if (/%00|\0/.test(req.originalUrl)) throw commonErrors.null_character()
  inspect(req.body)
  next()
})

/** No body of any route is nested as deep as this. */
const DEEPEST = 60

/** Without recursion: what is inspected may be deeper than the stack. */
function inspect(body: unknown): void {
  const found: { value: unknown; depth: number }[] = [{ value: body, depth: 0 }]
  while (found.length > 0) {
    const { value, depth } = found.pop()!
    if (depth > DEEPEST) throw commonErrors.body_too_large()
    if (typeof value === "string" && value.includes("\0")) throw commonErrors.null_character()
    if (typeof value !== "object" || value === null) continue
    for (const [key, inner] of Object.entries(value)) {
      found.push({ value: key, depth }, { value: inner, depth: depth + 1 })
    }
  }
}

/** Addresses of core that this marketplace has no use for, whoever asks. */
export const closedGuard: Handler = guard((req) => {
  throw commonErrors.unknown_route({ method: req.method, path: addressOf(req) })
})

/**
 * /vendor/*: a signed-in member, a declared route, and an approved vendor to write anything.
 */
export const vendorGuard: Handler[] = [
  guard((req, _res, next) => {
    if (!ruleOf(req)) {
      throw commonErrors.unknown_route({ method: req.method, path: addressOf(req) })
    }
    next()
  }),
  recogniseUser,
  sessionGuard,
  guard(async (req, _res, next) => {
    const { auth_context } = req as AuthenticatedMedusaRequest
    if (!auth_context?.actor_id) throw commonErrors.sign_in()
    const vendor = await membershipOf(req, auth_context.actor_id)
    if (!vendor) throw errors.vendors_only()
    const rule = ruleOf(req)!
    if (verbOf(req) !== "GET" && !rule.any_vendor_status && !maySell(vendor.status)) {
      throw errors.vendor_may_only_read({ status: VENDOR_STATUS_NAMES[vendor.status] })
    }
    ;(req as VendorRequest).vendor = vendor
    next()
  }),
]

/**
 * /admin/*: the marketplace's staff. Whoever has a membership is refused, except what the admin's
 * shell reads to start. Runs after core's authentication; fails closed.
 */
export const adminGuard: Handler = guard(async (req, res, next) => {
  const known = (req as AuthenticatedMedusaRequest).auth_context?.actor_id
  await endOldSession(req)
  const { auth_context } = req as AuthenticatedMedusaRequest
  if (known && !auth_context) throw commonErrors.sign_in()
  // Core has refused strangers already; what reaches here without an actor is core's own public door
  // (accepting an invitation), which carries its own token.
  if (!auth_context?.actor_id || auth_context.actor_type !== "user") return next()

  const path = addressOf(req)
  const member = await membershipOf(req, auth_context.actor_id)
  if (!member) {
    const isMoney = CORE_MONEY_ROUTES.some((pattern) => matchesPattern(pattern, path))
    if (isMoney && verbOf(req) === "POST") throw errors.refund_elsewhere()
    return next()
  }
  if (verbOf(req) === "GET" && matchesPattern(NOTIFICATIONS_ROUTE, path)) {
    res.json({ notifications: [], count: 0, offset: 0, limit: 0 })
    return
  }
  if (
    verbOf(req) === "GET" &&
    SHELL_ROUTES_OF_MEMBERS.some((pattern) => matchesPattern(pattern, path))
  ) {
    req.query = {}
    return next()
  }
  throw errors.operators_only()
})

/** /store/*: only what is opened; nobody's order but one's own; no exact stock. */
export const storeGuard: Handler = guard(async (req, res, next) => {
  if (req.method === "OPTIONS") return next()
  const path = addressOf(req)
  await endOldSession(req)
  const { auth_context } = req as AuthenticatedMedusaRequest
  const rule = ruleOf(req)
  if (rule?.who === "buyer" && !auth_context?.actor_id) throw commonErrors.sign_in()
  if (!rule) {
    const access = coreStoreRule(verbOf(req), path)
    if (!access) throw commonErrors.unknown_route({ method: req.method, path })
    if (access !== "public" && !auth_context?.actor_id && !startsRegistration(path))
      throw commonErrors.sign_in()
    if (access === "owner") await assertOwnOrder(req, path.split("/").pop()!, auth_context.actor_id)
    assertPage(req)
    if (verbOf(req) !== "GET") {
      const lines = await assertNamedThings(req, path)
      if (verbOf(req) === "POST") {
        await writeLineFacts(req, path, lines)
        forgetCheckout(req, path)
      }
    }
  }
  const field = privateFieldOf(req.query.fields) ?? privateFieldOf(req.query.order)
  if (field) throw errors.field_not_public({ field })
  next()
})

const page = z.object({
  limit: z.coerce.number().int().min(1).max(1000).optional(),
  offset: z.coerce.number().int().min(0).max(1_000_000).optional(),
})

/** Core hands a negative `limit` to the database, which fails on it. */
function assertPage(req: MedusaRequest): void {
  const { limit, offset } = req.query
  validate(page, { limit, offset }, localeOf(req.headers))
}

/** `POST /store/customers` turns a fresh identity into a customer: it has no actor yet. */
function startsRegistration(path: string): boolean {
  return matchesPattern("/store/customers", path)
}

/**
 * Core fails where the cart or payment that an address names does not exist, and removes a line by
 * its id alone, whatever cart is named.
 * @returns the lines of the cart, where a cart is named.
 */
async function assertNamedThings(req: MedusaRequest, path: string): Promise<CartLine[]> {
  const [, , collection, id, , lineId] = path.split("/")
  if (!id) return []
  if (collection?.toLowerCase() === "payment-collections") {
    const filters = { id }
    const payment = await readOne(req.scope, {
      entity: "payment_collection",
      fields: ["id"],
      filters,
    })
    if (!payment) throw commonErrors.not_found({ what: things.payment, id })
  }
  if (collection?.toLowerCase() === "carts") {
    const cart = await readOne<{ items: CartLine[] }>(req.scope, {
      entity: "cart",
      fields: ["id", "items.id", "items.variant_id", "items.metadata"],
      filters: { id },
    })
    if (!cart) throw commonErrors.not_found({ what: things.cart, id })
    if (lineId && !cart.items.some((item) => item.id === lineId)) {
      throw commonErrors.not_found({ what: things.line, id: lineId })
    }
    return cart.items
  }
  return []
}

async function assertOwnOrder(
  req: MedusaRequest,
  orderId: string,
  customerId: string,
): Promise<void> {
  const order = await readOne<{ customer_id: string | null }>(req.scope, {
    entity: "order",
    fields: ["customer_id"],
    filters: { id: orderId },
  })
  // The same answer for another's order as for none: existence is not told.
  if (order?.customer_id !== customerId) throw errors.order_not_found()
}

/** /auth/*: customers register freely, staff only with a pending invitation, nothing else exists. */
export const authGuard: Handler = guard(async (req, _res, next) => {
  if (req.method === "OPTIONS") return next()
  const path = addressOf(req)
  if (!coreAuthRule(req.method, path))
    throw commonErrors.unknown_route({ method: req.method, path })

  if (matchesPattern("/auth/user/emailpass/register", path)) await assertInvited(req)
  if (matchesPattern("/auth/:actor_type/emailpass/update", path)) assertNewPassword(req)
  next()
})

const newPassword = z.object({ password: z.string().min(10).max(200) })

/** Core takes any password, and uses up the reset link before it would refuse one. */
function assertNewPassword(req: MedusaRequest): void {
  const { password } = (req.body ?? {}) as { password?: unknown }
  validate(newPassword, { password }, localeOf(req.headers))
}

async function assertInvited(req: MedusaRequest): Promise<void> {
  const { email } = (req.body ?? {}) as { email?: unknown }
  const users: IUserModuleService = req.scope.resolve(Modules.USER)
  const invites = typeof email === "string" ? await users.listInvites({ email }) : []
  const pending = invites.some(
    (invite) => !invite.accepted && new Date(invite.expires_at) > new Date(),
  )
  if (!pending) throw errors.invite_needed()
}
