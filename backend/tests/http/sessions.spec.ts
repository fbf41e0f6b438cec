import { found, get, made, post } from "./client"
import { checkoutBody, complete, demo, eventually, offersOf, openCart, signIn } from "./shop"

const stamp = Date.now()
const first = "premier-mot-de-passe"
const second = "second-mot-de-passe"

let operator: string
beforeAll(async () => {
  operator = await signIn("user", demo.operator)
})

/** Tokens say the second they were made in; the next one is another. */
const nextSecond = () => new Promise((resolve) => setTimeout(resolve, 1_100))

const login = async (email: string, password: string) =>
  (await post<{ token?: string }>("/auth/customer/emailpass", { email, password })).body?.token

async function openAccount(email: string, password = first): Promise<string> {
  const { token } = await made<{ token: string }>("/auth/customer/emailpass/register", {
    email,
    password,
  })
  await made("/store/customers", { email, first_name: "Leïla" }, { as: token })
  return (await login(email, password))!
}

type Mail = { id: string; kind: string; recipient: string }
const mailsTo = async (email: string, kind: string): Promise<Mail[]> => {
  const query = new URLSearchParams({ q: email })
  const { mails } = await found<{ mails: Mail[] }>(`/admin/mails?${query}`, { as: operator })
  return mails.filter((mail) => mail.kind === kind && mail.recipient === email)
}
async function linkOf(email: string, kind: string): Promise<URL> {
  await eventually(`${kind} to ${email}`, async () => (await mailsTo(email, kind)).length > 0)
  const [{ id }] = (await mailsTo(email, kind)) as [Mail]
  const { mail } = await found<{ mail: { text: string } }>(`/admin/mails/${id}`, { as: operator })
  return new URL(/https?:\/\/\S+/.exec(mail.text)![0])
}
const tokenOf = async (email: string, kind: string) =>
  (await linkOf(email, kind)).searchParams.get("token")!

const me = (as: string) => get<{ customer: { email: string } }>("/store/customers/me", { as })

/** A session of core's, by its cookie. */
async function cookieOf(token: string): Promise<string> {
  const { headers } = await post("/auth/session", {}, { as: token })
  return (headers["set-cookie"] ?? []).map((one) => one.split(";")[0]).join("; ")
}

describe("a password changed", () => {
  it("ends every session opened before, by token or by cookie, and no later one", async () => {
    const email = `sessions-${stamp}@exemple.tn`
    const here = await openAccount(email)
    const elsewhere = (await login(email, first))!
    const cookie = await cookieOf(elsewhere)
    const withCookie = () => get("/store/customers/me", { headers: { cookie } })
    expect((await withCookie()).status).toBe(200)
    await nextSecond()
    await made(
      "/store/customers/me/password-changes",
      { current_password: first, new_password: second },
      { as: here },
    )
    expect((await me(here)).status).toBe(401)
    expect((await me(elsewhere)).status).toBe(401)
    expect((await withCookie()).status).toBe(401)
    expect((await post("/auth/token/refresh", {}, { as: elsewhere })).status).toBe(401)
    expect((await post("/auth/session", {}, { as: elsewhere })).status).toBe(401)
    const after = (await login(email, second))!
    expect((await me(after)).status).toBe(200)
    const renewed = await made<{ token: string }>("/auth/token/refresh", {}, { as: after })
    expect((await me(renewed.token)).status).toBe(200)
  })

  it("leaves what a stranger may do open to an ended session", async () => {
    const email = `panier-${stamp}@exemple.tn`
    const token = await openAccount(email)
    const [offer] = await offersOf(demo.vendorA.handle)
    const cartId = await openCart([{ offer: offer!, quantity: 1 }])
    await nextSecond()
    await made(
      "/store/customers/me/password-changes",
      { current_password: first, new_password: second },
      { as: token },
    )
    expect((await get(`/store/carts/${cartId}/groups`, { as: token })).status).toBe(200)
  })

  it("after a forgotten one, too; asking for the link alone ends nothing", async () => {
    const email = `oubli-sessions-${stamp}@exemple.tn`
    const before = await openAccount(email)
    await nextSecond()
    await post("/auth/customer/emailpass/reset-password", { identifier: email, metadata: {} })
    const token = await tokenOf(email, "password_reset")
    expect((await me(before)).status).toBe(200)
    const reset = await post("/auth/customer/emailpass/update", { password: second }, { as: token })
    expect(reset.status).toBe(200)
    expect((await me(before)).status).toBe(401)
    expect((await me((await login(email, second))!)).status).toBe(200)
  })

  it("ends a vendor's sessions in its panel and the shell", async () => {
    const { email } = demo.vendorB
    const before = await signIn("user", email)
    const cookie = await cookieOf(before)
    expect((await get("/vendor/me", { as: before })).status).toBe(200)
    await nextSecond()
    await post("/auth/user/emailpass/reset-password", { identifier: email, metadata: {} })
    const token = await tokenOf(email, "password_reset")
    const reset = await post(
      "/auth/user/emailpass/update",
      { password: demo.password },
      { as: token },
    )
    expect(reset.status).toBe(200)
    for (const options of [{ as: before }, { headers: { cookie } }]) {
      expect((await get("/vendor/me", options)).status).toBe(401)
      expect((await get("/admin/users/me", options)).status).toBe(401)
    }
    expect((await get("/vendor/me", { as: await signIn("user", email) })).status).toBe(200)
  })
})

describe("an account's address changed", () => {
  const ask = (email: string, as: string, current_password = first) =>
    post("/store/customers/me/email-change-requests", { email, current_password }, { as })
  const change = (token: string, as: string) =>
    post("/store/customers/me/email-changes", { token }, { as })
  const orderCount = async (as: string) =>
    (await found<{ count: number }>("/store/customers/me/orders", { as })).count

  it("moves once the new mailbox answers; orders stay where they are", async () => {
    const old = `ancienne-${stamp}@exemple.tn`
    const next = `nouvelle-${stamp}@exemple.tn`
    const [offer] = await offersOf(demo.vendorA.handle)
    const lines = [{ offer: offer!, quantity: 1 }]
    const guestCart = await openCart(lines)
    await made(`/store/carts/${guestCart}/checkouts`, { ...checkoutBody(lines), email: next })
    expect((await complete(guestCart)).status).toBe(200)

    const token = await openAccount(old)
    expect((await ask(next, token, "pas-le-bon-mot-de-passe")).status).toBe(403)
    expect((await ask(old, token)).body.code).toBe("email_unchanged")
    expect((await ask("pas-une-adresse", token)).status).toBe(400)
    expect((await ask(next.toUpperCase(), token)).status).toBe(202)
    expect((await me(token)).body.customer.email).toBe(old)

    const link = await tokenOf(next, "email_change")
    const stranger = await openAccount(`etranger-${stamp}@exemple.tn`)
    expect((await change(link, stranger)).body.code).toBe("email_change_void")
    expect((await change(`${link}x`, token)).body.code).toBe("email_change_void")
    await nextSecond()
    expect((await change(link, token)).status).toBe(201)

    expect((await me(token)).status).toBe(401)
    expect(await login(old, first)).toBeUndefined()
    const moved = (await login(next, first))!
    expect((await me(moved)).body.customer.email).toBe(next)
    expect(await orderCount(moved)).toBe(0)
    const told = await linkOf(old, "email_changed")
    expect(told.pathname).toBe("/contact")
    expect((await change(link, moved)).body.code).toBe("email_change_void")
    // The address left behind is free again.
    expect(await openAccount(old)).toBeDefined()
  })

  it("answers the same for an address that is taken, and tells its holder alone", async () => {
    const token = await openAccount(`qui-demande-${stamp}@exemple.tn`)
    const holder = `prise-${stamp}@exemple.tn`
    await openAccount(holder)
    const free = `libre-${stamp}@exemple.tn`
    const answers = [await ask(holder, token), await ask(free, token)]
    expect(answers.map(({ status }) => status)).toEqual([202, 202])
    expect(answers[0]!.text.replace(holder, "")).toBe(answers[1]!.text.replace(free, ""))
    const link = await linkOf(holder, "email_taken")
    expect(link.pathname).toBe("/connexion")
    expect(await mailsTo(holder, "email_change")).toEqual([])
    for (const email of [holder, free]) {
      for (const status of [202, 202, 429]) expect((await ask(email, token)).status).toBe(status)
    }
  })

  it("goes to one of two accounts that ask for it", async () => {
    const wanted = `voulue-${stamp}@exemple.tn`
    const emails = [1, 2].map((one) => `demande-${one}-${stamp}@exemple.tn`)
    const tokens = [await openAccount(emails[0]!), await openAccount(emails[1]!)]
    await ask(wanted, tokens[0]!)
    const one = await tokenOf(wanted, "email_change")
    await ask(wanted, tokens[1]!)
    await eventually(
      "a second mail",
      async () => (await mailsTo(wanted, "email_change")).length === 2,
    )
    const two = await tokenOf(wanted, "email_change")
    const answers = await Promise.all([change(one, tokens[0]!), change(two, tokens[1]!)])
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409])
    const logins = await Promise.all(emails.map((email) => login(email, first)))
    expect(logins.filter(Boolean)).toHaveLength(1)
    expect(await login(wanted, first)).toBeDefined()
  })
})
