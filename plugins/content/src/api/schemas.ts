import { z } from "@medusajs/framework/zod"
import { line, listQuery, moment } from "@souk/kit/routes"

const BANNER_STATES = ["shown", "waiting", "over", "inactive"] as const

const text = z.strictObject({
  title: line(80, 1),
  text: line(240).nullable(),
})
const texts = z.strictObject({ fr: text.optional(), ar: text.optional(), en: text.optional() })
const when = moment.nullable()

export const bannerBody = z.object({
  /** By language: the ones it is not written in do not show it. */
  texts,
  link: line(500, 1).nullable().default(null),
  picture_url: z
    .url({ protocol: /^https?$/ })
    .max(1_000)
    .nullable()
    .default(null),
  starts_at: when.default(null),
  ends_at: when.default(null),
  rank: z.int().min(0).max(9_999).default(0),
  active: z.boolean().default(true),
})
export type BannerBody = z.infer<typeof bannerBody>

const banner = z.object({
  id: z.string(),
  texts,
  link: z.string().nullable(),
  picture_url: z.string().nullable(),
  starts_at: z.date().nullable(),
  ends_at: z.date().nullable(),
  rank: z.int(),
  active: z.boolean(),
  /** Whether buyers see it now, and why not. */
  state: z.enum(BANNER_STATES),
})

export const bannersQuery = listQuery
export const bannersResponse = z.object({
  banners: z.array(banner),
  count: z.int(),
  limit: z.int(),
  offset: z.int(),
})
export const bannerResponse = z.object({ banner })
export const deletedResponse = z.object({ id: z.string(), deleted: z.boolean() })

/** Of the language asked for, the first to show first. */
export const shownBannersResponse = z.object({
  banners: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      text: z.string().nullable(),
      link: z.string().nullable(),
      picture_url: z.string().nullable(),
    }),
  ),
})
