import type { EntityManager } from "@medusajs/framework/mikro-orm/knex"
import { patternsOf, VEHICLE_WORDS } from "./change-fitments"
import type { VehicleVariantRow } from "./rows"
import { pageOf, type Page } from "./sql"

export type VehicleFilter = {
  make_id?: string
  model_id?: string
  q?: string
  limit: number
  offset: number
}

export type VehicleListItem = VehicleVariantRow & {
  make_id: string
  make: string
  model: string
  kind: string
}

/** Vehicles with their whole name, found by words of it (make, model, engine, year), in any order. */
export async function browseVehicles(
  manager: EntityManager,
  { make_id, model_id, q = "", limit, offset }: VehicleFilter,
): Promise<Page<VehicleListItem>> {
  const patterns = patternsOf(q)
  return await pageOf(
    manager,
    `SELECT variant.*, make.id AS make_id, make.name AS make, model.name AS model, model.kind,
            count(*) OVER ()::int AS total
       FROM vehicle_variant variant
       JOIN vehicle_model model ON model.id = variant.model_id AND model.deleted_at IS NULL
       JOIN vehicle_make make ON make.id = model.make_id AND make.deleted_at IS NULL
      WHERE variant.deleted_at IS NULL
        AND (?::text IS NULL OR make.id = ?) AND (?::text IS NULL OR model.id = ?)
        AND (cardinality(?::text[]) = 0 OR ${VEHICLE_WORDS} LIKE ALL (?::text[]))
      ORDER BY make.name, model.name, variant.from_month, variant.generation, variant.name, variant.id`,
    [make_id ?? null, make_id ?? null, model_id ?? null, model_id ?? null, patterns, patterns],
    { limit, offset },
  )
}
