import type { EntityManager } from "@medusajs/framework/mikro-orm/knex"
import { generateEntityId } from "@medusajs/framework/utils"
import type { SoukError } from "@souk/kit/errors"
import { errors } from "../../domain/errors"
import { foldText } from "@souk/kit/fold-text"
import { normalizeReference, slugify } from "../../domain/reference"
import type { SeenRows } from "../../domain/seen-rows"
import type { FitmentLine, VehicleWords } from "../../imports/fitment-file"
import type { RowOutcome } from "../../imports/run-import"
import type { FitmentRow } from "./rows"
import { sql } from "./sql"

/** A row that means more vehicles than this says too little to be trusted. */
export const MOST_VEHICLES_PER_ROW = 300

const FACTS = ["quantity", "note", "exclusions"] as const

export type WriteFitmentsOptions = {
  /** The import that says so. */
  source: string
  /** What the rows are worth: an operator may import what it has verified. */
  status: "declared" | "verified"
  seen: SeenRows
}

export type WrittenFitments = { outcomes: RowOutcome[]; part_ids: string[] }

/**
 * Writes fitments in a few statements, whatever their number. A row may mean several vehicles: it
 * counts as new when one of them is. A row that exists keeps its status, but for one declared that the
 * import verifies: what is disputed stays so until somebody decides.
 */
export async function writeFitments(
  manager: EntityManager,
  lines: FitmentLine[],
  { source, status, seen }: WriteFitmentsOptions,
): Promise<WrittenFitments> {
  if (lines.length === 0) return { outcomes: [], part_ids: [] }
  const partOf = await partsNamed(manager, lines)
  const vehiclesOf = await vehiclesMeant(manager, lines)

  const first: FitmentRow[] = []
  const again: FitmentRow[] = []
  const plans = lines.map((line, index) => {
    const part = partOf[index]!
    const vehicles = vehiclesOf[index]!
    if (typeof part !== "string") return { refused: part }
    if (!Array.isArray(vehicles)) return { refused: vehicles }
    return vehicles.map((variant_id) => {
      const row: FitmentRow = {
        id: generateEntityId(undefined, "fit"),
        part_id: part,
        variant_id,
        position: line.position,
        quantity: line.quantity,
        status,
        note: line.note,
        exclusions: line.exclusions,
        source,
      }
      const isFirst = seen.isNew(keyOf(row))
      ;(isFirst ? first : again).push(row)
      return { row, isFirst }
    })
  })

  const written = await upsert(manager, first)
  const current = await currentOf(manager, again)
  const agrees = (row: FitmentRow) =>
    FACTS.every((fact) => current.get(keyOf(row))?.[fact] === row[fact])

  const outcomes = plans.map((plan): RowOutcome => {
    if (!Array.isArray(plan)) return plan
    if (plan.some(({ row, isFirst }) => !isFirst && !agrees(row))) {
      return { refused: errors.row_contradicts() }
    }
    const each = plan.map(({ row, isFirst }) => (isFirst ? written.get(keyOf(row)) : undefined))
    return each.includes("created") ? "created" : each.includes("updated") ? "updated" : "unchanged"
  })
  const touched = first.filter((row) => written.has(keyOf(row))).map((row) => row.part_id)
  return { outcomes, part_ids: [...new Set(touched)] }
}

const keyOf = (row: Pick<FitmentRow, "part_id" | "variant_id" | "position">) =>
  `${row.part_id} ${row.variant_id} ${row.position}`

async function upsert(manager: EntityManager, rows: FitmentRow[]) {
  if (rows.length === 0) return new Map<string, "created" | "updated">()
  // Toujours dans le même ordre : deux imports simultanés s'attendent, ils ne se bloquent pas.
  const sorted = [...rows].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
  const columns = Object.keys(sorted[0]!)
  const facts = (table: string) => FACTS.map((fact) => `${table}.${fact}`).join(", ")
  const verifies = `(fitment.status = 'declared' AND excluded.status = 'verified')`
  const written = await sql<FitmentRow & { created: boolean }>(
    manager,
    `INSERT INTO fitment (${columns.join(", ")})
     SELECT ${columns.join(", ")} FROM json_populate_recordset(NULL::fitment, ?::json)
     ON CONFLICT (part_id, variant_id, position) WHERE deleted_at IS NULL DO UPDATE
       SET ${FACTS.map((fact) => `${fact} = excluded.${fact}`).join(", ")},
           source = CASE WHEN (${facts("fitment")}) IS DISTINCT FROM (${facts("excluded")})
                         THEN excluded.source ELSE fitment.source END,
           status = CASE WHEN ${verifies} THEN 'verified' ELSE fitment.status END,
           updated_at = now()
       WHERE (${facts("fitment")}) IS DISTINCT FROM (${facts("excluded")}) OR ${verifies}
     RETURNING part_id, variant_id, position, xmax = 0 AS created`,
    [JSON.stringify(sorted)],
  )
  await touchParts(manager, [...new Set(written.map((row) => row.part_id))])
  return new Map(
    written.map((row) => [keyOf(row), row.created ? ("created" as const) : ("updated" as const)]),
  )
}

/** A part whose fitments changed is to be indexed again: the reconcile job sees it, come what may. */
export async function touchParts(manager: EntityManager, ids: string[]): Promise<void> {
  if (ids.length === 0) return
  await sql(
    manager,
    `UPDATE part SET updated_at = now()
      WHERE id IN (SELECT id FROM part WHERE id = ANY(?) ORDER BY id FOR UPDATE)`,
    [ids],
  )
}

async function currentOf(manager: EntityManager, rows: FitmentRow[]) {
  if (rows.length === 0) return new Map<string, FitmentRow>()
  const current = await sql<FitmentRow>(
    manager,
    `SELECT fitment.*
       FROM unnest(?::text[], ?::text[], ?::text[]) AS wanted(part_id, variant_id, position)
       JOIN fitment USING (part_id, variant_id, position) WHERE fitment.deleted_at IS NULL`,
    [
      rows.map((row) => row.part_id),
      rows.map((row) => row.variant_id),
      rows.map((row) => row.position),
    ],
  )
  return new Map(current.map((row) => [keyOf(row), row]))
}

/** The part each line names, or why there is none. A merged part is the one it was merged into. */
async function partsNamed(
  manager: EntityManager,
  lines: FitmentLine[],
): Promise<(string | SoukError)[]> {
  const brandKey = (line: FitmentLine) => normalizeReference(line.brand ?? "")
  const mpnKey = (line: FitmentLine) => normalizeReference(line.reference ?? "")
  const byReference = lines.filter((line) => !line.part_id)

  const brands = await sql<{ id: string; name_key: string }>(
    manager,
    `SELECT id, name_key FROM brand WHERE name_key = ANY(?) AND deleted_at IS NULL
      UNION
     SELECT brand_id, name_key FROM brand_alias WHERE name_key = ANY(?) AND deleted_at IS NULL`,
    Array.from({ length: 2 }, () => [...new Set(byReference.map(brandKey))]),
  )
  const brandOf = new Map(brands.map(({ id, name_key }) => [name_key, id]))

  const parts = await sql<{ id: string; brand_id: string; mpn_key: string; kept_id: string }>(
    manager,
    `SELECT id, brand_id, mpn_key, coalesce(merged_into_id, id) AS kept_id
       FROM part
      WHERE deleted_at IS NULL
        AND (id = ANY(?) OR (brand_id, mpn_key) IN (SELECT * FROM unnest(?::text[], ?::text[])))`,
    [
      lines.flatMap(({ part_id }) => part_id ?? []),
      byReference.map((line) => brandOf.get(brandKey(line)) ?? ""),
      byReference.map(mpnKey),
    ],
  )
  const byId = new Map(parts.map((part) => [part.id, part.kept_id]))
  const byMpn = new Map(parts.map((part) => [`${part.brand_id} ${part.mpn_key}`, part.kept_id]))

  return lines.map((line) => {
    if (line.part_id)
      return byId.get(line.part_id) ?? errors.row_part_unknown({ part: line.part_id })
    const brandId = brandOf.get(brandKey(line))
    if (!brandId) return errors.row_brand_unknown({ brand: line.brand ?? "" })
    const id = byMpn.get(`${brandId} ${mpnKey(line)}`)
    return id ?? errors.row_part_unknown({ part: `${line.brand} ${line.reference}` })
  })
}

type Candidate = {
  id: string
  model_id: string
  generation: string
  name: string
  engine_code: string | null
  from_month: string | null
  to_month: string | null
}

/** The vehicles each line means, or why there are none. */
async function vehiclesMeant(
  manager: EntityManager,
  lines: FitmentLine[],
): Promise<(string[] | SoukError)[]> {
  const named = lines.filter((line) => !line.variant_id)
  const known = await sql<{ id: string }>(
    manager,
    `SELECT id FROM vehicle_variant WHERE id = ANY(?) AND deleted_at IS NULL`,
    [lines.flatMap(({ variant_id }) => variant_id ?? [])],
  )
  const knownIds = new Set(known.map(({ id }) => id))

  const modelKey = (make: string | null, model: string | null) =>
    `${slugify(make ?? "")} ${slugify(model ?? "")}`
  const models = await sql<{ id: string; name: string; make: string }>(
    manager,
    `SELECT model.id, model.name, make.slug AS make
       FROM vehicle_model model JOIN vehicle_make make ON make.id = model.make_id
      WHERE make.slug = ANY(?) AND make.deleted_at IS NULL AND model.deleted_at IS NULL`,
    [[...new Set(named.map((line) => slugify(line.make ?? "")))]],
  )
  const wanted = new Set(named.map((line) => modelKey(line.make, line.model)))
  const modelsOf = groupBy(
    models.filter((model) => wanted.has(modelKey(model.make, model.name))),
    (model) => modelKey(model.make, model.name),
  )
  const candidates = await sql<Candidate>(
    manager,
    `SELECT id, model_id, generation, name, engine_code, from_month, to_month
       FROM vehicle_variant WHERE model_id = ANY(?) AND deleted_at IS NULL`,
    [[...modelsOf.values()].flat().map(({ id }) => id)],
  )
  const candidatesOf = groupBy(candidates, ({ model_id }) => model_id)

  return lines.map((line) => {
    if (line.variant_id) {
      return knownIds.has(line.variant_id)
        ? [line.variant_id]
        : errors.row_vehicle_unknown({ vehicle: line.variant_id })
    }
    const meant = (modelsOf.get(modelKey(line.make, line.model)) ?? [])
      .flatMap(({ id }) => candidatesOf.get(id) ?? [])
      .filter((candidate) => answersTo(candidate, line))
      .map(({ id }) => id)
    const vehicle = wordsOf(line)
    if (meant.length === 0) return errors.row_vehicle_unknown({ vehicle })
    if (meant.length <= MOST_VEHICLES_PER_ROW) return meant
    return errors.row_vehicle_too_wide({
      vehicle,
      count: meant.length,
      limit: MOST_VEHICLES_PER_ROW,
    })
  })
}

const same = (a: string, b: string) => foldText(a) === foldText(b)

/** « 9HZ » names the engine « DV6ATED4 (9HZ) », and so do « DV6ATED4 » and the whole of it. */
function hasEngine(code: string | null, asked: string): boolean {
  if (code === null) return false
  const names = [code, ...code.split(/[()\s,/]+/)].map(normalizeReference).filter(Boolean)
  return names.includes(normalizeReference(asked))
}

function answersTo(vehicle: Candidate, asked: VehicleWords): boolean {
  const { generation, variant, engine_code, from, to } = asked
  return (
    (generation === null ||
      same(vehicle.generation, generation) ||
      // « I » désigne « I (5N) », « 5N » aussi.
      vehicle.generation.split(/[()\s]+/).some((word) => word !== "" && same(word, generation))) &&
    (variant === null || same(vehicle.name, variant)) &&
    (engine_code === null || hasEngine(vehicle.engine_code, engine_code)) &&
    (from === null || vehicle.to_month === null || vehicle.to_month >= from) &&
    (to === null || vehicle.from_month === null || vehicle.from_month <= to)
  )
}

const wordsOf = (line: VehicleWords) =>
  [line.make, line.model, line.generation, line.variant, line.engine_code, line.from, line.to]
    .filter(Boolean)
    .join(" ")
    .slice(0, 120)

function groupBy<Item>(items: Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>()
  for (const item of items) {
    const group = groups.get(keyOf(item))
    if (group) group.push(item)
    else groups.set(keyOf(item), [item])
  }
  return groups
}
