import { z } from "@medusajs/framework/zod"
import type { Locale } from "@souk/kit/locale"
import { identifier, line as lineOf } from "@souk/kit/routes"
import { readTable, type TableColumns } from "@souk/kit/tables"
import { errors } from "../domain/errors"
import { POSITIONS, positionOf } from "../domain/positions"
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

/** Which vehicles a row means: one by its id, or all those that answer to what it gives. */
export type VehicleWords = {
  variant_id: string | null
  make: string | null
  model: string | null
  generation: string | null
  variant: string | null
  engine_code: string | null
  /** Built at some time between these months. */
  from: string | null
  to: string | null
}

/** « This part fits these vehicles there », as a row of a file says it. */
export type FitmentLine = VehicleWords & {
  part_id: string | null
  brand: string | null
  reference: string | null
  position: string
  quantity: number
  note: string | null
  exclusions: string | null
}

export const LONGEST_NOTE = 500

const COLUMNS: TableColumns<keyof FitmentLine> = {
  aliases: {
    part_id: ["id pièce", "pièce"],
    brand: ["marque pièce", "fabricant", "équipementier", "part brand"],
    reference: ["référence", "ref", "mpn", "part number", "numéro"],
    variant_id: ["id véhicule", "véhicule", "vehicle id"],
    make: ["marque véhicule", "constructeur", "marque", "vehicle make"],
    model: ["modèle"],
    generation: ["génération", "phase"],
    variant: ["version", "motorisation", "variante"],
    engine_code: ["code moteur", "moteur", "engine"],
    from: ["de", "début", "depuis", "from_month", "start"],
    to: ["à", "fin", "jusqu'à", "to_month", "end"],
    position: ["emplacement", "place"],
    quantity: ["quantité", "qté", "qty"],
    note: ["remarque", "notes", "commentaire"],
    exclusions: ["exclusion", "sauf", "except"],
  },
  required: [
    ["part_id", "reference"],
    ["part_id", "brand"],
    ["variant_id", "make"],
    ["variant_id", "model"],
  ],
}

const words = (max: number) => lineOf(max).optional()
const row = z.object({
  part_id: identifier.optional(),
  brand: words(80),
  reference: words(80),
  variant_id: identifier.optional(),
  make: words(60),
  model: words(80),
  generation: words(60),
  variant: words(80),
  engine_code: words(60),
  from: month.optional(),
  to: month.optional(),
  quantity: whole(1, 99).default(1),
  note: words(LONGEST_NOTE),
  exclusions: words(LONGEST_NOTE),
})

/**
 * Reads fitments from our CSV: `brand,reference,make,model,generation,variant,engine_code,from,to,
 * position,quantity,note,exclusions`, or `part_id` and `variant_id` in place of what they name.
 * Columns of the vehicle that are left empty narrow nothing: a row may mean several vehicles.
 */
export async function readFitments(
  text: AsyncIterable<string>,
  { locale }: { locale: Locale },
): Promise<ReadFile<FitmentLine>> {
  const { header, rows } = await readTable(text, COLUMNS)
  async function* read() {
    for await (const { line, cells, values } of rows) {
      const result = overflowOf(header, cells, locale) ?? fitmentOf(values, locale)
      yield { line, cells, ...result }
    }
  }
  return { header, rows: read() }
}

/** A row's fitment, or what is wrong with it. */
export function fitmentOf(
  values: Partial<Record<keyof FitmentLine, string>>,
  locale: Locale,
): { value: FitmentLine } | { reasons: string[] } {
  const { position: place, ...rest } = values
  const parsed = row.safeParse(
    { ...rest, from: monthOf(rest.from, "from"), to: monthOf(rest.to, "to") },
    inLanguage(locale),
  )
  if (!parsed.success) return { reasons: reasonsOf(parsed.error, values, locale) }
  const { data } = parsed

  const reasons = []
  const position = positionOf(place ?? "")
  if (position === null) {
    reasons.push(
      errors.row_position_unknown({
        position: place!.slice(0, 60),
        positions: POSITIONS.join(", "),
      }),
    )
  }
  if (!data.part_id && !(data.brand && data.reference)) reasons.push(errors.row_part_missing())
  if (!data.variant_id && !(data.make && data.model)) reasons.push(errors.row_vehicle_missing())
  if (data.from && data.to && data.to < data.from) {
    reasons.push(errors.row_period_reversed({ from: data.from, to: data.to }))
  }
  if (position === null || reasons.length > 0) {
    return { reasons: reasons.map((reason) => sentence(reason, locale)) }
  }
  return {
    value: {
      part_id: data.part_id ?? null,
      brand: data.brand ?? null,
      reference: data.reference ?? null,
      variant_id: data.variant_id ?? null,
      make: data.make ?? null,
      model: data.model ?? null,
      generation: data.generation ?? null,
      variant: data.variant ?? null,
      engine_code: data.engine_code ?? null,
      from: data.from ?? null,
      to: data.to ?? null,
      position,
      quantity: data.quantity,
      note: data.note ?? null,
      exclusions: data.exclusions ?? null,
    },
  }
}
