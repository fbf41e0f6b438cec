import type { Category } from "../../lib/api-types"

export type CategoryTree = {
  all: Category[]
  roots: Category[]
  byId: (id: string) => Category | undefined
  byHandle: (handle: string) => Category | undefined
  children: (id: string) => Category[]
  /** From the root down to the category itself. */
  path: (id: string) => Category[]
}

export function categoryTree(categories: Category[]): CategoryTree {
  const byId = new Map(categories.map((category) => [category.id, category]))
  const byHandle = new Map(categories.map((category) => [category.handle, category]))
  const byParent = Map.groupBy(
    [...categories].sort((a, b) => a.rank - b.rank || a.name.localeCompare(b.name)),
    ({ parent_category_id }) =>
      parent_category_id && byId.has(parent_category_id) ? parent_category_id : "",
  )

  function path(id: string): Category[] {
    const steps: Category[] = []
    for (
      let at = byId.get(id);
      at && !steps.includes(at);
      at = byId.get(at.parent_category_id ?? "")
    ) {
      steps.unshift(at)
    }
    return steps
  }

  return {
    all: categories,
    roots: byParent.get("") ?? [],
    byId: (id) => byId.get(id),
    byHandle: (handle) => byHandle.get(handle),
    children: (id) => byParent.get(id) ?? [],
    path,
  }
}
