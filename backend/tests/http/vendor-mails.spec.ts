import { found, made, post } from "./client"
import { demo, eventually, inviteOperator, signIn, sql } from "./shop"

const stamp = Date.now()
const shop = `boutique-${stamp}@exemple.tn`
const member = `membre-${stamp}@exemple.tn`

type Mail = { id: string; kind: string; subject: string }

let operator: string
let vendorId: string

const as = () => ({ as: operator })
const mailsTo = async (email: string): Promise<Mail[]> =>
  (await found<{ mails: Mail[] }>(`/admin/mails?limit=100&q=${encodeURIComponent(email)}`, as()))
    .mails
async function toldOf(email: string, kind: string, count: number): Promise<Mail[]> {
  const ofKind = async () => (await mailsTo(email)).filter((mail) => mail.kind === kind)
  await eventually(`${count} mails ${kind} to ${email}`, async () => {
    return (await ofKind()).length >= count
  })
  const mails = await ofKind()
  expect(mails).toHaveLength(count)
  return mails
}
const textOf = async ({ id }: Mail): Promise<string> =>
  (await found<{ mail: { text: string } }>(`/admin/mails/${id}`, as())).mail.text

beforeAll(async () => {
  operator = await signIn("user", demo.operator)
  const { vendor } = await made<{ vendor: { id: string } }>(
    "/admin/vendors",
    {
      handle: `boutique-${stamp}`,
      name: "Boutique du Cap",
      company: "Boutique du Cap SARL",
      tax_number: `${String(stamp).slice(-7)}B/A/M/000`,
      rib: "08103100025967271930",
      governorate_code: "11",
      delegation_code: "1116",
      address: "1 rue de Rome",
      phone: "71204518",
      email: shop,
      locale: "ar",
      shipping_fee_millimes: 7_000,
    },
    as(),
  )
  vendorId = vendor.id
})

describe("a shop is written to in its language, when its account changes", () => {
  it("by whoever joins it", async () => {
    await made(
      `/admin/vendors/${vendorId}/members`,
      { email: member, password: demo.password, role: "staff" },
      as(),
    )
    for (const address of [shop, member]) {
      const [mail] = await toldOf(address, "vendor_member_added", 1)
      expect(mail!.subject).toBe("عضو جديد في Boutique du Cap")
      expect(await textOf(mail!)).toContain(member)
    }
  })

  it("by a decision of the operator, with its reason", async () => {
    const move = (status: string, reason: string) =>
      post(`/admin/vendors/${vendorId}/status-changes`, { status, reason }, as())
    expect((await move("approved", "Dossier complet")).status).toBeLessThan(300)
    const [mail] = await toldOf(member, "vendor_status_changed", 1)
    expect(mail!.subject).toBe("متجرك Boutique du Cap: مقبول")
    expect(await textOf(mail!)).toContain("Dossier complet")
    // Back to where no other story meets it.
    expect((await move("closed", "Fin de l'essai")).status).toBeLessThan(300)
    await toldOf(shop, "vendor_status_changed", 2)
  })

  it("by another bank account: asked, then decided, its digits hidden", async () => {
    const rib = "10006035183598478831"
    const second = await inviteOperator(`tresoriere-${stamp}@souk.example`)
    await made("/admin/bank-changes", { vendor_id: vendorId, rib }, as())
    await toldOf(shop, "bank_change", 1)
    const [row] = await sql<{ id: string }>(
      "select id from bank_change where vendor_id = $1 and status = 'requested'",
      [vendorId],
    )
    await made(
      `/admin/bank-changes/${row!.id}/decisions`,
      { decision: "confirmed", note: "Appel du 12" },
      { as: second },
    )
    const mails = await toldOf(shop, "bank_change", 2)
    for (const mail of mails) {
      const text = await textOf(mail)
      expect(text).toContain("8831")
      expect(text).not.toContain(rib)
      expect(text).not.toContain("Appel du 12")
    }
  })
})
