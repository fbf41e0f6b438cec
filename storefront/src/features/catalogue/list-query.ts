import { parseAmount } from "../../i18n/format"
import type { Condition, PartsQuery } from "../../lib/api-types"

export const PAGE_SIZE = 24
const MAX_PAGE = 400
const conditions: Condition[] = ["new", "used", "refurbished"]

export const sorts = ["relevance", "price_asc", "price_desc", "newest"] as const
export type Sort = (typeof sorts)[number]

/** What the address of a list page says. Prices are whole millimes here, dinars in the address. */
export type ListQuery = {
  q?: string
  category?: string
  brand?: string
  vendor?: string
  condition?: string
  priceMin?: number
  priceMax?: number
  inStock?: true
  vehicle?: string
  /** Every part, not only those of the chosen vehicle. */
  everyVehicle?: true
  sort: Sort
  page: number
}

const word = (params: URLSearchParams, name: string, max = 80): string | undefined =>
  params
    .get(name)
    ?.replace(/[\s\p{Cc}]+/gu, " ")
    .trim()
    .slice(0, max) || undefined

const id = (params: URLSearchParams, name: string): string | undefined =>
  /^[\w.-]{1,64}$/.exec(params.get(name) ?? "")?.[0]

const amount = (params: URLSearchParams, name: string): number | undefined =>
  parseAmount(params.get(name) ?? "") ?? undefined

const inOrder = (low: number | undefined, high: number | undefined) =>
  low !== undefined && high !== undefined && low > high ? [high, low] : [low, high]

/** Never fails: what makes no sense in an address is ignored. */
export function parseListQuery(params: URLSearchParams): ListQuery {
  const sort = sorts.find((name) => name === params.get("sort")) ?? "relevance"
  const page = Number(params.get("page") ?? 1)
  const [priceMin, priceMax] = inOrder(amount(params, "price_min"), amount(params, "price_max"))
  return {
    q: word(params, "q", 120),
    category: id(params, "category"),
    brand: word(params, "brand"),
    vendor: id(params, "vendor"),
    condition: conditions.find((name) => name === params.get("condition")),
    priceMin,
    priceMax,
    inStock: params.get("in_stock") === "true" ? true : undefined,
    vehicle: id(params, "vehicle"),
    everyVehicle: params.get("every_vehicle") === "true" ? true : undefined,
    sort,
    page: Number.isInteger(page) && page >= 1 ? Math.min(page, MAX_PAGE) : 1,
  }
}

const dinars = (millimes: number): string =>
  millimes % 1000 === 0 ? String(millimes / 1000) : (millimes / 1000).toFixed(3).replace(".", ",")

export function toSearch(query: ListQuery): string {
  const params = new URLSearchParams()
  const put = (name: string, value: string | undefined) => value && params.set(name, value)
  put("q", query.q)
  put("category", query.category)
  put("brand", query.brand)
  put("vendor", query.vendor)
  put("condition", query.condition)
  put("price_min", query.priceMin === undefined ? undefined : dinars(query.priceMin))
  put("price_max", query.priceMax === undefined ? undefined : dinars(query.priceMax))
  put("in_stock", query.inStock && "true")
  put("vehicle", query.vehicle)
  put("every_vehicle", query.everyVehicle && "true")
  put("sort", query.sort === "relevance" ? undefined : query.sort)
  put("page", query.page === 1 ? undefined : String(query.page))
  const text = params.toString()
  return text ? `?${text}` : ""
}

/** The same list, otherwise filtered: always from its first page. */
export const refine = (query: ListQuery, changes: Partial<ListQuery>): ListQuery => ({
  ...query,
  page: 1,
  ...changes,
})

export const withoutFilters = (query: ListQuery): ListQuery =>
  parseListQuery(
    new URLSearchParams({ sort: query.sort, ...(query.everyVehicle && { every_vehicle: "true" }) }),
  )

export const hasFilters = (query: ListQuery): boolean =>
  Boolean(
    query.brand ||
    query.vendor ||
    query.condition ||
    query.inStock ||
    query.priceMin !== undefined ||
    query.priceMax !== undefined,
  )

export const toApiQuery = (query: ListQuery, vehicle: string | undefined): PartsQuery => ({
  q: query.q,
  category_id: query.category,
  brand: query.brand,
  vendor: query.vendor,
  condition: query.condition,
  price_min: query.priceMin,
  price_max: query.priceMax,
  in_stock: query.inStock,
  vehicle: query.everyVehicle ? undefined : vehicle,
  sort: query.sort,
  limit: PAGE_SIZE,
  offset: (query.page - 1) * PAGE_SIZE,
})
