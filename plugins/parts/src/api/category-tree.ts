import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { LOCALES, type Locale } from "@souk/kit/locale"

export type CategoryNode = { id: string; name: string }

type CategoryTree = {
  /** The way down to a category, from its root to itself. */
  pathTo(id: string, locale: Locale): CategoryNode[]
  /** Every category, by its whole path. */
  all(locale: Locale): (CategoryNode & { path: string })[]
}

/** Categories change by the operator's hand, a few times a year: a minute late is soon enough. */
const FRESH_FOR_MS = 60_000

let known: { tree: Promise<CategoryTree>; until: number } | null = null

/** The categories and their names, from memory. */
export function categoryTree(container: MedusaContainer): Promise<CategoryTree> {
  const now = Date.now()
  if (!known || known.until < now) {
    const tree = readTree(container)
    known = { tree, until: now + FRESH_FOR_MS }
    tree.catch(() => (known = null))
  }
  return known.tree
}

async function readTree(container: MedusaContainer): Promise<CategoryTree> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const [{ data: categories }, { data: translations }] = await Promise.all([
    query.graph({ entity: "product_category", fields: ["id", "name", "parent_category_id"] }),
    query.graph({
      entity: "translation",
      fields: ["reference_id", "locale_code", "translations"],
      filters: { reference: "product_category" },
    }),
  ])
  const parentOf = new Map(categories.map((one) => [one.id, one.parent_category_id]))
  const names = new Map(categories.map((one) => [one.id, one.name]))
  const translated = new Map<string, string>()
  for (const { reference_id, locale_code, translations: texts } of translations) {
    const locale = LOCALES.find((one) => one === locale_code.toLowerCase().split("-")[0])
    if (locale && typeof texts?.name === "string") {
      translated.set(`${locale} ${reference_id}`, texts.name)
    }
  }

  const pathTo = (id: string, locale: Locale) => {
    const path: CategoryNode[] = []
    for (let at: string | null | undefined = id; at && names.has(at); at = parentOf.get(at)) {
      path.unshift({ id: at, name: translated.get(`${locale} ${at}`) ?? names.get(at)! })
    }
    return path
  }
  return {
    pathTo,
    all: (locale) =>
      categories
        .map(({ id }) => {
          const path = pathTo(id, locale)
          return { ...path.at(-1)!, path: path.map(({ name }) => name).join(" › ") }
        })
        .sort((a, b) => a.path.localeCompare(b.path, locale)),
  }
}
