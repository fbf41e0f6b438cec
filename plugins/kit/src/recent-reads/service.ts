/**
 * What every request of a shop reads and an operator changes once a year: the publishable key and
 * the channel it opens, the region, the store. Prices, stock and carts are always read.
 */
const KEPT_ENTITIES = new Set(["api_key", "region", "sales_channels", "store"])

/** In milliseconds. A key that is revoked opens the shop for this long still, on every server alike. */
export const KEPT_FOR = 5_000

/** Far above what one shop asks for: a stranger's made-up keys may not fill the memory. */
const MOST_READS = 500

type Query = { queryOptions?: { entity?: unknown } }
type Read = { data: unknown; until: number }

/**
 * Medusa's Caching Module, kept small: each server remembers the reads named above for a few seconds,
 * so nothing has to be invalidated, and gives each reader a copy of its own.
 */
export default class RecentReadsService {
  #reads = new Map<string, Read>()

  __hooks = {}

  /** An empty key is one that is neither kept nor found. */
  async computeKey(query: Query): Promise<string> {
    const entity = query.queryOptions?.entity
    return typeof entity === "string" && KEPT_ENTITIES.has(entity) ? JSON.stringify(query) : ""
  }

  async computeTags(): Promise<string[]> {
    return []
  }

  async get({ key }: { key?: string }): Promise<unknown> {
    const read = key ? this.#reads.get(key) : undefined
    return read && read.until > Date.now() ? structuredClone(read.data) : null
  }

  async set({ key, data }: { key: string; data: unknown }): Promise<void> {
    if (!key) return
    if (this.#reads.size >= MOST_READS) this.#reads.clear()
    this.#reads.set(key, { data: structuredClone(data), until: Date.now() + KEPT_FOR })
  }

  async clear({ key }: { key?: string }): Promise<void> {
    if (key) this.#reads.delete(key)
    else this.#reads.clear()
  }
}
