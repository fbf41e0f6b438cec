import { defineErrors } from "@souk/kit/errors"

export const errors = defineErrors({
  banner_not_found: {
    status: 404,
    fr: "Le bandeau « {banner} » n'existe pas ou n'existe plus. Revenez à la liste des bandeaux.",
    ar: "اللافتة «{banner}» غير موجودة أو لم تعد موجودة. عُد إلى قائمة اللافتات.",
    en: "The banner “{banner}” does not exist, or no longer does. Go back to the list of banners.",
  },
  nothing_written: {
    status: 400,
    fr: "Ce bandeau ne dit rien : donnez-lui un titre dans une langue au moins.",
    ar: "هذه اللافتة فارغة: أعطها عنوانًا بلغة واحدة على الأقل.",
    en: "This banner says nothing: give it a title in one language at least.",
  },
  dates_reversed: {
    status: 400,
    fr: "Ce bandeau finit avant de commencer. Choisissez une fin après le début.",
    ar: "تنتهي هذه اللافتة قبل أن تبدأ. اختر نهاية بعد البداية.",
    en: "This banner ends before it starts. Choose an end after its start.",
  },
  link_unsafe: {
    status: 400,
    fr: "« {link} » n'est pas un lien sûr. Donnez une page de la boutique, comme /pieces?q=frein, ou une adresse https.",
    ar: "«{link}» ليس رابطًا آمنًا. أدخل صفحة من المتجر مثل ‎/pieces?q=frein أو عنوان https.",
    en: "“{link}” is no safe link. Give a page of the shop, such as /pieces?q=frein, or an https address.",
  },
})
