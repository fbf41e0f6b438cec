import type { MedusaContainer } from "@medusajs/framework/types"
import { CONTENT_MODULE, type ContentModuleService } from "@souk/content/modules/content"
import { createBannerWorkflow, type BannerInput } from "@souk/content/workflows"

const SERVICE_SEASON: BannerInput = {
  id: "ban_demo_revision",
  texts: {
    fr: {
      title: "Révision avant la route",
      text: "Filtres, huile, plaquettes : tout ce qui se change à la vidange, chez le vendeur le plus proche.",
    },
    ar: {
      title: "صيانة قبل السفر",
      text: "فلاتر وزيت وأقراص: كل ما يُبدَّل عند تغيير الزيت، عند أقرب بائع.",
    },
    en: {
      title: "Service before the road",
      text: "Filters, oil, pads: all that is changed at a service, from the nearest vendor.",
    },
  },
  link: "/pieces?q=filtre",
  picture_url: null,
  starts_at: null,
  ends_at: null,
  rank: 10,
  active: true,
}

/** One banner, so that the home page shows where the operator's words go. A removed one stays away. */
export async function loadBanners(container: MedusaContainer) {
  const content: ContentModuleService = container.resolve(CONTENT_MODULE)
  const filters = { id: SERVICE_SEASON.id! }
  const [known] = await content.listBanners(filters, { withDeleted: true })
  if (!known) await createBannerWorkflow(container).run({ input: SERVICE_SEASON })
  return { result: null, told: known ? "there already" : "1" }
}
