import { createHash } from "node:crypto"

/**
 * Which rows of a file were met before, in eight bytes each: a file of millions of rows is read without
 * keeping it. Two rows out of a million billion may be taken for one another.
 */
export class SeenRows {
  private readonly seen = new Set<number>()

  /** Whether this identity is met for the first time. */
  isNew(identity: string): boolean {
    const digest = createHash("sha1").update(identity).digest()
    const key = digest.readUIntBE(0, 6)
    if (this.seen.has(key)) return false
    this.seen.add(key)
    return true
  }
}
