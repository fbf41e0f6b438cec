import type { AstroCookies } from "astro"
import { environment } from "../../lib/env"
import { seal, unseal } from "../../lib/seal"
import { readSession, Session } from "./session"

const COOKIE = "souk_session"
const LIFETIME_SECONDS = 30 * 24 * 3600
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
  return new Session(value ? readSession(unseal(value, environment().sessionSecret, COOKIE)) : {})
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
}
