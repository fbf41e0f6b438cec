import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto"

const keyOf = (secret: string) =>
  Buffer.from(hkdfSync("sha256", secret, "", "souk mail content", 32))

/** Un courriel en attente porte un lien secret : il n'est lisible ni dans la base ni dans ses copies. */
export function seal(text: string, secret: string): string {
  const iv = randomBytes(12)
  const cipher = createCipheriv("aes-256-gcm", keyOf(secret), iv)
  const body = Buffer.concat([cipher.update(text, "utf8"), cipher.final()])
  return Buffer.concat([iv, cipher.getAuthTag(), body]).toString("base64")
}

/** The text, or null when it was sealed with another secret or altered. */
export function unseal(sealed: string, secret: string): string | null {
  const bytes = Buffer.from(sealed, "base64")
  if (bytes.length < 28) return null
  try {
    const decipher = createDecipheriv("aes-256-gcm", keyOf(secret), bytes.subarray(0, 12))
    decipher.setAuthTag(bytes.subarray(12, 28))
    return decipher.update(bytes.subarray(28), undefined, "utf8") + decipher.final("utf8")
  } catch {
    return null
  }
}
