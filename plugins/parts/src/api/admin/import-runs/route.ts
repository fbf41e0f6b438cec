import type {
  AuthenticatedMedusaRequest,
  MedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"
import type { z } from "@medusajs/framework/zod"
import { localeOf } from "@souk/kit/locale"
import type { UploadRequest } from "@souk/kit/uploads"
import { PARTS_MODULE } from "../../../modules/parts"
import type PartsModuleService from "../../../modules/parts/service"
import { startImport } from "../../../workflows"
import type { importRunsQuery, startImportQuery } from "../../fitment-schemas"
import { IMPORT_RUN_FIELDS, importRunView } from "../../fitment-views"

export async function GET(req: MedusaRequest, res: MedusaResponse) {
  // Validated by the route's own query schema.
  const query = req.validatedQuery as z.infer<typeof importRunsQuery>
  const { kind, about, status, limit, offset } = query
  const kinds = {
    vehicles: ["vehicles" as const],
    fitments: ["fitments" as const, "aces" as const],
  }
  const parts: PartsModuleService = req.scope.resolve(PARTS_MODULE)
  const [runs, count] = await parts.listAndCountImportRuns(
    {
      ...(about && { kind: kinds[about] }),
      ...(kind && { kind }),
      ...(status && { status }),
    },
    {
      select: IMPORT_RUN_FIELDS,
      order: { created_at: "DESC", id: "DESC" },
      take: limit,
      skip: offset,
    },
  )
  res.json({ import_runs: runs.map(importRunView), count, limit, offset })
}

/** Takes the file in, answers with the run, and reads it while the sender watches its progress. */
export async function POST(req: AuthenticatedMedusaRequest & UploadRequest, res: MedusaResponse) {
  const { files, forget } = req.received
  // Validated by the route's own query schema.
  const { kind, status, brand } = req.validatedQuery as z.infer<typeof startImportQuery>
  try {
    const { run_id, finished } = await startImport(req.scope, {
      kind,
      status,
      brand: brand || null,
      path: files.file!.path,
      file_name: files.file!.name,
      mapping_path: files.mapping?.path ?? null,
      started_by: req.auth_context.actor_id,
      locale: localeOf(req.headers),
    })
    void finished.finally(forget)
    const parts: PartsModuleService = req.scope.resolve(PARTS_MODULE)
    const run = await parts.retrieveImportRun(run_id, { select: IMPORT_RUN_FIELDS })
    res.status(202).location(`/admin/import-runs/${run_id}`)
    res.json({ import_run: importRunView(run) })
  } catch (error) {
    await forget()
    throw error
  }
}
