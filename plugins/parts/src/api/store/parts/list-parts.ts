import type {
  ISearchModuleService,
  MedusaContainer,
  SearchFacetRequest,
  SearchFilters,
  SearchOptions,
  SearchOrderBy,
  SearchQuery,
  SearchResult,
} from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import type { Locale } from "@souk/kit/locale"
import { errors } from "../../../domain/errors"
import {
  FACETS,
  PRICE_RANGES,
  type Facet,
  type FacetValue,
  type PriceRange,
} from "../../../domain/facets"
import { nameIn } from "../../../domain/localized"
import { normalizeReference } from "../../../domain/reference"
import { SHOWN_FIELDS, type SearchDocument } from "../../../domain/search-document"
import { beginningsOf, readQuery } from "../../../domain/search-query"
import { PARTS_MODULE } from "../../../modules/parts"
import type PartsModuleService from "../../../modules/parts/service"
import { PROVIDER as GROUPED } from "../../../providers/grouped-search/layout"
import { OFFER_INDEX } from "../../../search/offer"
import { catalogueNames } from "../../catalogue-names"
import type { PartListItem, PartsQuery, PartsSuggestion } from "../../schemas"

type PartList = {
  parts: PartListItem[]
  count: number
  count_is_exact: boolean
  limit: number
  offset: number
  facets: Record<Facet, FacetValue[]> & { in_stock: number; reduced: number; price: PriceRange[] }
  suggestions: PartsSuggestion[]
}

/** Which offers a typed query is about, before any filter narrows them. */
type Scope = { filters?: SearchFilters; q?: string; on?: string[] }

type Order = Record<string, SearchOrderBy>
type Hit = Pick<SearchDocument, (typeof HIT_KEYS)[number] | "shown">

const HIT_KEYS = [
  "id",
  "part_id",
  "category_id",
  "position",
  "condition",
  "price_millimes",
  "struck_price_millimes",
  "in_stock",
  "delay_days",
  "vendor_handle",
] as const
const HIT_FIELDS = [...HIT_KEYS, ...SHOWN_FIELDS]

/** The best offer of each part: in stock before all, then by what it is worth (see `rankCost`). */
const BY_RELEVANCE: Order = { in_stock: "DESC", browse_rank: "DESC", rank_cost: "ASC" }
const ORDERS: Record<PartsQuery["sort"], Order> = {
  relevance: BY_RELEVANCE,
  price_asc: { price_millimes: "ASC" },
  price_desc: { price_millimes: "DESC" },
  newest: { created_at: "DESC" },
  popular: { popularity: "DESC", ...BY_RELEVANCE },
}

/** The index's field behind each facet; `in_stock` and `price` are counted beside them. */
const FACET_FIELDS: Record<Facet, string> = {
  brand: "brand_key",
  condition: "condition",
  vendor: "vendor_handle",
  category: "category_id",
  position: "position",
}
const COUNTED = [...FACETS, "in_stock", "reduced", "price"] as const
type Counted = (typeof COUNTED)[number]

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
  // Chaque filtre posé se compte comme s'il ne l'était pas : on voit ce que donnerait un autre choix.
  const narrowed = COUNTED.filter((one) => filterOf(one, query) !== undefined)
  const [page, ...others] = await engine.searchMany([
    pageQuery(
      scope,
      query,
      COUNTED.filter((one) => !narrowed.includes(one)),
    ),
    ...narrowed.map((one) => facetQuery(scope, query, one)),
  ])
  const answers = new Map<Counted, SearchResult>(
    COUNTED.map((one) => [one, others[narrowed.indexOf(one)] ?? page!]),
  )
  const count = page!.metadata.count ?? 0
  return {
    parts: await describe(container, page!.hits.map(hitOf), query.vehicle ?? null, locale),
    count,
    // Un moteur qui ne le dit pas estime.
    count_is_exact: page!.provider_metadata?.count_is_exact === true,
    limit: query.limit,
    offset: query.offset,
    facets: await facetsOf(container, answers),
    suggestions: count === 0 ? await suggest(engine, query) : [],
  }
}

// Written by `documentsOf`, read back by the fields asked for.
const hitOf = (hit: SearchResult["hits"][number]) => hit.document as Hit

/** Reads the query the way that answers: an exact reference, the beginning of one, else words. */
async function scopeOf(engine: ISearchModuleService, typed: string): Promise<Scope> {
  const { reference, words } = readQuery(typed)
  if (words === "") return {}
  const byWords: Scope = { q: words }
  if (reference === null) return byWords
  const scopes: Scope[] = [{ filters: { reference_keys: reference } }, begunBy(reference)]
  const found = await engine.searchMany(scopes.map(anything))
  return scopes[found.findIndex((result) => result.hits.length > 0)] ?? byWords
}

/** References that begin so: words are not looked at. */
const begunBy = (reference: string): Scope => ({ q: reference, on: ["reference_keys"] })

/** Whether anything answers. */
const anything = (scope: Scope): SearchQuery =>
  search(scope, {}, { take: 1, order: {}, fields: ["id"], options: { count: "none" } })

/** How much answers. */
const probe = (scope: Scope, filters: SearchFilters): SearchQuery =>
  search(scope, filters, { take: 0, fields: ["id"], options: { count: "estimated" } })

function pageQuery(scope: Scope, query: PartsQuery, facets: Counted[]): SearchQuery {
  const scored = scope.q !== undefined && query.sort === "relevance"
  return search(scope, filtersOf(query), {
    take: query.limit,
    skip: query.offset,
    order: { ...(scored && { _score: "DESC" as const }), ...ORDERS[query.sort] },
    fields: [...HIT_FIELDS],
    options: {
      count: "estimated",
      facets: facets.map(facetRequest),
      // Une pièce coûte ce que coûte son offre la moins chère, même quand les plus chères viennent d'abord.
      provider_options: { [GROUPED]: { least_of: ["price_millimes"] } },
    },
  })
}

const facetQuery = (scope: Scope, query: PartsQuery, facet: Counted): SearchQuery =>
  search(scope, filtersOf(query, facet), {
    take: 0,
    fields: ["id"],
    options: { count: "none", facets: [facetRequest(facet)] },
  })

function facetRequest(facet: Counted): SearchFacetRequest {
  if (facet === "price") return { field: "price_millimes", type: "range", ranges: PRICE_RANGES }
  const isYesOrNo = facet === "in_stock" || facet === "reduced"
  return { field: isYesOrNo ? facet : FACET_FIELDS[facet] }
}

function filterOf(facet: Counted, query: PartsQuery): SearchFilters | undefined {
  const { price_min: from, price_max: to } = query
  switch (facet) {
    case "brand":
      return query.brand && { brand_key: query.brand.map(normalizeReference) }
    case "condition":
      return query.condition && { condition: query.condition }
    case "vendor":
      return query.vendor && { vendor_handle: query.vendor }
    case "position":
      return query.position && { position: query.position }
    case "category":
      return query.category_id === undefined ? undefined : { category_ids: query.category_id }
    case "in_stock":
      return query.in_stock === "true" ? { in_stock: true } : undefined
    case "reduced":
      return query.reduced === "true" ? { reduced: true } : undefined
    case "price":
      return from === undefined && to === undefined
        ? undefined
        : {
            price_millimes: {
              ...(from !== undefined && { $gte: from }),
              ...(to !== undefined && { $lte: to }),
            },
          }
  }
}

function filtersOf(query: PartsQuery, without: Counted | null = null): SearchFilters {
  return Object.assign(
    {
      ...(query.vehicle && { vehicle_ids: query.vehicle }),
      ...(query.max_delay_days !== undefined && { delay_days: { $lte: query.max_delay_days } }),
    },
    ...COUNTED.filter((one) => one !== without).map((one) => filterOf(one, query)),
  ) as SearchFilters
}

function search(
  scope: Scope,
  filters: SearchFilters,
  page: { take: number; skip?: number; order?: Order; fields: string[]; options: SearchOptions },
): SearchQuery {
  const both = [scope.filters, filters].filter((one) => one && Object.keys(one).length > 0)
  return {
    entity: OFFER_INDEX,
    fields: page.fields,
    // Scope and filters may speak of the same field: both must hold.
    filters: {
      ...(both.length > 0 && { $and: both as SearchFilters[] }),
      ...(scope.q && { q: scope.q }),
    },
    pagination: {
      take: page.take,
      skip: page.skip ?? 0,
      order: page.order ?? BY_RELEVANCE,
    },
    search_options: {
      distinct: "part_id",
      ...(scope.on && { attributes_to_search_on: scope.on }),
      ...page.options,
    },
  }
}

async function facetsOf(
  container: MedusaContainer,
  answers: Map<Counted, SearchResult>,
): Promise<PartList["facets"]> {
  const names = await catalogueNames(container)
  const counted = (facet: Counted, field: string) => {
    const result = answers.get(facet)?.facets?.[field]
    return result?.type === "value" ? result.values : []
  }
  const values = (facet: Facet) => counted(facet, FACET_FIELDS[facet])
  const yes = (facet: "in_stock" | "reduced") =>
    counted(facet, facet).find(({ value }) => value === "true")?.count ?? 0
  const prices = answers.get("price")?.facets?.price_millimes
  return {
    brand: values("brand").map(({ value, count }) => ({
      value: names.brands.get(value) ?? value,
      count,
    })),
    condition: values("condition"),
    vendor: values("vendor").map(({ value, count }) => ({
      value,
      label: names.vendors.get(value) ?? value,
      count,
    })),
    category: values("category"),
    position: values("position"),
    in_stock: yes("in_stock"),
    reduced: yes("reduced"),
    price:
      prices?.type === "range"
        ? prices.ranges.map(({ from, to, count }) => ({
            from: Number(from ?? 0),
            to: to === undefined ? null : Number(to),
            count,
          }))
        : [],
  }
}

/** What would find something when nothing does, in the order a buyer would try it. */
async function suggest(
  engine: ISearchModuleService,
  query: PartsQuery,
): Promise<PartsSuggestion[]> {
  const typed = query.q ?? ""
  const { reference, words } = readQuery(typed)
  const narrowing = filtersOf(query)
  const { vehicle_ids: vehicle, ...others } = narrowing
  const scope = await scopeOf(engine, typed)
  const each = words.split(" ").filter((word) => word.length > 2)
  const tries: { suggestion: Omit<PartsSuggestion, "count">; query: SearchQuery }[] = [
    ...(vehicle
      ? [{ suggestion: { kind: "without_vehicle" as const }, query: probe(scope, others) }]
      : []),
    ...(Object.keys(others).length > 0
      ? [
          {
            suggestion: { kind: "without_filters" as const },
            query: probe(scope, vehicle ? { vehicle_ids: vehicle } : {}),
          },
        ]
      : []),
    ...(reference ? beginningsOf(reference) : []).map((beginning) => ({
      suggestion: { kind: "reference" as const, q: beginning },
      query: probe(begunBy(beginning), {}),
    })),
    ...(each.length > 1 ? each : []).map((word) => ({
      suggestion: { kind: "spelling" as const, q: word },
      query: probe({ q: word }, {}),
    })),
  ]
  if (tries.length === 0) return []
  const found = await engine.searchMany(tries.map((one) => one.query))
  const helpful = tries.flatMap(({ suggestion }, index) => {
    const count = found[index]!.metadata.count ?? 0
    return count > 0 ? [{ ...suggestion, count }] : []
  })
  // Un seul début de référence : le plus long, donc le plus proche.
  const nearest = helpful.find((one) => one.kind === "reference")
  return helpful.filter((one) => one.kind !== "reference" || one === nearest)
}

async function describe(
  container: MedusaContainer,
  hits: Hit[],
  vehicle: string | null,
  locale: Locale,
): Promise<PartListItem[]> {
  const parts: PartsModuleService = container.resolve(PARTS_MODULE)
  const offerCount = new Map(
    (await parts.countOffers(hits.map((hit) => hit.part_id))).map((one) => [
      one.part_id,
      one.count,
    ]),
  )
  return hits.map((hit) => {
    const { shown } = hit
    return {
      id: hit.part_id,
      slug: shown.slug,
      name: nameIn(locale, shown),
      brand: shown.brand,
      mpn: shown.mpn,
      category_id: hit.category_id,
      drawing: shown.drawing,
      thumbnail: shown.thumbnail,
      position: hit.position,
      best_offer: {
        id: hit.id,
        variant_id: shown.variant_id,
        vendor: {
          handle: hit.vendor_handle,
          name: shown.vendor_name,
          governorate_code: shown.vendor_governorate_code,
        },
        price_millimes: hit.price_millimes,
        struck_price_millimes: hit.struck_price_millimes ?? null,
        // Indexed from the offer's own column.
        condition: hit.condition as PartListItem["best_offer"]["condition"],
        in_stock: hit.in_stock,
        delay_days: hit.delay_days,
      },
      offer_count: offerCount.get(hit.part_id) ?? 1,
      // La liste d'un véhicule ne tient que ce qui s'y monte (voir `vehicle_ids`).
      fits: vehicle === null ? null : "fits",
    }
  })
}
