import { defineErrors } from "@souk/kit/errors"

/** Everything the marketplace refuses, with what to do next. */
export const errors = defineErrors({
  vendor_not_selling: {
    status: 409,
    fr: "« {title} » n'est plus vendu : le vendeur {vendor} est indisponible. Retirez la pièce du panier ou choisissez l'offre d'un autre vendeur.",
    ar: "«{title}» لم تعد متوفرة للبيع: البائع {vendor} غير متاح. احذف القطعة من السلة أو اختر عرض بائع آخر.",
    en: "“{title}” is no longer sold: the vendor {vendor} is unavailable. Remove the part from the cart or choose another vendor's offer.",
  },
  product_not_sold: {
    status: 409,
    fr: "« {title} » n'est pas en vente. Choisissez une offre sur la page de la pièce.",
    ar: "«{title}» ليست معروضة للبيع. اختر عرضًا من صفحة القطعة.",
    en: "“{title}” is not for sale. Choose an offer on the part's page.",
  },
  quantity_not_whole: {
    status: 400,
    fr: "La quantité doit être un nombre entier de pièces. Écrivez 1, 2 ou 3.",
    ar: "يجب أن تكون الكمية عددًا صحيحًا من القطع. اكتب 1 أو 2 أو 3.",
    en: "The quantity must be a whole number of parts. Write 1, 2 or 3.",
  },
  shipping_missing: {
    status: 400,
    fr: "Choisissez une livraison pour le vendeur {vendor}.",
    ar: "اختر طريقة التوصيل للبائع {vendor}.",
    en: "Choose a delivery for the vendor {vendor}.",
  },
  shipping_not_of_cart: {
    status: 400,
    fr: "Une livraison choisie n'appartient à aucun vendeur du panier. Choisissez de nouveau les livraisons.",
    ar: "إحدى طرق التوصيل المختارة لا تخص أي بائع في السلة. اختر طرق التوصيل من جديد.",
    en: "A chosen delivery belongs to no vendor of the cart. Choose the deliveries again.",
  },
  shipping_not_of_vendor: {
    status: 400,
    fr: "La livraison « {option} » n'est pas proposée par le vendeur {vendor}. Choisissez-en une de sa liste.",
    ar: "طريقة التوصيل «{option}» لا يقدّمها البائع {vendor}. اختر واحدة من قائمته.",
    en: "The delivery “{option}” is not offered by the vendor {vendor}. Choose one from its list.",
  },
  address_missing: {
    status: 400,
    fr: "L'adresse de livraison est incomplète. Indiquez le nom, le téléphone, le gouvernorat, la délégation et l'adresse.",
    ar: "عنوان التوصيل غير مكتمل. أدخل الاسم والهاتف والولاية والمعتمدية والعنوان.",
    en: "The delivery address is incomplete. Give the name, phone, governorate, delegation and address.",
  },
  amount_not_whole: {
    status: 409,
    fr: "Le total du panier n'est pas un nombre entier de millimes. Revenez à l'étape de livraison pour le recalculer.",
    ar: "إجمالي السلة ليس عددًا صحيحًا من المليمات. عُد إلى خطوة التوصيل لإعادة حسابه.",
    en: "The cart's total is not a whole number of millimes. Go back to the delivery step to have it recomputed.",
  },
  payment_differs: {
    status: 409,
    fr: "Le panier a changé depuis le choix du paiement ({payment} au lieu de {total} millimes). Revenez au récapitulatif et confirmez le nouveau total.",
    ar: "تغيّرت السلة منذ اختيار الدفع ({payment} بدل {total} مليم). عُد إلى الملخص وأكّد الإجمالي الجديد.",
    en: "The cart changed since the payment was chosen ({payment} instead of {total} millimes). Go back to the summary and confirm the new total.",
  },
  cart_not_ordered: {
    status: 404,
    fr: "Ce panier n'a pas encore été commandé.",
    ar: "لم يتم طلب هذه السلة بعد.",
    en: "This cart has not been ordered yet.",
  },
  delegation_unknown: {
    status: 400,
    fr: "La délégation « {delegation} » n'est pas dans le gouvernorat « {governorate} ». Choisissez-la dans la liste.",
    ar: "المعتمدية «{delegation}» ليست في الولاية «{governorate}». اخترها من القائمة.",
    en: "The delegation “{delegation}” is not in the governorate “{governorate}”. Choose it from the list.",
  },
  phone_invalid: {
    status: 400,
    fr: "Le numéro « {phone} » n'est pas un numéro tunisien. Écrivez 8 chiffres, par exemple 20 123 456.",
    ar: "الرقم «{phone}» ليس رقمًا تونسيًا. اكتب 8 أرقام، مثلًا ‎20 123 456.",
    en: "“{phone}” is not a Tunisian number. Write 8 digits, for example 20 123 456.",
  },
  tax_number_invalid: {
    status: 400,
    fr: "Le matricule fiscal « {tax_number} » n'a pas la bonne forme. Écrivez-le comme 1234567A/P/M/000.",
    ar: "المعرّف الجبائي «{tax_number}» غير صحيح الشكل. اكتبه هكذا ‎1234567A/P/M/000.",
    en: "The tax number “{tax_number}” is not well formed. Write it like 1234567A/P/M/000.",
  },
  rib_invalid: {
    status: 400,
    fr: "Le RIB « {rib} » est faux : ses deux derniers chiffres ne correspondent pas. Recopiez les 20 chiffres du relevé bancaire.",
    ar: "رقم الحساب البنكي «{rib}» خاطئ: الرقمان الأخيران غير مطابقين. انسخ الأرقام العشرين من كشف الحساب.",
    en: "The bank account “{rib}” is wrong: its last two digits do not match. Copy the 20 digits from the bank statement.",
  },
  vendor_exists: {
    status: 409,
    fr: "Un vendeur porte déjà ce nom court ou ce matricule fiscal ({handle}, {tax_number}). Ouvrez sa fiche ou corrigez la saisie.",
    ar: "يوجد بائع بنفس الاسم المختصر أو المعرّف الجبائي ({handle}، {tax_number}). افتح ملفه أو صحّح الإدخال.",
    en: "A vendor already has this handle or tax number ({handle}, {tax_number}). Open its page or correct the entry.",
  },
  email_taken: {
    status: 409,
    fr: "L'adresse « {email} » a déjà un compte. Donnez une autre adresse au membre.",
    ar: "العنوان «{email}» له حساب بالفعل. أعطِ العضو عنوانًا آخر.",
    en: "The address “{email}” already has an account. Give the member another one.",
  },
  vendor_move_refused: {
    status: 409,
    fr: "Un vendeur « {from} » ne peut pas passer à « {to} ». Possible : {allowed}.",
    ar: "لا يمكن نقل بائع من «{from}» إلى «{to}». المتاح: {allowed}.",
    en: "A vendor that is “{from}” cannot become “{to}”. Possible: {allowed}.",
  },
  vendor_order_move_refused: {
    status: 409,
    fr: "La commande {number} est « {from} » : elle ne peut pas passer à « {to} ». Possible : {allowed}.",
    ar: "الطلب {number} في حالة «{from}»: لا يمكن نقله إلى «{to}». المتاح: {allowed}.",
    en: "Order {number} is “{from}”: it cannot become “{to}”. Possible: {allowed}.",
  },
  vendor_may_only_read: {
    status: 403,
    fr: "Votre boutique est « {status} » : vous pouvez consulter, pas modifier. Contactez la place de marché.",
    ar: "متجرك في حالة «{status}»: يمكنك الاطّلاع دون التعديل. اتصل بإدارة السوق.",
    en: "Your shop is “{status}”: you may read, not change. Contact the marketplace.",
  },
  vendors_only: {
    status: 403,
    fr: "Cette page est réservée aux vendeurs. Connectez-vous avec le compte d'une boutique.",
    ar: "هذه الصفحة مخصصة للبائعين. سجّل الدخول بحساب متجر.",
    en: "This page is for vendors. Sign in with a shop's account.",
  },
  operators_only: {
    status: 403,
    fr: "Cette page est réservée à la place de marché.",
    ar: "هذه الصفحة مخصصة لإدارة السوق.",
    en: "This page is for the marketplace's staff.",
  },
  invite_needed: {
    status: 403,
    fr: "Un compte du personnel s'ouvre sur invitation. Demandez une invitation à la place de marché pour cette adresse e-mail.",
    ar: "حساب الموظفين يُفتح بدعوة فقط. اطلب دعوة من إدارة السوق لهذا البريد.",
    en: "Staff accounts are opened by invitation. Ask the marketplace to invite this e-mail address.",
  },
  order_not_found: {
    status: 404,
    fr: "Aucune commande ne correspond. Vérifiez le numéro et le téléphone donnés à la commande.",
    ar: "لا يوجد طلب مطابق. تحقّق من رقم الطلب والهاتف المسجّل عند الطلب.",
    en: "No order matches. Check the number and the phone given when ordering.",
  },
  field_not_public: {
    status: 400,
    fr: "Le champ « {field} » n'est pas public. Retirez-le de « fields ».",
    ar: "الحقل «{field}» غير عمومي. احذفه من «fields».",
    en: "The field “{field}” is not public. Remove it from “fields”.",
  },
})
