import type { SearchContainer } from "@medusajs/framework/types"
import { defineSearchIndex, search } from "@medusajs/framework/utils"
import { SoukEvents, type OfferChanged } from "@souk/kit/events"
import {
  searchDocument,
  type IndexedOffer,
  type IndexedPart,
  type SearchDocument,
} from "../domain/search-document"

/** One document per offer, with the fields of its part; lists group them by part. */
export const OFFER_INDEX = "offer"

const OFFERS_PER_BATCH = 500

const OFFER_FIELDS = [
  "id",
  "part_id",
  "variant_id",
  "listed",
  "thumbnail",
  "condition",
  "warranty_months",
  "delay_days",
  "price_millimes",
  "stock_available",
  "vendor_handle",
  "vendor_name",
  "vendor_governorate_code",
  "vendor_cancellation_percent",
  "rank_cost",
  "created_at",
  "updated_at",
]

const PART_FIELDS = [
  "id",
  "slug",
  "mpn",
  "mpn_key",
  "ean",
  "category_id",
  "drawing",
  "name_fr",
  "name_ar",
  "name_en",
  "position",
  "updated_at",
  "brand.name",
  "brand.name_key",
  "brand.aliases.name",
  "cross_references.number",
  "cross_references.number_key",
  "fitments.variant_id",
  "fitments.status",
]

type OfferRow = IndexedOffer & { part_id: string | null; listed: boolean }

export default defineSearchIndex({
  name: OFFER_INDEX,
  entity: "offer",
  fields: search.define({
    id: search.keyword().filterable().sortable(),
    part_id: search.keyword().filterable(),
    brand_key: search.keyword().filterable(),
    category_ids: search.keyword().array().filterable(),
    vehicle_ids: search.keyword().array().filterable(),
    reference_keys: search.keyword().array().filterable(),
    words: search.text().searchable({ weight: 3 }),
    reference_words: search.text().searchable({ weight: 1 }),
    condition: search.keyword().filterable(),
    price_millimes: search.integer().filterable().sortable(),
    in_stock: search.boolean().filterable().sortable(),
    rank_cost: search.integer().sortable(),
    browse_rank: search.integer().sortable(),
    vendor_handle: search.keyword().filterable(),
    created_at: search.date().sortable(),
    facet_tuple: search.keyword().facetable(),
    // What a hit shows and nothing reads in the engine: kept out of its columns, which stay small.
    shown: search.object({}),
  }),
  events: [SoukEvents.OFFER_CHANGED],

  async consume(event, { container }) {
    // Only `refresh-offers` emits it.
    const { ids } = event.data as OfferChanged
    const documents = await documentsOf(container, { id: ids })
    const listed = new Set(documents.map((document) => document.id))
    const gone = ids.filter((id) => !listed.has(id))
    return [
      { action: "upsert", documents },
      ...(gone.length > 0 ? [{ action: "delete" as const, filters: { id: gone } }] : []),
    ]
  },

  async *seed({ container, filters, last_key: lastKey, catchup }) {
    let cursor = lastKey
    for (;;) {
      const { data } = await container.query.graph({
        entity: "offer",
        fields: ["id", "deleted_at"],
        filters: {
          ...filters,
          ...(cursor !== undefined && { id: { $gt: cursor } }),
          ...(catchup && { updated_at: { $gte: catchup.since } }),
        },
        pagination: { take: OFFERS_PER_BATCH, order: { id: "ASC" } },
        withDeleted: Boolean(catchup),
      })
      const ids = data.map((row) => row.id)
      if (ids.length === 0) return
      const documents = await documentsOf(container, { id: ids })
      const listed = new Set(documents.map((document) => document.id))
      const gone = catchup ? ids.filter((id) => !listed.has(id)) : []
      yield [
        { action: "upsert", documents },
        ...(gone.length > 0 ? [{ action: "delete" as const, filters: { id: gone } }] : []),
      ]
      cursor = ids.at(-1)
    }
  },
})

/**
 * The documents of those offers that are listed.
 * Une offre sans pièce (occasion, sans marque) n'a pas de page de pièce : elle ne se liste pas ici.
 */
export async function documentsOf(
  container: SearchContainer,
  filters: Record<string, unknown>,
): Promise<SearchDocument[]> {
  const { data: offers } = await container.query.graph({
    entity: "offer",
    fields: OFFER_FIELDS,
    filters: { ...filters, listed: true },
  })
  // The fields asked for above, of a model of ours.
  const rows = offers as unknown as OfferRow[]
  const partIds = [...new Set(rows.flatMap((row) => row.part_id ?? []))]
  if (partIds.length === 0) return []

  const { data: parts } = await container.query.graph({
    entity: "part",
    fields: PART_FIELDS,
    filters: { id: partIds },
  })
  const partById = new Map((parts as unknown as IndexedPart[]).map((part) => [part.id, part]))
  const pathOf = await categoryPaths(container, [...partById.values()])

  return rows.flatMap((row) => {
    const part = partById.get(row.part_id ?? "")
    return part
      ? [searchDocument(row, part, pathOf.get(part.category_id) ?? [part.category_id])]
      : []
  })
}

/** Each category with those above it; Medusa keeps the path in `mpath`. */
async function categoryPaths(container: SearchContainer, parts: IndexedPart[]) {
  const { data } = await container.query.graph({
    entity: "product_category",
    fields: ["id", "mpath"],
    filters: { id: [...new Set(parts.map((part) => part.category_id))] },
  })
  return new Map(data.map(({ id, mpath }) => [id, (mpath ?? id).split(".")]))
}
