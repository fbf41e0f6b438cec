import { proportion, type Millimes } from "@souk/kit/money"
import { isolated } from "../../domain/bidi-text"
import type { InvoiceContent, InvoiceKind, InvoiceLine, Party } from "../../domain/invoice"
import {
  BAND,
  calendarDay,
  dayOf,
  FOOT,
  INK,
  LEFT,
  money,
  PAGE,
  PaperPage,
  pdfOf,
  RIGHT,
  RULE,
  SOFT,
  WIDTH,
  type Align,
  type Style,
} from "./paper"

const TITLES: Record<InvoiceKind, { fr: string; ar: string }> = {
  invoice: { fr: "Facture", ar: "فاتورة" },
  credit_note: { fr: "Facture d'avoir", ar: "فاتورة دائنة" },
  commission_invoice: { fr: "Facture de commission", ar: "فاتورة عمولة" },
  commission_credit_note: { fr: "Avoir sur commission", ar: "فاتورة دائنة للعمولة" },
}

const LABELS = {
  number: { fr: "Numéro", ar: "العدد" },
  date: { fr: "Date", ar: "التاريخ" },
  order: { fr: "Commande", ar: "الطلب" },
  orderedAt: { fr: "Commandée le", ar: "تاريخ الطلب" },
  period: { fr: "Période", ar: "الفترة" },
  credited: { fr: "Sur la facture", ar: "عن الفاتورة" },
  reason: { fr: "Motif", ar: "السبب" },
  billedTo: { fr: "Facturé à", ar: "الحريف" },
  taxNumber: { fr: "Matricule fiscal", ar: "المعرّف الجبائي" },
  description: { fr: "Désignation", ar: "البيان" },
  quantity: { fr: "Qté", ar: "الكمية" },
  unit: { fr: "P.U. HT", ar: "الثمن الفردي" },
  discount: { fr: "Remise HT", ar: "التخفيض" },
  vat: { fr: "TVA", ar: "الأداء" },
  totalHt: { fr: "Total HT", ar: "دون الأداء" },
  totalTtc: { fr: "Total TTC", ar: "باعتبار الأداء" },
  carried: { fr: "À reporter", ar: "يُنقل" },
  brought: { fr: "Report", ar: "منقول" },
  rate: { fr: "Taux", ar: "النسبة" },
  base: { fr: "Base", ar: "القاعدة" },
  amount: { fr: "Montant", ar: "المبلغ" },
  grossHt: { fr: "Total HT avant remise", ar: "المجموع قبل التخفيض" },
  netHt: { fr: "Total HT", ar: "المجموع دون الأداء" },
  fodec: { fr: "FODEC 1 %", ar: "صندوق تنمية القدرة التنافسية" },
  vatTotal: { fr: "TVA", ar: "الأداء على القيمة المضافة" },
  stamp: { fr: "Droit de timbre", ar: "معلوم الطابع الجبائي" },
  due: { fr: "Net à payer", ar: "المبلغ الصافي" },
  credit: { fr: "Net de l'avoir", ar: "مبلغ الإشعار" },
} as const
type Label = keyof typeof LABELS

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
  return pdfOf(told, (doc) => new InvoicePage(doc, content).draw())
}

class InvoicePage extends PaperPage {
  constructor(
    doc: PDFKit.PDFDocument,
    private readonly content: InvoiceContent,
  ) {
    super(doc)
  }

  draw() {
    this.parties()
    this.lines()
    this.totals()
    this.feet()
  }

  private label(name: Label): string {
    const { fr, ar } = LABELS[name]
    return this.content.is_bilingual ? `${fr} · ${ar}` : fr
  }

  // --- Head -------------------------------------------------------------------------------------

  private parties() {
    const { content } = this
    const half = WIDTH / 2 - 12
    const right = LEFT + WIDTH / 2 + 12
    const top = this.y

    let y = top + this.block(content.seller.name, LEFT, top, half, { size: 15, weight: "bold" })
    if (content.is_bilingual && content.seller.name_ar) {
      y += this.block(content.seller.name_ar, LEFT, y, half, {
        size: 12,
        weight: "bold",
        dir: "rtl",
      })
    }
    y = this.party(content.seller, LEFT, y + 2, half)

    const title = TITLES[content.kind]
    let z = top + this.block(title.fr, right, top, half, { size: 19, weight: "bold", align: "end" })
    if (content.is_bilingual) {
      z += this.block(title.ar, right, z, half, {
        size: 14,
        weight: "bold",
        align: "end",
        dir: "rtl",
      })
    }
    z += 6
    for (const [name, value] of this.references()) {
      z += this.reference(name, value, right, z, half)
    }

    this.y = Math.max(y, z) + 16
    const boxTop = this.y
    let b = boxTop + 10
    b += this.block(this.label("billedTo"), LEFT + 12, b, WIDTH - 24, { size: 8, color: SOFT })
    b += this.block(content.buyer.name, LEFT + 12, b, WIDTH - 24, { size: 11, weight: "bold" })
    b = this.party(content.buyer, LEFT + 12, b, WIDTH - 24)
    this.doc
      .roundedRect(LEFT, boxTop, WIDTH, b + 8 - boxTop, 4)
      .lineWidth(0.7)
      .strokeColor(RULE)
      .stroke()
    this.y = b + 26
  }

  private references(): [Label, string][] {
    const { content } = this
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
            [
              "period",
              `${calendarDay(content.period.from)} – ${calendarDay(content.period.to)}`,
            ] as [Label, string],
          ]
        : []),
    ]
  }

  private reference(name: Label, value: string, x: number, y: number, width: number): number {
    const left = width * 0.46
    const a = this.block(this.label(name), x, y, left, { size: 8.5, color: SOFT })
    const b = this.block(value, x + left, y, width - left, {
      size: 8.5,
      weight: "bold",
      align: "end",
    })
    return Math.max(a, b) + 1.5
  }

  /** What stands under a name. @returns where it ends. */
  private party(party: Party, x: number, top: number, width: number): number {
    const ar = this.content.is_bilingual ? party.address_ar : null
    const written = [
      party.company && party.company !== party.name ? party.company : null,
      party.address.filter(Boolean).join(", "),
      party.tax_number ? `${this.label("taxNumber")}\u200e : ${isolated(party.tax_number)}` : null,
      party.trade_register ? `RNE : ${party.trade_register}` : null,
      [party.phone && `Tél. ${party.phone}`, party.email].filter(Boolean).join("  ·  "),
    ]
    let y = top
    for (const text of written) {
      if (text) y += this.block(text, x, y, width, { size: 8.5, color: SOFT })
    }
    if (ar) y += this.block(ar, x, y, width, { size: 8.5, color: SOFT, dir: "rtl" })
    return y
  }

  // --- Lines ------------------------------------------------------------------------------------

  private columns(): { name: Label; width: number }[] {
    const discounted = this.content.totals.discount_ht_millimes !== 0
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

  private lines() {
    let ht = 0
    let ttc = 0
    this.tableHead()
    this.content.lines.forEach((line, index) => {
      const height = this.rowHeight(line)
      const isLast = index === this.content.lines.length - 1
      // Une page se ferme sur un report ; la dernière ligne n'en a pas besoin.
      if (this.y + height + (isLast ? 0 : 18) > FOOT - 8) {
        this.carry("carried", ht, ttc)
        this.nextPage()
        this.tableHead()
        this.carry("brought", ht, ttc)
      }
      this.row(line, height)
      ht += line.ht_millimes
      ttc += line.total_millimes
    })
    this.y += 14
  }

  private tableHead() {
    const height = this.content.is_bilingual ? 30 : 20
    this.doc.rect(LEFT, this.y, WIDTH, height).fillColor(BAND).fill()
    let x = LEFT
    for (const { name, width } of this.columns()) {
      const align: Align = name === "description" ? "start" : "end"
      const style: Style = { size: 7.5, weight: "bold", align }
      this.line(LABELS[name].fr, x + 5, this.y + 13, width - 10, style)
      if (this.content.is_bilingual) {
        this.line(LABELS[name].ar, x + 5, this.y + 24, width - 10, {
          ...style,
          weight: "regular",
          color: SOFT,
          dir: "rtl",
        })
      }
      x += width
    }
    this.y += height
  }

  private rowHeight(line: InvoiceLine): number {
    const width = this.columns()[0]!.width - 10
    const described = this.wrapped(line.description, width, { size: 8.5 }).length * 8.5 * 1.4
    const referenced = line.reference
      ? this.wrapped(line.reference, width, { size: 7.5 }).length * 7.5 * 1.4
      : 0
    return described + referenced + 8
  }

  private row(line: InvoiceLine, height: number) {
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
    for (const { name, width } of this.columns()) {
      if (name === "description") {
        const used = this.block(line.description, x + 5, this.y + 4, width - 10, { size: 8.5 })
        if (line.reference) {
          this.block(line.reference, x + 5, this.y + 4 + used, width - 10, {
            size: 7.5,
            color: SOFT,
          })
        }
      } else {
        this.line(values[name]!, x + 5, this.y + 4 + 8.5 * 1.05, width - 10, {
          size: 8.5,
          align: "end",
        })
      }
      x += width
    }
    this.y += height
    this.rule()
  }

  private carry(name: "carried" | "brought", ht: Millimes, ttc: Millimes) {
    const widths = this.columns().map((column) => column.width)
    const ttcX = RIGHT - widths.at(-1)!
    const htX = ttcX - widths.at(-2)!
    const style: Style = { size: 8, weight: "bold", align: "end" }
    this.line(this.label(name), LEFT, this.y + 12, htX - LEFT - 5, style)
    this.line(money(ht), htX + 5, this.y + 12, widths.at(-2)! - 10, style)
    this.line(money(ttc), ttcX + 5, this.y + 12, widths.at(-1)! - 10, style)
    this.y += 18
    this.rule()
  }

  private nextPage() {
    this.doc.addPage()
    this.y = PAGE.margin
    const { content } = this
    this.line(content.seller.name, LEFT, this.y + 8, WIDTH / 2, { size: 8.5, color: SOFT })
    const told = `${TITLES[content.kind].fr} ${content.number}`
    this.line(told, LEFT + WIDTH / 2, this.y + 8, WIDTH / 2, {
      size: 8.5,
      weight: "bold",
      align: "end",
    })
    this.y += 22
  }

  // --- Totals -----------------------------------------------------------------------------------

  private totals() {
    const { content } = this
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
      ...(totals.fodec_millimes !== 0
        ? [["fodec", totals.fodec_millimes] as [Label, Millimes]]
        : []),
      ["vatTotal", totals.vat_millimes],
      ["totalTtc", totals.total_millimes],
      ...(stamped > 0 ? [["stamp", stamped] as [Label, Millimes]] : []),
    ]
    const said = this.saidBelow(isCredit)
    const noteHeight = said.reduce(
      (all, text) => all + this.wrapped(text, WIDTH, { size: 8.5 }).length * 8.5 * 1.4 + 4,
      0,
    )
    const height = Math.max(rows.length * 17 + 34, (totals.vat.length + 1) * 17) + 16 + noteHeight
    if (this.y + height > FOOT - 8) this.nextPage()

    const top = this.y
    const right = LEFT + WIDTH * 0.5
    let y = top
    for (const [name, amount] of rows) {
      this.line(this.label(name), right, y + 11, WIDTH * 0.5 - 90, { size: 8.5, color: SOFT })
      this.line(money(amount), RIGHT - 95, y + 11, 90, { size: 8.5, align: "end" })
      y += 17
    }
    this.doc
      .rect(right - 8, y + 2, WIDTH * 0.5 + 8, 24)
      .fillColor(INK)
      .fill()
    const due: Style = { size: 10.5, weight: "bold", color: "#ffffff" }
    this.line(this.label(isCredit ? "credit" : "due"), right, y + 18, WIDTH * 0.5 - 105, due)
    this.line(`${money(content.due_millimes)} DT`, RIGHT - 110, y + 18, 102, {
      ...due,
      align: "end",
    })
    const after = this.vatTable(top)

    this.y = Math.max(y + 26, after) + 16
    for (const text of said) this.y += this.block(text, LEFT, this.y, WIDTH, { size: 8.5 }) + 4
  }

  private vatTable(top: number): number {
    const widths = [58, 80, 80]
    const cells = (values: string[], y: number, style: Style) => {
      let x = LEFT
      values.forEach((value, index) => {
        this.line(value, x + 5, y + 11, widths[index]! - 10, {
          ...style,
          align: index === 0 ? "start" : "end",
        })
        x += widths[index]!
      })
    }
    const width = widths.reduce((a, b) => a + b, 0)
    this.doc.rect(LEFT, top, width, 17).fillColor(BAND).fill()
    const heads = [`TVA`, LABELS.base.fr, LABELS.amount.fr]
    cells(heads, top, { size: 7.5, weight: "bold" })
    let y = top + 17
    for (const rate of this.content.totals.vat) {
      cells([`${rate.percent} %`, money(rate.base_millimes), money(rate.vat_millimes)], y, {
        size: 8.5,
      })
      y += 17
      this.doc
        .moveTo(LEFT, y)
        .lineTo(LEFT + width, y)
        .lineWidth(0.5)
        .strokeColor(RULE)
        .stroke()
    }
    return y
  }

  private saidBelow(isCredit: boolean): string[] {
    const { content } = this
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

  // --- Foot -------------------------------------------------------------------------------------

  private feet() {
    const { start, count } = this.doc.bufferedPageRange()
    for (let page = start; page < start + count; page++) {
      this.doc.switchToPage(page)
      this.y = FOOT + 8
      this.rule()
      if (this.content.footer) {
        const shown = this.wrapped(this.content.footer, WIDTH - 90, { size: 7.5 }).slice(0, 3)
        shown.forEach((text, index) =>
          this.line(text, LEFT, this.y + 12 + index * 10.5, WIDTH - 90, { size: 7.5, color: SOFT }),
        )
      }
      const told = `Page ${page - start + 1} / ${count}`
      this.line(told, RIGHT - 80, this.y + 12, 80, { size: 7.5, color: SOFT, align: "end" })
    }
  }
}
