import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { localeOf } from "@souk/kit/locale"
import { bannersShown } from "../../../domain/banner"
import { CONTENT_MODULE } from "../../../modules/content"
import type ContentModuleService from "../../../modules/content/service"

const MOST_ACTIVE = 200

export async function GET(req: MedusaRequest, res: MedusaResponse) {
  const locale = localeOf(req.headers)
  const content: ContentModuleService = req.scope.resolve(CONTENT_MODULE)
  const [active] = await content.listWritten({ active: true }, { take: MOST_ACTIVE })
  const shown = bannersShown(active, locale, new Date())
  res.json({
    banners: shown.map(({ id, texts, link, picture_url }) => ({
      id,
      ...texts[locale]!,
      link,
      picture_url,
    })),
  })
}
