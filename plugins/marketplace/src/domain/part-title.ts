import type { Locale } from "@souk/kit/locale"

/** A part of the catalogue as the parts plugin names it, in the three languages. */
export type NamedPart = { mpn: string; brand: { name: string } | null } & Record<
  `name_${Locale}`,
  string
>

/** A part as its reader calls it; null of goods that are no part of the catalogue. */
export function partTitle(part: NamedPart | null | undefined, locale: Locale): string | null {
  if (!part) return null
  return [part[`name_${locale}`], part.brand?.name, part.mpn].filter(Boolean).join(" ")
}
