import type { MedusaContainer, SearchFilters } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import type { Locale } from "@souk/kit/locale"
import { foldText } from "@souk/kit/fold-text"
import { nameIn } from "../../../domain/localized"
import { SHOWN_FIELDS, type SearchDocument } from "../../../domain/search-document"
import { readQuery } from "../../../domain/search-query"
import { OFFER_INDEX } from "../../../search/offer"
import { catalogueNames } from "../../catalogue-names"
import { categoryTree } from "../../category-tree"
import type { PartSuggestion } from "../../schemas"

const PARTS = 5
const BRANDS = 2
const CATEGORIES = 3

/**
 * What a search that is being typed may become: parts whose reference or words begin so, the ones
 * that fit the vehicle when there is one, then brands and categories of that name.
 */
export async function suggestParts(
  container: MedusaContainer,
  typed: string,
  vehicle: string | null,
  locale: Locale,
): Promise<PartSuggestion[]> {
  const { reference, words } = readQuery(typed)
  if (words === "") return []
  const [parts, names, categories] = await Promise.all([
    findParts(container, reference, words, vehicle),
    catalogueNames(container),
    categoryTree(container),
  ])
  const begins = (name: string) =>
    foldText(name)
      .split(/[^\p{L}\p{N}]+/u)
      .some((_, at, all) => all.slice(at).join(" ").startsWith(words))
  return [
    ...parts.map(({ part_id, shown }): PartSuggestion => ({
      kind: "part",
      text: nameIn(locale, shown),
      id: part_id,
      slug: shown.slug,
      brand: shown.brand ?? undefined,
      mpn: shown.mpn ?? undefined,
      drawing: shown.drawing,
    })),
    ...[...names.brands.values()]
      .filter((name) => foldText(name).startsWith(words))
      .slice(0, BRANDS)
      .map((name): PartSuggestion => ({ kind: "brand", text: name })),
    ...categories
      .all(locale)
      .filter(({ name }) => begins(name))
      .slice(0, CATEGORIES)
      .map(({ id, name }): PartSuggestion => ({ kind: "category", text: name, id })),
  ]
}

type Hit = Pick<SearchDocument, "part_id" | "shown">

async function findParts(
  container: MedusaContainer,
  reference: string | null,
  words: string,
  vehicle: string | null,
): Promise<Hit[]> {
  const search = (filters: SearchFilters, on?: string[]) => ({
    entity: OFFER_INDEX,
    fields: ["part_id", ...SHOWN_FIELDS],
    filters: { ...filters, ...(vehicle && { vehicle_ids: vehicle }) },
    pagination: {
      take: PARTS,
      order: { in_stock: "DESC" as const, browse_rank: "DESC" as const, rank_cost: "ASC" as const },
    },
    search_options: {
      distinct: "part_id",
      count: "none" as const,
      ...(on && { attributes_to_search_on: on }),
    },
  })
  const answers = await container
    .resolve(Modules.SEARCH)
    .searchMany([
      ...(reference ? [search({ q: reference }, ["reference_keys"])] : []),
      search({ q: words }),
    ])
  const found = answers.find((answer) => answer.hits.length > 0)
  // Written by `documentsOf`, read back by the fields asked for.
  return (found?.hits ?? []).map((hit) => hit.document as Hit)
}
