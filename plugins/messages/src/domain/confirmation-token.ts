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
  const genuine = same(signature, sign(account, Number(end), secret))
  return genuine && now.getTime() < Number(end) * 1000
}

const sign = ({ customer_id, email }: AccountEmail, end: number, secret: string): string =>
  createHmac("sha256", secret)
    .update(JSON.stringify(["confirm", customer_id, email, end]))
    .digest("base64url")

/** An account, and the address it is to have. */
export type EmailChange = AccountEmail & { new_email: string }

/**
 * Proves that who holds it reads the mailbox of the new address. The token names that address; once
 * the account has another one than when it was asked, it changes nothing any more.
 */
export function changeToken(change: EmailChange, secret: string, now: Date): string {
  const end = Math.floor(now.getTime() / 1000) + CONFIRMATION_TTL_SECONDS
  const named = Buffer.from(change.new_email).toString("base64url")
  return `${end}.${named}.${signChange(change, end, secret)}`
}

/** The address a token leads that account to, or null when it leads nowhere. */
export function changedTo(
  token: string,
  account: AccountEmail,
  secret: string,
  now: Date,
): string | null {
  const [end, named, signature, ...rest] = token.split(".")
  if (!end || !/^\d{1,12}$/.test(end) || !named || !signature || rest.length > 0) return null
  const new_email = Buffer.from(named, "base64url").toString("utf8")
  const genuine = same(signature, signChange({ ...account, new_email }, Number(end), secret))
  return genuine && now.getTime() < Number(end) * 1000 ? new_email : null
}

const signChange = (change: EmailChange, end: number, secret: string): string =>
  createHmac("sha256", secret)
    .update(JSON.stringify(["change", change.customer_id, change.email, change.new_email, end]))
    .digest("base64url")

function same(given: string, expected: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(expected)]
  return one.length === other.length && timingSafeEqual(one, other)
}
