import type { EntityManager } from "@medusajs/framework/mikro-orm/knex"
import { loneOfferSlug } from "../../domain/lone-offer"
import { pageOf, type Page } from "./sql"

export type PartPageRow = {
  id: string
  slug: string
  thumbnail: string | null
  /** When its offers last changed. */
  updated_at: Date
}

type Row = Omit<PartPageRow, "slug"> & { slug: string | null; title: string }

/** Every part somebody sells and every offer that has none, in an order that new ones do not disturb. */
export async function listPartPages(
  manager: EntityManager,
  page: { limit: number; offset: number },
): Promise<Page<PartPageRow>> {
  const { rows, count } = await pageOf<Row>(
    manager,
    `SELECT id, slug, title, thumbnail, updated_at, count(*) OVER ()::int AS total
       FROM (SELECT part.id, part.slug, '' AS title, min(offer.thumbnail) AS thumbnail,
                    max(offer.updated_at) AS updated_at, part.created_at
               FROM offer JOIN part ON part.id = offer.part_id AND part.deleted_at IS NULL
              WHERE offer.listed AND offer.deleted_at IS NULL
              GROUP BY part.id
              UNION ALL
             SELECT id, NULL, title, thumbnail, updated_at, created_at
               FROM offer
              WHERE part_id IS NULL AND category_id IS NOT NULL AND listed AND deleted_at IS NULL) AS page
      ORDER BY created_at, id`,
    [],
    page,
  )
  return {
    count,
    rows: rows.map(({ slug, title, ...row }) => ({
      ...row,
      slug: slug ?? loneOfferSlug({ id: row.id, title }),
    })),
  }
}
