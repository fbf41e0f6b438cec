import type { Locale } from "@souk/kit/locale"
import type { Templates } from "./templates"

export type DeliveryFailedReason = "absent" | "refused" | "unreachable" | "wrong_address"

/** What the mails about an order that leaves the straight way need to be written. */
export type OrderMailData = {
  delivery_failed: {
    name: string
    number: string
    vendor: string
    reason: DeliveryFailedReason
    /** The carrier comes again, or the parcel goes back to its vendor. */
    next: "retry" | "return"
    link: string
  }
  /** To a vendor: its buyer would rather not have the order. */
  cancellation_asked: { number: string; buyer: string; reason: string; link: string }
  cancellation_answered: {
    name: string
    number: string
    is_accepted: boolean
    /** Why it was refused. */
    answer: string | null
    link: string
  }
}

const FAILED_BECAUSE: Record<DeliveryFailedReason, Record<Locale, string>> = {
  absent: {
    fr: "Personne n’était là pour le recevoir.",
    ar: "لم يكن أحد حاضرًا لاستلامه.",
    en: "Nobody was there to receive it.",
  },
  refused: {
    fr: "Le colis a été refusé à la livraison.",
    ar: "رُفض الطرد عند التسليم.",
    en: "The parcel was refused at delivery.",
  },
  unreachable: {
    fr: "Il n’a pas réussi à vous joindre au téléphone.",
    ar: "لم يتمكّن من الاتصال بك هاتفيًا.",
    en: "It could not reach you by phone.",
  },
  wrong_address: {
    fr: "L’adresse est introuvable ou incomplète.",
    ar: "العنوان غير موجود أو ناقص.",
    en: "The address could not be found or is incomplete.",
  },
}

const THEN: Record<"retry" | "return", Record<Locale, string>> = {
  retry: {
    fr: "Il repassera : gardez votre téléphone à portée de main. Si votre adresse ou vos horaires changent, appelez le vendeur.",
    ar: "سيعود مرة أخرى: أبق هاتفك قريبًا منك. إن تغيّر عنوانك أو أوقاتك فاتصل بالبائع.",
    en: "It will come again: keep your phone at hand. If your address or your hours change, call the vendor.",
  },
  return: {
    fr: "Le colis retourne chez le vendeur. À son arrivée, la commande est annulée et ce que vous avez payé vous est rendu.",
    ar: "يعود الطرد إلى البائع. عند وصوله يُلغى الطلب ويُعاد إليك ما دفعته.",
    en: "The parcel goes back to the vendor. When it arrives, the order is cancelled and what you paid goes back to you.",
  },
}

export const orderTemplates: Templates<OrderMailData> = {
  delivery_failed: {
    fr: ({ name, number, vendor, reason, next, link }) => ({
      subject: `Votre colis n° ${number} n’a pas pu être remis`,
      hello: `Bonjour ${name},`,
      before: [
        `Le transporteur n’a pas pu vous remettre le colis de ${vendor}. ${FAILED_BECAUSE[reason].fr}`,
        THEN[next].fr,
      ],
      action: { label: "Suivre ma commande", link },
      after: [],
    }),
    ar: ({ name, number, vendor, reason, next, link }) => ({
      subject: `تعذّر تسليم طردك عدد ${number}`,
      hello: `مرحبًا ${name}،`,
      before: [
        `لم يتمكّن الناقل من تسليمك طرد ${vendor}. ${FAILED_BECAUSE[reason].ar}`,
        THEN[next].ar,
      ],
      action: { label: "متابعة طلبي", link },
      after: [],
    }),
    en: ({ name, number, vendor, reason, next, link }) => ({
      subject: `Your parcel no. ${number} could not be delivered`,
      hello: `Hello ${name},`,
      before: [
        `The carrier could not hand over the parcel from ${vendor}. ${FAILED_BECAUSE[reason].en}`,
        THEN[next].en,
      ],
      action: { label: "Follow my order", link },
      after: [],
    }),
  },
  cancellation_asked: {
    fr: ({ number, buyer, reason, link }) => ({
      subject: `Annulation demandée : commande n° ${number}`,
      before: [
        `${buyer} demande l’annulation de sa commande : « ${reason} »`,
        "Acceptez ou refusez avant d’expédier. Si vous acceptez, l’acheteur est remboursé de ce qu’il a payé et les pièces reviennent en stock.",
      ],
      action: { label: "Répondre", link },
      after: [],
    }),
    ar: ({ number, buyer, reason, link }) => ({
      subject: `طلب إلغاء: الطلب عدد ${number}`,
      before: [
        `يطلب ${buyer} إلغاء طلبه: «${reason}»`,
        "اقبل أو ارفض قبل الشحن. إن قبلت يُعاد إلى المشتري ما دفعه وتعود القطع إلى المخزون.",
      ],
      action: { label: "الرد", link },
      after: [],
    }),
    en: ({ number, buyer, reason, link }) => ({
      subject: `Cancellation asked for: order no. ${number}`,
      before: [
        `${buyer} asks that the order be cancelled: “${reason}”`,
        "Accept or refuse before shipping. If you accept, the buyer gets back what was paid and the pieces are in stock again.",
      ],
      action: { label: "Answer", link },
      after: [],
    }),
  },
  cancellation_answered: {
    fr: ({ name, number, is_accepted, answer, link }) => ({
      subject: is_accepted
        ? `La commande n° ${number} est annulée`
        : `La commande n° ${number} n’est pas annulée`,
      hello: `Bonjour ${name},`,
      before: is_accepted
        ? ["Votre demande d’annulation est acceptée.", "Ce qui était payé est rendu à l’acheteur."]
        : ["Votre demande d’annulation est refusée.", ...(answer ? [`« ${answer} »`] : [])],
      action: { label: "Voir la commande", link },
      after: [],
    }),
    ar: ({ name, number, is_accepted, answer, link }) => ({
      subject: is_accepted ? `أُلغي الطلب عدد ${number}` : `لم يُلغَ الطلب عدد ${number}`,
      hello: `مرحبًا ${name}،`,
      before: is_accepted
        ? ["قُبل طلب الإلغاء.", "يُعاد إلى المشتري ما دفعه."]
        : ["رُفض طلب الإلغاء.", ...(answer ? [`«${answer}»`] : [])],
      action: { label: "عرض الطلب", link },
      after: [],
    }),
    en: ({ name, number, is_accepted, answer, link }) => ({
      subject: is_accepted
        ? `Order no. ${number} is cancelled`
        : `Order no. ${number} is not cancelled`,
      hello: `Hello ${name},`,
      before: is_accepted
        ? ["Your cancellation request is accepted.", "What was paid goes back to the buyer."]
        : ["Your cancellation request is refused.", ...(answer ? [`“${answer}”`] : [])],
      action: { label: "See the order", link },
      after: [],
    }),
  },
}
