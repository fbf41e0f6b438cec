import type {
  ISearchModuleService,
  MedusaContainer,
  SearchFilters,
  SearchOptions,
  SearchOrderBy,
  SearchQuery,
} from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import type { Locale } from "@souk/kit/locale"
import { errors } from "../../../domain/errors"
import {
  countParts,
  decodeTuple,
  FACETS,
  type Facet,
  type FacetValue,
} from "../../../domain/facets"
import { fitOf } from "../../../domain/fit"
import { nameIn } from "../../../domain/localized"
import { normalizeReference } from "../../../domain/reference"
import type { SearchDocument } from "../../../domain/search-document"
import { mayBeMisspelt, readQuery, referenceToken } from "../../../domain/search-query"
import { PARTS_MODULE } from "../../../modules/parts"
import type PartsModuleService from "../../../modules/parts/service"
import { OFFER_INDEX } from "../../../search/offer"
import type { PartListItem, PartsQuery } from "../../schemas"

type PartList = {
  parts: PartListItem[]
  count: number
  limit: number
  offset: number
  facets: Record<Facet, FacetValue[]>
}

/** Which offers a typed query is about, before any filter narrows them. */
type Scope = {
  filters?: SearchFilters
  q?: string
  options?: SearchOptions
  /** Parts in order of likeness, where the engine cannot sort by it. */
  likeness?: string[]
}

type Order = Record<string, SearchOrderBy>
type Hit = Pick<SearchDocument, (typeof HIT_FIELDS)[number]>

const HIT_FIELDS = [
  "id",
  "part_id",
  "condition",
  "price_millimes",
  "in_stock",
  "vendor_handle",
  "shown",
] as const

/** The best offer of each part: in stock before all, then by what it is worth (see `rankCost`). */
const BEST_OFFER: Order = { in_stock: "DESC", rank_cost: "ASC", id: "ASC" }
const BY_RELEVANCE: Order = { in_stock: "DESC", browse_rank: "DESC", rank_cost: "ASC", id: "ASC" }
const BY_PRICE: Order = { price_millimes: "ASC", browse_rank: "DESC", id: "ASC" }
const BY_DATE: Order = { created_at: "DESC", id: "ASC" }

/** How alike a misspelt word must be, and how many parts it may bring. */
const LIKENESS = 0.5
const LIKELY_PARTS = 60

/** Beyond this many different offers, facet counts are those of the first ones. */
const COUNTED_OFFERS = 20_000

/** A page of parts on sale, from the Search Module: every filter holds on one and the same offer. */
export async function listParts(
  container: MedusaContainer,
  query: PartsQuery,
  locale: Locale,
): Promise<PartList> {
  if (
    query.price_min !== undefined &&
    query.price_max !== undefined &&
    query.price_min > query.price_max
  ) {
    throw errors.price_range_reversed({ min: query.price_min, max: query.price_max })
  }
  const engine: ISearchModuleService = container.resolve(Modules.SEARCH)
  const scope = await scopeOf(engine, query.q ?? "")
  const counting = readFacets(engine, scope, query)
  const [hits, { facets, count }] = await Promise.all([
    readPage(engine, scope, query, async () => (await counting).count),
    counting,
  ])
  return {
    parts: await describe(container, hits, query.vehicle ?? null, locale),
    count,
    limit: query.limit,
    offset: query.offset,
    facets,
  }
}

/**
 * Reads the query the way that answers: an exact reference, its beginning, words, words not yet
 * finished, then misspelt ones.
 */
async function scopeOf(engine: ISearchModuleService, typed: string): Promise<Scope> {
  const { reference, words } = readQuery(typed)
  if (words === "") return {}
  const byWords: Scope = { q: words, options: { match_strategy: "all" } }
  const scopes: Scope[] = [
    ...(reference
      ? [
          { filters: { reference_keys: reference } },
          { q: referenceToken(reference), options: { match_strategy: "last" as const } },
        ]
      : []),
    byWords,
    { q: words, options: { match_strategy: "last" } },
  ]
  const found = await engine.searchMany(
    scopes.map((scope) =>
      search(scope, {}, { take: 1, fields: ["id"], options: { count: "none" } }),
    ),
  )
  const index = found.findIndex((result) => result.hits.length > 0)
  if (index >= 0) return scopes[index]!
  if (!mayBeMisspelt(words)) return byWords

  const alike = await engine.search<Hit>(
    search(
      { q: words, options: { typo_tolerance: true, min_score: LIKENESS } },
      {},
      {
        take: LIKELY_PARTS,
        fields: ["part_id"],
        options: { count: "none", distinct: "part_id" },
      },
    ),
  )
  const likeness = alike.hits.map((hit) => hit.document.part_id)
  return likeness.length > 0 ? { filters: { part_id: likeness }, likeness } : byWords
}

async function readPage(
  engine: ISearchModuleService,
  scope: Scope,
  query: PartsQuery,
  total: () => Promise<number>,
): Promise<Hit[]> {
  const filters = filtersOf(query)
  const { limit, offset } = query

  if (query.sort === "relevance" && scope.likeness) {
    const hits = await find(engine, scope, filters, { order: BEST_OFFER, take: LIKELY_PARTS })
    const place = new Map(scope.likeness.map((part, index) => [part, index]))
    const sorted = hits.sort((a, b) => place.get(a.part_id)! - place.get(b.part_id)!)
    return sorted.slice(offset, offset + limit)
  }
  if (query.sort === "relevance") {
    const order = scope.q ? { _score: "DESC" as const, ...BY_RELEVANCE } : BY_RELEVANCE
    return await find(engine, scope, filters, { order, take: limit, skip: offset })
  }
  if (query.sort === "price_asc") {
    return await find(engine, scope, filters, { order: BY_PRICE, take: limit, skip: offset })
  }
  if (query.sort === "price_desc") {
    // Une pièce coûte ce que coûte son offre la moins chère, même quand les plus chères viennent
    // d'abord : la liste est celle des prix croissants, lue par la fin.
    const end = (await total()) - offset
    const skip = Math.max(0, end - limit)
    if (end <= 0) return []
    const page = await find(engine, scope, filters, { order: BY_PRICE, take: end - skip, skip })
    return page.reverse()
  }

  const newest = await find(engine, scope, filters, { order: BY_DATE, take: limit, skip: offset })
  const theirs = { ...filters, part_id: newest.map((hit) => hit.part_id) }
  const best = await find(engine, scope, theirs, { order: BEST_OFFER, take: limit })
  const bestOf = new Map(best.map((hit) => [hit.part_id, hit]))
  return newest.map((hit) => bestOf.get(hit.part_id) ?? hit)
}

/** One offer per part, in the given order. */
async function find(
  engine: ISearchModuleService,
  scope: Scope,
  filters: SearchFilters,
  page: { order: Order; take: number; skip?: number },
): Promise<Hit[]> {
  const { hits } = await engine.search<Hit>(
    search(scope, filters, {
      ...page,
      fields: [...HIT_FIELDS],
      options: { count: "none", distinct: "part_id" },
    }),
  )
  return hits.map((hit) => hit.document as Hit)
}

/**
 * The facets and the number of parts. Each facet counts what the list would be if that facet alone
 * were not narrowed.
 */
async function readFacets(
  engine: ISearchModuleService,
  scope: Scope,
  query: PartsQuery,
): Promise<{ facets: Record<Facet, FacetValue[]>; count: number }> {
  const narrowed = FACETS.filter((facet) => filterOf(facet, query) !== undefined)
  const variants: (Facet | null)[] = [null, ...narrowed]
  const results = await engine.searchMany(
    variants.map((without) =>
      search(scope, filtersOf(query, without), {
        take: 0,
        options: { count: "none", facets: [{ field: "facet_tuple", limit: COUNTED_OFFERS }] },
      }),
    ),
  )
  const tuplesOf = new Map(
    variants.map((variant, index) => {
      const facet = results[index]?.facets?.facet_tuple
      const words = facet?.type === "value" ? facet.values.map((one) => String(one.value)) : []
      return [variant, words.map(decodeTuple)]
    }),
  )
  const listed = tuplesOf.get(null)!
  const counted = (facet: Facet) => countParts(tuplesOf.get(facet) ?? listed, facet)
  return {
    facets: {
      brand: counted("brand"),
      condition: counted("condition"),
      vendor: counted("vendor"),
      category: counted("category"),
    },
    count:
      listed.length < COUNTED_OFFERS
        ? new Set(listed.map((tuple) => tuple.part)).size
        : await countAll(engine, scope, query),
  }
}

async function countAll(engine: ISearchModuleService, scope: Scope, query: PartsQuery) {
  const options: SearchOptions = { count: "exact", distinct: "part_id" }
  const { metadata } = await engine.search(search(scope, filtersOf(query), { take: 0, options }))
  return metadata.count ?? 0
}

function filterOf(facet: Facet, query: PartsQuery): SearchFilters | undefined {
  switch (facet) {
    case "brand":
      return query.brand === undefined ? undefined : { brand_key: normalizeReference(query.brand) }
    case "condition":
      return query.condition && { condition: query.condition }
    case "vendor":
      return query.vendor === undefined ? undefined : { vendor_handle: query.vendor }
    case "category":
      return query.category_id === undefined ? undefined : { category_ids: query.category_id }
  }
}

function filtersOf(query: PartsQuery, without: Facet | null = null): SearchFilters {
  const price = {
    ...(query.price_min !== undefined && { $gte: query.price_min }),
    ...(query.price_max !== undefined && { $lte: query.price_max }),
  }
  return Object.assign(
    {
      ...(Object.keys(price).length > 0 && { price_millimes: price }),
      ...(query.in_stock === "true" && { in_stock: true }),
      ...(query.vehicle && { vehicle_ids: query.vehicle }),
    },
    ...FACETS.filter((facet) => facet !== without).map((facet) => filterOf(facet, query)),
  ) as SearchFilters
}

function search(
  scope: Scope,
  filters: SearchFilters,
  page: { take: number; skip?: number; order?: Order; fields?: string[]; options: SearchOptions },
): SearchQuery {
  const both = [scope.filters, filters].filter((one) => one && Object.keys(one).length > 0)
  return {
    entity: OFFER_INDEX,
    fields: page.fields ?? ["id"],
    // Scope and filters may speak of the same field: both must hold.
    filters: {
      ...(both.length > 0 && { $and: both as SearchFilters[] }),
      ...(scope.q && { q: scope.q }),
    },
    pagination: { take: page.take, skip: page.skip ?? 0, ...(page.order && { order: page.order }) },
    search_options: { ...scope.options, ...page.options },
  }
}

async function describe(
  container: MedusaContainer,
  hits: Hit[],
  vehicle: string | null,
  locale: Locale,
): Promise<PartListItem[]> {
  const parts: PartsModuleService = container.resolve(PARTS_MODULE)
  const facts = await parts.listPartFacts(
    hits.map((hit) => hit.part_id),
    vehicle,
  )
  const factsOf = new Map(facts.map((one) => [one.part_id, one]))
  return hits.map((hit) => {
    const known = factsOf.get(hit.part_id)
    const { shown } = hit
    return {
      id: hit.part_id,
      slug: shown.slug,
      name: nameIn(locale, shown),
      brand: shown.brand,
      mpn: shown.mpn,
      category_id: shown.category_id,
      drawing: shown.drawing,
      thumbnail: shown.thumbnail,
      position: shown.position,
      best_offer: {
        id: hit.id,
        variant_id: shown.variant_id,
        vendor: {
          handle: hit.vendor_handle,
          name: shown.vendor_name,
          governorate_code: shown.vendor_governorate_code,
        },
        price_millimes: hit.price_millimes,
        // Indexed from the offer's own column.
        condition: hit.condition as PartListItem["best_offer"]["condition"],
        in_stock: hit.in_stock,
        delay_days: shown.delay_days,
      },
      offer_count: known?.offer_count ?? 1,
      fits: vehicle === null || !known ? null : fitOf(known),
    }
  })
}
