import { isolated } from "../../domain/bidi-text"
import type { Party } from "../../domain/invoice"
import { TITLES, type InvoiceSheet, type Label } from "./invoice-sheet"
import { calendarDay, dayOf, LEFT, RULE, SOFT, WIDTH } from "./paper"

/** Who sells, who buys, and which paper this is. */
export function drawHead(sheet: InvoiceSheet) {
  const { content } = sheet
  const half = WIDTH / 2 - 12
  const right = LEFT + WIDTH / 2 + 12
  const top = sheet.y

  let y = top + sheet.block(content.seller.name, LEFT, top, half, { size: 15, weight: "bold" })
  if (content.is_bilingual && content.seller.name_ar) {
    y += sheet.block(content.seller.name_ar, LEFT, y, half, {
      size: 12,
      weight: "bold",
      dir: "rtl",
    })
  }
  y = particulars(sheet, content.seller, LEFT, y + 2, half)

  const title = TITLES[content.kind]
  let z = top + sheet.block(title.fr, right, top, half, { size: 19, weight: "bold", align: "end" })
  if (content.is_bilingual) {
    z += sheet.block(title.ar, right, z, half, {
      size: 14,
      weight: "bold",
      align: "end",
      dir: "rtl",
    })
  }
  z += 6
  for (const [name, value] of references(sheet)) {
    z += reference(sheet, name, value, right, z, half)
  }

  sheet.y = Math.max(y, z) + 16
  const boxTop = sheet.y
  let b = boxTop + 10
  b += sheet.block(sheet.label("billedTo"), LEFT + 12, b, WIDTH - 24, { size: 8, color: SOFT })
  b += sheet.block(content.buyer.name, LEFT + 12, b, WIDTH - 24, { size: 11, weight: "bold" })
  b = particulars(sheet, content.buyer, LEFT + 12, b, WIDTH - 24)
  sheet.doc
    .roundedRect(LEFT, boxTop, WIDTH, b + 8 - boxTop, 4)
    .lineWidth(0.7)
    .strokeColor(RULE)
    .stroke()
  sheet.y = b + 26
}

function references(sheet: InvoiceSheet): [Label, string][] {
  const { content } = sheet
  return [
    ["number", content.number],
    ["date", dayOf(content.issued_at)],
    ...(content.credited
      ? [
          ["credited", `${content.credited.number} du ${dayOf(content.credited.issued_at)}`] as [
            Label,
            string,
          ],
        ]
      : []),
    ...(content.order_number ? [["order", content.order_number] as [Label, string]] : []),
    ...(content.ordered_at ? [["orderedAt", dayOf(content.ordered_at)] as [Label, string]] : []),
    ...(content.period
      ? [
          ["period", `${calendarDay(content.period.from)} – ${calendarDay(content.period.to)}`] as [
            Label,
            string,
          ],
        ]
      : []),
  ]
}

function reference(
  sheet: InvoiceSheet,
  name: Label,
  value: string,
  x: number,
  y: number,
  width: number,
): number {
  const left = width * 0.46
  const a = sheet.block(sheet.label(name), x, y, left, { size: 8.5, color: SOFT })
  const b = sheet.block(value, x + left, y, width - left, {
    size: 8.5,
    weight: "bold",
    align: "end",
  })
  return Math.max(a, b) + 1.5
}

/** What stands under a name. @returns where it ends. */
function particulars(
  sheet: InvoiceSheet,
  party: Party,
  x: number,
  top: number,
  width: number,
): number {
  const ar = sheet.content.is_bilingual ? party.address_ar : null
  const written = [
    party.company && party.company !== party.name ? party.company : null,
    party.address.filter(Boolean).join(", "),
    party.tax_number ? `${sheet.label("taxNumber")}\u200e : ${isolated(party.tax_number)}` : null,
    party.trade_register ? `RNE : ${party.trade_register}` : null,
    [party.phone && `Tél. ${party.phone}`, party.email].filter(Boolean).join("  ·  "),
  ]
  let y = top
  for (const text of written) {
    if (text) y += sheet.block(text, x, y, width, { size: 8.5, color: SOFT })
  }
  if (ar) y += sheet.block(ar, x, y, width, { size: 8.5, color: SOFT, dir: "rtl" })
  return y
}
