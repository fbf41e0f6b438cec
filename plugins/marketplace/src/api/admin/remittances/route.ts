import type {
  AuthenticatedMedusaRequest,
  MedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"
import type { UploadRequest } from "@souk/kit/uploads"
import { recordRemittanceWorkflow } from "../../../workflows/settle-carrier"
import {
  assertRecordable,
  chosenFormat,
  listRemittanceViews,
  readRemittance,
  type RemittanceQuery,
} from "../../views/settlement"

type Query = { limit: number; offset: number }

export async function GET(req: MedusaRequest<unknown, Query>, res: MedusaResponse) {
  const { limit, offset } = req.validatedQuery
  const { remittances, count } = await listRemittanceViews(req.scope, {}, { limit, offset })
  res.json({ remittances, count, limit, offset })
}

export async function POST(
  req: AuthenticatedMedusaRequest<unknown, RemittanceQuery> & UploadRequest,
  res: MedusaResponse,
) {
  const { files, forget } = req.received
  const { carrier, reference, total_millimes } = req.validatedQuery
  try {
    const file = await readRemittance(req.scope, files.file!.path, req.validatedQuery)
    assertRecordable(file, total_millimes)
    const { sha256, header, rows } = file
    const { result } = await recordRemittanceWorkflow(req.scope).run({
      input: {
        carrier,
        reference,
        rows,
        sha256,
        header,
        format: chosenFormat(req.validatedQuery, file),
        actor_id: req.auth_context.actor_id,
      },
    })
    const { remittances } = await listRemittanceViews(
      req.scope,
      { id: result.id },
      { limit: 1, offset: 0 },
    )
    res.status(201).location("/admin/remittances").json({ remittance: remittances[0] })
  } finally {
    await forget()
  }
}
