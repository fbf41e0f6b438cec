const ARABIC_TATWEEL = /\u0640/g
// Le radical des moteurs de recherche laisse « pneus » et « feux » à côté de « pneu » et « feu ».
const PLURAL = /(\p{L}{3,}?)[sx]+(?![\p{L}\p{N}])/gu

/**
 * Words as they are compared: without accents, vowel signs or letter variants, in lower case. Both
 * the indexed text and what a buyer types go through it, so « étrier », « ETRIER » and « étriers »
 * differ only by what stemming forgives, a plural is its singular, and أ, إ, آ are ا.
 */
export function foldText(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/[\p{M}\p{Cf}]+/gu, "")
    .replace(ARABIC_TATWEEL, "")
    .replace(/[أإآٱ]/g, "ا")
    .replace(/ى/g, "ي")
    .replace(/ة/g, "ه")
    .replace(/œ/gi, "oe")
    .replace(/\p{Cc}+/gu, " ")
    .replace(/\s+/g, " ")
    .trim()
    .toLowerCase()
    .replace(PLURAL, "$1")
}
