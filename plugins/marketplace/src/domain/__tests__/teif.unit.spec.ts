import fc from "fast-check"
import { commissionLines, monthBefore, monthPeriod } from "../commission-invoice"
import { numbered, type InvoiceContent, type Party } from "../invoice"
import { teifXml } from "../teif"

const party = (name: string): Party => ({
  name,
  company: null,
  tax_number: "1423581Z/A/M/000",
  trade_register: "C0123452020",
  address: ["45 avenue Habib Bourguiba", "Tunis"],
  phone: null,
  email: null,
  name_ar: null,
  address_ar: null,
})

const taken = [
  { kind: "commission", movement_count: 3, commission_millimes: 30_001, vat_millimes: 5_700 },
  { kind: "cancellation", movement_count: 1, commission_millimes: -10_000, vat_millimes: -1_900 },
]

function invoice(seller = "Souk"): InvoiceContent {
  const { kind, lines } = commissionLines(taken, "2026-11", 1900)!
  return numbered(
    {
      kind,
      currency_code: "tnd",
      is_bilingual: false,
      seller: party(seller),
      buyer: party("Frein Express"),
      order_number: null,
      netted_refunds: [],
      ordered_at: null,
      period: { from: "2026-11-01", to: "2026-11-30" },
      credited: null,
      reason: null,
      lines,
      stamp: { amount_millimes: 1_000, payer: "issuer" },
      exemption: null,
      footer: null,
    },
    "COM-2026-000001",
    new Date("2026-11-30T23:30:00Z"),
  )
}

/** Reads tags as XML does: each opened is closed in its order, and no text holds a bare `<` or `&`. */
function textOfElements(xml: string): Record<string, string> {
  const open: string[] = []
  const texts: Record<string, string> = {}
  let at = xml.indexOf("?>") + 2
  const token = /<(\/?)([A-Za-z]+)((?: [A-Za-z]+="[^"<>]*")*)>|([^<]+)/gy
  while (at < xml.length) {
    token.lastIndex = at
    const found = token.exec(xml)
    if (!found) throw new Error(`Not XML at ${at}: ${xml.slice(at, at + 40)}`)
    at = token.lastIndex
    const [, slash, name, , text] = found
    if (text !== undefined) {
      if (/&(?!(amp|lt|gt|quot|apos);)/.test(text)) throw new Error(`A bare & in ${text}`)
      if (open.length > 0) texts[open.at(-1)!] ??= text
    } else if (slash === "/") {
      if (open.pop() !== name) throw new Error(`</${name}> closes nothing`)
    } else open.push(name!)
  }
  if (open.length > 0) throw new Error(`${open.join()} is never closed`)
  return texts
}

describe("a month's commission", () => {
  it("is what the ledger took, less what it gave back", () => {
    const { totals, kind } = invoice()
    expect([kind, totals.ht_millimes, totals.vat_millimes]).toEqual([
      "commission_invoice",
      20_001,
      3_800,
    ])
  })

  it("that gave back more than it took is a credit note", () => {
    const drawn = commissionLines([taken[1]!], "2026-11", 1900)!
    expect(drawn.kind).toBe("commission_credit_note")
    expect(drawn.lines[0]).toMatchObject({ ht_millimes: 10_000, total_millimes: 11_900 })
  })

  it("is nothing when nothing moved", () => {
    expect(commissionLines([], "2026-11", 1900)).toBeNull()
    const undone = { ...taken[0]!, commission_millimes: -30_001, vat_millimes: -5_700 }
    expect(commissionLines([taken[0]!, undone], "2026-11", 1900)).toBeNull()
  })

  it("begins and ends at midnight in Tunis", () => {
    expect(monthPeriod("2026-12")).toEqual({
      from: new Date("2026-11-30T23:00:00Z"),
      to: new Date("2026-12-31T23:00:00Z"),
      first_day: "2026-12-01",
      last_day: "2026-12-31",
    })
    expect(monthBefore(new Date("2026-11-30T23:30:00Z"))).toBe("2026-11")
    expect(monthBefore(new Date("2027-01-02T00:00:00Z"))).toBe("2026-12")
  })
})

describe("its TEIF", () => {
  it("names the invoice, its day in Tunis and its amounts", () => {
    const xml = teifXml(invoice())
    expect(xml).toContain('<TEIF controlingAgency="TTN" version="1.8.8">')
    expect(xml).toContain('<DateText format="ddMMyy" functionCode="I-31">011226</DateText>')
    expect(xml).toContain('functionCode="I-36">011126-301126</DateText>')
    expect(xml).toContain('<DocumentType code="I-11">Facture</DocumentType>')
    expect(xml).toContain(">23.801</Amount>")
    expect(textOfElements(xml)).toMatchObject({
      DocumentIdentifier: "COM-2026-000001",
      MessageSenderIdentifier: "1423581ZAM000",
      AmountDescription: "vingt-trois dinars et huit cent un millimes",
    })
  })

  it("is well formed whatever a name holds", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (name) => {
        const xml = teifXml(invoice(`${name} & <Fils> "l'un"]]>`))
        expect(() => textOfElements(xml)).not.toThrow()

        expect(xml).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/)
      }),
    )
  })
})
