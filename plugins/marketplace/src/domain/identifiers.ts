/** Weights and letters of the matricule fiscal's key, as published numbers bear them out. */
const TAX_KEY_LETTERS = "ABCDEFGHJKLMNPQRSTVWXYZ"
const TAX_NUMBER = /^(\d{7})([A-Z])\/?([APBDN])\/?([MPCNE])\/?(\d{3})$/

export type TaxNumberCheck =
  { valid: true; normalised: string; key_matches: boolean } | { valid: false }

/**
 * Matricule fiscal: 7 digits, key letter, TVA code, category, 3-digit establishment.
 * Un format faux est refusé ; une clé fausse n'est qu'un avertissement, car des numéros réels publiés en portent.
 */
export function checkTaxNumber(input: string): TaxNumberCheck {
  const match = TAX_NUMBER.exec(input.replace(/\s/g, "").toUpperCase())
  if (!match) return { valid: false }
  const [, digits, key, vat, category, establishment] = match as unknown as [
    string,
    string,
    string,
    string,
    string,
    string,
  ]
  // Un établissement secondaire (autre que 000) est toujours de catégorie E.
  if (establishment !== "000" && category !== "E") return { valid: false }
  const weighted = [...digits].reduce((acc, digit, index) => acc + Number(digit) * (7 - index), 0)
  return {
    valid: true,
    normalised: `${digits}${key}/${vat}/${category}/${establishment}`,
    key_matches: TAX_KEY_LETTERS[weighted % 23] === key,
  }
}

/** RIB: bank 2, branch 3, account 13, key 2; key = 97 − (first 18 digits × 100 mod 97). */
export function isValidRib(rib: string): boolean {
  if (!/^\d{20}$/.test(rib)) return false
  const key = 97n - ((BigInt(rib.slice(0, 18)) * 100n) % 97n)
  return key === BigInt(rib.slice(18))
}

/** The IBAN of a Tunisian account is always TN59 and its RIB. */
export function ibanOf(rib: string): string {
  return `TN59${rib}`
}

/** For screens where the account is recognised, not copied. */
export function maskRib(rib: string): string {
  return `${rib.slice(0, 2)} ••• ${rib.slice(-4)}`
}

/** A Tunisian phone number reduced to its 8 digits, or null. */
export function normalisePhone(input: string): string | null {
  const digits = input.replace(/[\s.\-()]/g, "").replace(/^(\+|00)216/, "")
  return /^[2-9]\d{7}$/.test(digits) ? digits : null
}
