import { PRICE_RANGES } from "../facets"

it("ranges of prices follow one another, from nothing to no bound", () => {
  expect(PRICE_RANGES[0]!.from).toBe(0)
  expect(PRICE_RANGES.at(-1)!.to).toBeUndefined()
  for (const [index, { to }] of PRICE_RANGES.slice(0, -1).entries()) {
    expect(to).toBe(PRICE_RANGES[index + 1]!.from)
  }
})
