import type { Millimes } from "@souk/kit/money"
import { LABELS, type InvoiceSheet, type Label } from "./invoice-sheet"
import { BAND, FOOT, INK, LEFT, money, RIGHT, RULE, SOFT, WIDTH, type Style } from "./paper"

/** What is due, the TVA by rate, and what the law wants said beneath. */
export function drawTotals(sheet: InvoiceSheet) {
  const { content } = sheet
  const { totals } = content
  const isCredit = content.credited !== null || content.kind === "commission_credit_note"
  const stamped = content.stamp?.payer === "buyer" ? content.stamp.amount_millimes : 0
  const rows: [Label, Millimes][] = [
    ...(totals.discount_ht_millimes !== 0
      ? ([
          ["grossHt", totals.gross_ht_millimes],
          ["discount", -totals.discount_ht_millimes],
        ] as [Label, Millimes][])
      : []),
    ["netHt", totals.ht_millimes],
    ...(totals.fodec_millimes !== 0 ? [["fodec", totals.fodec_millimes] as [Label, Millimes]] : []),
    ["vatTotal", totals.vat_millimes],
    ["totalTtc", totals.total_millimes],
    ...(stamped > 0 ? [["stamp", stamped] as [Label, Millimes]] : []),
  ]
  const said = saidBelow(sheet, isCredit)
  const noteHeight = said.reduce(
    (all, text) => all + sheet.wrapped(text, WIDTH, { size: 8.5 }).length * 8.5 * 1.4 + 4,
    0,
  )
  const height = Math.max(rows.length * 17 + 34, (totals.vat.length + 1) * 17) + 16 + noteHeight
  if (sheet.y + height > FOOT - 8) sheet.nextPage()

  const top = sheet.y
  const right = LEFT + WIDTH * 0.5
  let y = top
  for (const [name, amount] of rows) {
    sheet.line(sheet.label(name), right, y + 11, WIDTH * 0.5 - 90, { size: 8.5, color: SOFT })
    sheet.line(money(amount), RIGHT - 95, y + 11, 90, { size: 8.5, align: "end" })
    y += 17
  }
  sheet.doc
    .rect(right - 8, y + 2, WIDTH * 0.5 + 8, 24)
    .fillColor(INK)
    .fill()
  const due: Style = { size: 10.5, weight: "bold", color: "#ffffff" }
  sheet.line(sheet.label(isCredit ? "credit" : "due"), right, y + 18, WIDTH * 0.5 - 105, due)
  sheet.line(`${money(content.due_millimes)} DT`, RIGHT - 110, y + 18, 102, {
    ...due,
    align: "end",
  })
  const after = vatTable(sheet, top)

  sheet.y = Math.max(y + 26, after) + 16
  for (const text of said) sheet.y += sheet.block(text, LEFT, sheet.y, WIDTH, { size: 8.5 }) + 4
}

function vatTable(sheet: InvoiceSheet, top: number): number {
  const widths = [58, 80, 80]
  const cells = (values: string[], y: number, style: Style) => {
    let x = LEFT
    values.forEach((value, index) => {
      sheet.line(value, x + 5, y + 11, widths[index]! - 10, {
        ...style,
        align: index === 0 ? "start" : "end",
      })
      x += widths[index]!
    })
  }
  const width = widths.reduce((a, b) => a + b, 0)
  sheet.doc.rect(LEFT, top, width, 17).fillColor(BAND).fill()
  const heads = [`TVA`, LABELS.base.fr, LABELS.amount.fr]
  cells(heads, top, { size: 7.5, weight: "bold" })
  let y = top + 17
  for (const rate of sheet.content.totals.vat) {
    cells([`${rate.percent} %`, money(rate.base_millimes), money(rate.vat_millimes)], y, {
      size: 8.5,
    })
    y += 17
    sheet.doc
      .moveTo(LEFT, y)
      .lineTo(LEFT + width, y)
      .lineWidth(0.5)
      .strokeColor(RULE)
      .stroke()
  }
  return y
}

function saidBelow(sheet: InvoiceSheet, isCredit: boolean): string[] {
  const { content } = sheet
  const { stamp } = content
  return [
    `${isCredit ? "Arrêté le présent avoir" : "Arrêtée la présente facture"} à la somme de : ${content.due_in_words}.`,
    ...(stamp?.payer === "issuer"
      ? [
          `Droit de timbre de ${money(stamp.amount_millimes)} DT à la charge de l'émetteur, non facturé.`,
        ]
      : []),
    ...(stamp?.payer === "buyer"
      ? [`Droit de timbre de ${money(stamp.amount_millimes)} DT à la charge de l'acheteur.`]
      : []),
    ...(content.reason ? [`${LABELS.reason.fr} : ${content.reason}`] : []),
    ...(content.exemption ? [content.exemption] : []),
  ]
}
