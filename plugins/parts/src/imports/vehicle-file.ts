import { z } from "@medusajs/framework/zod"
import type { Locale } from "@souk/kit/locale"
import { line as lineOf } from "@souk/kit/routes"
import { readTable, type TableColumns } from "@souk/kit/tables"
import { errors } from "../domain/errors"
import { foldText } from "@souk/kit/fold-text"
import { slugify } from "../domain/reference"
import { VEHICLE_KINDS } from "../modules/parts/models/vehicle"
import {
  inLanguage,
  month,
  monthOf,
  overflowOf,
  reasonsOf,
  sentence,
  whole,
  type ReadFile,
} from "./reading"

export const ENERGIES = ["petrol", "diesel", "hybrid", "electric", "lpg"] as const

/** A vehicle as a row of a file gives it. */
export type VehicleLine = {
  make: string
  model: string
  kind: (typeof VEHICLE_KINDS)[number]
  generation: string
  variant: string
  energy: (typeof ENERGIES)[number]
  engine_code: string | null
  displacement_cc: number | null
  power_kw: number
  power_ch: number
  body: string | null
  from: string
  to: string | null
  wmi: string[]
}

type Column = keyof VehicleLine

const COLUMNS: TableColumns<Column> = {
  aliases: {
    make: ["marque", "constructeur", "manufacturer"],
    model: ["modèle"],
    kind: ["type", "genre", "catégorie"],
    generation: ["génération", "phase"],
    variant: ["version", "motorisation", "variante"],
    energy: ["énergie", "carburant", "fuel"],
    engine_code: ["code moteur", "moteur", "engine"],
    displacement_cc: ["cylindrée", "cylindrée cc", "cc", "displacement"],
    power_kw: ["puissance kw", "kw"],
    power_ch: ["puissance ch", "ch", "cv", "hp", "power_hp"],
    body: ["carrosserie", "body type"],
    from: ["de", "début", "depuis", "from_month", "start"],
    to: ["à", "fin", "jusqu'à", "to_month", "end"],
    wmi: ["codes wmi", "wmi_codes"],
  },
  required: [
    ["make"],
    ["model"],
    ["kind"],
    ["variant"],
    ["energy"],
    ["power_kw", "power_ch"],
    ["from"],
  ],
}

const KIND_WORDS: Record<string, (typeof VEHICLE_KINDS)[number]> = {
  voiture: "car",
  auto: "car",
  automobile: "car",
  tourisme: "car",
  motorcycle: "moto",
  scooter: "moto",
  "deu-roue": "moto",
  utilitaire: "utility",
  van: "utility",
  camionnette: "utility",
  camion: "truck",
  "poid lourd": "truck",
  pl: "truck",
}
const ENERGY_WORDS: Record<string, (typeof ENERGIES)[number]> = {
  essence: "petrol",
  gasoline: "petrol",
  gazole: "diesel",
  gasoil: "diesel",
  hybride: "hybrid",
  electrique: "electric",
  gpl: "lpg",
}

const EARLIEST_YEAR = 1950

const row = z.object({
  make: lineOf(60, 1),
  model: lineOf(80, 1),
  kind: z.enum(VEHICLE_KINDS),
  generation: lineOf(60).default(""),
  variant: lineOf(80, 1),
  energy: z.enum(ENERGIES),
  engine_code: lineOf(60).optional(),
  displacement_cc: whole(20, 20_000).optional(),
  power_kw: whole(1, 1_500).optional(),
  power_ch: whole(1, 2_000).optional(),
  body: lineOf(40).optional(),
  from: month,
  to: month.optional(),
  wmi: z.array(z.string().regex(/^[A-HJ-NPR-Z0-9]{3}$/)),
})

const CH_PER_KW = 1.3596

/**
 * Reads vehicles from a CSV file: `make,model,kind,generation,variant,energy,engine_code,
 * displacement_cc,power_kw,power_ch,body,from,to` and, if one likes, `wmi` (codes separated by `|` or
 * spaces). French headers and words (« marque », « essence ») are understood; one of the two powers is
 * enough; dates are months (`2008-03`, `03/2008`) or years.
 */
export async function readVehicles(
  text: AsyncIterable<string>,
  { locale, thisYear }: { locale: Locale; thisYear: number },
): Promise<ReadFile<VehicleLine>> {
  const { header, rows } = await readTable(text, COLUMNS)
  async function* read() {
    for await (const { line, cells, values } of rows) {
      const result = overflowOf(header, cells, locale) ?? vehicleOf(values, locale, thisYear)
      yield { line, cells, ...result }
    }
  }
  return { header, rows: read() }
}

/** A row's vehicle, or what is wrong with it. */
export function vehicleOf(
  values: Partial<Record<Column, string>>,
  locale: Locale,
  thisYear: number,
): { value: VehicleLine } | { reasons: string[] } {
  const word = <Value extends string>(words: Record<string, Value>, text?: string) =>
    text === undefined ? undefined : (words[foldText(text)] ?? text.toLowerCase())
  const parsed = row.safeParse(
    {
      ...values,
      kind: word(KIND_WORDS, values.kind),
      energy: word(ENERGY_WORDS, values.energy),
      from: monthOf(values.from, "from"),
      to: monthOf(values.to, "to"),
      wmi: (values.wmi ?? "")
        .toUpperCase()
        .split(/[\s|/,;]+/)
        .filter(Boolean),
    },
    inLanguage(locale),
  )
  if (!parsed.success) return { reasons: reasonsOf(parsed.error, values, locale) }
  const { data } = parsed

  const reasons = []
  const years = [data.from, data.to ?? data.from].map((value) => Number(value.slice(0, 4)))
  if (years[0]! < EARLIEST_YEAR || years[1]! > thisYear + 2) {
    const problem = `${EARLIEST_YEAR} – ${thisYear + 2}`
    const value = [data.from, data.to].filter(Boolean).join(" – ")
    reasons.push(errors.row_field_wrong({ field: "from / to", problem, value }))
  }
  if (data.to !== undefined && data.to < data.from) {
    reasons.push(errors.row_period_reversed({ from: data.from, to: data.to }))
  }
  for (const field of ["make", "model"] as const) {
    if (slugify(data[field]) !== "") continue
    const problem = {
      fr: "écrivez ce nom en lettres latines",
      ar: "اكتب هذا الاسم بأحرف لاتينية",
      en: "write this name in Latin letters",
    }
    reasons.push(errors.row_field_wrong({ field, problem, value: data[field] }))
  }
  const power = powerOf(data.power_kw, data.power_ch)
  if (power === null) {
    reasons.push(
      data.power_kw && data.power_ch
        ? errors.row_power_disagrees({ kw: data.power_kw, ch: data.power_ch })
        : errors.row_power_missing(),
    )
  }
  if (data.displacement_cc === undefined && data.energy !== "electric") {
    const problem = {
      fr: "obligatoire, sauf en électrique",
      ar: "إلزامي إلا للكهربائية",
      en: "required unless electric",
    }
    reasons.push(errors.row_field_wrong({ field: "displacement_cc", problem, value: "" }))
  }
  if (power === null || reasons.length > 0) {
    return { reasons: reasons.map((reason) => sentence(reason, locale)) }
  }
  return {
    value: {
      ...data,
      ...power,
      engine_code: data.engine_code ?? null,
      displacement_cc: data.displacement_cc ?? null,
      body: data.body ?? null,
      to: data.to ?? null,
    },
  }
}

/** Both powers, within rounding and 2 %; null when they disagree or both are missing. */
function powerOf(kw?: number, ch?: number): { power_kw: number; power_ch: number } | null {
  if (kw !== undefined && ch === undefined) {
    return { power_kw: kw, power_ch: Math.max(1, Math.round(kw * CH_PER_KW)) }
  }
  if (kw === undefined && ch !== undefined) {
    return { power_kw: Math.max(1, Math.round(ch / CH_PER_KW)), power_ch: ch }
  }
  if (kw === undefined || ch === undefined) return null
  const allowed = Math.max(1, ch * 0.02)
  return Math.abs(kw * CH_PER_KW - ch) <= allowed ? { power_kw: kw, power_ch: ch } : null
}
