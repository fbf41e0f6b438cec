import { describeErrors } from "@souk/kit/__tests__/told-in-three-languages"
import { errors } from "../errors"
import { fitConfidence, fitOf, judgeFit, type FitmentClaim, type FitmentStatus } from "../fit"
import { nameIn } from "../localized"
import { stableId } from "../stable-id"
import { stockState } from "../stock-state"
import { vehicleFullName, vehicleLabel } from "../vehicle-label"

describe("fitOf", () => {
  it.each([
    ["fits", { vehicle_known: true, has_fitments: true, statuses: ["declared"] }],
    ["fits", { vehicle_known: true, has_fitments: true, statuses: ["disputed", "verified"] }],
    ["does_not_fit", { vehicle_known: true, has_fitments: true, statuses: [] }],
    ["unknown", { vehicle_known: true, has_fitments: true, statuses: ["disputed"] }],
    ["unknown", { vehicle_known: true, has_fitments: false, statuses: [] }],
    ["unknown", { vehicle_known: false, has_fitments: true, statuses: [] }],
  ])("answers %s from %j", (fit, evidence) => {
    expect(fitOf(evidence)).toBe(fit)
  })
})

describe("judgeFit", () => {
  const claim = (status: FitmentStatus, id: string = status): FitmentClaim => ({
    id,
    status,
    position: null,
    quantity: 1,
    note: null,
    exclusions: null,
  })
  const judge = (...fitments: FitmentClaim[]) =>
    judgeFit({ vehicle_known: true, has_fitments: true, fitments })

  it.each([
    ["fits", "verified", [claim("disputed"), claim("declared"), claim("verified")]],
    ["fits", "declared", [claim("disputed"), claim("declared")]],
    ["unknown", "disputed", [claim("disputed")]],
    ["does_not_fit", null, []],
  ] as const)("answers %s, %s", (verdict, status, fitments) => {
    expect(judge(...fitments)).toMatchObject({ verdict, status })
  })

  it("answers unknown of a vehicle or of a part nothing is known of", () => {
    const nothing = { vehicle_known: true, has_fitments: true, fitments: [] }
    for (const known of [
      { ...nothing, vehicle_known: false },
      { ...nothing, has_fitments: false },
    ]) {
      expect(judgeFit(known)).toEqual({ verdict: "unknown", status: null, fitments: [] })
    }
  })

  it("puts the strongest claim first, then by place, whatever order they come in", () => {
    const claims = [
      { ...claim("declared", "a"), position: "rear" },
      { ...claim("declared", "b"), position: "front" },
      claim("disputed", "c"),
      claim("verified", "d"),
    ]
    const order = ["d", "b", "a", "c"]
    expect(judge(...claims).fitments.map(({ id }) => id)).toEqual(order)
    expect(judge(...[...claims].reverse()).fitments.map(({ id }) => id)).toEqual(order)
  })
})

describe("fitConfidence", () => {
  const known = { vehicle_known: true, has_fitments: true }
  const judged = (...statuses: FitmentStatus[]) =>
    judgeFit({
      ...known,
      fitments: statuses.map((status) => ({
        id: status,
        status,
        position: null,
        quantity: 1,
        note: null,
        exclusions: null,
      })),
    })

  it("goes from what is verified down to what is said not to fit", () => {
    const order = [
      judged("verified"),
      judged("declared"),
      judgeFit({ vehicle_known: true, has_fitments: false, fitments: [] }),
      judged("disputed"),
      judged(),
    ].map((fit) => fitConfidence(fit, false)!)
    expect(order).toEqual([...order].sort((a, b) => b - a))
    expect([order[0], order.at(-1)]).toEqual([1, 0])
  })

  it("is sure of a part taken from the same vehicle, and says nothing without a vehicle", () => {
    expect(fitConfidence(judged(), true)).toBe(1)
    expect(fitConfidence(null, false)).toBeNull()
    expect(fitConfidence(null, true)).toBeNull()
  })
})

describe("what the parts room refuses", () => describeErrors(errors))

describe("stockState", () => {
  it.each([
    [-1, "out"],
    [0, "out"],
    [1, "low"],
    [3, "low"],
    [4, "in_stock"],
    [4000, "in_stock"],
  ])("tells %d as %s", (available, state) => {
    expect(stockState(available)).toBe(state)
  })
})

describe("vehicleLabel", () => {
  const vehicle = {
    name: "1.6 HDi",
    generation: "I",
    power_ch: 92,
    from_month: "2008-03",
    to_month: "2013-06",
  }
  it.each([
    ["1.6 HDi 92 ch (2008 – 2013)", vehicle],
    ["1.6 HDi 90 (2008 – 2013)", { ...vehicle, name: "1.6 HDi 90" }],
    ["1.6 HDi 92 ch (2008 –)", { ...vehicle, to_month: null }],
    ["1.6 HDi 92 ch", { ...vehicle, from_month: null }],
    ["1.6 HDi (2008 – 2013)", { ...vehicle, power_ch: null }],
  ])("is %j", (label, given) => {
    expect(vehicleLabel(given)).toBe(label)
  })

  it("has a full name", () => {
    expect(vehicleFullName("Peugeot", "308", vehicle)).toBe(
      "Peugeot 308 I 1.6 HDi 92 ch (2008 – 2013)",
    )
  })
})

describe("stableId", () => {
  it("depends on what it names alone, in the shape of Medusa's ids", () => {
    expect(stableId("part", "BOSCH", "0986424797")).toBe(stableId("part", "BOSCH", "0986424797"))
    expect(stableId("part", "BOSCH", "0986424797")).toMatch(/^part_[0-9A-HJKMNP-TV-Z]{26}$/)
    expect(stableId("part", "AB", "C")).not.toBe(stableId("part", "A", "BC"))
  })
})

describe("nameIn", () => {
  it("gives the reader's language", () => {
    const thing = { name_fr: "Frein", name_ar: "فرامل", name_en: "Brake" }
    expect((["fr", "ar", "en"] as const).map((locale) => nameIn(locale, thing))).toEqual([
      "Frein",
      "فرامل",
      "Brake",
    ])
  })
})
