import type { Millimes } from "@souk/kit/money"

const UNITS = [
  "",
  "un",
  "deux",
  "trois",
  "quatre",
  "cinq",
  "six",
  "sept",
  "huit",
  "neuf",
  "dix",
  "onze",
  "douze",
  "treize",
  "quatorze",
  "quinze",
  "seize",
  "dix-sept",
  "dix-huit",
  "dix-neuf",
]
const TENS = ["", "", "vingt", "trente", "quarante", "cinquante", "soixante"]

/**
 * Un montant en toutes lettres, comme une facture l'arrête : « cent dinars et cinq millimes ».
 * Whole millimes, zero or more.
 */
export function amountInFrench(amount: Millimes): string {
  const dinars = Math.floor(amount / 1000)
  const millimes = amount % 1000
  const said = [
    ...(dinars > 0 || millimes === 0 ? [withUnit(dinars, "dinar")] : []),
    ...(millimes > 0 ? [withUnit(millimes, "millime")] : []),
  ]
  return said.join(" et ")
}

function withUnit(count: number, unit: string): string {
  // « un million de dinars », mais « un million cent dinars ».
  const de = count > 0 && count % 1_000_000 === 0 ? "de " : ""
  return `${numberInFrench(count)} ${de}${unit}${count >= 2 ? "s" : ""}`
}

/** A whole number, zero or more and below a thousand milliards. */
export function numberInFrench(value: number): string {
  if (value === 0) return "zéro"
  const milliards = Math.floor(value / 1_000_000_000)
  const millions = Math.floor(value / 1_000_000) % 1000
  const thousands = Math.floor(value / 1000) % 1000
  const rest = value % 1000
  return [
    milliards > 0 && `${below1000(milliards, true)} milliard${milliards > 1 ? "s" : ""}`,
    millions > 0 && `${below1000(millions, true)} million${millions > 1 ? "s" : ""}`,
    // « mille » est invariable, et devant lui « cent » et « quatre-vingt » aussi.
    thousands > 0 && (thousands === 1 ? "mille" : `${below1000(thousands, false)} mille`),
    rest > 0 && below1000(rest, true),
  ]
    .filter(Boolean)
    .join(" ")
}

/** @param plural whether « cent » and « vingt » may take their s: not before « mille ». */
function below1000(value: number, plural: boolean): string {
  const hundreds = Math.floor(value / 100)
  const rest = value % 100
  const s = rest === 0 && hundreds > 1 && plural ? "s" : ""
  return [
    hundreds > 0 && (hundreds === 1 ? "cent" : `${UNITS[hundreds]} cent${s}`),
    rest > 0 && below100(rest, plural),
  ]
    .filter(Boolean)
    .join(" ")
}

function below100(value: number, plural: boolean): string {
  if (value < 20) return UNITS[value]!
  if (value >= 80) {
    const rest = value - 80
    return rest === 0 ? `quatre-vingt${plural ? "s" : ""}` : `quatre-vingt-${UNITS[rest]}`
  }
  const ten = value >= 60 ? 6 : Math.floor(value / 10)
  const rest = value - ten * 10
  if (rest === 0) return TENS[ten]!
  if (rest === 1 || rest === 11) return `${TENS[ten]} et ${UNITS[rest]}`
  return `${TENS[ten]}-${UNITS[rest]}`
}
