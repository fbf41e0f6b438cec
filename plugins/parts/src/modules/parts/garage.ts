import type { EntityManager } from "@medusajs/framework/mikro-orm/knex"
import { generateEntityId } from "@medusajs/framework/utils"
import { errors } from "../../domain/errors"
import { pageOf, sql, type Page } from "./sql"

/** Vehicles a buyer may keep: a workshop's fleet has its own tools. */
export const GARAGE_LIMIT = 20

export type GarageRow = {
  id: string
  variant_id: string
  label: string | null
  plate: string | null
  vin: string | null
  is_active: boolean
  created_at: Date
}

/** What a buyer says of a vehicle, already normalised. */
export type GarageEntry = {
  variant_id: string
  label: string | null
  plate: string | null
  vin: string | null
  /** Undefined: active when no other vehicle is. */
  is_active?: boolean
}

const COLUMNS = "id, variant_id, label, plate, vin, is_active, created_at"

export async function listGarage(
  manager: EntityManager,
  customerId: string,
  page: { limit: number; offset: number },
): Promise<Page<GarageRow>> {
  return await pageOf<GarageRow>(
    manager,
    `SELECT ${COLUMNS}, count(*) OVER ()::int AS total FROM garage_vehicle
      WHERE customer_id = ? AND deleted_at IS NULL ORDER BY is_active DESC, created_at DESC, id`,
    [customerId],
    page,
  )
}

/** Null when it is another buyer's, or nobody's. */
export async function findInGarage(
  manager: EntityManager,
  customerId: string,
  id: string,
): Promise<GarageRow | null> {
  const [row] = await sql<GarageRow>(
    manager,
    `SELECT ${COLUMNS} FROM garage_vehicle WHERE id = ? AND customer_id = ? AND deleted_at IS NULL`,
    [id, customerId],
  )
  return row ?? null
}

/**
 * Deux onglets, ou la reprise du garage d'un visiteur à la connexion, écrivent en même temps : un
 * seul à la fois par acheteur, sinon la limite et l'unique véhicule actif ne tiendraient pas.
 */
async function oneAtATime(manager: EntityManager, customerId: string) {
  await sql(manager, "SELECT pg_advisory_xact_lock(hashtextextended(?, 0))", [
    `garage:${customerId}`,
  ])
}

/** The same vehicle under the same plate is kept once: `created` says whether it is new. */
export async function addToGarage(
  manager: EntityManager,
  customerId: string,
  entry: GarageEntry,
): Promise<{ id: string; created: boolean }> {
  await oneAtATime(manager, customerId)
  const kept = await sql<GarageRow>(
    manager,
    `SELECT ${COLUMNS} FROM garage_vehicle WHERE customer_id = ? AND deleted_at IS NULL
      ORDER BY created_at, id`,
    [customerId],
  )
  const same = kept.find((one) => one.variant_id === entry.variant_id && one.plate === entry.plate)
  if (same) {
    if (entry.is_active === true && !same.is_active) await activate(manager, customerId, same.id)
    return { id: same.id, created: false }
  }
  const [variant] = await sql(
    manager,
    "SELECT 1 FROM vehicle_variant WHERE id = ? AND deleted_at IS NULL",
    [entry.variant_id],
  )
  if (!variant) throw errors.vehicle_unknown({ vehicle: entry.variant_id })
  if (kept.length >= GARAGE_LIMIT) throw errors.garage_full({ most: GARAGE_LIMIT })

  const id = generateEntityId("", "gar")
  await sql(
    manager,
    "INSERT INTO garage_vehicle (id, customer_id, variant_id, label, plate, vin) VALUES (?, ?, ?, ?, ?, ?)",
    [id, customerId, entry.variant_id, entry.label, entry.plate, entry.vin],
  )
  if (entry.is_active ?? !kept.some((one) => one.is_active)) await activate(manager, customerId, id)
  return { id, created: true }
}

/** False when it is not in this buyer's garage. */
export async function changeInGarage(
  manager: EntityManager,
  customerId: string,
  id: string,
  change: Partial<Omit<GarageEntry, "variant_id">>,
): Promise<boolean> {
  await oneAtATime(manager, customerId)
  const { is_active, ...texts } = change
  const columns = Object.keys(texts)
  const [row] = await sql(
    manager,
    `UPDATE garage_vehicle
        SET ${[...columns.map((column) => `${column} = ?`), "updated_at = now()"].join(", ")}
      WHERE id = ? AND customer_id = ? AND deleted_at IS NULL RETURNING 1`,
    [...Object.values(texts), id, customerId],
  )
  if (!row) return false
  if (is_active === true) await activate(manager, customerId, id)
  if (is_active === false) {
    await sql(manager, "UPDATE garage_vehicle SET is_active = false WHERE id = ?", [id])
  }
  return true
}

/** False when it is not in this buyer's garage. */
export async function removeFromGarage(
  manager: EntityManager,
  customerId: string,
  id: string,
): Promise<boolean> {
  const rows = await sql(
    manager,
    `UPDATE garage_vehicle SET is_active = false, deleted_at = now()
      WHERE id = ? AND customer_id = ? AND deleted_at IS NULL RETURNING 1`,
    [id, customerId],
  )
  return rows.length > 0
}

async function activate(manager: EntityManager, customerId: string, id: string) {
  await sql(
    manager,
    `UPDATE garage_vehicle SET is_active = false, updated_at = now()
      WHERE customer_id = ? AND is_active AND id <> ? AND deleted_at IS NULL`,
    [customerId, id],
  )
  await sql(
    manager,
    "UPDATE garage_vehicle SET is_active = true, updated_at = now() WHERE id = ?",
    [id],
  )
}
