import { errors } from "./errors"
import { normalizeReference } from "./reference"

/** What a vendor says its product is. */
export type StatedIdentity = { brand: string; mpn: string; ean: string | null }

/** The same, as identity is decided on. */
export type IdentityKeys = { brand_key: string; mpn_key: string; ean: string | null }

export type KnownBrand = { id: string; name_key: string; alias_keys: string[] }
export type KnownPart = { id: string; brand_id: string; mpn_key: string; ean: string | null }

/** Everything known that a stated identity could mean. */
export type IdentityCandidates = { brands: KnownBrand[]; parts: KnownPart[] }

/** Why an operator must look. The words of the `identity_case` model. */
export type IdentityReason =
  "new_brand" | "new_part" | "ambiguous_brand" | "ambiguous_ean" | "ean_disagrees"

export type IdentityMatch =
  { linked: KnownPart } | { case: IdentityReason; candidates: KnownPart[] }

export function identityKeys({ brand, mpn, ean }: StatedIdentity): IdentityKeys {
  return {
    brand_key: normalizeReference(brand),
    mpn_key: normalizeReference(mpn),
    ean: ean === null ? null : readEan(ean),
  }
}

/** The brands that a name means, by their own name or by another one they are known by. */
export function brandsNamed(key: string, brands: KnownBrand[]): KnownBrand[] {
  return brands.filter((brand) => brand.name_key === key || brand.alias_keys.includes(key))
}

/**
 * Decides which known part a stated identity names. Une pièce est une marque et une référence : le
 * code-barres ne décide jamais seul, mais il suffit à faire douter.
 */
export function matchIdentity(
  { brand_key, mpn_key, ean }: IdentityKeys,
  { brands, parts }: IdentityCandidates,
): IdentityMatch {
  const named = brandsNamed(brand_key, brands)
  const ofBrand = new Set(named.map((brand) => brand.id))
  const exact = parts.filter((part) => part.mpn_key === mpn_key && ofBrand.has(part.brand_id))
  const sameEan = ean === null ? [] : parts.filter((part) => sameBarcode(part.ean, ean))
  const open = (reason: IdentityReason): IdentityMatch => ({
    case: reason,
    candidates: likeliestFirst([...exact, ...sameEan, ...parts], mpn_key, ofBrand, ean),
  })

  if (named.length > 1) return open("ambiguous_brand")
  const [part] = exact
  if (part) {
    const others = sameEan.filter((one) => one.id !== part.id)
    const disagrees = ean !== null && part.ean !== null && !sameBarcode(part.ean, ean)
    return disagrees || others.length > 0 ? open("ean_disagrees") : { linked: part }
  }
  if (sameEan.length > 1) return open("ambiguous_ean")
  if (sameEan.length === 1) return open("ean_disagrees")
  return open(named.length === 0 ? "new_brand" : "new_part")
}

function likeliestFirst(
  parts: KnownPart[],
  mpn_key: string,
  brands: Set<string>,
  ean: string | null,
): KnownPart[] {
  const likeness = (part: KnownPart) =>
    (part.mpn_key === mpn_key ? 2 : 0) +
    (brands.has(part.brand_id) ? 1 : 0) +
    (ean !== null && sameBarcode(part.ean, ean) ? 3 : 0)
  const unique = [...new Map(parts.map((part) => [part.id, part])).values()]
  return unique.sort((a, b) => likeness(b) - likeness(a) || (a.id < b.id ? -1 : 1))
}

const EAN_LENGTHS = [8, 12, 13, 14]
/** GTIN-14, the longest barcode, is what shorter ones are compared as. */
const FULL_LENGTH = 14

/**
 * Reads a barcode (EAN-8, UPC-12, EAN-13, GTIN-14), spaces and dashes ignored.
 * @throws naming the character, the length or the digit that is wrong.
 */
export function readEan(printed: string): string {
  const code = printed.normalize("NFKC").replace(/[\s\p{Cf}\-‐–]+/gu, "")
  const characters = [...code]
  const wrong = characters.findIndex((character) => !/^[0-9]$/.test(character))
  if (wrong >= 0) throw errors.ean_character({ character: characters[wrong]!, position: wrong + 1 })
  if (!EAN_LENGTHS.includes(code.length)) throw errors.ean_length({ length: code.length })
  const expected = checkDigit(code.slice(0, -1))
  if (Number(code.at(-1)) !== expected) {
    throw errors.ean_check_digit({
      ean: code,
      position: code.length,
      found: code.at(-1)!,
      expected,
    })
  }
  return code
}

/** What the last digit must be: the others weigh 3 and 1 in turn, from the right. */
export function checkDigit(digits: string): number {
  const sum = [...digits]
    .reverse()
    .reduce((total, digit, place) => total + Number(digit) * (place % 2 === 0 ? 3 : 1), 0)
  return (10 - (sum % 10)) % 10
}

/** A UPC-12 is the EAN-13 that starts with a zero: one barcode, printed shorter. */
export function sameBarcode(a: string | null, b: string | null): boolean {
  return a !== null && b !== null && a.padStart(FULL_LENGTH, "0") === b.padStart(FULL_LENGTH, "0")
}

/** Every way one barcode may have been written down. */
export function barcodeForms(ean: string): string[] {
  const digits = ean.replace(/^0+/, "")
  return EAN_LENGTHS.filter((length) => length >= digits.length).map((length) =>
    digits.padStart(length, "0"),
  )
}
