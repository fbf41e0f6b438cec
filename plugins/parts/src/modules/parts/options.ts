import { z } from "@medusajs/framework/zod"
import { DEFAULT_WEIGHTS, type RankingWeights } from "../../domain/rank-offers"

const share = z.number().min(0).max(10)

/** What `medusa-config.ts` may set of this plugin: `plugins: [{ resolve: "@souk/parts", options }]`. */
const options = z.object({
  /** How much each fact weighs in the ranking of offers; see `RankingWeights`. */
  ranking: z
    .strictObject({
      delay_per_day: share,
      out_of_stock: share,
      warranty_per_month: share,
      warranty_months_cap: z.number().int().min(0).max(600),
      cancellation: share,
      rating: share,
      fit: share,
    } satisfies Record<keyof RankingWeights, z.ZodNumber>)
    .partial()
    .default({}),
})

/** The weights of the ranking: those given, and the usual ones for the others. */
export function rankingWeights(given: unknown): RankingWeights {
  const parsed = options.safeParse(given ?? {})
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `  ${issue.path.join(".")}: ${issue.message}`)
    const names = Object.keys(DEFAULT_WEIGHTS).join(", ")
    throw new Error(
      `The options of @souk/parts are not usable:\n${lines.join("\n")}\nWeights of the ranking: ${names}; each is a share of the price from 0 to 10 (SOUK_RANKING_WEIGHTS).`,
    )
  }
  // A weight given as undefined is one that is not given.
  const set = Object.entries(parsed.data.ranking).filter(([, value]) => value !== undefined)
  return { ...DEFAULT_WEIGHTS, ...Object.fromEntries(set) }
}
