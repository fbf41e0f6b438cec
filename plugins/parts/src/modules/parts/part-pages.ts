import type { EntityManager } from "@medusajs/framework/mikro-orm/knex"
import { pageOf, type Page } from "./sql"

export type PartPageRow = {
  id: string
  slug: string
  thumbnail: string | null
  /** When its offers last changed. */
  updated_at: Date
}

/** Every part somebody sells, in an order that new parts do not disturb. */
export async function listPartPages(
  manager: EntityManager,
  page: { limit: number; offset: number },
): Promise<Page<PartPageRow>> {
  return await pageOf<PartPageRow>(
    manager,
    `SELECT part.id, part.slug, min(offer.thumbnail) AS thumbnail,
            max(offer.updated_at) AS updated_at, count(*) OVER ()::int AS total
       FROM offer JOIN part ON part.id = offer.part_id AND part.deleted_at IS NULL
      WHERE offer.listed AND offer.deleted_at IS NULL
      GROUP BY part.id ORDER BY part.created_at, part.id`,
    [],
    page,
  )
}
