import { translator } from "../../../i18n/translate"
import { withVehicle } from "../target"
import { engineLabel, years } from "../vehicle"

const t = translator("fr")

it("tells an engine from its sisters", () => {
  const label = engineLabel(t, {
    id: "vvar_1",
    generation: "IV",
    name: "1.5 dCi 90",
    label: "",
    energy: "diesel",
    engine_code: "K9K",
    displacement_cc: 1461,
    power_kw: 66,
    power_ch: 90,
    body: "hatchback",
    from: "2012-09",
    to: null,
  })
  expect(label).toBe("IV 1.5 dCi 90 · Diesel · 90 ch · depuis 2012 · K9K")
})

it.each([
  ["2008-01", "2013-05", "2008–2013"],
  ["2008-01", "2008-12", "2008"],
  [null, null, ""],
  [null, "2013-05", "2013"],
])("writes the years %p to %p as %p", (from, to, text) => {
  expect(years(t, from, to)).toBe(text)
})

it("changes or removes the vehicle of an address and keeps the rest", () => {
  expect(withVehicle("/pieces?q=a&vehicle=old&page=2", "new")).toBe(
    "/pieces?q=a&page=2&vehicle=new",
  )
  expect(withVehicle("/pieces?vehicle=old", undefined)).toBe("/pieces")
})
