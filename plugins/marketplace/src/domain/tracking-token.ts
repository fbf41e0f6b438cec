import { createHmac, timingSafeEqual } from "node:crypto"

/**
 * The secret address of an order's tracking page, for buyers without an account: the order's id and
 * its signature. Nothing is stored; a new signing secret voids all of them.
 */
export function trackingToken(orderId: string, secret: string): string {
  return `${orderId}.${sign(orderId, secret)}`
}

/** The order that a token opens, or null when it was not made by us. */
export function orderOfToken(token: string, secret: string): string | null {
  const [orderId, signature, ...rest] = token.split(".")
  if (!orderId || !signature || rest.length > 0) return null
  const expected = Buffer.from(sign(orderId, secret))
  const given = Buffer.from(signature)
  return expected.length === given.length && timingSafeEqual(expected, given) ? orderId : null
}

function sign(orderId: string, secret: string): string {
  return createHmac("sha256", secret).update(`tracking:${orderId}`).digest("base64url").slice(0, 32)
}
