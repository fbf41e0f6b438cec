import { createHash } from "node:crypto"

const CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
const ID_LENGTH = 26

/**
 * An id that depends only on what it names, in the shape of Medusa's own (prefix and 26 characters):
 * loading the same row twice writes it once.
 */
export function stableId(prefix: string, ...parts: (string | number)[]): string {
  const digest = createHash("sha256").update(parts.join("\u001f")).digest()
  let bits = 0n
  for (const byte of digest.subarray(0, 17)) bits = (bits << 8n) | BigInt(byte)
  let id = ""
  for (let index = 0; index < ID_LENGTH; index++) {
    id = CROCKFORD[Number(bits & 31n)] + id
    bits >>= 5n
  }
  return `${prefix}_${id}`
}
