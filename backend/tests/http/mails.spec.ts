import { readFileSync } from "node:fs"
import { testServer } from "../../../scripts/lib/test-server"
import { found, get, made, post } from "./client"
import { demo, eventually, offersOf, openCart, checkoutBody, complete, signIn, sql } from "./shop"

const stamp = Date.now()
const first = "premier-mot-de-passe"
const second = "second-mot-de-passe"

type Mail = { id: string; kind: string; status: string; recipient: string; subject: string }

let operator: string
beforeAll(async () => {
  operator = await signIn("user", demo.operator)
})

const mailsTo = async (email: string): Promise<Mail[]> =>
  (await found<{ mails: Mail[] }>(`/admin/mails?q=${encodeURIComponent(email)}`, { as: operator }))
    .mails

/** The token of the newest mail to an address, once there are so many. */
async function tokenOf(email: string, kind: string, count = 1): Promise<string> {
  const ofKind = async () => (await mailsTo(email)).filter((mail) => mail.kind === kind)
  await eventually(`mail ${count} to ${email}`, async () => (await ofKind()).length >= count)
  const [newest] = await ofKind()
  const { mail } = await found<{ mail: { text: string } }>(`/admin/mails/${newest!.id}`, {
    as: operator,
  })
  return new URL(/https?:\/\/\S+/.exec(mail.text)![0]).searchParams.get("token")!
}

async function openAccount(email: string): Promise<string> {
  const { token } = await made<{ token: string }>("/auth/customer/emailpass/register", {
    email,
    password: first,
  })
  await made("/store/customers", { email, first_name: "Leïla", phone: "22417905" }, { as: token })
  return (await login(email, first)).body.token!
}

const login = (email: string, password: string) =>
  post<{ token?: string }>("/auth/customer/emailpass", { email, password })
const forget = (identifier: string, actor = "customer", locale = "fr") =>
  post(`/auth/${actor}/emailpass/reset-password`, { identifier, metadata: { locale } })
const reset = (token: string, password: string, actor = "customer") =>
  post(`/auth/${actor}/emailpass/update`, { password }, { as: token })

describe("a forgotten password", () => {
  const email = `oubli-${stamp}@exemple.tn`
  beforeAll(() => openAccount(email))

  it("is chosen anew by a link that works once, and the old one no longer opens", async () => {
    expect((await forget(email)).status).toBe(201)
    const token = await tokenOf(email, "password_reset")
    const short = await reset(token, "court")
    expect(short.status).toBe(400)
    expect((await reset(token, second)).status).toBe(200)
    expect((await login(email, first)).status).toBe(401)
    expect((await login(email, second)).status).toBe(200)
    expect((await reset(token, first)).status).toBe(401)
    expect((await login(email, second)).status).toBe(200)
  })

  it("does not say whether an address is known, nor by its time", async () => {
    const times: Record<string, number[]> = { known: [], unknown: [] }
    for (let round = 0; round < 3; round += 1) {
      for (const [name, address] of [
        ["known", `oubli-${stamp}@exemple.tn`],
        ["unknown", `personne-${stamp}-${round}@exemple.tn`],
      ] as const) {
        const began = performance.now()
        const answer = await forget(address)
        times[name]!.push(performance.now() - began)
        expect([answer.status, answer.text]).toEqual([201, "Created"])
      }
    }
    const fastest = (name: string) => Math.min(...times[name]!)
    expect(Math.abs(fastest("known") - fastest("unknown"))).toBeLessThan(150)
    expect(await mailsTo(`personne-${stamp}`)).toEqual([])
  })

  it("sends three links an hour at most, and the last one still works", async () => {
    const address = `souvent-${stamp}@exemple.tn`
    await openAccount(address)
    for (let count = 1; count <= 3; count += 1) {
      await forget(address)
      await tokenOf(address, "password_reset", count)
    }
    const token = await tokenOf(address, "password_reset", 3)
    expect((await forget(address)).status).toBe(201)
    expect((await forget(address)).status).toBe(201)
    expect(await mailsTo(address)).toHaveLength(3)
    expect((await reset(token, second)).status).toBe(200)
  })

  it("leads vendors to the admin's page, in their own door only", async () => {
    await forget(demo.vendorB.email, "user")
    const token = await tokenOf(demo.vendorB.email, "password_reset")
    expect((await reset(token, second, "customer")).status).toBe(401)
    // The same password again: other stories sign in with it.
    expect((await reset(token, demo.password, "user")).status).toBe(200)
  })

  it("leaves no token in lists, notifications, the database or the log", async () => {
    const address = `secret-${stamp}@exemple.tn`
    await openAccount(address)
    await forget(address, "customer", "ar")
    const token = await tokenOf(address, "password_reset")
    const [mail] = await mailsTo(address)
    expect(mail).toMatchObject({ status: "kept", subject: "اختر كلمة سر جديدة" })
    for (const path of ["/admin/mails", "/admin/notifications?fields=*"]) {
      expect((await get(path, { as: operator })).text).not.toContain(token)
    }
    const rows = await sql(
      "select m::text from mail m union all select n::text from notification n",
    )
    expect(JSON.stringify(rows)).not.toContain(token)
    expect(readFileSync(testServer().logFile, "utf8")).not.toContain(token)
    const vendor = await signIn("user", demo.vendorA.email)
    expect((await get("/admin/mails", { as: vendor })).status).toBe(403)
    expect((await get(`/admin/mails/${mail!.id}`, { as: vendor })).status).toBe(403)
  })
})

describe("an order", () => {
  it("is told once to its buyer with each vendor's part, and to each vendor its own", async () => {
    const email = `commande-${stamp}@exemple.tn`
    const [a] = await offersOf(demo.vendorA.handle)
    const [b] = await offersOf(demo.vendorB.handle)
    const lines = [a!, b!].map((offer) => ({ offer, quantity: 1 }))
    const cartId = await openCart(lines)
    const body = { ...checkoutBody(lines), email }
    await made(`/store/carts/${cartId}/checkouts`, body, { locale: "en" })
    expect((await complete(cartId)).status).toBe(200)
    await complete(cartId)

    await eventually("mails of the order", async () => (await mailsTo(email)).length > 0)
    const [mail, ...others] = await mailsTo(email)
    expect(others).toEqual([])
    const { text } = (
      await found<{ mail: { text: string } }>(`/admin/mails/${mail!.id}`, { as: operator })
    ).mail
    const number = /no\. (\d+)/.exec(mail!.subject)![1]!
    for (const { offer } of lines) expect(text).toContain(offer.vendor_name)
    expect(text).toContain(`${number}-1`)
    expect(text).toContain(`${number}-2`)
    expect(text).toContain("Nour")
    // Les pièces ont leur nom dans la langue du courriel.
    const names = await sql<{ name_en: string }>(
      "select p.name_en from offer o join part p on p.id = o.part_id where o.variant_id = any($1)",
      [lines.map(({ offer }) => offer.variant_id)],
    )
    expect(names.length).toBeGreaterThan(0)
    for (const { name_en } of names) expect(text).toContain(name_en)

    for (const vendor of [demo.vendorA, demo.vendorB]) {
      const own = async () =>
        (await mailsTo(vendor.email)).filter((one) => one.subject.includes(`${number}-`))
      await eventually(`mail to ${vendor.email}`, async () => (await own()).length === 1)
    }
  })
})

type Confirmation = { email_confirmation: { confirmed: boolean; attached_orders?: number } }

describe("an account's address", () => {
  const path = "/store/customers/me/email-confirmations"
  const confirmation = async (as: string) =>
    (await found<Confirmation>(path, { as })).email_confirmation
  const orderCount = async (as: string) =>
    (await found<{ count: number }>("/store/customers/me/orders", { as })).count

  it("once confirmed brings the guest's orders, and never before", async () => {
    const email = `invite-${stamp}@exemple.tn`
    const [offer] = await offersOf(demo.vendorA.handle)
    const lines = [{ offer: offer!, quantity: 1 }]
    const cartId = await openCart(lines)
    await made(`/store/carts/${cartId}/checkouts`, { ...checkoutBody(lines), email })
    expect((await complete(cartId)).status).toBe(200)

    const buyer = await openAccount(email)
    expect(await orderCount(buyer)).toBe(0)
    expect(await confirmation(buyer)).toEqual({ email, confirmed: false })

    await made("/store/customers/me/email-confirmation-requests", {}, { as: buyer })
    const token = await tokenOf(email, "email_confirmation")
    const stranger = await openAccount(`autre-${stamp}@exemple.tn`)
    expect((await post(path, { token }, { as: stranger })).status).toBe(409)
    expect((await post(path, { token })).status).toBe(401)
    expect((await post(path, { token: `${token}x` }, { as: buyer })).status).toBe(409)
    expect(await orderCount(buyer)).toBe(0)

    const confirmed = await made<Confirmation>(path, { token }, { as: buyer })
    expect(confirmed.email_confirmation).toMatchObject({ confirmed: true, attached_orders: 1 })
    expect(await confirmation(buyer)).toEqual({ email, confirmed: true })
    expect(await orderCount(buyer)).toBe(1)
    // Told again, it changes nothing.
    const again = await made<Confirmation>(path, { token }, { as: buyer })
    expect(again.email_confirmation.attached_orders).toBe(0)
    expect(await orderCount(buyer)).toBe(1)
  })

  it("is asked to confirm three times an hour at most", async () => {
    const email = `encore-${stamp}@exemple.tn`
    const buyer = await openAccount(email)
    const ask = () => post("/store/customers/me/email-confirmation-requests", {}, { as: buyer })
    for (const status of [202, 202, 202, 429]) expect((await ask()).status).toBe(status)
  })
})
