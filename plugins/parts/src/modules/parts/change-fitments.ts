import type { EntityManager } from "@medusajs/framework/mikro-orm/knex"
import type { FitmentStatus } from "../../domain/fit"
import type { FitmentRow } from "./rows"
import { pageOf, sql, type Page } from "./sql"
import { touchParts } from "./write-fitments"

export type FitmentFilter = {
  id?: string
  part_id?: string
  variant_id?: string
  status?: FitmentStatus
  source?: string
  /** Words of the vehicle, or the beginning of the part's reference. */
  q?: string
  limit: number
  offset: number
}

export type FitmentListItem = {
  id: string
  position: string
  quantity: number
  status: FitmentStatus
  note: string | null
  exclusions: string | null
  source: string
  updated_at: Date
  part_id: string
  part_slug: string
  mpn: string
  brand: string
  name_fr: string
  name_ar: string
  name_en: string
  variant_id: string
  make: string
  model: string
  generation: string
  name: string
  power_ch: number | null
  from_month: string | null
  to_month: string | null
}

// Sans accents ni majuscules, comme on les tape : « citroen » trouve « Citroën ».
const plain = (text: string) => `translate(lower(${text}), 'àâäçéèêëîïôöùûü', 'aaaceeeeiioouuu')`

/** The words that a vehicle is found by. `make`, `model` and `variant` are tables of the statement. */
export const VEHICLE_WORDS = plain(
  `make.name || ' ' || model.name || ' ' || variant.generation || ' ' || variant.name || ' ' ||
   coalesce(variant.engine_code, '') || ' ' || coalesce(left(variant.from_month, 4), '')`,
)

const literally = (word: string) => word.replace(/[\\%_]/g, "\\$&")

/** Patterns that all the typed words must match, in any order. */
export const patternsOf = (q: string): string[] =>
  q
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase()
    .split(/\s+/)
    .filter(Boolean)
    .slice(0, 8)
    .map((word) => `%${literally(word)}%`)

/** Fitments, those that changed last first. */
export async function listFitmentItems(
  manager: EntityManager,
  { id, part_id, variant_id, status, source, q = "", limit, offset }: FitmentFilter,
): Promise<Page<FitmentListItem>> {
  const patterns = patternsOf(q)
  return await pageOf(
    manager,
    `SELECT fitment.id, fitment.position, fitment.quantity, fitment.status, fitment.note,
            fitment.exclusions, fitment.source, fitment.updated_at, part.id AS part_id,
            part.slug AS part_slug, part.mpn, brand.name AS brand, part.name_fr, part.name_ar,
            part.name_en, variant.id AS variant_id, make.name AS make, model.name AS model,
            variant.generation, variant.name, variant.power_ch, variant.from_month,
            variant.to_month, count(*) OVER ()::int AS total
       FROM fitment
       JOIN part ON part.id = fitment.part_id
       JOIN brand ON brand.id = part.brand_id
       JOIN vehicle_variant variant ON variant.id = fitment.variant_id
       JOIN vehicle_model model ON model.id = variant.model_id
       JOIN vehicle_make make ON make.id = model.make_id
      WHERE fitment.deleted_at IS NULL
        AND (?::text IS NULL OR fitment.id = ?)
        AND (?::text IS NULL OR fitment.part_id = ?)
        AND (?::text IS NULL OR fitment.variant_id = ?)
        AND (?::text IS NULL OR fitment.status = ?)
        AND (?::text IS NULL OR fitment.source = ?)
        AND (cardinality(?::text[]) = 0
             OR ${VEHICLE_WORDS} || ' ' || ${plain("brand.name || ' ' || part.mpn || ' ' || part.mpn_key")} LIKE ALL (?::text[]))
      ORDER BY fitment.updated_at DESC, fitment.id`,
    [
      ...[id, part_id, variant_id, status, source].flatMap((value) => [
        value ?? null,
        value ?? null,
      ]),
      patterns,
      patterns,
    ],
    { limit, offset },
  )
}

export type ChangedFitment = { id: string; part_id: string; before: FitmentStatus }

/** Gives fitments a status; those that have it already are left alone. */
export async function setStatuses(
  manager: EntityManager,
  ids: string[],
  status: FitmentStatus,
): Promise<ChangedFitment[]> {
  const changed = await sql<ChangedFitment>(
    manager,
    `UPDATE fitment SET status = ?, updated_at = now()
       FROM (SELECT id, status FROM fitment
              WHERE id = ANY(?) AND deleted_at IS NULL ORDER BY id FOR UPDATE) AS old
      WHERE fitment.id = old.id AND old.status <> ?
     RETURNING fitment.id, fitment.part_id, old.status AS before`,
    [status, ids, status],
  )
  await touchParts(manager, [...new Set(changed.map(({ part_id }) => part_id))])
  return changed
}

/** Undoes `setStatuses`. */
export async function restoreStatuses(
  manager: EntityManager,
  changed: ChangedFitment[],
): Promise<void> {
  await sql(
    manager,
    `UPDATE fitment SET status = old.status, updated_at = now()
       FROM unnest(?::text[], ?::text[]) AS old(id, status) WHERE fitment.id = old.id`,
    [changed.map(({ id }) => id), changed.map(({ before }) => before)],
  )
}

/**
 * Removes fitments for good: a claim nobody makes any more leaves no row behind it, and may be made
 * again. What buyers were shown is kept on their orders.
 * @returns the rows as they were, to put back.
 */
export async function deleteFitmentRows(
  manager: EntityManager,
  ids: string[],
): Promise<FitmentRow[]> {
  const removed = await sql<FitmentRow>(
    manager,
    `DELETE FROM fitment WHERE id = ANY(?)
     RETURNING id, part_id, variant_id, position, quantity, status, note, exclusions, source,
               dispute_references`,
    [ids],
  )
  await touchParts(manager, [...new Set(removed.map(({ part_id }) => part_id))])
  return removed
}

/**
 * Marks what says that a part fits a vehicle as disputed. The same return told again changes nothing,
 * even when the operator has verified the fitment since.
 */
export async function disputeRows(
  manager: EntityManager,
  { part_id, variant_id, reference }: { part_id: string; variant_id: string; reference: string },
): Promise<ChangedFitment[]> {
  const changed = await sql<ChangedFitment>(
    manager,
    `UPDATE fitment
        SET status = 'disputed', dispute_references = array_append(dispute_references, ?),
            updated_at = now()
       FROM (SELECT id, status FROM fitment
              WHERE part_id = ? AND variant_id = ? AND deleted_at IS NULL
                AND NOT coalesce(? = ANY(dispute_references), false)
              ORDER BY id FOR UPDATE) AS old
      WHERE fitment.id = old.id
     RETURNING fitment.id, fitment.part_id, old.status AS before`,
    [reference, part_id, variant_id, reference],
  )
  await touchParts(manager, [...new Set(changed.map(({ part_id }) => part_id))])
  return changed
}

/** Undoes `disputeRows`. */
export async function forgetDispute(
  manager: EntityManager,
  changed: ChangedFitment[],
  reference: string,
): Promise<void> {
  await restoreStatuses(manager, changed)
  await sql(
    manager,
    `UPDATE fitment SET dispute_references = array_remove(dispute_references, ?)
      WHERE id = ANY(?)`,
    [reference, changed.map(({ id }) => id)],
  )
}

/** Adds a fitment nobody has declared yet; false when the part has one there already. */
export async function addFitmentRow(manager: EntityManager, row: FitmentRow): Promise<boolean> {
  const columns = Object.keys(row).join(", ")
  const added = await sql(
    manager,
    `INSERT INTO fitment (${columns})
     SELECT ${columns} FROM json_populate_recordset(NULL::fitment, ?::json)
     ON CONFLICT (part_id, variant_id, position) WHERE deleted_at IS NULL DO NOTHING RETURNING 1`,
    [JSON.stringify([row])],
  )
  if (added.length > 0) await touchParts(manager, [row.part_id])
  return added.length > 0
}

/** The offers on sale of parts, in order. */
export async function listedOffersOf(manager: EntityManager, partIds: string[]): Promise<string[]> {
  const offers = await sql<{ id: string }>(
    manager,
    `SELECT id FROM offer WHERE part_id = ANY(?) AND listed AND deleted_at IS NULL ORDER BY id`,
    [partIds],
  )
  return offers.map(({ id }) => id)
}
