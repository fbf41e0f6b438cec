import { deliveryFor } from "../delivery"

const terms = (fee: number, from: number | null) => ({
  shipping_fee_millimes: fee,
  free_shipping_from_millimes: from,
})

it.each([
  ["never free", terms(7_000, null), 900_000, 7_000, null],
  ["below", terms(7_000, 150_000), 149_999, 7_000, { from_millimes: 150_000, missing_millimes: 1 }],
  ["reached", terms(7_000, 150_000), 150_000, 0, { from_millimes: 150_000, missing_millimes: 0 }],
  ["nothing asked", terms(0, 150_000), 10, 0, null],
  ["free for all", terms(7_000, 0), 0, 0, { from_millimes: 0, missing_millimes: 0 }],
])("delivery %s", (_case, given, goods, fee_millimes, free) => {
  expect(deliveryFor(given, goods)).toEqual({ fee_millimes, free })
})
