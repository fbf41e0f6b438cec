import type { SearchContainer } from "@medusajs/framework/types"
import { defineSearchIndex, search } from "@medusajs/framework/utils"
import { SoukEvents, type OfferChanged } from "@souk/kit/events"
import { PRICE_RANGE_BOUNDS } from "../domain/facets"
import {
  searchDocument,
  SHOWN,
  type IndexedCategory,
  type SearchDocument,
} from "../domain/search-document"
import { SEARCH_SOURCE, type SearchSource } from "../modules/parts/search-sources"
import { PROVIDER as GROUPED, TABLES_VERSION } from "../providers/grouped-search/layout"
import { meilisearchSynonyms, SYNONYMS } from "./synonyms"

/** One document per offer, with the fields of its part; lists group them by part. */
export const OFFER_INDEX = "offer"

const OFFERS_PER_BATCH = 1_000

const ofPart = { [GROUPED]: { of_group: true } }

export default defineSearchIndex({
  name: OFFER_INDEX,
  entity: "offer",
  fields: search.define({
    id: search.keyword().filterable().sortable(),
    part_id: search.keyword().filterable().providerOptions(ofPart),
    brand_key: search.keyword().filterable().facetable().providerOptions(ofPart),
    category_id: search.keyword().filterable().facetable().providerOptions(ofPart),
    category_ids: search
      .keyword()
      .array()
      .filterable()
      .retrievable(false)
      .providerOptions({ [GROUPED]: { of_group: true, scope: true } }),
    vehicle_ids: search.keyword().array().filterable().retrievable(false).providerOptions(ofPart),
    position: search.keyword().filterable().facetable().providerOptions(ofPart),
    reference_keys: search
      .keyword()
      .array()
      .filterable()
      .searchable({ weight: 3 })
      .retrievable(false)
      .providerOptions({ [GROUPED]: { references: true } }),
    words: search
      .text()
      .searchable({ weight: 1 })
      .retrievable(false)
      .providerOptions({ [GROUPED]: { words: true } }),
    condition: search.keyword().filterable().facetable(),
    price_millimes: search
      .integer()
      .filterable()
      .sortable()
      .facetable({ types: ["range"] })
      .providerOptions({ [GROUPED]: { ranges: PRICE_RANGE_BOUNDS } }),
    struck_price_millimes: search.integer(),
    reduced: search.boolean().filterable().facetable(),
    in_stock: search.boolean().filterable().sortable().facetable(),
    delay_days: search.integer().filterable(),
    rank_cost: search.integer().sortable(),
    browse_rank: search.integer().sortable().providerOptions(ofPart),
    popularity: search.integer().sortable().providerOptions(ofPart),
    vendor_handle: search.keyword().filterable().facetable(),
    created_at: search.date().sortable(),
    fingerprint: search.keyword(),
    // What a hit shows and nothing reads in the engine.
    shown: search.object(Object.fromEntries(SHOWN.map((name) => [name, search.keyword()]))),
  }),
  settings: {
    provider_options: {
      [GROUPED]: {
        group_by: "part_id",
        tables: TABLES_VERSION,
        orders: [
          { in_stock: "DESC", browse_rank: "DESC", rank_cost: "ASC" },
          { price_millimes: "ASC" },
          { created_at: "DESC" },
          { popularity: "DESC", in_stock: "DESC", browse_rank: "DESC" },
        ],
        synonyms: SYNONYMS,
      },
      meilisearch: {
        synonyms: meilisearchSynonyms(SYNONYMS),
        faceting: { maxValuesPerFacet: 1_000 },
        pagination: { maxTotalHits: 11_000 },
        rankingRules: ["words", "typo", "attribute", "sort", "proximity", "exactness"],
      },
    },
  },
  events: [SoukEvents.OFFER_CHANGED],

  async consume(event, { container }) {
    // Only `refresh-offers` emits it.
    const { ids } = event.data as OfferChanged
    const documents = await documentsOf(container, ids)
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
      const documents = await documentsOf(container, ids)
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

/** Whoever can ask Query. */
type Sources = { query: Pick<SearchContainer["query"], "graph"> }

/**
 * The documents of those offers that are listed. Une offre sans pièce (occasion, sans marque) fait
 * groupe à elle seule.
 */
export const documentsOf = (container: Sources, ids: string[]) =>
  readDocuments(container, { filters: { id: ids } })

/** The documents of the listed offers after an id, in order of id. */
export const documentsAfter = (container: Sources, id: string, take: number) =>
  readDocuments(container, { filters: { id: { $gt: id } }, pagination: { take } })

async function readDocuments(
  container: Sources,
  selection: { filters: object; pagination?: { take: number } },
): Promise<SearchDocument[]> {
  const { data } = await container.query.graph({
    entity: SEARCH_SOURCE,
    fields: ["id", "offer", "part"],
    ...selection,
  })
  // The shape of `listSearchSources`, which Query reads here.
  const sources = data as unknown as SearchSource[]
  const categories = await categoriesOf(container, [
    ...new Set(sources.map(({ part }) => part.category_id)),
  ])
  return sources.map(({ offer, part }) =>
    searchDocument(
      offer,
      part,
      categories.get(part.category_id) ?? { path: [part.category_id], names: [] },
    ),
  )
}

/** Each category with those above it; Medusa keeps the path in `mpath`. */
async function categoriesOf(
  container: Sources,
  ids: string[],
): Promise<Map<string, IndexedCategory>> {
  const { data: own } = await container.query.graph({
    entity: "product_category",
    fields: ["id", "mpath"],
    filters: { id: ids },
  })
  const paths = new Map(own.map(({ id, mpath }) => [id, (mpath ?? id).split(".")]))
  const { data: named } = await container.query.graph({
    entity: "product_category",
    fields: ["id", "name"],
    filters: { id: [...new Set([...paths.values()].flat())] },
  })
  const nameOf = new Map(named.map(({ id, name }) => [id, name]))
  return new Map(
    [...paths].map(([id, path]) => [
      id,
      // La racine (« Pièces détachées ») est le nom de tout : elle ne distingue rien.
      { path, names: path.slice(1).flatMap((one: string) => nameOf.get(one) ?? []) },
    ]),
  )
}
