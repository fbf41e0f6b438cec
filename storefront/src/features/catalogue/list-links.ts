import type { PartList } from "../../lib/api-types"
import { conditionLabel, positionLabel } from "./labels"
import { refine, toggle, toSearch, type Choice, type ListQuery } from "./list-query"
import type { CategoryTree } from "./categories"

/** One list, wherever it is: search results, a category, a vendor's parts. */
export type ListProps = {
  list: PartList
  query: ListQuery
  /** The list's own address, without its filters. */
  base: string
  categories?: CategoryTree
  /** The category or vendor of the page itself is not a filter one can take off. */
  fixed?: "category" | "vendor"
}

type Locals = Pick<App.Locals, "t" | "href" | "price" | "vehicle">

/** Where a list leads, and what its filters are called. */
export function listLinks({ list, query, base, categories, fixed }: ListProps, locals: Locals) {
  const { t, href, vehicle } = locals
  const linked = (asked: ListQuery): string => {
    const own = { ...asked, vehicle: vehicle?.id }
    const free =
      fixed === "vendor" ? { ...own, vendor: [] } : fixed ? { ...own, category: undefined } : own
    return href(base + toSearch(free))
  }
  return {
    linked,
    /** What a form must carry along for its own change to keep the rest. */
    kept: (except: (keyof ListQuery)[]): [string, string][] => {
      const rest = Object.fromEntries(except.map((name) => [name, undefined]))
      const address = linked({ ...query, ...rest, page: 1 })
      return [...new URL(address, "http://here.invalid").searchParams]
    },
    /** What is counted over the first parts found is a least. */
    counted: (count: number) => (list.count_is_exact === false ? `${count}+` : String(count)),
    categoryName: (id: string) => categories?.byId(id)?.name ?? id,
    positionName: (value: string) => positionLabel(t, value) ?? value,
    vendorName: (value: string) =>
      list.facets.vendor.find((vendor) => vendor.value === value)?.label ?? value,
  }
}

/** The filters that are set, each with the list without it. */
export function chipsOf(props: ListProps, locals: Locals): { text: string; without: ListQuery }[] {
  const { query, fixed } = props
  const { t, price } = locals
  const { categoryName, positionName, vendorName } = listLinks(props, locals)
  const one = (text: string, changes: Partial<ListQuery>) => ({
    text,
    without: refine(query, changes),
  })
  const each = (name: Choice, text: (value: string) => string) =>
    query[name].map((value) => ({ text: text(value), without: toggle(query, name, value) }))
  const { q, category, maxDelayDays, priceMin, priceMax, inStock, reduced } = query
  return [
    ...(q ? [one(t("list.resultsFor", { query: q }), { q: undefined })] : []),
    ...(category && fixed !== "category"
      ? [one(categoryName(category), { category: undefined })]
      : []),
    ...each("brand", (value) => value),
    ...each("condition", (value) => conditionLabel(t, value)),
    ...each("position", positionName),
    ...(fixed === "vendor" ? [] : each("vendor", vendorName)),
    ...(maxDelayDays
      ? [one(t("list.within", { count: maxDelayDays }), { maxDelayDays: undefined })]
      : []),
    ...(priceMin !== undefined
      ? [one(t("list.priceFrom", { price: price(priceMin) }), { priceMin: undefined })]
      : []),
    ...(priceMax !== undefined
      ? [one(t("list.priceUpTo", { price: price(priceMax) }), { priceMax: undefined })]
      : []),
    ...(inStock ? [one(t("list.inStock"), { inStock: undefined })] : []),
    ...(reduced ? [one(t("list.reduced"), { reduced: undefined })] : []),
  ]
}
