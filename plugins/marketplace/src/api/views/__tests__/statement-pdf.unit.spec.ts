import { statementOf, type StatementEntry } from "../../../domain/statement"
import { statementPdf, type StatementPaper } from "../statement-pdf"

const PERIOD = { from: "2026-11-01", to: "2026-11-30" }

function paper(count: number): StatementPaper {
  const entries = Array.from({ length: count }, (_, index): StatementEntry => ({
    id: `lent_${index}`,
    kind: index % 2 ? "commission" : "sale",
    vendor_order_number: `10${index}-1`,
    amount_millimes: index % 2 ? 1_907 : -(12_500 + index),
    created_at: new Date(Date.UTC(2026, 10, 1 + (index % 28), 9)),
  }))
  return { ...PERIOD, vendor: { name: "Frein Express" }, ...statementOf(-5_000, entries) }
}

/** As the pages write an amount. */
function dinars(millimes: number): string {
  const [whole, rest] = (Math.abs(millimes) / 1000).toFixed(3).split(".")
  return `${millimes < 0 ? "−" : ""}${whole!.replace(/\B(?=(\d{3})+$)/g, " ")},${rest}`
}

async function pagesOf(statement: StatementPaper, locale: "fr" | "ar" | "en"): Promise<string[]> {
  const { extractText } = await import("unpdf")
  const { text } = await extractText(new Uint8Array(await statementPdf(statement, locale)))
  return text.map((page) => page.replace(/\u00a0/g, " "))
}

describe("the PDF of a statement", () => {
  it.each(["fr", "ar", "en"] as const)("says what the statement says, in %s", async (locale) => {
    const statement = paper(8)
    const [page, ...more] = await pagesOf(statement, locale)
    expect(more).toEqual([])
    const { opening_millimes, debit_millimes, credit_millimes, closing_millimes, lines } = statement
    for (const millimes of [opening_millimes, debit_millimes, credit_millimes, closing_millimes]) {
      expect(page).toContain(dinars(millimes))
    }
    for (const line of lines) {
      expect(page).toContain(dinars(line.balance_millimes))
      expect(page).toContain(line.vendor_order_number)
    }
    expect(page).toContain("Frein Express")
    expect(page).toContain("01/11/2026")
    expect(page).toContain("30/11/2026")
  })

  it("carries the balance from page to page", async () => {
    const pages = await pagesOf(paper(120), "fr")
    expect(pages.length).toBeGreaterThan(2)
    pages.slice(0, -1).forEach((page, index) => {
      const carried = /À reporter\s+(−?[\d ]+,\d{3})/.exec(page)?.[1]
      expect(carried).toBeDefined()
      expect(pages[index + 1]).toMatch(new RegExp(`Report\\s+${carried}`))
    })
    expect(pages.at(-1)).toContain(`Page ${pages.length} / ${pages.length}`)
  })

  it("says that nothing moved", async () => {
    const [page] = await pagesOf(paper(0), "fr")
    expect(page).toContain("Aucun mouvement dans cette période.")
  })
})
