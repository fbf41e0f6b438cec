import type { AstroCookies } from "astro"
import { environment } from "../../lib/env"
import { seal, unseal } from "../../lib/seal"
import { readSession, Session, type SessionData } from "./session"

const COOKIE = "souk_session"
/** Outlives the session: who comes back after it finds the cart, and signs in again. */
const CART_COOKIE = "souk_cart"
const LIFETIME_SECONDS = 30 * 24 * 3600
const CART_LIFETIME_SECONDS = 90 * 24 * 3600
const RENEW_AFTER_SECONDS = 24 * 3600

export const cookieOptions = (url: URL, maxAge: number) =>
  ({
    httpOnly: true,
    sameSite: "lax",
    secure: url.protocol === "https:",
    path: "/",
    maxAge,
  }) as const

export function openSession(cookies: AstroCookies): Session {
  const value = cookies.get(COOKIE)?.value
  // Un cookie altéré n'est pas une session finie : il ne rend rien.
  return new Session(
    value ? readSession(unseal(value, environment().sessionSecret, COOKIE)) : keptCart(cookies),
  )
}

function keptCart(cookies: AstroCookies): SessionData {
  const value = cookies.get(CART_COOKIE)?.value
  const kept = readSession(value ? unseal(value, environment().sessionSecret, CART_COOKIE) : null)
  return { cartId: kept.cartId, cartCount: kept.cartCount }
}

export function saveSession(session: Session, cookies: AstroCookies, url: URL): void {
  const nowSeconds = Math.floor(Date.now() / 1000)
  const { sealedAt } = session.data
  const old = sealedAt !== undefined && nowSeconds - sealedAt > RENEW_AFTER_SECONDS
  if (!session.changed && !old) {
    return
  }
  const sealed = seal(
    { ...session.data, sealedAt: nowSeconds },
    environment().sessionSecret,
    COOKIE,
  )
  cookies.set(COOKIE, sealed, cookieOptions(url, LIFETIME_SECONDS))
  const { cartId, cartCount } = session.data
  if (cartId) {
    const cart = seal({ cartId, cartCount }, environment().sessionSecret, CART_COOKIE)
    cookies.set(CART_COOKIE, cart, cookieOptions(url, CART_LIFETIME_SECONDS))
  } else {
    cookies.delete(CART_COOKIE, { path: "/" })
  }
}
