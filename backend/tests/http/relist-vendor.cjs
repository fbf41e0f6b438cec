// medusa exec backend/tests/http/relist-vendor.cjs <vendor>: takes what a vendor sells off the lists and
// puts it back, without any event. Says what was put back, and what computing it anew then changed.
const { PARTS_MODULE } = require("@souk/parts/modules/parts")
const { refreshOffersWorkflow } = require("@souk/parts/workflows")
const { relistVendorWorkflow } = require("@souk/parts/workflows/relist-vendor")
const { unlistVendorWorkflow } = require("@souk/parts/workflows/unlist-vendor")

module.exports.default = async ({ container, args: [vendor_id] }) => {
  const parts = container.resolve(PARTS_MODULE)
  const listed = async () => (await parts.listOffers({ vendor_id, listed: true })).length
  const before = await listed()
  await unlistVendorWorkflow(container).run({ input: { vendor_id } })
  const away = await listed()
  await relistVendorWorkflow(container).run({ input: { vendor_id } })
  const back = await listed()
  const { result: corrected } = await refreshOffersWorkflow(container).run({
    input: { vendor_ids: [vendor_id], silent: true },
  })
  console.log(JSON.stringify({ before, away, back, corrected: corrected.length }))
}
