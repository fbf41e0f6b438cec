import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto"

/** AES-256-GCM, one key per purpose: a cookie sealed for one use opens nothing else. */
const keyFor = (secret: string, purpose: string): Buffer =>
  Buffer.from(hkdfSync("sha256", secret, "souk-storefront", purpose, 32))

export function seal(value: unknown, secret: string, purpose: string): string {
  const iv = randomBytes(12)
  const cipher = createCipheriv("aes-256-gcm", keyFor(secret, purpose), iv)
  const body = Buffer.concat([cipher.update(JSON.stringify(value), "utf8"), cipher.final()])
  return Buffer.concat([iv, cipher.getAuthTag(), body]).toString("base64url")
}

/** What was sealed, or null for anything forged, cut, foreign or sealed with another secret. */
export function unseal(text: string, secret: string, purpose: string): unknown {
  try {
    const bytes = Buffer.from(text, "base64url")
    const decipher = createDecipheriv("aes-256-gcm", keyFor(secret, purpose), bytes.subarray(0, 12))
    decipher.setAuthTag(bytes.subarray(12, 28))
    const body = Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()])
    return JSON.parse(body.toString("utf8")) as unknown
  } catch {
    return null
  }
}
