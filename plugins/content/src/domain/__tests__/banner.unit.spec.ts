import { bannersShown, isLink, problemOf, stateOf, type Banner } from "../banner"

const now = new Date("2026-03-10T12:00:00Z")
const banner = (facts: Partial<Banner> = {}): Banner => ({
  id: "ban_1",
  texts: { fr: { title: "Révision", text: null } },
  link: "/pieces",
  picture_url: null,
  starts_at: null,
  ends_at: null,
  rank: 0,
  active: true,
  ...facts,
})
const at = (text: string) => new Date(text)

describe("a banner", () => {
  it.each([
    ["shown", {}],
    ["shown", { starts_at: now }],
    ["waiting", { starts_at: at("2026-03-10T12:00:01Z") }],
    ["over", { ends_at: now }],
    ["shown", { ends_at: at("2026-03-10T12:00:01Z") }],
    ["inactive", { active: false, starts_at: at("2026-04-01T00:00:00Z") }],
  ])("is %s with %j", (state, facts) => {
    expect(stateOf(banner(facts), now)).toBe(state)
  })

  it("shows in the languages it is written in, in the operator's order, three at most", () => {
    const both = { fr: { title: "F", text: null }, ar: { title: "ع", text: null } }
    const all = [
      banner({ id: "ban_d", rank: 4 }),
      banner({ id: "ban_c", rank: 3 }),
      banner({ id: "ban_b", rank: 1, texts: both }),
      banner({ id: "ban_a", rank: 1 }),
      banner({ id: "ban_e", rank: 0, active: false }),
    ]
    const shown = (locale: "fr" | "ar" | "en") => bannersShown(all, locale, now).map(({ id }) => id)
    expect(shown("fr")).toEqual(["ban_a", "ban_b", "ban_c"])
    expect(shown("ar")).toEqual(["ban_b"])
    expect(shown("en")).toEqual([])
  })

  it.each([
    ["/", true],
    ["/pieces?q=frein&sort=newest#liste", true],
    ["https://example.com/page", true],
    ["//evil.example", false],
    ["/\\evil.example", false],
    ["http://example.com", false],
    ["javascript:alert(1)", false],
    ["pieces", false],
    ["https://", false],
    ["/pieces avec espace", false],
  ])("leads to %s: %s", (link, isSafe) => {
    expect(isLink(link)).toBe(isSafe)
  })

  it.each([
    [null, {}],
    ["nothing_written", { texts: {} }],
    ["dates_reversed", { starts_at: now, ends_at: now }],
    ["link_unsafe", { link: "//evil.example" }],
  ])("is refused for %s", (problem, facts) => {
    expect(problemOf(banner(facts))).toBe(problem)
  })
})
