import type { z } from "@medusajs/framework/zod"
import type { Json } from "@souk/kit/admin/ui"
import type { bannerResponse } from "../../../api/schemas"

export type Banner = Json<z.infer<typeof bannerResponse>["banner"]>

export const LANGUAGES = ["fr", "ar", "en"] as const
export type Language = (typeof LANGUAGES)[number]

const DAY_MS = 86_400_000
/** Tunis has no daylight saving. */
const TUNIS_MS = 3_600_000

/** The last moment at which a banner that ends then still shows: what a reader calls its end. */
export const lastMoment = (endsAt: string) => new Date(new Date(endsAt).getTime() - 1).toISOString()

/** The day of Tunis that holds a moment, as a date field wants it. */
export const dayOf = (iso: string | null) =>
  iso ? new Date(new Date(iso).getTime() + TUNIS_MS).toISOString().slice(0, 10) : ""

export const startOfDay = (day: string) => (day ? `${day}T00:00:00+01:00` : null)

/** A last day is shown until its midnight. */
export const endOfDay = (day: string) =>
  day ? new Date(new Date(`${day}T00:00:00+01:00`).getTime() + DAY_MS).toISOString() : null
