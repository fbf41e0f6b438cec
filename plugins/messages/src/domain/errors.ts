import { defineErrors } from "@souk/kit/errors"

export const errors = defineErrors({
  confirmation_void: {
    status: 409,
    fr: "Ce lien ne confirme plus cette adresse : il a expiré ou concerne un autre compte. Demandez un nouveau lien depuis votre compte.",
    ar: "لم يعد هذا الرابط يؤكد هذا العنوان: انتهت صلاحيته أو يخص حسابًا آخر. اطلب رابطًا جديدًا من حسابك.",
    en: "This link no longer confirms this address: it has expired or belongs to another account. Ask for a new link from your account.",
  },
  email_change_void: {
    status: 409,
    fr: "Ce lien ne change plus l'adresse de ce compte : il a expiré, a déjà servi, concerne un autre compte, ou l'adresse n'est plus libre. Demandez-en un autre depuis votre profil.",
    ar: "لم يعد هذا الرابط يغيّر عنوان هذا الحساب: انتهت صلاحيته أو استُعمل أو يخص حسابًا آخر أو لم يعد العنوان متاحًا. اطلب رابطًا آخر من ملفك.",
    en: "This link no longer changes this account's address: it has expired, was used, belongs to another account, or the address is no longer free. Ask for another one from your profile.",
  },
  email_change_password_wrong: {
    status: 403,
    fr: "Le mot de passe n'est pas le bon. Votre adresse reste la même ; réessayez.",
    ar: "كلمة السر غير صحيحة. يبقى عنوانك كما هو؛ أعد المحاولة.",
    en: "The password is wrong. Your address stays as it is; try again.",
  },
  email_unchanged: {
    status: 409,
    fr: "C'est déjà l'adresse de votre compte. Écrivez la nouvelle.",
    ar: "هذا عنوان حسابك بالفعل. اكتب العنوان الجديد.",
    en: "It is your account's address already. Write the new one.",
  },
  email_of_staff: {
    status: 409,
    fr: "Ce compte sert aussi à entrer dans l'espace vendeur : son adresse est changée par l'équipe de Souk. Écrivez-nous depuis la page Contact.",
    ar: "يُستعمل هذا الحساب أيضًا للدخول إلى فضاء البائع: يغيّر فريق سوق عنوانه. راسلنا من صفحة الاتصال.",
    en: "This account also opens the vendor space: its address is changed by the Souk team. Write to us from the contact page.",
  },
  too_many_mails: {
    status: 429,
    fr: "Plusieurs courriels viennent de vous être envoyés. Regardez vos indésirables, ou réessayez dans une heure.",
    ar: "أُرسلت إليك عدة رسائل للتو. تحقّق من البريد غير المرغوب فيه أو أعد المحاولة بعد ساعة.",
    en: "Several mails were sent to you just now. Look among the unwanted ones, or try again in an hour.",
  },
})
