import type { MedusaContainer } from "@medusajs/framework/types"
import type { Locale } from "@souk/kit/locale"
import { read } from "@souk/kit/query"
import { identifier } from "@souk/kit/routes"
import { errors } from "../domain/errors"
import { nameIn } from "../domain/localized"
import { vehicleFullName } from "../domain/vehicle-label"
import { PARTS_MODULE } from "../modules/parts"
import type { VehicleListItem } from "../modules/parts/browse-vehicles"
import type { FitmentListItem } from "../modules/parts/change-fitments"
import type PartsModuleService from "../modules/parts/service"
import type { FitmentView, ImportRunView, VehicleView, VendorFitmentView } from "./fitment-schemas"
import { vehicleView } from "./vehicle-view"

/** A vehicle with its whole name, for those who look it up. */
export function wholeVehicleView(row: VehicleListItem): VehicleView {
  return {
    ...vehicleView(row),
    full_name: vehicleFullName(row.make, row.model, row),
    make: { id: row.make_id, name: row.make },
    model: { id: row.model_id, name: row.model },
    // Checked by the database.
    kind: row.kind as VehicleView["kind"],
    source: row.source,
  }
}

function sharedView(row: FitmentListItem) {
  return {
    id: row.id,
    vehicle: { id: row.variant_id, full_name: vehicleFullName(row.make, row.model, row) },
    // Written by our own vocabulary.
    position: row.position as FitmentView["position"],
    quantity: row.quantity,
    note: row.note,
    exclusions: row.exclusions,
    status: row.status,
    updated_at: row.updated_at,
  }
}

/** Fitments as the operator sees them, with who said so. */
export async function fitmentViews(
  container: MedusaContainer,
  rows: FitmentListItem[],
  locale: Locale,
): Promise<FitmentView[]> {
  const nameOf = await namesOfSources(container, [...new Set(rows.map(({ source }) => source))])
  return rows.map((row) => ({
    ...sharedView(row),
    part: {
      id: row.part_id,
      slug: row.part_slug,
      name: nameIn(locale, row),
      brand: row.brand,
      mpn: row.mpn,
    },
    source: { id: row.source, name: nameOf.get(row.source) ?? null },
  }))
}

/** A vendor withdraws its own word, until the operator has verified it. */
export const mayWithdraw = (
  fitment: { source: string; status: string },
  vendorId: string,
): boolean => fitment.source === vendorId && fitment.status !== "verified"

export function vendorFitmentView(row: FitmentListItem, vendorId: string): VendorFitmentView {
  return {
    ...sharedView(row),
    is_own: row.source === vendorId,
    may_withdraw: mayWithdraw(row, vendorId),
  }
}

async function namesOfSources(container: MedusaContainer, sources: string[]) {
  const beginning = (prefix: string) => sources.filter((source) => source.startsWith(prefix))
  const parts: PartsModuleService = container.resolve(PARTS_MODULE)
  const [vendors, runs] = await Promise.all([
    beginning("ven_").length > 0
      ? read<{ id: string; name: string }>(container, {
          entity: "vendor",
          fields: ["id", "name"],
          filters: { id: beginning("ven_") },
        })
      : [],
    beginning("imp_").length > 0
      ? parts.listImportRuns({ id: beginning("imp_") }, { select: ["id", "file_name"] })
      : [],
  ])
  return new Map([
    ...vendors.map(({ id, name }) => [id, name] as const),
    ...runs.map(({ id, file_name }) => [id, file_name] as const),
  ])
}

/** Everything of a run but its error file, which may be large and has an address of its own. */
export const IMPORT_RUN_FIELDS = [
  "id",
  "kind",
  "status",
  "file_name",
  "sha256",
  "started_by",
  "read_rows",
  "created_rows",
  "updated_rows",
  "unchanged_rows",
  "refused_rows",
  "failure",
  "created_at",
  "finished_at",
]

type ImportRunRow = Omit<ImportRunView, "has_error_file">

export function importRunView(run: ImportRunRow): ImportRunView {
  return {
    id: run.id,
    kind: run.kind,
    status: run.status,
    file_name: run.file_name,
    sha256: run.sha256,
    started_by: run.started_by,
    read_rows: run.read_rows,
    created_rows: run.created_rows,
    updated_rows: run.updated_rows,
    unchanged_rows: run.unchanged_rows,
    refused_rows: run.refused_rows,
    // Written with the last counts of a run that came to its end.
    has_error_file: run.refused_rows > 0 && run.status === "succeeded",
    failure: run.failure,
    created_at: run.created_at,
    finished_at: run.finished_at,
  }
}

/** A run without its error file, or a refusal that names it. */
export async function retrieveRun(container: MedusaContainer, id: string): Promise<ImportRunRow> {
  const parts: PartsModuleService = container.resolve(PARTS_MODULE)
  const [run] = identifier.safeParse(id).success
    ? await parts.listImportRuns({ id }, { take: 1, select: IMPORT_RUN_FIELDS })
    : []
  if (!run) throw errors.import_run_not_found({ run: id.slice(0, 64) })
  return run
}
