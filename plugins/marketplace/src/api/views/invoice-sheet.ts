import type { InvoiceContent, InvoiceKind } from "../../domain/invoice"
import { FOOT, LEFT, PAGE, PaperPage, RIGHT, SOFT, WIDTH } from "./paper"

/** What each kind of paper is called. */
export const TITLES: Record<InvoiceKind, { fr: string; ar: string }> = {
  invoice: { fr: "Facture", ar: "فاتورة" },
  credit_note: { fr: "Facture d'avoir", ar: "فاتورة دائنة" },
  commission_invoice: { fr: "Facture de commission", ar: "فاتورة عمولة" },
  commission_credit_note: { fr: "Avoir sur commission", ar: "فاتورة دائنة للعمولة" },
}

/** The words of an invoice; the Arabic ones stand beside the French where the vendor wants both. */
export const LABELS = {
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
export type Label = keyof typeof LABELS

/** The pages of one invoice: its words, how one page follows another, and what stands at their foot. */
export class InvoiceSheet extends PaperPage {
  constructor(
    doc: PDFKit.PDFDocument,
    readonly content: InvoiceContent,
  ) {
    super(doc)
  }

  /** A word in French, with the Arabic one where the vendor wants both. */
  label(name: Label): string {
    const { fr, ar } = LABELS[name]
    return this.content.is_bilingual ? `${fr} · ${ar}` : fr
  }

  /** Opens a page that says whose invoice goes on, and which. */
  nextPage() {
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

  /** Writes the foot of every page, once all are drawn: only then is their number known. */
  feet() {
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
