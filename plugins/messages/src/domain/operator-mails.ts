import type { Templates } from "./templates"

/** What the mails to whoever runs the marketplace need to be written. */
export type OperatorMailData = {
  vendor_asks_cancellation: { number: string; vendor: string; reason: string; link: string }
  /** Accounts that do not sum to zero, or transactions that do not balance. */
  ledger_broken: { sum_millimes: number; unbalanced_count: number; link: string }
}

export const operatorTemplates: Templates<OperatorMailData> = {
  vendor_asks_cancellation: {
    fr: ({ number, vendor, reason, link }) => ({
      subject: `${vendor} demande l’annulation de la commande n° ${number}`,
      before: [
        `${vendor} ne peut pas honorer sa commande : « ${reason} »`,
        "Acceptez ou refusez. Si vous acceptez, l’acheteur est remboursé de ce qu’il a payé et les pièces reviennent en stock.",
      ],
      action: { label: "Voir les demandes", link },
      after: [],
    }),
    ar: ({ number, vendor, reason, link }) => ({
      subject: `يطلب ${vendor} إلغاء الطلب عدد ${number}`,
      before: [
        `لا يستطيع ${vendor} تلبية طلبه: «${reason}»`,
        "اقبل أو ارفض. إن قبلت يُعاد إلى المشتري ما دفعه وتعود القطع إلى المخزون.",
      ],
      action: { label: "عرض الطلبات", link },
      after: [],
    }),
    en: ({ number, vendor, reason, link }) => ({
      subject: `${vendor} asks to cancel order no. ${number}`,
      before: [
        `${vendor} cannot honour its order: “${reason}”`,
        "Accept or refuse. If you accept, the buyer gets back what was paid and the pieces are in stock again.",
      ],
      action: { label: "See the requests", link },
      after: [],
    }),
  },
  ledger_broken: {
    fr: ({ sum_millimes, unbalanced_count, link }) => ({
      subject: "Alerte : le grand livre ne s’équilibre pas",
      before: [
        `La somme des comptes est de ${sum_millimes} millimes au lieu de zéro ; mouvements déséquilibrés : ${unbalanced_count}.`,
        "Ne payez personne avant d’avoir compris pourquoi.",
      ],
      action: { label: "Ouvrir le grand livre", link },
      after: [],
    }),
    ar: ({ sum_millimes, unbalanced_count, link }) => ({
      subject: "تنبيه: دفتر الأستاذ غير متوازن",
      before: [
        `مجموع الحسابات ${sum_millimes} مليم عوض الصفر؛ الحركات غير المتوازنة: ${unbalanced_count}.`,
        "لا تدفع لأحد قبل معرفة السبب.",
      ],
      action: { label: "فتح دفتر الأستاذ", link },
      after: [],
    }),
    en: ({ sum_millimes, unbalanced_count, link }) => ({
      subject: "Alarm: the ledger does not balance",
      before: [
        `The accounts sum to ${sum_millimes} millimes instead of zero; unbalanced movements: ${unbalanced_count}.`,
        "Pay nobody before it is explained.",
      ],
      action: { label: "Open the ledger", link },
      after: [],
    }),
  },
}
