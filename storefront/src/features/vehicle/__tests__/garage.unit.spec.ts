import { activate, checkVin, isPlate, keep, MAX_KEPT, remove, rename, type Garage } from "../garage"

const clio = { id: "vvar_1", label: "Renault Clio IV 1.5 dCi" }
const golf = { id: "vvar_2", label: "Volkswagen Golf VI 1.6 TDI" }
const empty: Garage = { garage: [] }

describe("the garage", () => {
  it("makes the last chosen vehicle the active one, and keeps the others", () => {
    const both = keep(keep(empty, { ...clio, plate: "123 TU 4567" }), golf)
    expect(both.vehicle).toEqual(golf)
    expect(both.garage.map(({ id }) => id)).toEqual([golf.id, clio.id])
    expect(keep(both, clio).garage[0]).toEqual({ ...clio, plate: "123 TU 4567" })
  })

  it("never holds more than a cookie can", () => {
    const many = Array.from({ length: MAX_KEPT + 3 }, (_, n) => ({ id: `v${n}`, label: "x" }))
    const full = many.reduce(keep, empty)
    expect(full.garage).toHaveLength(MAX_KEPT)
    expect(full.garage[0]?.id).toBe(full.vehicle?.id)
  })

  it("has no active vehicle once it is removed, and keeps it otherwise", () => {
    const both = keep(keep(empty, clio), golf)
    expect(remove(both, golf.id)).toEqual({ garage: [clio], vehicle: undefined })
    expect(remove(both, clio.id).vehicle).toEqual(golf)
  })

  it("activates only what it holds", () => {
    const both = keep(keep(empty, clio), golf)
    expect(activate(both, clio.id).vehicle).toEqual(clio)
    expect(activate(both, "vvar_9")).toBe(both)
  })

  it("names a vehicle by its plate, or no longer", () => {
    const named = rename(keep(empty, clio), clio.id, "12 تونس 345")
    expect(named.garage[0]?.plate).toBe("12 تونس 345")
    expect(rename(named, clio.id, "").garage[0]?.plate).toBeUndefined()
  })
})

it.each(["123 TU 4567", "12 تونس 345", "RS 12345", ""])("takes the plate %p", (plate) => {
  expect(isPlate(plate)).toBe(true)
})
it.each(["<b>", "123/4567", "1".repeat(21)])("refuses the plate %p", (plate) => {
  expect(isPlate(plate)).toBe(false)
})

describe("a VIN", () => {
  it.each(["VF1BR0A0H12345678", "vf1br0a0h12345678", "VF1 BR0A0H-12345678"])(
    "reads %s",
    (typed) => {
      expect(checkVin(typed)).toEqual({ ok: true, vin: "VF1BR0A0H12345678" })
    },
  )
  it("says which character cannot be there", () => {
    expect(checkVin("VF1BO0A0H12345678")).toEqual({
      ok: false,
      problem: "letter",
      letter: "O",
      place: 5,
    })
  })
  it("says how many characters were given", () => {
    expect(checkVin("VF1")).toEqual({ ok: false, problem: "length", length: 3 })
  })
})
