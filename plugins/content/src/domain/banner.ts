import type { Locale } from "@souk/kit/locale"

/** What a banner says in one language. */
export type BannerText = { title: string; text: string | null }

export type Banner = {
  id: string
  /** A language it is not written in does not show it. */
  texts: Partial<Record<Locale, BannerText>>
  /** A page of the shop (`/categorie/freinage`) or an https address; null leads nowhere. */
  link: string | null
  picture_url: string | null
  starts_at: Date | null
  /** The moment it ends, not shown any more. */
  ends_at: Date | null
  /** The smallest comes first. */
  rank: number
  active: boolean
}

/** A home page is read in one look: what stands after these is never seen. */
export const MOST_SHOWN = 3

/** The banners of the home page in a language at a moment, in the operator's order. */
export function bannersShown<Shown extends Banner>(
  banners: Shown[],
  locale: Locale,
  now: Date,
): Shown[] {
  return banners
    .filter((banner) => banner.texts[locale] !== undefined && stateOf(banner, now) === "shown")
    .sort((a, b) => a.rank - b.rank || (a.id < b.id ? -1 : 1))
    .slice(0, MOST_SHOWN)
}

export type BannerState = "shown" | "waiting" | "over" | "inactive"

/** Why a banner is on the home page, or is not. */
export function stateOf(
  { active, starts_at, ends_at }: Pick<Banner, "active" | "starts_at" | "ends_at">,
  now: Date,
): BannerState {
  if (!active) return "inactive"
  if (starts_at && now < starts_at) return "waiting"
  return ends_at && now >= ends_at ? "over" : "shown"
}

const PAGE = /^\/(?![/\\])[^\s\\]*$/

/** Une page de la boutique, ou une adresse sûre : jamais de `javascript:` ni de `//ailleurs`. */
export function isLink(link: string): boolean {
  if (PAGE.test(link)) return true
  return /^https:\/\//i.test(link) && URL.canParse(link)
}

export type BannerProblem = "nothing_written" | "dates_reversed" | "link_unsafe"

/** What keeps a banner from being kept; null when nothing does. */
export function problemOf(banner: Omit<Banner, "id">): BannerProblem | null {
  if (Object.keys(banner.texts).length === 0) return "nothing_written"
  if (banner.starts_at && banner.ends_at && banner.ends_at <= banner.starts_at) {
    return "dates_reversed"
  }
  return banner.link !== null && !isLink(banner.link) ? "link_unsafe" : null
}
