import { existsSync } from "node:fs"
import { join } from "node:path"
import {
  DEFAULT_COUNTS,
  eanCheckDigit,
  generateCatalogue,
  loadSeedTables,
  normaliseMpn,
} from "../generate"

const dataDir = join(__dirname, "../data")
const drawingsDir = join(__dirname, "../../../storefront/public/drawings")
const tables = loadSeedTables(dataDir)
const { parts, offers } = generateCatalogue(tables, DEFAULT_COUNTS)
const distinct = <T>(items: Iterable<T>) => new Set(items).size
const duplicates = (keys: string[]) => keys.filter((key, index) => keys.indexOf(key) !== index)

describe("seed tables", () => {
  it("cover what Tunisia drives", () => {
    const { vehicles } = tables
    expect(distinct(vehicles.map((v) => v.make))).toBeGreaterThanOrEqual(60)
    expect(distinct(vehicles.map((v) => `${v.make}|${v.model}`))).toBeGreaterThanOrEqual(400)
    expect(vehicles.length).toBeGreaterThanOrEqual(2_500)
    expect([...new Set(vehicles.map((v) => v.kind))].sort()).toEqual([
      "car",
      "moto",
      "truck",
      "utility",
    ])
    const identities = vehicles.map((v) =>
      [v.make, v.model, v.generation, v.variant, v.from].join("|"),
    )
    expect(distinct(identities)).toBe(vehicles.length)
  })

  it("write sound vehicles: power in both units, periods in order, engines of their kind", () => {
    const displacement = { car: [350, 7_000], utility: [49, 5_000], truck: [2_000, 17_000] }
    const wrong = tables.vehicles.filter((v) => {
      const [low, high] = v.kind === "moto" ? [48, 1_300] : displacement[v.kind]!
      const fromYear = Number(v.from.slice(0, 4))
      return !(
        // Both are whole numbers: a scooter of 3 kW has 4 ch.
        Math.abs(v.power_ch - v.power_kw * 1.3596) <= Math.max(0.5, v.power_ch * 0.02) &&
        /^\d{4}-(0[1-9]|1[0-2])$/.test(v.from) &&
        fromYear >= 1950 &&
        (v.to === null || v.to > v.from) &&
        (v.energy === "electric"
          ? v.displacement_cc === null
          : v.displacement_cc !== null && v.displacement_cc >= low! && v.displacement_cc <= high!)
      )
    })
    expect(wrong).toEqual([])
  })

  it("give every make its manufacturer codes, in the form of a VIN", () => {
    expect(tables.makes.map(({ make }) => make).sort()).toEqual(
      [...new Set(tables.vehicles.map((v) => v.make))].sort(),
    )
    for (const { wmi } of tables.makes) {
      expect(distinct(wmi)).toBe(wmi.length)
      for (const code of wmi) expect(code).toMatch(/^[A-HJ-NPR-Z0-9]{3}$/)
    }
    const known = new Map(tables.makes.map(({ make, wmi }) => [make, wmi]))
    expect(known.get("Peugeot")).toContain("VF3")
    expect(known.get("Volkswagen")).toEqual(expect.arrayContaining(["WVW", "WV1", "WV2"]))
    expect(tables.makes.filter(({ wmi }) => wmi.length > 0).length).toBeGreaterThanOrEqual(60)
  })

  it("hold the 24 governorates and their delegations", () => {
    expect(tables.governorates).toHaveLength(24)
    expect(duplicates(tables.delegations.map((d) => d.code))).toEqual([])
    expect(new Set(tables.delegations.map((d) => d.governorate_code))).toEqual(
      new Set(tables.governorates.map((g) => g.code)),
    )
    for (const d of tables.delegations) expect(d.code.startsWith(d.governorate_code)).toBe(true)
  })

  it("place vendors and buyers in existing delegations", () => {
    const governorateOf = new Map(tables.delegations.map((d) => [d.code, d.governorate_code]))
    for (const person of [...tables.vendors, ...tables.buyers]) {
      expect(governorateOf.get(person.delegation_code)).toBe(person.governorate_code)
      expect(person.phone).toMatch(/^\d{8}$/)
    }
    expect(distinct(tables.vendors.map((v) => v.governorate_code))).toBeGreaterThanOrEqual(9)
    expect(tables.buyers.map((b) => b.email)).toContain("acheteur@souk.example")
  })

  it("give each vendor a matricule fiscal and a RIB whose keys hold", () => {
    for (const vendor of tables.vendors) {
      const [, digits, letter] =
        vendor.tax_number.match(/^(\d{7})([A-Z])\/[APBDN]\/[MPCN]\/000$/) ?? []
      const sum = [...digits].reduce(
        (total, digit, index) => total + Number(digit) * (7 - index),
        0,
      )
      expect(letter).toBe("ABCDEFGHJKLMNPQRSTVWXYZ"[sum % 23])
      expect(vendor.rib).toMatch(/^\d{20}$/)
      expect(BigInt(vendor.rib.slice(18))).toBe(
        97n - ((BigInt(vendor.rib.slice(0, 18)) * 100n) % 97n),
      )
    }
    expect(tables.vendors.filter((v) => v.status === "approved")).toHaveLength(10)
  })

  it("refer to existing categories, brands, criteria and drawings", () => {
    const categories = new Set(tables.categories.map((c) => c.id))
    const brands = new Set(tables.brands.map((b) => b.name))
    const criteria = new Set(tables.criteria.map((c) => c.key))
    for (const family of tables.families) {
      expect(categories).toContain(family.category_id)
      for (const brand of family.brands) expect(brands).toContain(brand)
      for (const { key } of family.criteria) expect(criteria).toContain(key)
      expect({
        family: family.code,
        drawn: existsSync(join(drawingsDir, `${family.drawing}.svg`)),
      }).toEqual({ family: family.code, drawn: true })
    }
    for (const category of tables.categories)
      if (category.parent_id) expect(categories).toContain(category.parent_id)
  })
})

describe("generated catalogue", () => {
  it("has the quantities asked for", () => {
    expect(parts).toHaveLength(DEFAULT_COUNTS.parts)
    expect(offers).toHaveLength(DEFAULT_COUNTS.offers)
  })

  it("is the same for the same seed and another for another", () => {
    expect(generateCatalogue(tables, DEFAULT_COUNTS)).toEqual({ parts, offers })
    expect(generateCatalogue(tables, { parts: 5, offers: 5 }, 7).parts).not.toEqual(
      parts.slice(0, 5),
    )
  })

  it.each([1, 50, 777])("keeps its first %i parts when it grows", (count) => {
    expect(generateCatalogue(tables, { parts: count, offers: count }).parts).toEqual(
      parts.slice(0, count),
    )
  })

  it("refuses more offers than its vendors could carry", () => {
    expect(() => generateCatalogue(tables, { parts: 1, offers: 100 })).toThrow(
      /100 offres demandées/,
    )
  })

  it("names a part once: brand and normalised reference", () => {
    expect(distinct(parts.map((p) => `${p.brand}|${normaliseMpn(p.mpn)}`))).toBe(parts.length)
  })

  it("stays unique where a pattern runs out", () => {
    const many = generateCatalogue(tables, { parts: 30_000, offers: 30_000 }).parts
    expect(distinct(many.map((p) => `${p.brand}|${normaliseMpn(p.mpn)}`))).toBe(many.length)
    const eans = many.flatMap((p) => p.ean ?? [])
    expect(distinct(eans)).toBe(eans.length)
  })

  it("writes valid EAN-13 numbers for about 70 % of the parts", () => {
    const eans = parts.flatMap((p) => p.ean ?? [])
    expect(eans.length / parts.length).toBeCloseTo(0.7, 1)
    for (const ean of eans) {
      expect(ean).toMatch(/^\d{13}$/)
      expect(eanCheckDigit(ean.slice(0, 12))).toBe(Number(ean[12]))
    }
  })

  it("fits 3 to 25 distinct vehicles of the right kind, or none when universal", () => {
    const families = new Map(tables.families.map((f) => [f.code, f]))
    for (const part of parts) {
      const { kinds } = families.get(part.family)!
      if (kinds.length === 0) expect(part.fitments).toEqual([])
      else {
        expect(part.fitments.length).toBeGreaterThanOrEqual(3)
        expect(part.fitments.length).toBeLessThanOrEqual(25)
        expect(distinct(part.fitments.map((f) => f.vehicle))).toBe(part.fitments.length)
        for (const fitment of part.fitments)
          expect(kinds).toContain(tables.vehicles[fitment.vehicle].kind)
        expect(part.oe_numbers.length).toBeGreaterThan(0)
      }
    }
  })

  it("covers at least 65 categories with parts on sale", () => {
    const approved = new Set(
      tables.vendors.filter((v) => v.status === "approved").map((v) => v.handle),
    )
    const onSale = offers.filter((offer) => approved.has(offer.vendor) && offer.stock > 0)
    expect(distinct(onSale.map((offer) => parts[offer.part].category_id))).toBeGreaterThanOrEqual(
      65,
    )
  })

  it("lets a vendor offer a part once, at most six vendors, and every vendor something", () => {
    expect(distinct(offers.map((o) => `${o.vendor}|${o.part}`))).toBe(offers.length)
    expect(distinct(offers.map((o) => o.sku))).toBe(offers.length)
    const perPart = new Map<number, number>()
    for (const offer of offers) perPart.set(offer.part, (perPart.get(offer.part) ?? 0) + 1)
    expect(Math.max(...perPart.values())).toBe(6)
    for (const vendor of tables.vendors)
      expect({
        vendor: vendor.handle,
        sells: offers.some((o) => o.vendor === vendor.handle),
      }).toEqual({ vendor: vendor.handle, sells: true })
  })

  it("prices in whole millimes ending in 00 or 50, with a few parts out of stock", () => {
    for (const offer of offers) {
      expect(offer.price_millimes).toBeGreaterThan(0)
      expect(offer.price_millimes % 50).toBe(0)
    }
    const out = offers.filter((o) => o.stock === 0).length / offers.length
    expect(out).toBeGreaterThan(0.02)
    expect(out).toBeLessThan(0.06)
  })

  it("finds used parts at the breaker's, never used fluids or filters", () => {
    const used = offers.filter((o) => o.condition === "used")
    expect(used.filter((o) => o.vendor === "casse-el-amel").length / used.length).toBeGreaterThan(
      0.7,
    )
    for (const offer of used)
      expect(parts[offer.part].family).not.toMatch(/filter|engine-oil|fluid|coolant|pads/)
  })

  it("names the donor of a used part, a vehicle that it fits, of a year when it was made", () => {
    for (const { part, condition, donor } of offers) {
      expect(donor !== null).toBe(condition === "used")
      if (!donor) continue
      const { from, to } = tables.vehicles[donor.vehicle]
      expect(parts[part].fitments.map(({ vehicle }) => vehicle)).toContain(donor.vehicle)
      expect(donor.year).toBeGreaterThanOrEqual(Number(from.slice(0, 4)))
      expect(donor.year).toBeLessThanOrEqual(Number(to?.slice(0, 4) ?? 2026))
      expect(donor.mileage_km).toBeGreaterThan(0)
      expect(donor.mileage_km).toBeLessThanOrEqual(340_000)
    }
  })
})
