import type { Locale } from "@souk/kit/locale"
import { accountTemplates, type AccountMailData } from "./account-mails"
import { operatorTemplates, type OperatorMailData } from "./operator-mails"
import { orderTemplates, type OrderMailData } from "./order-mails"
import { vendorTemplates, type VendorMailData } from "./vendor-mails"

export type Content = { subject: string; text: string; html: string }

/** What each mail needs to be written. */
export type MailData = AccountMailData &
  OperatorMailData &
  OrderMailData &
  VendorMailData & {
    order_placed: {
      name: string
      number: string
      link: string
      slices: { number: string; vendor: string; lines: OrderLine[]; total_millimes: number }[]
      total_millimes: number
    }
    vendor_order_placed: {
      number: string
      buyer: string
      lines: OrderLine[]
      total_millimes: number
      link: string
    }
    payment_returned: {
      name: string
      /** Where the money was paid, in its own writing. */
      gateway: string
      amount_millimes: number
      reason: ReturnedPaymentReason
      /** The gateway gives it back by itself, or a person of the marketplace will. */
      is_done: boolean
      link: string
    }
  }
/** Why a payment serves no order. */
export type ReturnedPaymentReason =
  "out_of_stock" | "cart_changed" | "paid_twice" | "paid_late" | "amount_differs" | "not_orderable"
export type OrderLine = { title: string; quantity: number; total_millimes: number }
export type MailKind = keyof MailData

/** A mail before it is laid out: plain sentences, the same for text and HTML. */
export type Draft = {
  subject: string
  hello?: string
  before: string[]
  blocks?: { title: string; lines: string[]; end: string }[]
  action: { label: string; link: string }
  after: string[]
}

const SIGNATURE: Record<Locale, string> = {
  fr: "L’équipe de Souk",
  ar: "فريق سوق",
  en: "The Souk team",
}

const CURRENCY: Record<Locale, string> = { fr: "DT", ar: "د.ت", en: "DT" }

/** Comme dans la boutique : trois décimales, chiffres latins. */
function price(millimes: number, locale: Locale): string {
  const digits = String(millimes).padStart(4, "0")
  const dinars = digits.slice(0, -3).replace(/\B(?=(\d{3})+$)/g, "\u202f")
  return `${dinars},${digits.slice(-3)}\u00a0${CURRENCY[locale]}`
}

const lineOf = ({ title, quantity, total_millimes }: OrderLine, locale: Locale): string =>
  `${quantity} × ${title} : ${price(total_millimes, locale)}`

const RETURNED_BECAUSE: Record<ReturnedPaymentReason, Record<Locale, string>> = {
  out_of_stock: {
    fr: "Une pièce n’était plus en stock quand le paiement est arrivé.",
    ar: "نفدت إحدى القطع عند وصول الدفع.",
    en: "A part was no longer in stock when the payment arrived.",
  },
  cart_changed: {
    fr: "Le panier ou le moyen de paiement avait changé entre-temps.",
    ar: "تغيّرت السلة أو وسيلة الدفع في الأثناء.",
    en: "The cart or the payment method had changed meanwhile.",
  },
  paid_twice: {
    fr: "Cette commande était déjà payée ou passée.",
    ar: "هذا الطلب مدفوع أو مسجّل من قبل.",
    en: "This order was already paid or placed.",
  },
  paid_late: {
    fr: "Il est arrivé après le délai de paiement.",
    ar: "وصل بعد انتهاء مهلة الدفع.",
    en: "It arrived after the payment time.",
  },
  amount_differs: {
    fr: "Le montant payé n’était pas celui de la commande.",
    ar: "المبلغ المدفوع ليس مبلغ الطلب.",
    en: "The amount paid was not the order’s.",
  },
  not_orderable: {
    fr: "La commande n’a pas pu être passée.",
    ar: "تعذّر تسجيل الطلب.",
    en: "The order could not be placed.",
  },
}

export type Templates<Data> = {
  [Kind in keyof Data]: Record<Locale, (data: Data[Kind]) => Draft>
}

const templates: Templates<MailData> = {
  ...accountTemplates,
  ...operatorTemplates,
  ...orderTemplates,
  ...vendorTemplates,
  order_placed: {
    fr: ({ name, number, link, slices, total_millimes }) => ({
      subject: `Votre commande n° ${number}`,
      hello: `Bonjour ${name},`,
      before: ["Votre commande est enregistrée. Chaque vendeur prépare sa part."],
      blocks: slices.map((slice) => ({
        title: `${slice.vendor} — n° ${slice.number}`,
        lines: slice.lines.map((line) => lineOf(line, "fr")),
        end: `Total, livraison comprise : ${price(slice.total_millimes, "fr")}`,
      })),
      action: { label: "Suivre ma commande", link },
      after: [`Total de la commande : ${price(total_millimes, "fr")}.`],
    }),
    ar: ({ name, number, link, slices, total_millimes }) => ({
      subject: `طلبك عدد ${number}`,
      hello: `مرحبًا ${name}،`,
      before: ["سُجّل طلبك. يحضّر كل بائع الجزء الخاص به."],
      blocks: slices.map((slice) => ({
        title: `${slice.vendor} — عدد ${slice.number}`,
        lines: slice.lines.map((line) => lineOf(line, "ar")),
        end: `المجموع مع التوصيل: ${price(slice.total_millimes, "ar")}`,
      })),
      action: { label: "متابعة طلبي", link },
      after: [`مجموع الطلب: ${price(total_millimes, "ar")}.`],
    }),
    en: ({ name, number, link, slices, total_millimes }) => ({
      subject: `Your order no. ${number}`,
      hello: `Hello ${name},`,
      before: ["Your order is in. Each vendor prepares its part."],
      blocks: slices.map((slice) => ({
        title: `${slice.vendor} — no. ${slice.number}`,
        lines: slice.lines.map((line) => lineOf(line, "en")),
        end: `Total, delivery included: ${price(slice.total_millimes, "en")}`,
      })),
      action: { label: "Follow my order", link },
      after: [`Order total: ${price(total_millimes, "en")}.`],
    }),
  },
  vendor_order_placed: {
    fr: ({ number, buyer, lines, total_millimes, link }) => ({
      subject: `Nouvelle commande n° ${number}`,
      before: ["Une commande attend votre confirmation."],
      blocks: [
        {
          title: buyer,
          lines: lines.map((line) => lineOf(line, "fr")),
          end: `Total, livraison comprise : ${price(total_millimes, "fr")}`,
        },
      ],
      action: { label: "Voir la commande", link },
      after: [],
    }),
    ar: ({ number, buyer, lines, total_millimes, link }) => ({
      subject: `طلب جديد عدد ${number}`,
      before: ["طلب ينتظر تأكيدك."],
      blocks: [
        {
          title: buyer,
          lines: lines.map((line) => lineOf(line, "ar")),
          end: `المجموع مع التوصيل: ${price(total_millimes, "ar")}`,
        },
      ],
      action: { label: "عرض الطلب", link },
      after: [],
    }),
    en: ({ number, buyer, lines, total_millimes, link }) => ({
      subject: `New order no. ${number}`,
      before: ["An order waits for your confirmation."],
      blocks: [
        {
          title: buyer,
          lines: lines.map((line) => lineOf(line, "en")),
          end: `Total, delivery included: ${price(total_millimes, "en")}`,
        },
      ],
      action: { label: "See the order", link },
      after: [],
    }),
  },
  payment_returned: {
    fr: ({ name, gateway, amount_millimes, reason, is_done, link }) => ({
      subject: "Votre paiement vous est rendu",
      hello: `Bonjour ${name},`,
      before: [
        `Votre paiement de ${price(amount_millimes, "fr")} par ${gateway} est arrivé, mais il ne sert à aucune commande. ${RETURNED_BECAUSE[reason].fr}`,
        is_done
          ? `${gateway} vous l’a rendu : il apparaît sur votre compte sous quelques jours.`
          : `Nous vous le rendons par ${gateway}, sous deux jours ouvrés.`,
      ],
      action: { label: "Voir le paiement", link },
      after: [],
    }),
    ar: ({ name, gateway, amount_millimes, reason, is_done, link }) => ({
      subject: "سيُعاد إليك ما دفعته",
      hello: `مرحبًا ${name}،`,
      before: [
        `وصل دفعك بقيمة ${price(amount_millimes, "ar")} عبر ${gateway} لكنه لا يخصّ أي طلب. ${RETURNED_BECAUSE[reason].ar}`,
        is_done
          ? `أعادت إليك ${gateway} المبلغ: يظهر في حسابك خلال أيام.`
          : `نعيده إليك عبر ${gateway} خلال يومي عمل.`,
      ],
      action: { label: "عرض الدفع", link },
      after: [],
    }),
    en: ({ name, gateway, amount_millimes, reason, is_done, link }) => ({
      subject: "Your payment is returned to you",
      hello: `Hello ${name},`,
      before: [
        `Your payment of ${price(amount_millimes, "en")} by ${gateway} arrived, but it serves no order. ${RETURNED_BECAUSE[reason].en}`,
        is_done
          ? `${gateway} returned it to you: it shows on your account within a few days.`
          : `We return it to you by ${gateway} within two working days.`,
      ],
      action: { label: "See the payment", link },
      after: [],
    }),
  },
}

/** Writes a mail in a language: what people typed is escaped, and never breaks a header. */
export function writeMail<Kind extends MailKind>(
  kind: Kind,
  data: MailData[Kind],
  locale: Locale,
): Content {
  const draft = templates[kind][locale](data)
  return {
    subject: oneLine(draft.subject),
    text: textOf(draft, locale),
    html: htmlOf(draft, locale),
  }
}

const oneLine = (text: string): string => text.replace(/[ \t\r\n\p{Cc}]+/gu, " ").trim()

function textOf({ hello, before, blocks = [], action, after }: Draft, locale: Locale): string {
  const parts = [
    ...(hello ? [oneLine(hello)] : []),
    ...before,
    ...blocks.map(({ title, lines, end }) =>
      [oneLine(title), ...lines.map((line) => `- ${oneLine(line)}`), end].join("\n"),
    ),
    `${action.label} :\n${action.link}`,
    ...after,
    SIGNATURE[locale],
  ]
  return parts.join("\n\n") + "\n"
}

/** Characters that mean something to HTML, for text and quoted attributes alike. */
const ENTITIES: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
}
export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => ENTITIES[character]!)

const paragraph = (text: string) => `<p style="margin:0 0 16px">${escapeHtml(oneLine(text))}</p>`

// Mail programs drop style sheets: what must hold is written on each element.
function htmlOf(draft: Draft, locale: Locale): string {
  const { subject, hello, before, blocks = [], action, after } = draft
  const direction = locale === "ar" ? "rtl" : "ltr"
  const align = locale === "ar" ? "right" : "left"
  const block = ({ title, lines, end }: { title: string; lines: string[]; end: string }) =>
    `<div style="margin:0 0 16px;padding:12px 16px;border:1px solid #d5d9de;border-radius:6px">` +
    `<p style="margin:0 0 8px;font-weight:bold">${escapeHtml(oneLine(title))}</p>` +
    lines.map((line) => `<p style="margin:0 0 4px">${escapeHtml(oneLine(line))}</p>`).join("") +
    `<p style="margin:8px 0 0">${escapeHtml(end)}</p></div>`
  const link = escapeHtml(action.link)
  return (
    `<!doctype html><html lang="${locale}" dir="${direction}"><head><meta charset="utf-8">` +
    `<meta name="viewport" content="width=device-width"><title>${escapeHtml(oneLine(subject))}</title></head>` +
    `<body style="margin:0;background:#f2f4f6;color:#1b2430;font:16px/1.5 Arial,sans-serif">` +
    `<div dir="${direction}" style="max-width:560px;margin:0 auto;padding:24px;background:#ffffff;text-align:${align}">` +
    (hello ? paragraph(hello) : "") +
    before.map(paragraph).join("") +
    blocks.map(block).join("") +
    `<p style="margin:0 0 16px"><a href="${link}" style="display:inline-block;padding:12px 20px;background:#f5b800;color:#10201d;border-radius:6px;text-decoration:none;font-weight:bold">${escapeHtml(action.label)}</a></p>` +
    after.map(paragraph).join("") +
    `<p style="margin:24px 0 0;color:#5a6572">${SIGNATURE[locale]}</p></div></body></html>`
  )
}
