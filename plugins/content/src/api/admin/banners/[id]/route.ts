import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import {
  deleteBannerWorkflow,
  findBanner,
  updateBannerWorkflow,
} from "../../../../workflows/banners"
import { bannerInput, bannerView } from "../../../banner-view"
import type { BannerBody } from "../../../schemas"

export async function GET(req: MedusaRequest, res: MedusaResponse) {
  res.json({ banner: bannerView(await findBanner(req.scope, req.params.id!)) })
}

export async function POST(req: MedusaRequest<BannerBody>, res: MedusaResponse) {
  const id = req.params.id!
  await updateBannerWorkflow(req.scope).run({ input: { ...bannerInput(req.validatedBody), id } })
  res.json({ banner: bannerView(await findBanner(req.scope, id)) })
}

export async function DELETE(req: MedusaRequest, res: MedusaResponse) {
  const id = req.params.id!
  await deleteBannerWorkflow(req.scope).run({ input: { id } })
  res.json({ id, deleted: true })
}
