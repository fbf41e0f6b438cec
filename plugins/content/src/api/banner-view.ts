import { stateOf, type Banner } from "../domain/banner"
import type { BannerInput } from "../workflows/banners"
import type { BannerBody } from "./schemas"

export function bannerView(banner: Banner) {
  const { id, texts, link, picture_url, starts_at, ends_at, rank, active } = banner
  const state = stateOf(banner, new Date())
  return { id, texts, link, picture_url, starts_at, ends_at, rank, active, state }
}

const momentOf = (text: string | null) => (text === null ? null : new Date(text))

export const bannerInput = (body: BannerBody): BannerInput => ({
  ...body,
  starts_at: momentOf(body.starts_at),
  ends_at: momentOf(body.ends_at),
})
