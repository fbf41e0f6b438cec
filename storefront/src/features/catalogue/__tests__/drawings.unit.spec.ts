import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { parse } from "csv-parse/sync"
import { categoryTree } from "../categories"
import { categoryDrawing } from "../drawings"

type Row = { id: string; parent_id: string; name_fr: string; name_ar: string }
const root = join(__dirname, "..", "..", "..", "..", "..")
const rows: Row[] = parse(readFileSync(join(root, "backend/seed/data/part-categories.csv")), {
  columns: true,
})
const tree = categoryTree(
  rows.map(({ id, parent_id, name_fr }, rank) => ({
    id: `pcat_${id}`,
    name: name_fr,
    handle: id,
    parent_category_id: parent_id ? `pcat_${parent_id}` : null,
    rank,
  })),
)

it("every category of the catalogue has its Arabic name and a drawing", () => {
  expect(rows.filter(({ name_ar }) => !/[\u0600-\u06ff]/.test(name_ar))).toEqual([])
  const drawings = rows.map(({ id }) => categoryDrawing(tree, `pcat_${id}`))
  const missing = drawings.filter(
    (name) => !existsSync(join(root, `storefront/public/drawings/${name}.svg`)),
  )
  expect(missing).toEqual([])
  expect(drawings.filter((name) => name === "part")).toEqual([])
})

it.each([
  ["vp-1-4-1-8", "brake-disc"],
  ["vp-1-4-1-10", "brake-disc"],
  ["vp-1-4-15-2", "seat-cover"],
  ["vp-1-6", "alarm"],
])("%s is drawn as %s", (id, drawing) => {
  expect(categoryDrawing(tree, `pcat_${id}`)).toBe(drawing)
})
