import { invoiceLine, numbered, type InvoiceContent, type Party } from "../../../domain/invoice"
import { invoicePdf } from "../invoice-pdf"

const party = (name: string, name_ar: string | null = null): Party => ({
  name,
  company: null,
  tax_number: "1423581Z/A/M/000",
  trade_register: null,
  address: ["45 avenue Habib Bourguiba", "Tunis"],
  phone: "71204518",
  email: null,
  name_ar,
  address_ar: null,
})

const AT = new Date("2026-11-23T08:00:00Z")

function content(lineCount: number, changes: Partial<InvoiceContent> = {}): InvoiceContent {
  const lines = Array.from({ length: lineCount }, (_, index) =>
    invoiceLine({
      id: `vol_${index}`,
      kind: "item",
      description:
        index % 2 ? "Filtre à huile" : `Kit ${"de plaquettes de frein avant ".repeat(4)}`,
      reference: `REF-${index}-${"X".repeat(90)}`,
      quantity: 1,
      gross_millimes: 1_190_000,
      discount_millimes: 0,
      tax: { vat_percent: 19, fodec: false },
    }),
  )
  const draft = {
    kind: "invoice" as const,
    currency_code: "tnd",
    is_bilingual: false,
    seller: party("Frein Express"),
    buyer: party("Nour Haddad"),
    order_number: "1042-1",
    netted_refunds: [],
    ordered_at: AT.toISOString(),
    period: null,
    credited: null,
    reason: null,
    lines,
    stamp: { amount_millimes: 1_000, payer: "issuer" as const },
    exemption: null,
    footer: null,
  }
  return { ...numbered(draft, "FAC-2026-000001", AT), ...changes }
}

async function pagesOf(invoice: InvoiceContent): Promise<string[]> {
  const { extractText } = await import("unpdf")
  const { text } = await extractText(new Uint8Array(await invoicePdf(invoice)))
  return text.map((page) => page.replace(/\u00a0/g, " "))
}

describe("the PDF of an invoice", () => {
  it("says all that an invoice has to", async () => {
    const [page, ...more] = await pagesOf(content(1))
    expect(more).toEqual([])
    for (const told of [
      "FAC-2026-000001",
      "23/11/2026",
      "1042-1",
      "1423581Z/A/M/000",
      "1 000,000",
      "190,000",
      "1 190,000 DT",
      "Arrêtée la présente facture à la somme de : mille cent quatre-vingt-dix dinars.",
      "Droit de timbre de 1,000 DT à la charge de l'émetteur, non facturé.",
      "Page 1 / 1",
    ]) {
      expect(page).toContain(told)
    }
  })

  it("carries totals from page to page", async () => {
    const pages = await pagesOf(content(40))
    expect(pages.length).toBeGreaterThan(2)
    const carried = pages.map((page) => /À reporter ([\d ,]+) ([\d ]+,\d{3})/.exec(page)?.[2])
    const brought = pages.map((page) => /\bReport ([\d ,]+) ([\d ]+,\d{3})/.exec(page)?.[2])
    expect(carried[0]).toBeDefined()
    expect(brought[1]).toBe(carried[0])
    expect(pages.at(-1)).toContain("47 600,000 DT")
    expect(pages.at(-1)).toContain(`Page ${pages.length} / ${pages.length}`)
  })

  it("is the same bytes each time, whatever the hour", async () => {
    const [one, two] = [await invoicePdf(content(3)), await invoicePdf(content(3))]
    expect(one.equals(two)).toBe(true)
  })

  it("writes Arabic beside French where the vendor wants it", async () => {
    const [page] = await pagesOf(
      content(1, { is_bilingual: true, seller: party("Frein Express", "فران إكسبراس") }),
    )
    // Dots are glyphs of their own in this font: not every joined letter comes back as it was typed.
    expect(page!.match(/[\u0600-\u06ff]{3,}/g)!.length).toBeGreaterThan(10)
  })
})
