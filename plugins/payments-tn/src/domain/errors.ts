import { defineErrors } from "@souk/kit/errors"

/** Everything the ways to pay refuse, with what to do next. */
export const errors = defineErrors({
  payment_not_made: {
    status: 409,
    fr: "Le paiement n'est pas encore confirmé. Terminez-le sur la page de paiement, ou choisissez un autre moyen.",
    ar: "لم يتم تأكيد الدفع بعد. أكمله على صفحة الدفع أو اختر وسيلة أخرى.",
    en: "The payment is not confirmed yet. Finish it on the payment page, or choose another method.",
  },
  payment_not_online: {
    status: 409,
    fr: "Ce panier n'attend pas de paiement en ligne. Revenez au récapitulatif et choisissez un moyen de paiement.",
    ar: "هذه السلة لا تنتظر دفعًا عبر الإنترنت. عُد إلى الملخص واختر وسيلة الدفع.",
    en: "This cart waits for no online payment. Go back to the summary and choose a payment method.",
  },
  amount_not_for_gateway: {
    status: 409,
    fr: "{gateway} ne prend que des montants dont le dernier millime est 0. Choisissez un autre moyen de paiement.",
    ar: "لا يقبل {gateway} سوى المبالغ التي ينتهي مليمها بـ 0. اختر وسيلة دفع أخرى.",
    en: "{gateway} takes only amounts whose last millime is 0. Choose another way to pay.",
  },
  gateway_down: {
    status: 503,
    fr: "{gateway} ne répond pas en ce moment. Aucun montant n'a été pris ; réessayez ou choisissez un autre moyen de paiement.",
    ar: "خدمة {gateway} لا تستجيب حاليًا. لم يُسحب أي مبلغ؛ أعد المحاولة أو اختر وسيلة دفع أخرى.",
    en: "{gateway} does not answer right now. Nothing was taken; try again or choose another payment method.",
  },
  online_payment_unknown: {
    status: 404,
    fr: "Ce paiement est inconnu. Vérifiez le lien ou retrouvez la commande dans le suivi.",
    ar: "عملية الدفع هذه غير معروفة. تحقّق من الرابط أو ابحث عن الطلب في صفحة التتبع.",
    en: "This payment is unknown. Check the link or find the order under tracking.",
  },
  refund_task_done: {
    status: 409,
    fr: "Ce remboursement est déjà noté comme fait. Rechargez la liste.",
    ar: "سبق تسجيل هذا الاسترجاع كمنجز. أعد تحميل القائمة.",
    en: "This refund is already noted as done. Reload the list.",
  },
  cash_not_offered: {
    status: 409,
    fr: "Le paiement à la livraison n'est pas proposé en ce moment. Payez en ligne.",
    ar: "الدفع عند التسليم غير متاح حاليًا. ادفع عبر الإنترنت.",
    en: "Cash on delivery is not offered right now. Pay online.",
  },
  cash_not_for_buyer: {
    status: 409,
    fr: "Le paiement à la livraison n'est pas disponible pour cette commande. Payez en ligne, ou appelez-nous.",
    ar: "الدفع عند التسليم غير متاح لهذا الطلب. ادفع عبر الإنترنت أو اتصل بنا.",
    en: "Cash on delivery is not available for this order. Pay online, or call us.",
  },
  cash_not_in_governorate: {
    status: 409,
    fr: "Le paiement à la livraison n'est pas proposé dans ce gouvernorat. Payez en ligne.",
    ar: "الدفع عند التسليم غير متاح في هذه الولاية. ادفع عبر الإنترنت.",
    en: "Cash on delivery is not offered in this governorate. Pay online.",
  },
  cash_above_limit: {
    status: 409,
    fr: "Le paiement à la livraison va jusqu'à {limit} DT ; cette commande fait {total} DT. Payez en ligne ou commandez en deux fois.",
    ar: "الدفع عند التسليم متاح حتى {limit} د.ت؛ قيمة هذا الطلب {total} د.ت. ادفع عبر الإنترنت أو قسّم الطلب.",
    en: "Cash on delivery goes up to {limit} DT; this order is {total} DT. Pay online or order in two parts.",
  },
})
