import type { EntityManager } from "@medusajs/framework/mikro-orm/knex"
import { errors } from "../../domain/errors"
import { slugify } from "../../domain/reference"
import type { SeenRows } from "../../domain/seen-rows"
import { makeIdOf, modelIdOf, modelSlugOf, variantIdOf } from "../../domain/vehicle-identity"
import type { RowOutcome } from "../../imports/run-import"
import type { VehicleLine } from "../../imports/vehicle-file"
import type { VehicleVariantRow } from "./rows"
import { sql } from "./sql"

type Make = { id: string; name: string; slug: string }
type Model = { id: string; make_id: string; name: string; slug: string; kind: string }

const FACTS = [
  "model_id",
  "generation",
  "name",
  "energy",
  "engine_code",
  "displacement_cc",
  "power_kw",
  "power_ch",
  "body",
  "from_month",
  "to_month",
] as const

/**
 * Writes vehicles in a few statements, whatever their number: makes and models that are missing, then
 * variants. A make is known by its address (« PEUGEOT » is Peugeot), a model by its make, kind and
 * address. The first row that names a vehicle counts; a later one of the file that says otherwise is
 * refused, so that reading the file again changes nothing.
 */
export async function writeVehicles(
  manager: EntityManager,
  lines: VehicleLine[],
  { source, seen }: { source: string; seen: SeenRows },
): Promise<RowOutcome[]> {
  if (lines.length === 0) return []
  const makes = await writeMakes(manager, lines)
  const models = await writeModels(manager, lines, makes)
  const rows = lines.map((line): VehicleVariantRow => {
    const make = makes.get(slugify(line.make))!
    const model = models.get(modelKey(make.id, line.kind, line.model))!
    const identity = { ...line, make: make.name, model: model.name }
    return {
      id: variantIdOf(identity),
      model_id: model.id,
      generation: line.generation,
      name: line.variant,
      energy: line.energy,
      engine_code: line.engine_code,
      displacement_cc: line.displacement_cc,
      power_kw: line.power_kw,
      power_ch: line.power_ch,
      body: line.body,
      from_month: line.from,
      to_month: line.to,
      source,
    }
  })
  const isFirst = rows.map((row) => seen.isNew(row.id))
  const written = await upsert(
    manager,
    rows.filter((_, index) => isFirst[index]),
  )
  const agreeing = await agreeingWith(
    manager,
    rows.filter((_, index) => !isFirst[index]),
  )
  let again = 0
  return rows.map((row, index) => {
    if (isFirst[index]) return written.get(row.id) ?? "unchanged"
    return agreeing.has(again++) ? "unchanged" : { refused: errors.row_contradicts() }
  })
}

async function writeMakes(manager: EntityManager, lines: VehicleLine[]) {
  const wanted = new Map<string, { name: string; codes: Set<string> }>()
  for (const { make, wmi } of lines) {
    const known = wanted.get(slugify(make)) ?? { name: make, codes: new Set<string>() }
    for (const code of wmi) known.codes.add(code)
    wanted.set(slugify(make), known)
  }
  const rows = [...wanted]
    .map(([slug, { name, codes }]) => ({ id: makeIdOf(name), name, slug, wmi_codes: [...codes] }))
    .sort((a, b) => (a.slug < b.slug ? -1 : 1))
  await sql(
    manager,
    `INSERT INTO vehicle_make (id, name, slug, wmi_codes)
     SELECT id, name, slug, wmi_codes FROM json_populate_recordset(NULL::vehicle_make, ?::json)
     ON CONFLICT DO NOTHING`,
    [JSON.stringify(rows)],
  )
  await sql(
    manager,
    `UPDATE vehicle_make make
        SET wmi_codes = make.wmi_codes || ARRAY(
              SELECT unnest(given.wmi_codes) EXCEPT SELECT unnest(make.wmi_codes) ORDER BY 1),
            updated_at = now()
       FROM json_populate_recordset(NULL::vehicle_make, ?::json) AS given
      WHERE make.slug = given.slug AND make.deleted_at IS NULL
        AND NOT make.wmi_codes @> given.wmi_codes`,
    [JSON.stringify(rows)],
  )
  const makes = await sql<Make>(
    manager,
    `SELECT id, name, slug FROM vehicle_make WHERE slug = ANY(?) AND deleted_at IS NULL`,
    [[...wanted.keys()]],
  )
  return new Map(makes.map((make) => [make.slug, make]))
}

const modelKey = (makeId: string, kind: string, name: string) =>
  `${makeId} ${kind} ${slugify(name)}`

async function writeModels(
  manager: EntityManager,
  lines: VehicleLine[],
  makes: Map<string, Make>,
): Promise<Map<string, Model>> {
  const read = async () =>
    await sql<Model>(
      manager,
      `SELECT id, make_id, name, slug, kind FROM vehicle_model
        WHERE make_id = ANY(?) AND deleted_at IS NULL`,
      [[...makes.values()].map(({ id }) => id)],
    )
  const keyed = (models: Model[]) =>
    new Map(models.map((model) => [modelKey(model.make_id, model.kind, model.name), model]))

  const known = await read()
  const byKey = keyed(known)
  const taken = new Set(known.map(({ make_id, slug }) => `${make_id} ${slug}`))
  const missing = new Map<string, Model>()
  for (const { make: makeName, model, kind } of lines) {
    const make = makes.get(slugify(makeName))!
    const key = modelKey(make.id, kind, model)
    if (byKey.has(key) || missing.has(key)) continue
    const slug = modelSlugOf(model, kind, taken.has(`${make.id} ${slugify(model)}`))
    taken.add(`${make.id} ${slug}`)
    const id = modelIdOf({ make: make.name, model, kind })
    missing.set(key, { id, make_id: make.id, name: model, slug, kind })
  }
  if (missing.size === 0) return byKey
  await sql(
    manager,
    `INSERT INTO vehicle_model (id, make_id, name, slug, kind)
     SELECT id, make_id, name, slug, kind FROM json_populate_recordset(NULL::vehicle_model, ?::json)
     ON CONFLICT DO NOTHING`,
    [JSON.stringify([...missing.values()])],
  )
  return keyed(await read())
}

async function upsert(manager: EntityManager, rows: VehicleVariantRow[]) {
  const sorted = [...rows].sort((a, b) => (a.id < b.id ? -1 : 1))
  const columns = ["id", ...FACTS, "source"]
  const facts = (table: string) => FACTS.map((column) => `${table}.${column}`).join(", ")
  const written = await sql<{ id: string; created: boolean }>(
    manager,
    `INSERT INTO vehicle_variant (${columns.join(", ")})
     SELECT ${columns.join(", ")} FROM json_populate_recordset(NULL::vehicle_variant, ?::json)
     ON CONFLICT (id) DO UPDATE
       SET ${[...FACTS, "source"].map((column) => `${column} = excluded.${column}`).join(", ")},
           updated_at = now(), deleted_at = NULL
       WHERE (${facts("vehicle_variant")}) IS DISTINCT FROM (${facts("excluded")})
          OR vehicle_variant.deleted_at IS NOT NULL
     RETURNING id, xmax = 0 AS created`,
    [JSON.stringify(sorted)],
  )
  return new Map<string, RowOutcome>(
    written.map(({ id, created }) => [id, created ? "created" : "updated"]),
  )
}

/** Which of the rows say what is written, by place. */
async function agreeingWith(manager: EntityManager, rows: VehicleVariantRow[]) {
  if (rows.length === 0) return new Set<number>()
  const written = await sql<VehicleVariantRow>(
    manager,
    `SELECT id, ${FACTS.join(", ")} FROM vehicle_variant WHERE id = ANY(?)`,
    [rows.map(({ id }) => id)],
  )
  const byId = new Map(written.map((row) => [row.id, row]))
  const agrees = (row: VehicleVariantRow) =>
    FACTS.every((fact) => byId.get(row.id)?.[fact] === row[fact])
  return new Set(rows.flatMap((row, place) => (agrees(row) ? [place] : [])))
}
