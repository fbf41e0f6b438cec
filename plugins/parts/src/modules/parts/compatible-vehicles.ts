import type { EntityManager } from "@medusajs/framework/mikro-orm/knex"
import type { FitmentStatus } from "../../domain/fit"
import { foldText } from "@souk/kit/fold-text"
import { ANY_POSITION } from "./models/fitment"
import { pageOf, type Page } from "./sql"

/** A vehicle that a part is said to fit. */
export type CompatibleVehicleRow = {
  variant_id: string
  make: string
  model: string
  generation: string
  name: string
  power_ch: number | null
  from_month: string | null
  to_month: string | null
  position: string | null
  quantity: number
  status: FitmentStatus
  note: string | null
  exclusions: string | null
}

/** Columns, tables and first condition; the id of the part is its only binding. */
const compatibleVehicles = (moreColumns = "") => `
  SELECT variant.id AS variant_id, make.name AS make, model.name AS model, variant.generation,
         variant.name, variant.power_ch, variant.from_month, variant.to_month,
         nullif(fitment.position, '${ANY_POSITION}') AS position, fitment.quantity, fitment.status,
         fitment.note, fitment.exclusions${moreColumns}
    FROM fitment
    JOIN vehicle_variant variant ON variant.id = fitment.variant_id
    JOIN vehicle_model model ON model.id = variant.model_id
    JOIN vehicle_make make ON make.id = model.make_id
   WHERE fitment.part_id = ? AND fitment.status <> 'disputed' AND fitment.deleted_at IS NULL
         AND variant.deleted_at IS NULL`

const IN_ORDER = `
   ORDER BY make.name, model.name, variant.from_month, variant.generation, variant.name,
            fitment.position, fitment.id`

/** The first of them, for the part's page; the rest is read a page at a time. */
export const FIRST_COMPATIBLE_VEHICLES = `${compatibleVehicles()} ${IN_ORDER} LIMIT 500`

const MOST_WORDS = 8
const YEAR = /^(19|20)\d\d$/

/** Accents taken off as `foldText` does, which the words of the query went through. */
const VEHICLE_WORDS = String.raw`lower(regexp_replace(normalize(concat_ws(' ', make.name, model.name,
    variant.generation, variant.name, variant.engine_code, variant.power_ch || 'ch'), NFKD),
    '[\u0300-\u036f]', '', 'g'))`

/** A word of the vehicle's name; or, a year, one in which it was built (« 2008 » is both). */
function conditionOf(word: string): { text: string; bindings: string[] } {
  const inName = `%${word.replace(/[\\%_]/g, "\\$&")}%`
  if (!YEAR.test(word)) return { text: `${VEHICLE_WORDS} LIKE ?`, bindings: [inName] }
  return {
    text: `(${VEHICLE_WORDS} LIKE ? OR (variant.from_month <= ? AND coalesce(variant.to_month, '9999-12') >= ?))`,
    bindings: [inName, `${word}-12`, `${word}-01`],
  }
}

/** The vehicles a part fits that all the words name, in any order, accents forgiven. */
export async function listCompatibleVehicles(
  manager: EntityManager,
  partId: string,
  { q, limit, offset }: { q: string; limit: number; offset: number },
): Promise<Page<CompatibleVehicleRow>> {
  const conditions = foldText(q).split(" ").filter(Boolean).slice(0, MOST_WORDS).map(conditionOf)
  return await pageOf<CompatibleVehicleRow>(
    manager,
    [
      compatibleVehicles(", count(*) OVER ()::int AS total"),
      ...conditions.map(({ text }) => `AND ${text}`),
      IN_ORDER,
    ].join("\n"),
    [partId, ...conditions.flatMap(({ bindings }) => bindings)],
    { limit, offset },
  )
}
