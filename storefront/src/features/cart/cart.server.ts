import { ok, type ApiError, type NewLine, type Result } from "../../lib/api"
import type { Cart } from "../../lib/api-types"
import { countItems, warningsOf, type LineWarning } from "./cart"

const gone = ({ kind, status }: ApiError): boolean =>
  kind === "refused" && (status === 404 || status === 410)

/** The reader's cart, or null when there is none (any more). Keeps the header's count right. */
export async function loadCart({ api, session }: App.Locals): Promise<Result<Cart | null>> {
  const { cartId, cartCount } = session.data
  if (!cartId) {
    return ok(null)
  }
  const found = await api.cart(cartId)
  if (!found.ok && gone(found.error)) {
    session.set({ cartId: undefined, cartCount: undefined })
    return ok(null)
  }
  if (found.ok && found.value.completed) {
    session.set({ cartId: undefined, cartCount: undefined, orderedCartId: cartId })
    return ok(null)
  }
  if (found.ok && countItems(found.value) !== cartCount) {
    session.set({ cartCount: countItems(found.value) })
  }
  return found
}

export async function addToCart(
  { api, session }: App.Locals,
  line: NewLine,
): Promise<Result<void>> {
  const { cartId, cartCount = 0 } = session.data
  const { quantity } = line
  if (cartId) {
    const added = await api.addLine(cartId, line)
    if (added.ok) {
      session.set({ cartCount: cartCount + quantity })
      return ok(undefined)
    }
    if (!(await cartIsLost(api, cartId, added.error))) {
      return added
    }
  }
  const regions = await api.regions()
  if (!regions.ok) {
    return regions
  }
  const [region] = regions.value
  if (!region) {
    return { ok: false, error: { kind: "broken", status: 500, message: "", issues: [] } }
  }
  const created = await api.createCart(region.id, line)
  if (!created.ok) {
    return created
  }
  session.set({ cartId: created.value, cartCount: quantity })
  return ok(undefined)
}

/** A refusal may be about the part, or about a cart that was ordered or deleted meanwhile. */
async function cartIsLost(
  api: App.Locals["api"],
  cartId: string,
  refusal: ApiError,
): Promise<boolean> {
  if (refusal.kind !== "refused") {
    return false
  }
  const cart = await api.cart(cartId)
  return cart.ok ? cart.value.completed : gone(cart.error)
}

const MAX_CHECKED_PARTS = 30

/** Prices that changed and parts that do not go on the active vehicle, line by line. */
export async function checkLines(
  { api, vehicle }: App.Locals,
  cart: Cart,
): Promise<Map<string, LineWarning>> {
  const lines = cart.groups.flatMap((group) => group.lines)
  const ids = [...new Set(lines.flatMap(({ part_id }) => part_id ?? []))].slice(
    0,
    MAX_CHECKED_PARTS,
  )
  const found = await Promise.all(ids.map((id) => api.part(id, vehicle?.id)))
  const parts = new Map(
    found.flatMap((part, index) => (part.ok ? [[ids[index] ?? "", part.value] as const] : [])),
  )
  return warningsOf(lines, parts)
}
