// Espaces, points, tirets et barres obliques ne distinguent jamais deux références ; les zéros de
// tête, si : 0 986 424 797 et 986 424 797 sont deux pièces.
const SEPARATORS = /[\s._\-‐‑‒–—−/\\]+/gu
const INVISIBLE = /[\p{Cc}\p{Cf}]+/gu

/** A reference or a name as identity is decided on: `0 986-424.797` and `0986424797` are one. */
export function normalizeReference(printed: string): string {
  return (
    printed
      .normalize("NFKC")
      .replace(INVISIBLE, "")
      .replace(SEPARATORS, "")
      .toUpperCase()
      // A capital may be written in two ways again.
      .normalize("NFKC")
  )
}

/** Lower-case words joined by dashes, for addresses. Never empty when the text has a letter or a digit. */
export function slugify(text: string): string {
  return (
    text
      .normalize("NFKD")
      .replace(/\p{M}+/gu, "")
      .replace(/œ/gi, "oe")
      .replace(/æ/gi, "ae")
      // La 206+ n'est pas la 206.
      .replace(/\+/g, " plus ")
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, "-")
      .replace(/^-+|-+$/g, "")
  )
}

/** The address of a part's page: what it is, who makes it, its reference. */
export function partSlug(part: { name_fr: string; brand: string; mpn: string }): string {
  return slugify(`${part.name_fr} ${part.brand} ${normalizeReference(part.mpn)}`)
}
