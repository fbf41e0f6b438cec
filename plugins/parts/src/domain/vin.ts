/** What is wrong with a vehicle identification number, or the number as it is written. */
export type VinReading =
  | { vin: string }
  | { problem: "length"; length: number }
  | { problem: "character"; character: string; position: number }

export const VIN_LENGTH = 17

const SEPARATORS = /[\s\p{Cf}\-_.·–—]+/gu
const FORBIDDEN = /[^A-HJ-NPR-Z0-9]/u

/**
 * Reads a VIN as people copy it from a registration card: spaces, dashes and lower case forgiven.
 * Its check digit is not looked at: European makers do not write one.
 */
export function readVin(text: string): VinReading {
  const vin = text.normalize("NFKC").replace(SEPARATORS, "").toUpperCase()
  const characters = [...vin]
  // Un caractère interdit se dit avant la longueur : c'est lui que l'acheteur a mal lu.
  const wrong = characters.slice(0, VIN_LENGTH).findIndex((character) => FORBIDDEN.test(character))
  if (wrong !== -1) {
    return { problem: "character", character: characters[wrong]!, position: wrong + 1 }
  }
  if (characters.length !== VIN_LENGTH) return { problem: "length", length: characters.length }
  return { vin }
}

/** The world manufacturer identifier of a valid VIN: its first three characters. */
export const wmiOf = (vin: string): string => vin.slice(0, 3)

const YEAR_CODES = "ABCDEFGHJKLMNPRSTVWXY123456789"
const FIRST_YEAR = 1980
const CYCLE_YEARS = YEAR_CODES.length

/**
 * Years that the tenth character may stand for, newest first. Only North American VINs (first
 * character 1 to 5) must carry one; elsewhere the character means what its maker wants, and nothing
 * is answered. A hint all the same: the code comes back every thirty years.
 */
export function possibleModelYears(vin: string, now: Date): number[] {
  if (!/^[1-5]/.test(vin)) return []
  const place = YEAR_CODES.indexOf(vin[9]!)
  if (place === -1) return []
  const years: number[] = []
  // A model year is on sale from the year before.
  for (let year = FIRST_YEAR + place; year <= now.getUTCFullYear() + 1; year += CYCLE_YEARS) {
    years.unshift(year)
  }
  return years
}

/** What is said of a VIN's answer, so that nobody takes it for more than it is. */
export const VIN_NOTES = {
  vin_narrows_only: {
    fr: "Ceci n'est pas un décodage : les trois premières lettres donnent le constructeur et réduisent le choix. Choisissez ensuite le modèle et le moteur.",
    ar: "هذا ليس فكًّا لرقم الهيكل: الأحرف الثلاثة الأولى تدلّ على الصانع وتضيّق الاختيار فقط. اختر بعدها الطراز والمحرك.",
    en: "This is not a decoding: the first three letters tell the maker and narrow the choice. Then choose the model and the engine.",
  },
  vin_maker_unknown: {
    fr: "Ce numéro est bien écrit, mais ses trois premières lettres ne sont d'aucun constructeur que nous connaissons. Choisissez la marque, le modèle et le moteur.",
    ar: "الرقم مكتوب بشكل صحيح، لكن أحرفه الثلاثة الأولى لا تدلّ على صانع نعرفه. اختر الماركة والطراز والمحرك.",
    en: "The number is well written, but its first three letters are of no maker we know. Choose the make, the model and the engine.",
  },
} as const
