import {
  hasFilters,
  parseListQuery,
  refine,
  toApiQuery,
  toggle,
  toSearch,
  withoutFilters,
} from "../list-query"

const parse = (text: string) => parseListQuery(new URLSearchParams(text))

it("reads an address and writes it back", () => {
  const address =
    "?q=plaquettes&category=pcat_vp-1-4-1&brand=Bosch&brand=TRW&condition=new&vendor=frein-express&position=front-left&max_delay_days=3&price_min=12%2C500&price_max=100&in_stock=true&reduced=true&vehicle=vvar_1&every_vehicle=true&sort=price_asc&view=list&page=3"
  expect(toSearch(parse(address))).toBe(address)
})

it.each([
  "page=0",
  "page=-1",
  "page=abc",
  "page=1.5",
  "sort=cheapest",
  "condition=broken",
  "price_min=abc",
  "in_stock=1",
  "max_delay_days=2",
  "view=cards",
  "vehicle=a/b",
  "category=%3Cscript%3E",
  "q=%20%00",
])("ignores %s", (text) => {
  expect(toSearch(parse(text))).toBe("")
})

it("chooses and drops one value of a filter among several", () => {
  const two = toggle(parse("brand=TRW&page=3"), "brand", "Bosch")
  expect(toSearch(two)).toBe("?brand=TRW&brand=Bosch")
  expect(toSearch(toggle(two, "brand", "TRW"))).toBe("?brand=Bosch")
})

it("puts reversed prices in order", () => {
  expect(parse("price_min=100&price_max=20")).toMatchObject({ priceMin: 20_000, priceMax: 100_000 })
})

it("goes back to the first page when the list is refined", () => {
  expect(toSearch(refine(parse("q=frein&page=4"), { brand: ["TRW"] }))).toBe("?q=frein&brand=TRW")
})

it("keeps the order but no filter when all are cleared", () => {
  const cleared = withoutFilters(parse("q=frein&brand=TRW&sort=newest&page=2"))
  expect(toSearch(cleared)).toBe("?sort=newest")
  expect(hasFilters(cleared)).toBe(false)
})

it("asks the API for the chosen vehicle unless every part is wanted", () => {
  expect(toApiQuery(parse("page=2"), "vvar_1")).toMatchObject({
    vehicle: "vvar_1",
    offset: 24,
    limit: 24,
  })
  expect(toApiQuery(parse("every_vehicle=true"), "vvar_1").vehicle).toBeUndefined()
})
