import {
  changedTo,
  changeToken,
  confirmationToken,
  confirms,
  CONFIRMATION_TTL_SECONDS,
} from "../confirmation-token"
import { afterTry, outcomeOf, type Outcome } from "../delivery"
import { seal, unseal } from "../seal"
import { writeMail } from "../templates"

const now = new Date("2026-11-23T10:00:00Z")
const inAWhile = (minutes: number) => new Date(now.getTime() + minutes * 60_000)
const secret = "a".repeat(32)

describe("what becomes of a mail after a try", () => {
  const try_ = (result: Outcome["result"], attempts = 1, expiresInMinutes = 60) =>
    afterTry({ result, reason: "x" }, attempts, inAWhile(expiresInMinutes), now).status

  it.each([
    ["sent", "sent"],
    ["later", "waiting"],
    ["refused", "failed"],
    ["unsure", "failed"],
  ] as const)("%s → %s", (result, status) => expect(try_(result)).toBe(status))

  it("waits longer each time, then gives up", () => {
    const pauses = Array.from({ length: 7 }, (_, tries) => {
      const next = afterTry({ result: "later", reason: "x" }, tries + 1, inAWhile(9999), now)
      return next.next_attempt_at.getTime() - now.getTime()
    })
    expect(pauses).toEqual([...pauses].sort((a, b) => a - b))
    expect(new Set(pauses).size).toBe(7)
    expect(try_("later", 8, 9999)).toBe("failed")
  })

  it("is not tried past its use: a link of fifteen minutes", () =>
    expect(try_("later", 4, 14)).toBe("failed"))
})

describe("what a mail server's failure means", () => {
  it.each([
    ["no connection", { code: "ESOCKET", message: "refused" }, false, "later"],
    ["wrong login", { code: "EAUTH", responseCode: 535, message: "535" }, false, "later"],
    ["greylisted", { responseCode: 451, message: "451" }, false, "later"],
    ["no such mailbox", { responseCode: 550, message: "550" }, false, "refused"],
    ["refused after the text", { responseCode: 554, message: "554" }, true, "refused"],
    ["cut while sending", { code: "ECONNECTION", message: "closed" }, true, "unsure"],
  ] as const)("%s", (_name, error, textAskedFor, result) =>
    expect(outcomeOf(error, textAskedFor).result).toBe(result),
  )
})

describe("a confirmation link", () => {
  const account = { customer_id: "cus_1", email: "a@exemple.tn" }
  const token = confirmationToken(account, secret, now)
  const later = (seconds: number) => new Date(now.getTime() + seconds * 1000)

  it("confirms its account's address for three days, and nothing else", () => {
    expect(confirms(token, account, secret, later(CONFIRMATION_TTL_SECONDS - 1))).toBe(true)
    expect(confirms(token, account, secret, later(CONFIRMATION_TTL_SECONDS))).toBe(false)
    expect(confirms(token, { ...account, email: "b@exemple.tn" }, secret, now)).toBe(false)
    expect(confirms(token, { ...account, customer_id: "cus_2" }, secret, now)).toBe(false)
    expect(confirms(token, account, "b".repeat(32), now)).toBe(false)
    const [end, signature] = token.split(".")
    expect(confirms(`${Number(end) + 60}.${signature}`, account, secret, now)).toBe(false)
  })

  it.each(["", ".", "a.b", "1.2.3", `${"9".repeat(13)}.x`])("junk is not a link: %s", (junk) =>
    expect(confirms(junk, account, secret, now)).toBe(false),
  )
})

describe("a link that changes an address", () => {
  const account = { customer_id: "cus_1", email: "a@exemple.tn" }
  const token = changeToken({ ...account, new_email: "b@exemple.tn" }, secret, now)
  const later = (seconds: number) => new Date(now.getTime() + seconds * 1000)

  it("leads its account from its address to the one it names, for three days", () => {
    const to = (one: string, from = account, at = now, key = secret) =>
      changedTo(one, from, key, at)
    expect(to(token)).toBe("b@exemple.tn")
    expect(to(token, account, later(CONFIRMATION_TTL_SECONDS))).toBeNull()
    expect(to(token, { ...account, email: "b@exemple.tn" })).toBeNull()
    expect(to(token, { ...account, customer_id: "cus_2" })).toBeNull()
    expect(to(token, account, now, "b".repeat(32))).toBeNull()
    const [end, , signature] = token.split(".")
    const other = Buffer.from("c@exemple.tn").toString("base64url")
    expect(to(`${end}.${other}.${signature}`)).toBeNull()
    expect(to(confirmationToken(account, secret, now))).toBeNull()
    expect(confirms(token, account, secret, now)).toBe(false)
  })
})

describe("a sealed mail", () => {
  it("opens with its secret alone", () => {
    const sealed = seal("lien secret", secret)
    expect(sealed).not.toContain("lien")
    expect(unseal(sealed, secret)).toBe("lien secret")
    expect(unseal(sealed, "b".repeat(32))).toBeNull()
    expect(unseal("AAAA", secret)).toBeNull()
  })
})

describe("mails", () => {
  const link = "https://souk.example/confirmer-email?token=1&x=2"
  const data = { name: `<b>"Ali"</b>\r\nBcc: x@y.z`, link, days: 3 }

  it.each(["fr", "ar", "en"] as const)(
    "escape what people typed, and never grow headers: %s",
    (locale) => {
      const { subject, text, html } = writeMail("email_confirmation", data, locale)
      expect(subject).not.toMatch(/[\r\n]/)
      expect(text).toContain(link)
      expect(text).not.toMatch(/^Bcc:/m)
      expect(html).not.toContain("<b>")
      expect(html).toContain("&lt;b&gt;&quot;Ali&quot;&lt;/b&gt;")
      expect(html).toContain(`href="${link.replace("&", "&amp;")}"`)
      expect(html).toContain(locale === "ar" ? `dir="rtl"` : `dir="ltr"`)
    },
  )

  it("tell each vendor's part of an order", () => {
    const slice = (vendor: string) => ({
      number: `1-${vendor}`,
      vendor,
      lines: [{ title: "Plaquettes", quantity: 2, total_millimes: 71_400 }],
      total_millimes: 78_400,
    })
    const slices = [slice("A"), slice("B")]
    const order = { name: "Ali", number: "1", link, slices, total_millimes: 1_156_800 }
    const { text } = writeMail("order_placed", order, "fr")
    expect(text).toContain("A — n° 1-A\n- 2 × Plaquettes : 71,400\u00a0DT")
    expect(text).toContain("B — n° 1-B")
    expect(text).toContain("Total de la commande : 1\u202f156,800\u00a0DT.")
  })
})
