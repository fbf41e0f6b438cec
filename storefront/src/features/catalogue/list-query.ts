import { parseAmount } from "../../i18n/format"
import type { Condition, PartsQuery } from "../../lib/api-types"

export const PAGE_SIZE = 24
/** The API pages through the first ten thousand results. */
export const MAX_PAGE = 400
const MAX_VALUES = 20
const conditions: Condition[] = ["new", "used", "refurbished"]

export const sorts = ["relevance", "price_asc", "price_desc", "newest", "popular"] as const
export type Sort = (typeof sorts)[number]

/** Delays one may ask for, in days before the parcel leaves. */
export const delays = [1, 3, 7] as const

/** Filters of which several values may be chosen at once: any of them will do. */
export const choices = ["brand", "condition", "vendor", "position"] as const
export type Choice = (typeof choices)[number]

/** What the address of a list page says. Prices are whole millimes here, dinars in the address. */
export type ListQuery = {
  q?: string
  category?: string
  brand: string[]
  vendor: string[]
  condition: string[]
  position: string[]
  maxDelayDays?: number
  priceMin?: number
  priceMax?: number
  inStock?: true
  /** Only what costs less than it did. */
  reduced?: true
  vehicle?: string
  /** Every part, not only those of the chosen vehicle. */
  everyVehicle?: true
  sort: Sort
  page: number
  /** One part a line, instead of cards side by side. */
  view?: "list"
}

const clean = (text: string, max: number): string =>
  text
    .replace(/[\s\p{Cc}]+/gu, " ")
    .trim()
    .slice(0, max)

const word = (params: URLSearchParams, name: string, max: number): string | undefined =>
  clean(params.get(name) ?? "", max) || undefined

const words = (params: URLSearchParams, name: string, max = 80): string[] =>
  [...new Set(params.getAll(name).map((text) => clean(text, max)))]
    .filter((text) => text !== "")
    .slice(0, MAX_VALUES)

const isId = (text: string): boolean => /^[\w.-]{1,64}$/.test(text)

const id = (params: URLSearchParams, name: string): string | undefined =>
  words(params, name).find(isId)

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
    brand: words(params, "brand"),
    vendor: words(params, "vendor").filter(isId),
    condition: conditions.filter((name) => params.getAll("condition").includes(name)),
    position: words(params, "position").filter(isId),
    maxDelayDays: delays.find((days) => String(days) === params.get("max_delay_days")),
    priceMin,
    priceMax,
    inStock: params.get("in_stock") === "true" ? true : undefined,
    reduced: params.get("reduced") === "true" ? true : undefined,
    vehicle: id(params, "vehicle"),
    everyVehicle: params.get("every_vehicle") === "true" ? true : undefined,
    sort,
    page: Number.isInteger(page) && page >= 1 ? Math.min(page, MAX_PAGE) : 1,
    view: params.get("view") === "list" ? "list" : undefined,
  }
}

const dinars = (millimes: number): string =>
  millimes % 1000 === 0 ? String(millimes / 1000) : (millimes / 1000).toFixed(3).replace(".", ",")

export function toSearch(query: ListQuery): string {
  const params = new URLSearchParams()
  const put = (name: string, value: string | undefined) => value && params.append(name, value)
  put("q", query.q)
  put("category", query.category)
  for (const name of choices) {
    query[name].forEach((value) => put(name, value))
  }
  put("max_delay_days", query.maxDelayDays?.toString())
  put("price_min", query.priceMin === undefined ? undefined : dinars(query.priceMin))
  put("price_max", query.priceMax === undefined ? undefined : dinars(query.priceMax))
  put("in_stock", query.inStock && "true")
  put("reduced", query.reduced && "true")
  put("vehicle", query.vehicle)
  put("every_vehicle", query.everyVehicle && "true")
  put("sort", query.sort === "relevance" ? undefined : query.sort)
  put("view", query.view)
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

/** With one more value of a filter, or without it when it is chosen already. */
export const toggle = (query: ListQuery, name: Choice, value: string): ListQuery =>
  refine(query, {
    [name]: query[name].includes(value)
      ? query[name].filter((chosen) => chosen !== value)
      : [...query[name], value],
  })

export const withoutFilters = (query: ListQuery): ListQuery => ({
  ...parseListQuery(new URLSearchParams()),
  sort: query.sort,
  view: query.view,
  vehicle: query.vehicle,
  everyVehicle: query.everyVehicle,
})

export const hasFilters = (query: ListQuery): boolean =>
  choices.some((name) => query[name].length > 0) ||
  Boolean(query.inStock || query.reduced || query.maxDelayDays) ||
  query.priceMin !== undefined ||
  query.priceMax !== undefined

export const toApiQuery = (query: ListQuery, vehicle: string | undefined): PartsQuery => ({
  q: query.q,
  category_id: query.category,
  brand: query.brand,
  vendor: query.vendor,
  condition: query.condition,
  position: query.position,
  max_delay_days: query.maxDelayDays,
  price_min: query.priceMin,
  price_max: query.priceMax,
  in_stock: query.inStock,
  reduced: query.reduced,
  vehicle: query.everyVehicle ? undefined : vehicle,
  sort: query.sort,
  limit: PAGE_SIZE,
  offset: (query.page - 1) * PAGE_SIZE,
})
