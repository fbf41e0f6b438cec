import type { InvoiceContent } from "../../domain/invoice"
import { drawHead } from "./invoice-head"
import { drawLines } from "./invoice-lines"
import { InvoiceSheet, TITLES } from "./invoice-sheet"
import { drawTotals } from "./invoice-totals"
import { pdfOf } from "./paper"

/**
 * An invoice as a PDF, drawn from what was frozen when it was issued: the same content gives the
 * same bytes, today and in ten years.
 */
export function invoicePdf(content: InvoiceContent): Promise<Buffer> {
  const told = {
    title: `${TITLES[content.kind].fr} ${content.number}`,
    author: content.seller.name,
    lang: "fr-TN",
    at: new Date(content.issued_at),
  }
  return pdfOf(told, (doc) => {
    const sheet = new InvoiceSheet(doc, content)
    drawHead(sheet)
    drawLines(sheet)
    drawTotals(sheet)
    sheet.feet()
  })
}
