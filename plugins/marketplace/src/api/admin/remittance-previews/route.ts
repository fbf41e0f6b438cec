import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { UploadRequest } from "@souk/kit/uploads"
import { MARKETPLACE_MODULE } from "../../../modules/marketplace"
import type MarketplaceModuleService from "../../../modules/marketplace/service"
import { previewRowSchema, readRemittance, type RemittanceQuery } from "../../views/settlement"

export async function POST(
  req: MedusaRequest<unknown, RemittanceQuery> & UploadRequest,
  res: MedusaResponse,
) {
  const { files, forget } = req.received
  const { carrier, total_millimes } = req.validatedQuery
  try {
    const rows = await readRemittance(files.file!.path, total_millimes)
    const marketplace: MarketplaceModuleService = req.scope.resolve(MARKETPLACE_MODULE)
    const preview = await marketplace.previewRemittance({ carrier, rows })
    res.json({ remittance_preview: preview.map((row) => previewRowSchema.parse(row)) })
  } finally {
    await forget()
  }
}
