import type { FitmentClaim } from "../../domain/fit"
import { ANY_POSITION } from "./models/fitment"

/** A vehicle, as much of it as its full name needs. */
export type NamedVehicleRow = {
  id: string
  make: string
  model: string
  generation: string
  name: string
  power_ch: number | null
  from_month: string | null
  to_month: string | null
}

/** What is recorded of a part and of one vehicle. */
export type FitRow = {
  /** Whether any vehicle at all is recorded for the part. */
  has_fitments: boolean
  /** The vehicle, when it exists. */
  vehicle: NamedVehicleRow | null
  /** What is recorded of the part on that vehicle. */
  vehicle_fitments: FitmentClaim[]
}

/**
 * The columns of a `FitRow`, for expressions that name the vehicle and the part. The vehicle's is
 * used twice, the first time before the part's.
 */
export const fitColumns = (vehicleId: string, partId = "part.id") => `
         (SELECT json_build_object('id', variant.id, 'make', make.name, 'model', model.name,
                   'generation', variant.generation, 'name', variant.name,
                   'power_ch', variant.power_ch, 'from_month', variant.from_month,
                   'to_month', variant.to_month)
            FROM vehicle_variant variant
            JOIN vehicle_model model ON model.id = variant.model_id
            JOIN vehicle_make make ON make.id = model.make_id
           WHERE variant.id = ${vehicleId} AND variant.deleted_at IS NULL) AS vehicle,
         (SELECT coalesce(json_agg(json_build_object('id', fitment.id, 'status', fitment.status,
                   'position', nullif(fitment.position, '${ANY_POSITION}'), 'quantity', fitment.quantity,
                   'note', fitment.note, 'exclusions', fitment.exclusions)), '[]')
            FROM fitment
           WHERE fitment.variant_id = ${vehicleId} AND fitment.part_id = ${partId}
             AND fitment.deleted_at IS NULL) AS vehicle_fitments,
         EXISTS (SELECT 1 FROM fitment
                  WHERE fitment.part_id = ${partId} AND fitment.deleted_at IS NULL) AS has_fitments`
