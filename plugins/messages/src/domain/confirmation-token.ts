import { createHmac, timingSafeEqual } from "node:crypto"

export type AccountEmail = { customer_id: string; email: string }

/** Three days: mails are read late, and the token opens nothing but the address it was sent to. */
export const CONFIRMATION_TTL_SECONDS = 3 * 24 * 3600

/**
 * Proves that who holds it reads that account's mailbox. Nothing is stored: the signature covers
 * account, address and end, so that another address or account voids it.
 */
export function confirmationToken(account: AccountEmail, secret: string, now: Date): string {
  const end = Math.floor(now.getTime() / 1000) + CONFIRMATION_TTL_SECONDS
  return `${end}.${sign(account, end, secret)}`
}

export function confirms(token: string, account: AccountEmail, secret: string, now: Date): boolean {
  const [end, signature, ...rest] = token.split(".")
  if (!end || !/^\d{1,12}$/.test(end) || !signature || rest.length > 0) return false
  const expected = Buffer.from(sign(account, Number(end), secret))
  const given = Buffer.from(signature)
  const genuine = expected.length === given.length && timingSafeEqual(expected, given)
  return genuine && now.getTime() < Number(end) * 1000
}

const sign = ({ customer_id, email }: AccountEmail, end: number, secret: string): string =>
  createHmac("sha256", secret)
    .update(JSON.stringify(["confirm", customer_id, email, end]))
    .digest("base64url")
