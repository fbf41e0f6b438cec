import type { FitmentClaim } from "../fit"
import { judgeFit } from "../fit"
import { claimOf, problemOf, readClaim, sameClaim, type ClaimFacts } from "../line-claim"

const NOW = new Date("2026-11-22T10:00:00Z")
const LATER = new Date("2026-11-23T10:00:00Z")

const fitment = (facts: Partial<FitmentClaim> = {}): FitmentClaim => ({
  id: "fit_1",
  position: "front",
  quantity: 2,
  note: null,
  exclusions: null,
  status: "declared",
  ...facts,
})

const facts = (fitments: FitmentClaim[], change: Partial<ClaimFacts> = {}): ClaimFacts => ({
  offer: {
    id: "off_1",
    condition: "new",
    warranty_months: 12,
    part_id: "part_1",
    label: { fr: "Disque Bosch 1", ar: "قرص Bosch 1", en: "Disc Bosch 1" },
  },
  vehicle: { id: "vvar_1", label: "Peugeot 308" },
  fit: judgeFit({ vehicle_known: true, has_fitments: true, fitments }),
  ...change,
})
const offer = (change: object) => ({ offer: { ...facts([]).offer!, ...change } })

describe("claimOf", () => {
  it("holds the strongest thing that was shown", () => {
    const shown = facts([fitment(), fitment({ id: "fit_2", status: "verified", note: "avec ABS" })])
    expect(claimOf(shown, NOW)).toEqual({
      vehicle_variant_id: "vvar_1",
      vehicle_label: "Peugeot 308",
      verdict: "fits",
      fitment_id: "fit_2",
      fitment_status: "verified",
      fitment_position: "front",
      fitment_note: "avec ABS",
      fitment_exclusions: null,
      part_id: "part_1",
      part_label: "Disque Bosch 1",
      offer_id: "off_1",
      condition: "new",
      warranty_months: 12,
      claimed_at: "2026-11-22T10:00:00.000Z",
    })
  })

  it("says nothing of a vehicle that was not named, nor of an offer that is none", () => {
    const nothing = claimOf({ offer: null, vehicle: null, fit: null }, NOW)
    const { claimed_at, ...rest } = nothing
    expect(new Set(Object.values(rest))).toEqual(new Set([null]))
    expect(claimed_at).toBe(NOW.toISOString())
  })

  it("is the same claim whenever it is made, and only then", () => {
    const claim = claimOf(facts([fitment()]), NOW)
    expect(sameClaim(claim, claimOf(facts([fitment()]), LATER))).toBe(true)
    expect(sameClaim(claim, claimOf(facts([]), LATER))).toBe(false)
    expect(sameClaim({}, claim)).toBe(false)
  })
})

describe("problemOf", () => {
  const gone = { vehicle: null, fit: null }
  it.each<[string, string | null, ClaimFacts, ClaimFacts]>([
    ["nothing changed", null, facts([fitment()]), facts([fitment()])],
    ["it was disputed", "fit_lost", facts([fitment()]), facts([fitment({ status: "disputed" })])],
    ["it was removed", "fit_lost", facts([fitment()]), facts([])],
    ["the vehicle is gone", "vehicle_gone", facts([fitment()]), facts([], gone)],
    [
      "another row says the same",
      null,
      facts([fitment()]),
      facts([fitment({ id: "fit_9", status: "verified" })]),
    ],
    [
      "it goes elsewhere",
      "fit_changed",
      facts([fitment()]),
      facts([fitment({ position: "rear" })]),
    ],
    [
      "it has a new exclusion",
      "fit_changed",
      facts([fitment()]),
      facts([fitment({ exclusions: "sauf ABS" })]),
    ],
    ["it was verified since", null, facts([fitment()]), facts([fitment({ status: "verified" })])],
    ["it fits since", null, facts([]), facts([fitment()])],
    ["it still does not fit", null, facts([]), facts([])],
    [
      "nobody knows any more",
      null,
      facts([fitment({ status: "disputed" })]),
      facts([fitment({ status: "disputed" })]),
    ],
    [
      "it was unknown and does not fit",
      "fit_lost",
      facts([fitment({ status: "disputed" })]),
      facts([]),
    ],
    ["no vehicle was named", null, facts([], gone), facts([], gone)],
    [
      "it is used now",
      "offer_changed",
      facts([fitment()]),
      facts([fitment()], offer({ condition: "used" })),
    ],
    [
      "it is guaranteed for less",
      "offer_changed",
      facts([], gone),
      facts([], { ...gone, ...offer({ warranty_months: 6 }) }),
    ],
    [
      "it is guaranteed for more",
      null,
      facts([fitment()]),
      facts([fitment()], offer({ warranty_months: 24 })),
    ],
    ["the offer is gone", null, facts([fitment()]), facts([fitment()], { offer: null })],
  ])("when %s: %s", (_, problem, before, after) => {
    expect(problemOf(claimOf(before, NOW), after)).toBe(problem)
  })
})

describe("readClaim", () => {
  it("reads what was written, and nothing else", () => {
    const claim = claimOf(facts([fitment()]), NOW)
    expect(readClaim(JSON.parse(JSON.stringify(claim)))).toEqual(claim)
    for (const other of [{}, { verdict: "fits" }, { claimed_at: "x", verdict: "perhaps" }]) {
      expect(readClaim(other)).toBeNull()
    }
  })
})
