import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { localeOf } from "./locale"

/** How long an answer is given again, counted from when it was asked for. In milliseconds. */
export const SHARED_FOR = 1_000

/** Answers kept at once, and the longest address that is: a crawler may not fill the memory. */
const MOST_ANSWERS = 500
const LONGEST_ADDRESS = 2_000

/** The JSON of a good answer; null where it was refused or failed, which is told to one reader only. */
type Answer = { json: Promise<string | null>; until: number }

/**
 * One answer for all who ask the same thing in the same second: the first is worked for, the others
 * wait for it. Only for answers that depend on the address and the language, whoever asks. Who says
 * `cache-control: no-cache` gets an answer worked for anew.
 */
export function shareAnswers() {
  const answers = new Map<string, Answer>()

  return async (req: MedusaRequest, res: MedusaResponse, next: MedusaNextFunction) => {
    const isOwn = /no-cache/i.test(req.headers["cache-control"] ?? "")
    if (isOwn || req.originalUrl.length > LONGEST_ADDRESS) return next()
    const key = `${localeOf(req.headers)} ${req.originalUrl}`
    const now = Date.now()
    const known = answers.get(key)
    if (known && known.until > now) {
      const json = await known.json
      if (json === null) return next()
      res.type("json").send(json)
      return
    }

    let settle!: (json: string | null) => void
    const answer = {
      json: new Promise<string | null>((resolve) => (settle = resolve)),
      until: now + SHARED_FOR,
    }
    if (answers.size >= MOST_ANSWERS) answers.clear()
    answers.set(key, answer)
    res.json = (body) => {
      const json = JSON.stringify(body)
      settle(res.statusCode === 200 ? json : null)
      return res.type("json").send(json)
    }
    // Refused, failed, or gone before the answer: the next one who asks is worked for again.
    res.once("close", () => {
      settle(null)
      if (res.statusCode !== 200 && answers.get(key) === answer) answers.delete(key)
    })
    next()
  }
}
