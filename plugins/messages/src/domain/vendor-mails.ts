import type { Locale } from "@souk/kit/locale"
import type { Templates } from "./templates"

/** What the mails about a shop's own account need to be written. */
export type VendorMailData = {
  vendor_status_changed: {
    vendor: string
    /** The new status, in the words of the mail's language. */
    status: string
    reason: string
    link: string
  }
  bank_change: {
    vendor: string
    step: "requested" | "confirmed" | "refused"
    /** Most digits hidden. */
    account: string
    note: string | null
    link: string
  }
  vendor_member_added: { vendor: string; email: string; link: string }
}

const NOT_YOU: Record<Locale, string> = {
  fr: "Si vous n’y êtes pour rien, prévenez-nous tout de suite.",
  ar: "إن لم تكن أنت من قام بذلك فأعلمنا فورًا.",
  en: "If this was not you, tell us at once.",
}

const STEP: Record<VendorMailData["bank_change"]["step"], Record<Locale, string>> = {
  requested: {
    fr: "Un nouveau compte bancaire est demandé pour votre boutique. Aucun versement ne part tant qu’il n’est pas vérifié.",
    ar: "طُلب حساب بنكي جديد لمتجرك. لا تُصرف أي دفعة قبل التحقق منه.",
    en: "A new bank account is asked for your shop. No payout leaves until it is checked.",
  },
  confirmed: {
    fr: "Le nouveau compte bancaire de votre boutique est confirmé : vos versements y vont désormais.",
    ar: "تم تأكيد الحساب البنكي الجديد لمتجرك: تُصرف دفعاتك إليه من الآن.",
    en: "Your shop’s new bank account is confirmed: your payouts go there from now on.",
  },
  refused: {
    fr: "Le nouveau compte bancaire de votre boutique est refusé : vos versements vont toujours à l’ancien.",
    ar: "رُفض الحساب البنكي الجديد لمتجرك: ما زالت دفعاتك تُصرف إلى القديم.",
    en: "Your shop’s new bank account is refused: your payouts still go to the old one.",
  },
}

export const vendorTemplates: Templates<VendorMailData> = {
  vendor_status_changed: {
    fr: ({ vendor, status, reason, link }) => ({
      subject: `Votre boutique ${vendor} : ${status}`,
      before: [`Le statut de ${vendor} est maintenant « ${status} ».`, `Raison : ${reason}`],
      action: { label: "Ouvrir mon espace", link },
      after: [],
    }),
    ar: ({ vendor, status, reason, link }) => ({
      subject: `متجرك ${vendor}: ${status}`,
      before: [`أصبحت حالة ${vendor} الآن «${status}».`, `السبب: ${reason}`],
      action: { label: "فتح فضائي", link },
      after: [],
    }),
    en: ({ vendor, status, reason, link }) => ({
      subject: `Your shop ${vendor}: ${status}`,
      before: [`The status of ${vendor} is now “${status}”.`, `Reason: ${reason}`],
      action: { label: "Open my space", link },
      after: [],
    }),
  },
  bank_change: {
    fr: ({ vendor, step, account, note, link }) => ({
      subject: `Compte bancaire de ${vendor}`,
      before: [STEP[step].fr, `Compte : ${account}`, ...(note ? [`Note : ${note}`] : [])],
      action: { label: "Voir mes versements", link },
      after: [NOT_YOU.fr],
    }),
    ar: ({ vendor, step, account, note, link }) => ({
      subject: `الحساب البنكي لمتجر ${vendor}`,
      before: [STEP[step].ar, `الحساب: ${account}`, ...(note ? [`ملاحظة: ${note}`] : [])],
      action: { label: "عرض دفعاتي", link },
      after: [NOT_YOU.ar],
    }),
    en: ({ vendor, step, account, note, link }) => ({
      subject: `Bank account of ${vendor}`,
      before: [STEP[step].en, `Account: ${account}`, ...(note ? [`Note: ${note}`] : [])],
      action: { label: "See my payouts", link },
      after: [NOT_YOU.en],
    }),
  },
  vendor_member_added: {
    fr: ({ vendor, email, link }) => ({
      subject: `Un nouveau membre dans ${vendor}`,
      before: [`${email} travaille désormais dans l’espace de votre boutique.`],
      action: { label: "Ouvrir mon espace", link },
      after: [NOT_YOU.fr],
    }),
    ar: ({ vendor, email, link }) => ({
      subject: `عضو جديد في ${vendor}`,
      before: [`أصبح بإمكان ${email} العمل في فضاء متجرك.`],
      action: { label: "فتح فضائي", link },
      after: [NOT_YOU.ar],
    }),
    en: ({ vendor, email, link }) => ({
      subject: `A new member in ${vendor}`,
      before: [`${email} works in your shop’s space from now on.`],
      action: { label: "Open my space", link },
      after: [NOT_YOU.en],
    }),
  },
}
