import { found, get, made, post, send } from "./client"
import { demo, signIn } from "./shop"

type Shown = { id: string; title: string; text: string | null; link: string | null }
type Banner = { id: string; state: string; rank: number }

let operator: string
let vendor: string
beforeAll(async () => {
  operator = await signIn("user", demo.operator)
  vendor = await signIn("user", demo.vendorA.email)
})

const shownIn = async (language: string) =>
  (
    await found<{ banners: Shown[] }>("/store/banners", {
      headers: { "x-medusa-locale": language },
    })
  ).banners

const banner = (facts: object = {}) => ({
  texts: { fr: { title: "Livraison offerte", text: null } },
  link: "/pieces?sort=newest",
  rank: 1,
  ...facts,
})
const create = async (facts: object = {}) =>
  (await made<{ banner: Banner }>("/admin/banners", banner(facts), { as: operator })).banner

it("the operator writes, orders, dates and removes what the home page announces", async () => {
  const [seeded] = await shownIn("fr")
  expect(seeded).toMatchObject({ title: expect.any(String), link: expect.stringMatching(/^\//) })
  const first = await create()
  const later = await create({ starts_at: "2999-01-01T00:00:00+01:00", rank: 0 })
  expect([first.state, later.state]).toEqual(["shown", "waiting"])
  expect((await shownIn("fr")).map(({ id }) => id)).toEqual([first.id, seeded!.id])
  expect((await shownIn("ar")).map(({ id }) => id)).toEqual([seeded!.id])

  const said = { ar: { title: "توصيل مجاني", text: "هذا الأسبوع" } }
  const changed = await made<{ banner: Banner }>(
    `/admin/banners/${first.id}`,
    banner({ texts: said, rank: 20 }),
    { as: operator },
  )
  expect(changed.banner).toMatchObject({ rank: 20, texts: said })
  expect(await shownIn("ar")).toMatchObject([{ id: seeded!.id }, { id: first.id, ...said.ar }])
  expect((await shownIn("fr")).map(({ id }) => id)).toEqual([seeded!.id])

  for (const { id } of [first, later]) {
    expect((await send("DELETE", `/admin/banners/${id}`, { as: operator })).status).toBe(200)
    expect((await get(`/admin/banners/${id}`, { as: operator })).status).toBe(404)
  }
  const { banners } = await found<{ banners: Banner[] }>("/admin/banners", { as: operator })
  expect(banners.map(({ id }) => id)).toEqual([seeded!.id])
})

it.each([
  ["nothing_written", { texts: {} }],
  ["link_unsafe", { link: "//evil.example" }],
  ["link_unsafe", { link: "javascript:alert(1)" }],
  ["dates_reversed", { starts_at: "2026-05-02T00:00:00Z", ends_at: "2026-05-01T00:00:00Z" }],
])("%s is refused in words", async (code, facts) => {
  const { status, body } = await post("/admin/banners", banner(facts), { as: operator })
  expect([status, body.code]).toEqual([400, code])
  expect(body.message).toBeTruthy()
})

it.each([
  [{ texts: { de: { title: "Angebot", text: null } } }],
  [{ texts: { fr: { title: "x".repeat(81), text: null } } }],
  [{ rank: -1 }],
  [{ starts_at: "demain" }],
  [{ picture_url: "javascript:alert(1)" }],
])("%j is no banner", async (facts) => {
  expect((await post("/admin/banners", banner(facts), { as: operator })).status).toBe(400)
})

it("is the operator's alone to write", async () => {
  expect((await post("/admin/banners", banner())).status).toBe(401)
  expect((await post("/admin/banners", banner(), { as: vendor })).status).toBe(403)
  expect((await get("/admin/banners", { as: vendor })).status).toBe(403)
})
