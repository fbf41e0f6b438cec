import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { CONTENT_MODULE } from "../../../modules/content"
import type ContentModuleService from "../../../modules/content/service"
import { createBannerWorkflow, findBanner } from "../../../workflows/banners"
import { bannerInput, bannerView } from "../../banner-view"
import type { BannerBody } from "../../schemas"

type Query = { limit: number; offset: number }

export async function GET(req: MedusaRequest<unknown, Query>, res: MedusaResponse) {
  const { limit, offset } = req.validatedQuery
  const content: ContentModuleService = req.scope.resolve(CONTENT_MODULE)
  const [banners, count] = await content.listWritten({}, { take: limit, skip: offset })
  res.json({ banners: banners.map(bannerView), count, limit, offset })
}

export async function POST(req: MedusaRequest<BannerBody>, res: MedusaResponse) {
  const { result } = await createBannerWorkflow(req.scope).run({
    input: bannerInput(req.validatedBody),
  })
  res
    .status(201)
    .location(`/admin/banners/${result.id}`)
    .json({ banner: bannerView(await findBanner(req.scope, result.id)) })
}
