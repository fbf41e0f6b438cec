import type { EntityManager } from "@medusajs/framework/mikro-orm/knex"
import { judgeFit } from "../../domain/fit"
import type { ClaimFacts } from "../../domain/line-claim"
import { donorClaims } from "../../domain/lone-offer"
import { vehicleFullName } from "../../domain/vehicle-label"
import { fitColumns, type FitRow } from "./fit-columns"
import { sql } from "./sql"

/** What a cart line sells, and the vehicle it is for. */
export type ClaimedLine = { variant_id: string; vehicle_id: string | null }

type ClaimRow = FitRow & {
  offer_id: string | null
  condition: string
  warranty_months: number
  title: string
  position: string | null
  donor_variant_id: string | null
  part_id: string | null
  name_fr: string
  name_ar: string
  name_en: string
  brand: string
  mpn: string
}

const CLAIMS = `
  SELECT offer.id AS offer_id, offer.condition, offer.warranty_months, offer.title, offer.position,
         offer.donor_vehicle->>'variant_id' AS donor_variant_id,
         part.id AS part_id, part.name_fr, part.name_ar, part.name_en, part.mpn, brand.name AS brand,
         ${fitColumns("asked.vehicle_id")}
    FROM unnest(?::text[], ?::text[]) WITH ORDINALITY AS asked(variant_id, vehicle_id, place)
    LEFT JOIN offer ON offer.variant_id = asked.variant_id AND offer.deleted_at IS NULL
    LEFT JOIN part ON part.id = offer.part_id AND part.deleted_at IS NULL
    LEFT JOIN brand ON brand.id = part.brand_id
   ORDER BY asked.place`

/** What is known now of lines, in their order, in one statement. */
export async function readClaimFacts(
  manager: EntityManager,
  lines: ClaimedLine[],
): Promise<ClaimFacts[]> {
  if (lines.length === 0) return []
  const rows = await sql<ClaimRow>(manager, CLAIMS, [
    lines.map((line) => line.variant_id),
    lines.map((line) => line.vehicle_id),
  ])
  return rows.map((row): ClaimFacts => {
    const { vehicle } = row
    return {
      offer: row.offer_id === null ? null : { ...row, id: row.offer_id, label: labelOf(row) },
      vehicle: vehicle && {
        id: vehicle.id,
        label: vehicleFullName(vehicle.make, vehicle.model, vehicle),
      },
      fit:
        vehicle && judgeFit({ ...row, vehicle_known: true, fitments: claimsOf(row, vehicle.id) }),
    }
  })
}

function claimsOf(row: ClaimRow, vehicleId: string) {
  if (row.offer_id === null || row.part_id !== null) return row.vehicle_fitments
  return donorClaims({ ...row, id: row.offer_id }, vehicleId)
}

function labelOf(row: ClaimRow) {
  // Une occasion sans pièce n'a que le titre de son annonce.
  if (row.part_id === null) return { fr: row.title, ar: row.title, en: row.title }
  const named = (name: string) => `${name} ${row.brand} ${row.mpn}`
  return { fr: named(row.name_fr), ar: named(row.name_ar), en: named(row.name_en) }
}
