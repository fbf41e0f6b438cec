import { z } from "@medusajs/framework/zod"
import { identifier, line, listQuery, searchText } from "@souk/kit/routes"
import { POSITIONS } from "../domain/positions"
import { LONGEST_NOTE } from "../imports/fitment-file"
import { ANY_POSITION, FITMENT_STATUSES } from "../modules/parts/models/fitment"
import { IMPORT_KINDS, IMPORT_STATUSES } from "../modules/parts/models/import-run"
import { VEHICLE_KINDS } from "../modules/parts/models/vehicle"
import { listOf, vehicleVariant } from "./schemas"

const status = z.enum(FITMENT_STATUSES)
const position = z.enum([ANY_POSITION, ...POSITIONS])

// ------------------------------------------------------------------------------------------ vehicles

export const vehiclesQuery = listQuery.extend({
  q: searchText.optional(),
  make_id: identifier.optional(),
  model_id: identifier.optional(),
})

const vehicle = vehicleVariant.extend({
  full_name: z.string(),
  make: z.object({ id: z.string(), name: z.string() }),
  model: z.object({ id: z.string(), name: z.string() }),
  kind: z.enum(VEHICLE_KINDS),
  source: z.string(),
})
export type VehicleView = z.infer<typeof vehicle>
export const vehiclesResponse = listOf("vehicles", vehicle)

// ------------------------------------------------------------------------------------------ fitments

export const adminFitmentsQuery = listQuery.extend({
  q: searchText.optional(),
  part_id: identifier.optional(),
  variant_id: identifier.optional(),
  status: status.optional(),
  source: identifier.optional(),
})

const fitment = z.object({
  id: z.string(),
  part: z.object({
    id: z.string(),
    slug: z.string(),
    name: z.string(),
    brand: z.string(),
    mpn: z.string(),
  }),
  vehicle: z.object({ id: z.string(), full_name: z.string() }),
  position,
  quantity: z.int(),
  note: z.string().nullable(),
  exclusions: z.string().nullable(),
  status,
  source: z.object({
    /** `seed`, `demo`, `operator`, a vendor's id or an import's. */
    id: z.string(),
    /** The vendor's name or the file's, where there is one. */
    name: z.string().nullable(),
  }),
  updated_at: z.date(),
})
export type FitmentView = z.infer<typeof fitment>
export const adminFitmentsResponse = listOf("fitments", fitment)
export const adminFitmentResponse = z.object({ fitment })

export const decisionBody = z.object({ status })
export const decisionsBody = z.object({
  ids: z.array(identifier).min(1).max(500),
  status: z.enum([...FITMENT_STATUSES, "removed"]),
})
export const decisionsResponse = z.object({
  fitment_decision: z.object({ status: z.string(), changed: z.int() }),
})
export const deletedResponse = z.object({
  id: z.string(),
  object: z.string(),
  deleted: z.boolean(),
})

const vendorFitment = fitment.omit({ part: true, source: true }).extend({
  /** Declared by this vendor, not by somebody else. */
  is_own: z.boolean(),
  may_withdraw: z.boolean(),
})
export type VendorFitmentView = z.infer<typeof vendorFitment>
export const vendorFitmentsQuery = listQuery.extend({ q: searchText.optional() })
export const vendorFitmentsResponse = listOf("fitments", vendorFitment).extend({
  offer: z.object({ id: z.string(), title: z.string(), part_id: z.string() }),
})
export const vendorFitmentResponse = z.object({ fitment: vendorFitment })

export const declareBody = z.object({
  variant_id: identifier,
  position: position.default(ANY_POSITION),
  quantity: z.number().int().min(1).max(99).default(1),
  note: line(LONGEST_NOTE).nullable().optional(),
  exclusions: line(LONGEST_NOTE).nullable().optional(),
})

// ------------------------------------------------------------------------------------------- imports

export const importRunsQuery = listQuery.extend({
  kind: z.enum(IMPORT_KINDS).optional(),
  /** Fitments, of either format. */
  about: z.enum(["vehicles", "fitments"]).optional(),
  status: z.enum(IMPORT_STATUSES).optional(),
})
const count = z.int()
const importRun = z.object({
  id: z.string(),
  kind: z.enum(IMPORT_KINDS),
  status: z.enum(IMPORT_STATUSES),
  file_name: z.string(),
  sha256: z.string(),
  started_by: z.string(),
  read_rows: count,
  created_rows: count,
  updated_rows: count,
  unchanged_rows: count,
  refused_rows: count,
  has_error_file: z.boolean(),
  failure: z.string().nullable(),
  created_at: z.date(),
  finished_at: z.date().nullable(),
})
export type ImportRunView = z.infer<typeof importRun>
export const importRunsResponse = listOf("import_runs", importRun)
export const importRunResponse = z.object({ import_run: importRun })

export const startImportQuery = z.object({
  kind: z.enum(IMPORT_KINDS),
  /** What fitments are worth: `verified` when the operator vouches for the file. */
  status: z.enum(["declared", "verified"]).default("declared"),
  /** The parts brand of an ACES file that names it by a code only. */
  brand: searchText.optional(),
})
