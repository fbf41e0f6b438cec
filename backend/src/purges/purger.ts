import { setTimeout as sleep } from "node:timers/promises"
import { reasonOf } from "@souk/kit/errors"

/** Where a CDN is told which pages it must forget, and how it wants to be told. */
export type PurgeTarget = {
  url: string
  method: string
  /** Name and value of the header that says who asks (`Fastly-Key`, `Authorization`…). */
  authorization: [name: string, value: string] | null
  /** The JSON field that lists the keys (`tags`, `surrogate_keys`); null sends them in headers. */
  field: string | null
}

type Options = {
  target: PurgeTarget
  log: (message: string) => void
  /** How long keys are gathered before they are sent. */
  gatheringMs?: number
  /** How much later they are sent once more. */
  againMs?: number
  retryMs?: number[]
}

/**
 * Les pages de la boutique relisent une API dont les réponses se gardent une seconde : plus tôt, le
 * CDN reprendrait l'ancienne page.
 */
const GATHERING_MS = 1_500
/** Lists follow a change when the search index has, a second or two later. */
const AGAIN_MS = 5_000
const RETRY_MS = [1_000, 5_000, 20_000]
const ANSWER_TIMEOUT_MS = 10_000
/** The fewest that a CDN takes at once among those known (Cloudflare). */
const KEYS_PER_REQUEST = 30

/**
 * Tells a CDN what changed: keys that come together leave together, in as few requests as it takes,
 * again when one fails. What is lost all the same shows when the page's minute is over.
 */
export class Purger {
  private gathered = new Set<string>()
  private timer: NodeJS.Timeout | null = null
  private readonly sending = new Set<Promise<void>>()

  constructor(private readonly options: Options) {}

  purge(keys: Iterable<string>): void {
    for (const key of keys) this.gathered.add(key)
    if (this.gathered.size === 0 || this.timer) return
    this.timer = setTimeout(() => this.flush(), this.options.gatheringMs ?? GATHERING_MS)
    this.timer.unref()
  }

  /** Once everything gathered so far has been told, or given up on. */
  async settled(): Promise<void> {
    if (this.timer) this.flush()
    while (this.sending.size > 0) await Promise.all(this.sending)
  }

  private flush(): void {
    if (this.timer) clearTimeout(this.timer)
    this.timer = null
    const keys = [...this.gathered]
    this.gathered = new Set()
    const sent = this.sendTwice(keys).finally(() => this.sending.delete(sent))
    this.sending.add(sent)
  }

  private async sendTwice(keys: string[]): Promise<void> {
    await this.sendAll(keys)
    await sleep(this.options.againMs ?? AGAIN_MS, undefined, { ref: false })
    await this.sendAll(keys)
  }

  private async sendAll(keys: string[]): Promise<void> {
    for (let from = 0; from < keys.length; from += KEYS_PER_REQUEST) {
      await this.send(keys.slice(from, from + KEYS_PER_REQUEST))
    }
  }

  private async send(keys: string[]): Promise<void> {
    const waits = this.options.retryMs ?? RETRY_MS
    for (const wait of [...waits, null]) {
      const failure = await this.tell(keys)
      if (failure === null) return
      if (wait === null) {
        this.options.log(
          `The CDN was not told of ${keys.length} changed pages (${failure}). They show the change within a minute.`,
        )
        return
      }
      await sleep(wait, undefined, { ref: false })
    }
  }

  /** What went wrong, or null. */
  private async tell(keys: string[]): Promise<string | null> {
    const { url, method, authorization, field } = this.options.target
    try {
      const response = await fetch(url, {
        method,
        headers: {
          ...(authorization && { [authorization[0]]: authorization[1] }),
          ...(field === null
            ? { "surrogate-key": keys.join(" "), "cache-tag": keys.join(","), xkey: keys.join(" ") }
            : { "content-type": "application/json" }),
        },
        body: field === null ? undefined : JSON.stringify({ [field]: keys }),
        signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS),
      })
      await response.body?.cancel()
      return response.ok ? null : `it answered ${response.status}`
    } catch (error) {
      return reasonOf(error)
    }
  }
}
