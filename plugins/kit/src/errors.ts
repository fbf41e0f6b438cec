import { MedusaError } from "@medusajs/framework/utils"
import type { Locale } from "./locale"

/** What an error needs to be told well: its HTTP status and one sentence per language of the shop. */
export type ErrorDefinition = { status: ErrorStatus } & Record<Locale, string>

type ErrorStatus = 400 | 401 | 403 | 404 | 409 | 410 | 422 | 429 | 503

const TYPE_OF_STATUS: Record<ErrorStatus, string> = {
  400: MedusaError.Types.INVALID_DATA,
  401: MedusaError.Types.UNAUTHORIZED,
  403: MedusaError.Types.FORBIDDEN,
  404: MedusaError.Types.NOT_FOUND,
  409: MedusaError.Types.CONFLICT,
  410: "gone",
  422: "unprocessable",
  429: "too_many_requests",
  503: "unavailable",
}

/** A word that has a name in each language, such as a status. */
export type Word = Record<Locale, string>

type Params = Record<string, string | number | Word>

const definitions = new Map<string, ErrorDefinition>()

/**
 * An error meant for a person. Its message is French; `messageFor` gives the reader's language.
 * Values of the message travel in `params`, so that it can be told in another language later.
 */
export class SoukError extends MedusaError {
  constructor(
    override readonly code: string,
    readonly params: Params,
  ) {
    const definition = definitions.get(code)
    if (!definition) throw new Error(`No error is defined under the code ${code}`)
    super(TYPE_OF_STATUS[definition.status], fill(definition, params, "fr"), code)
    this.name = "SoukError"
  }
}

function fill(definition: ErrorDefinition, params: Params, locale: Locale): string {
  return definition[locale].replace(/\{(\w+)\}/g, (_, key: string) => {
    const value = params[key] ?? ""
    return typeof value === "object" ? value[locale] : String(value)
  })
}

/** Several words as one, in each language; a dash when there are none. */
export function listed(words: Word[]): Word {
  const join = (locale: Locale, comma: string) =>
    words.map((word) => word[locale]).join(comma) || "—"
  return { fr: join("fr", ", "), ar: join("ar", "، "), en: join("en", ", ") }
}

/**
 * Declares errors once, in the three languages, beside the rules that raise them:
 * `throw errors.offer_sold_out({ title })`. A code is unique over the whole application.
 */
export function defineErrors<Codes extends Record<string, ErrorDefinition>>(
  table: Codes,
): { [Code in keyof Codes]: (params?: Params) => SoukError } {
  const factories = {} as { [Code in keyof Codes]: (params?: Params) => SoukError }
  for (const code of Object.keys(table) as (keyof Codes & string)[]) {
    definitions.set(code, table[code])
    factories[code] = (params = {}) => new SoukError(code, params)
  }
  return factories
}

/** A told error: what the HTTP answer holds. */
export type ToldError = { status: number; type: string; code: string; message: string }

/**
 * Tells a defined error in a language. Works on errors that crossed a workflow too, where only
 * `code` and `params` may be left of the class. Answers null for errors that are not ours.
 */
export function tell(error: unknown, locale: Locale): ToldError | null {
  const { code, params } = (error ?? {}) as { code?: unknown; params?: Params }
  if (typeof code !== "string") return null
  const definition = definitions.get(code)
  if (!definition) return null
  return {
    status: definition.status,
    type: TYPE_OF_STATUS[definition.status],
    code,
    message: fill(definition, params ?? {}, locale),
  }
}

/** What went wrong, for a log: a workflow throws its steps' errors as plain objects. */
export function reasonOf(error: unknown): string {
  const { message } = (error ?? {}) as { message?: unknown }
  return typeof message === "string" && message !== "" ? message : String(error)
}

/** Things that a link may miss, by name. */
export const things = {
  order: { fr: "commande", ar: "الطلب", en: "order" },
  cart: { fr: "panier", ar: "السلة", en: "cart" },
  vendor: { fr: "vendeur", ar: "البائع", en: "vendor" },
  buyer: { fr: "client", ar: "الحريف", en: "buyer" },
  payment: { fr: "paiement", ar: "الدفع", en: "payment" },
  line: { fr: "ligne du panier", ar: "سطر السلة", en: "cart line" },
  category: { fr: "catégorie", ar: "الفئة", en: "category" },
  commission_rule: { fr: "règle de commission", ar: "قاعدة العمولة", en: "commission rule" },
  payout: { fr: "versement", ar: "الدفعة", en: "payout" },
  payout_run: { fr: "lot de versements", ar: "مجموعة الدفعات", en: "payout run" },
  remittance: { fr: "reversement", ar: "تحويل الناقل", en: "remittance" },
  bank_change: { fr: "changement de RIB", ar: "تغيير رقم الحساب", en: "change of bank account" },
  remittance_line: { fr: "ligne de reversement", ar: "سطر التحويل", en: "remittance line" },
  cancellation_request: {
    fr: "demande d'annulation",
    ar: "طلب الإلغاء",
    en: "cancellation request",
  },
  refund: { fr: "remboursement", ar: "الاسترجاع", en: "refund" },
  coupon: { fr: "coupon", ar: "القسيمة", en: "coupon" },
  adjustment: { fr: "correction", ar: "التصحيح", en: "adjustment" },
  invoice: { fr: "facture", ar: "الفاتورة", en: "invoice" },
  tax_rule: { fr: "règle de taxe", ar: "قاعدة الأداء", en: "tax rule" },
  mail: { fr: "courriel", ar: "الرسالة", en: "mail" },
  product: { fr: "produit", ar: "المنتج", en: "product" },
} satisfies Record<string, Word>

export const commonErrors = defineErrors({
  unknown_route: {
    status: 404,
    fr: "Cette adresse n'existe pas : {method} {path}. La liste des adresses est dans /openapi.json.",
    ar: "هذا العنوان غير موجود: {method} {path}. قائمة العناوين في ‎/openapi.json.",
    en: "There is nothing at {method} {path}. The routes are listed in /openapi.json.",
  },
  not_found: {
    status: 404,
    fr: "Introuvable : {what} « {id} ». Vérifiez le lien ou revenez à la liste.",
    ar: "غير موجود: {what} «{id}». تحقّق من الرابط أو عُد إلى القائمة.",
    en: "Not found: {what} “{id}”. Check the link or go back to the list.",
  },
  malformed_body: {
    status: 400,
    fr: "Le corps de la requête n'est pas du JSON valide. Envoyez un objet JSON en UTF-8.",
    ar: "محتوى الطلب ليس JSON صالحًا. أرسل كائن JSON بترميز UTF-8.",
    en: "The request body is not valid JSON. Send one JSON object in UTF-8.",
  },
  not_json: {
    status: 400,
    fr: "Le corps de la requête doit être du JSON. Envoyez l'en-tête Content-Type: application/json.",
    ar: "يجب أن يكون محتوى الطلب بصيغة JSON. أرسل الترويسة Content-Type: application/json.",
    en: "The request body must be JSON. Send the header Content-Type: application/json.",
  },
  malformed_path: {
    status: 400,
    fr: "L'adresse contient un caractère mal encodé. Encodez-la en UTF-8.",
    ar: "يحتوي العنوان على حرف بترميز غير صحيح. استخدم UTF-8.",
    en: "The address holds a badly encoded character. Encode it in UTF-8.",
  },
  null_character: {
    status: 400,
    fr: "La requête contient un caractère nul (U+0000), qu'aucun champ n'admet. Retirez-le.",
    ar: "يحتوي الطلب على محرف فارغ (U+0000) لا يقبله أي حقل. احذفه.",
    en: "The request holds a null character (U+0000), which no field takes. Remove it.",
  },
  body_too_large: {
    status: 400,
    fr: "La requête dépasse la taille permise. Envoyez moins de données à la fois.",
    ar: "حجم الطلب أكبر من المسموح. أرسل بيانات أقل في كل مرة.",
    en: "The request is larger than allowed. Send less at a time.",
  },
  out_of_stock: {
    status: 409,
    fr: "Il n'y a plus assez de stock pour une pièce demandée. Réduisez la quantité ou choisissez un autre vendeur.",
    ar: "الكمية المتوفرة غير كافية لإحدى القطع المطلوبة. قلّل الكمية أو اختر بائعًا آخر.",
    en: "There is not enough stock left for a part you want. Lower the quantity or choose another vendor.",
  },
  no_longer_sold: {
    status: 409,
    fr: "Une pièce demandée n'est plus en vente. Retirez-la et choisissez l'offre d'un autre vendeur.",
    ar: "إحدى القطع المطلوبة لم تعد معروضة للبيع. احذفها واختر عرض بائع آخر.",
    en: "A part you want is no longer for sale. Remove it and choose another vendor's offer.",
  },
  cart_empty: {
    status: 400,
    fr: "Le panier est vide. Ajoutez une pièce avant de commander.",
    ar: "السلة فارغة. أضف قطعة قبل الطلب.",
    en: "The cart is empty. Add a part before ordering.",
  },
  cart_completed: {
    status: 409,
    fr: "Ce panier est déjà commandé. Retrouvez la commande dans le suivi.",
    ar: "تم طلب هذه السلة بالفعل. تجد الطلب في صفحة التتبع.",
    en: "This cart is already ordered. Find the order under tracking.",
  },
  checkout_unfinished: {
    status: 409,
    fr: "La commande n'est pas prête ou le total du panier a changé. Revenez au récapitulatif, choisissez livraison et paiement, et confirmez.",
    ar: "الطلب غير جاهز أو تغيّر إجمالي السلة. عُد إلى الملخص واختر التوصيل والدفع ثم أكّد.",
    en: "The order is not ready, or the cart's total changed. Go back to the summary, choose delivery and payment, and confirm.",
  },
  sign_in: {
    status: 401,
    fr: "Connectez-vous pour continuer.",
    ar: "سجّل الدخول للمتابعة.",
    en: "Sign in to continue.",
  },
  conflict: {
    status: 409,
    fr: "Une autre opération touche la même chose en ce moment. Réessayez dans quelques secondes.",
    ar: "هناك عملية أخرى جارية على نفس العنصر. أعد المحاولة بعد ثوانٍ.",
    en: "Another operation is changing the same thing right now. Try again in a few seconds.",
  },
  promo_code_unknown: {
    status: 400,
    fr: "Le code promo « {code} » n'existe pas. Vérifiez comment il s'écrit.",
    ar: "رمز القسيمة «{code}» غير موجود. تحقّق من كتابته.",
    en: "The promo code “{code}” does not exist. Check how it is spelled.",
  },
  already_there: {
    status: 409,
    fr: "Cela existe déjà, ou quelqu'un vient de l'enregistrer au même moment. Rechargez la page et vérifiez avant de recommencer.",
    ar: "هذا موجود بالفعل، أو سجّله شخص آخر في اللحظة نفسها. أعد تحميل الصفحة وتحقّق قبل المحاولة من جديد.",
    en: "This exists already, or somebody recorded it at the same moment. Reload the page and check before trying again.",
  },
  unexpected: {
    status: 503,
    fr: "Une erreur imprévue s'est produite de notre côté. Rien n'a été enregistré ; réessayez dans un instant.",
    ar: "حدث خطأ غير متوقع من جانبنا. لم يُحفظ شيء؛ أعد المحاولة بعد لحظات.",
    en: "Something went wrong on our side. Nothing was saved; try again in a moment.",
  },
})
