const ARABIC_DIGITS = /[\u0660-\u0669\u06F0-\u06F9]/g
const INVISIBLE = /\p{Cf}+/gu
const SEPARATORS = /[\s\-_.·/–—]+/gu

const latinDigit = (digit: string) => String(digit.charCodeAt(0) & 0xf)
/** « 0123 » et « 123 » sont la même plaque. */
const plain = (digits: string) => String(Number(digits))

type Form = { pattern: RegExp; label: (...digits: string[]) => string | null }

/** The written forms of a plate, once spaces and separators are dashes. */
const FORMS: Form[] = [
  // Série ordinaire : de 1 à 3 chiffres, puis le numéro dans la série, de 1 à 9999.
  {
    pattern: /^(\d{1,4})-?(?:TUNISIE|TUN|TU|تونس|تون)-?(\d{1,4})$/u,
    label: (first, second) => {
      // Tapée de droite à gauche, une plaque arrive le numéro devant : seul lui a quatre chiffres.
      const [series, number] = first!.length > 3 ? [second!, first!] : [first!, second!]
      if (series.length > 3 || Number(series) === 0 || Number(number) === 0) return null
      return `${plain(series)} TUN ${plain(number)}`
    },
  },
  // Régime suspensif (véhicules en admission temporaire).
  { pattern: /^(?:RS|نت|ن-ت)-?(\d{1,6})$/u, label: (number) => suspended(number!) },
  { pattern: /^(\d{1,6})-?(?:RS|نت|ن-ت)$/u, label: (number) => suspended(number!) },
  // Ministères et offices de l'État : le code du ministère, puis le numéro (17-125458).
  {
    pattern: /^(\d{2})-(\d{5,6})$/u,
    label: (ministry, number) => (Number(number) === 0 ? null : `${ministry}-${number}`),
  },
]

const suspended = (number: string) => (Number(number) === 0 ? null : `RS ${plain(number)}`)

/**
 * A Tunisian plate in its one canonical writing, or null when it is none that we know: `123 TUN 4567`
 * (also TU, تونس), `RS 12345` (also نت), `17-125458` for the State's. It is a label of the buyer's,
 * never an identity: no public source tells a vehicle from its plate.
 */
export function readPlate(text: string): string | null {
  const written = text
    .normalize("NFKC")
    .replace(INVISIBLE, "")
    .replace(ARABIC_DIGITS, latinDigit)
    .trim()
    .toUpperCase()
    .replace(SEPARATORS, "-")
  for (const { pattern, label } of FORMS) {
    const digits = pattern.exec(written)?.slice(1)
    const read = digits && label(...digits)
    if (read) return read
  }
  return null
}
