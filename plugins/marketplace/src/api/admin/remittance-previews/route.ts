import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { UploadRequest } from "@souk/kit/uploads"
import { MARKETPLACE_MODULE } from "../../../modules/marketplace"
import type MarketplaceModuleService from "../../../modules/marketplace/service"
import {
  readRemittance,
  remittancePreviewSchema,
  type RemittanceQuery,
} from "../../views/settlement"

export async function POST(
  req: MedusaRequest<unknown, RemittanceQuery> & UploadRequest,
  res: MedusaResponse,
) {
  const { files, forget } = req.received
  try {
    const file = await readRemittance(req.scope, files.file!.path, req.validatedQuery)
    const marketplace: MarketplaceModuleService = req.scope.resolve(MARKETPLACE_MODULE)
    const { carrier } = req.validatedQuery
    const rows = await marketplace.previewRemittance({ carrier, rows: file.rows })
    res.json({ remittance_preview: remittancePreviewSchema.parse({ ...file, rows }) })
  } finally {
    await forget()
  }
}
