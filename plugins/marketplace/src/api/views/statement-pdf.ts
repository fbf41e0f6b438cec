import type { Locale } from "@souk/kit/locale"
import type { Millimes } from "@souk/kit/money"
import { isolated, type Direction } from "../../domain/bidi-text"
import { MOVEMENT_NAMES } from "../../domain/ledger"
import type { Statement, StatementLine, StatementPeriod } from "../../domain/statement"
import {
  BAND,
  calendarDay,
  dayOf,
  FOOT,
  LEFT,
  money,
  PAGE,
  PaperPage,
  pdfOf,
  RIGHT,
  SOFT,
  WIDTH,
  type Style,
} from "./paper"

export type StatementPaper = Statement & StatementPeriod & { vendor: { name: string } }

type Words = {
  title: string
  period: (from: string, to: string) => string
  vendor: string
  opening: string
  closing: string
  total: string
  carried: string
  brought: string
  none: string
  currency: string
  page: (page: number, pages: number) => string
  columns: [string, string, string, string, string, string]
}

const WORDS: Record<Locale, Words> = {
  fr: {
    title: "Relevé de compte",
    period: (from, to) => `Du ${from} au ${to}`,
    vendor: "Vendeur",
    opening: "Solde au début",
    closing: "Solde à la fin",
    total: "Total des mouvements",
    carried: "À reporter",
    brought: "Report",
    none: "Aucun mouvement dans cette période.",
    currency: "Montants en dinars tunisiens (DT)",
    page: (page, pages) => `Page ${page} / ${pages}`,
    columns: ["Date", "Mouvement", "Commande", "Débit", "Crédit", "Solde"],
  },
  ar: {
    title: "كشف الحساب",
    period: (from, to) => `من ${isolated(from)} إلى ${isolated(to)}`,
    vendor: "البائع",
    opening: "رصيد البداية",
    closing: "رصيد النهاية",
    total: "مجموع الحركات",
    carried: "يُنقل",
    brought: "منقول",
    none: "لا توجد حركات في هذه الفترة.",
    currency: "المبالغ بالدينار التونسي (د.ت)",
    page: (page, pages) => `صفحة ${isolated(`${page} / ${pages}`)}`,
    columns: ["التاريخ", "الحركة", "الطلب", "مدين", "دائن", "الرصيد"],
  },
  en: {
    title: "Account statement",
    period: (from, to) => `From ${from} to ${to}`,
    vendor: "Vendor",
    opening: "Opening balance",
    closing: "Closing balance",
    total: "Total of the movements",
    carried: "Carried forward",
    brought: "Brought forward",
    none: "No movement in this period.",
    currency: "Amounts in Tunisian dinars (TND)",
    page: (page, pages) => `Page ${page} / ${pages}`,
    columns: ["Date", "Movement", "Order", "Debit", "Credit", "Balance"],
  },
}

/** Date, movement, order, debit, credit, balance. */
const WIDTHS = [58, WIDTH - 58 - 60 - 3 * 70, 60, 70, 70, 70]
const ROW = 17

/** A vendor's statement as a PDF; the same statement gives the same bytes. */
export function statementPdf(statement: StatementPaper, locale: Locale): Promise<Buffer> {
  const told = {
    title: `${WORDS[locale].title} ${statement.vendor.name} ${statement.from} ${statement.to}`,
    author: "Souk",
    lang: locale,
    at: new Date(`${statement.to}T00:00:00Z`),
  }
  return pdfOf(told, (doc) => new StatementPage(doc, statement, locale).draw())
}

class StatementPage extends PaperPage {
  private readonly words: Words
  private readonly dir: Direction

  constructor(
    doc: PDFKit.PDFDocument,
    private readonly statement: StatementPaper,
    private readonly locale: Locale,
  ) {
    super(doc)
    this.words = WORDS[locale]
    this.dir = locale === "ar" ? "rtl" : "ltr"
  }

  draw() {
    this.head()
    this.tableHead()
    this.row([calendarDay(this.statement.from), this.words.opening, "", "", "", this.opening()], {
      weight: "bold",
    })
    this.lines()
    this.totals()
    this.feet()
  }

  private opening = () => money(this.statement.opening_millimes)

  /** Text from where reading begins: the right in Arabic. */
  private said(text: string, x: number, baseline: number, width: number, style: Style) {
    const isEnd = style.align === "end"
    const align = (this.dir === "rtl") === isEnd ? "start" : "end"
    this.line(text, x, baseline, width, { ...style, align, dir: this.dir })
  }

  private head() {
    const { statement, words } = this
    const { from, to } = statement
    this.said(words.title, LEFT, this.y + 18, WIDTH, { size: 19, weight: "bold" })
    this.said(words.period(calendarDay(from), calendarDay(to)), LEFT, this.y + 38, WIDTH, {
      size: 10.5,
    })
    const name = this.wrapped(statement.vendor.name, WIDTH, { size: 11, weight: "bold" })[0] ?? ""
    this.said(words.vendor, LEFT, this.y + 58, WIDTH, { size: 8, color: SOFT })
    this.said(name, LEFT, this.y + 72, WIDTH, { size: 11, weight: "bold" })
    this.said(words.currency, LEFT, this.y + 72, WIDTH, { size: 8, color: SOFT, align: "end" })
    this.y += 88
  }

  private tableHead() {
    this.doc.rect(LEFT, this.y, WIDTH, 20).fillColor(BAND).fill()
    this.cells(this.words.columns, 13, { size: 7.5, weight: "bold" })
    this.y += 20
  }

  /** One row's cells, from the reader's side. */
  private cells(texts: readonly string[], drop: number, style: Style) {
    let used = 0
    texts.forEach((text, index) => {
      const width = WIDTHS[index]!
      const x = this.dir === "rtl" ? RIGHT - used - width : LEFT + used
      used += width
      // Un montant se lit de gauche à droite, en arabe aussi, et s'aligne sur ses millimes.
      if (index >= 3) this.line(text, x + 4, this.y + drop, width - 8, { ...style, align: "end" })
      else if (text) this.said(text, x + 4, this.y + drop, width - 8, style)
    })
  }

  private row(texts: readonly string[], style: Partial<Style> = {}) {
    this.cells(texts, 12, { size: 8.5, ...style })
    this.y += ROW
    this.rule()
  }

  private lines() {
    const { statement, words } = this
    if (statement.lines.length === 0) {
      this.said(words.none, LEFT + 4, this.y + 12, WIDTH - 8, { size: 8.5, color: SOFT })
      this.y += ROW
      return
    }
    let balance: Millimes = statement.opening_millimes
    for (const line of statement.lines) {
      // Une page se ferme et s'ouvre sur le solde qu'elle reporte.
      if (this.y + 2 * ROW > FOOT - 8) {
        this.row(["", words.carried, "", "", "", money(balance)], { weight: "bold" })
        this.nextPage()
        this.row(["", words.brought, "", "", "", money(balance)], { weight: "bold" })
      }
      this.movement(line)
      balance = line.balance_millimes
    }
  }

  private movement(line: StatementLine) {
    const amount = (millimes: Millimes) => (millimes === 0 ? "" : money(millimes))
    const name = MOVEMENT_NAMES[line.kind][this.locale]
    // Le début du nom suffit : la ligne garde sa hauteur.
    const [shown = name] = this.wrapped(name, WIDTHS[1]! - 8, { size: 8.5, dir: this.dir })
    this.row([
      dayOf(line.created_at.toISOString()),
      shown,
      line.vendor_order_number ? isolated(line.vendor_order_number) : "",
      amount(line.debit_millimes),
      amount(line.credit_millimes),
      money(line.balance_millimes),
    ])
  }

  private totals() {
    const { statement, words } = this
    const { debit_millimes, credit_millimes, closing_millimes, to } = statement
    if (this.y + 2 * ROW > FOOT - 8) this.nextPage()
    this.row(["", words.total, "", money(debit_millimes), money(credit_millimes), ""])
    this.row([calendarDay(to), words.closing, "", "", "", money(closing_millimes)], {
      weight: "bold",
    })
  }

  private nextPage() {
    this.doc.addPage()
    this.y = PAGE.margin
    this.tableHead()
  }

  private feet() {
    const { start, count } = this.doc.bufferedPageRange()
    for (let page = start; page < start + count; page++) {
      this.doc.switchToPage(page)
      this.y = FOOT + 8
      this.rule()
      const style: Style = { size: 7.5, color: SOFT }
      const besideNumber = this.dir === "rtl" ? LEFT + 90 : LEFT
      this.said(this.statement.vendor.name, besideNumber, this.y + 12, WIDTH - 90, style)
      this.said(this.words.page(page - start + 1, count), LEFT, this.y + 12, WIDTH, {
        ...style,
        align: "end",
      })
    }
  }
}
