// medusa exec backend/tests/http/spoil-index.cjs <offer> <another>: makes the search index say what is
// not so, whichever engine holds it. The first offer has another brand and costs a millime, the second
// is not listed.
const { SHOWN_FIELDS } = require("@souk/parts/domain/search-document")

const KEPT = [
  "id",
  "part_id",
  "category_id",
  "condition",
  "in_stock",
  "delay_days",
  "vendor_handle",
]

module.exports.default = async ({ container, args: [wrong, gone] }) => {
  const engine = container.resolve("search")
  const { hits } = await engine.search({
    entity: "offer",
    fields: [...KEPT, ...SHOWN_FIELDS],
    filters: { id: wrong },
    pagination: { take: 1 },
    search_options: { count: "none" },
  })
  const document = { ...hits[0].document, brand_key: "NOBODY", price_millimes: 1 }
  await engine.upsertDocuments({ index: "offer", documents: [document] })
  await engine.deleteDocuments({ index: "offer", filters: { id: [gone] } })
}
