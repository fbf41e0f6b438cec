import { proportion, type Millimes } from "@souk/kit/money"
import type { InvoiceLine } from "../../domain/invoice"
import { LABELS, type InvoiceSheet, type Label } from "./invoice-sheet"
import { BAND, FOOT, LEFT, money, RIGHT, SOFT, WIDTH, type Align, type Style } from "./paper"

function columns(sheet: InvoiceSheet): { name: Label; width: number }[] {
  const discounted = sheet.content.totals.discount_ht_millimes !== 0
  const fixed: { name: Label; width: number }[] = [
    { name: "quantity", width: 36 },
    { name: "unit", width: 62 },
    ...(discounted ? [{ name: "discount" as const, width: 58 }] : []),
    { name: "vat", width: 36 },
    { name: "totalHt", width: 66 },
    { name: "totalTtc", width: 70 },
  ]
  const taken = fixed.reduce((all, column) => all + column.width, 0)
  return [{ name: "description", width: WIDTH - taken }, ...fixed]
}

/** The table of lines, over as many pages as it takes, each closed on what it carries over. */
export function drawLines(sheet: InvoiceSheet) {
  let ht = 0
  let ttc = 0
  tableHead(sheet)
  sheet.content.lines.forEach((line, index) => {
    const height = rowHeight(sheet, line)
    const isLast = index === sheet.content.lines.length - 1
    // Une page se ferme sur un report ; la dernière ligne n'en a pas besoin.
    if (sheet.y + height + (isLast ? 0 : 18) > FOOT - 8) {
      carry(sheet, "carried", ht, ttc)
      sheet.nextPage()
      tableHead(sheet)
      carry(sheet, "brought", ht, ttc)
    }
    row(sheet, line, height)
    ht += line.ht_millimes
    ttc += line.total_millimes
  })
  sheet.y += 14
}

function tableHead(sheet: InvoiceSheet) {
  const height = sheet.content.is_bilingual ? 30 : 20
  sheet.doc.rect(LEFT, sheet.y, WIDTH, height).fillColor(BAND).fill()
  let x = LEFT
  for (const { name, width } of columns(sheet)) {
    const align: Align = name === "description" ? "start" : "end"
    const style: Style = { size: 7.5, weight: "bold", align }
    sheet.line(LABELS[name].fr, x + 5, sheet.y + 13, width - 10, style)
    if (sheet.content.is_bilingual) {
      sheet.line(LABELS[name].ar, x + 5, sheet.y + 24, width - 10, {
        ...style,
        weight: "regular",
        color: SOFT,
        dir: "rtl",
      })
    }
    x += width
  }
  sheet.y += height
}

function rowHeight(sheet: InvoiceSheet, line: InvoiceLine): number {
  const width = columns(sheet)[0]!.width - 10
  const described = sheet.wrapped(line.description, width, { size: 8.5 }).length * 8.5 * 1.4
  const referenced = line.reference
    ? sheet.wrapped(line.reference, width, { size: 7.5 }).length * 7.5 * 1.4
    : 0
  return described + referenced + 8
}

function row(sheet: InvoiceSheet, line: InvoiceLine, height: number) {
  const values: Partial<Record<Label, string>> = {
    quantity: line.quantity > 0 ? String(line.quantity) : "—",
    unit:
      line.quantity > 0 && line.kind !== "commission"
        ? money(proportion(line.gross_ht_millimes, 1, line.quantity))
        : "—",
    discount: line.discount_ht_millimes === 0 ? "—" : money(line.discount_ht_millimes),
    vat: `${line.vat_percent} %`,
    totalHt: money(line.ht_millimes),
    totalTtc: money(line.total_millimes),
  }
  let x = LEFT
  for (const { name, width } of columns(sheet)) {
    if (name === "description") {
      const used = sheet.block(line.description, x + 5, sheet.y + 4, width - 10, { size: 8.5 })
      if (line.reference) {
        sheet.block(line.reference, x + 5, sheet.y + 4 + used, width - 10, {
          size: 7.5,
          color: SOFT,
        })
      }
    } else {
      sheet.line(values[name]!, x + 5, sheet.y + 4 + 8.5 * 1.05, width - 10, {
        size: 8.5,
        align: "end",
      })
    }
    x += width
  }
  sheet.y += height
  sheet.rule()
}

function carry(sheet: InvoiceSheet, name: "carried" | "brought", ht: Millimes, ttc: Millimes) {
  const widths = columns(sheet).map((column) => column.width)
  const ttcX = RIGHT - widths.at(-1)!
  const htX = ttcX - widths.at(-2)!
  const style: Style = { size: 8, weight: "bold", align: "end" }
  sheet.line(sheet.label(name), LEFT, sheet.y + 12, htX - LEFT - 5, style)
  sheet.line(money(ht), htX + 5, sheet.y + 12, widths.at(-2)! - 10, style)
  sheet.line(money(ttc), ttcX + 5, sheet.y + 12, widths.at(-1)! - 10, style)
  sheet.y += 18
  sheet.rule()
}
