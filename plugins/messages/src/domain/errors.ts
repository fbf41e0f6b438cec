import { defineErrors } from "@souk/kit/errors"

export const errors = defineErrors({
  confirmation_void: {
    status: 409,
    fr: "Ce lien ne confirme plus cette adresse : il a expiré ou concerne un autre compte. Demandez un nouveau lien depuis votre compte.",
    ar: "لم يعد هذا الرابط يؤكد هذا العنوان: انتهت صلاحيته أو يخص حسابًا آخر. اطلب رابطًا جديدًا من حسابك.",
    en: "This link no longer confirms this address: it has expired or belongs to another account. Ask for a new link from your account.",
  },
  too_many_mails: {
    status: 429,
    fr: "Plusieurs courriels viennent de vous être envoyés. Regardez vos indésirables, ou réessayez dans une heure.",
    ar: "أُرسلت إليك عدة رسائل للتو. تحقّق من البريد غير المرغوب فيه أو أعد المحاولة بعد ساعة.",
    en: "Several mails were sent to you just now. Look among the unwanted ones, or try again in an hour.",
  },
})
