import { defineErrors } from "@souk/kit/errors"

/** Everything the parts room refuses, with what to do next. */
export const errors = defineErrors({
  part_not_found: {
    status: 404,
    fr: "La pièce « {part} » n'existe pas ou n'existe plus. Cherchez-la par sa référence.",
    ar: "القطعة «{part}» غير موجودة أو لم تعد موجودة. ابحث عنها برقمها المرجعي.",
    en: "The part “{part}” does not exist, or no longer does. Search for it by its reference.",
  },
  vehicle_not_found: {
    status: 404,
    fr: "Le véhicule « {vehicle} » n'existe pas. Choisissez-le de nouveau par marque, modèle et moteur.",
    ar: "المركبة «{vehicle}» غير موجودة. اخترها من جديد حسب الماركة والطراز والمحرك.",
    en: "The vehicle “{vehicle}” does not exist. Choose it again by make, model and engine.",
  },
  price_range_reversed: {
    status: 400,
    fr: "Le prix minimum ({min}) dépasse le prix maximum ({max}). Inversez-les.",
    ar: "السعر الأدنى ({min}) أكبر من السعر الأقصى ({max}). بدّل بينهما.",
    en: "The lowest price ({min}) is above the highest ({max}). Swap them.",
  },
  part_unknown: {
    status: 400,
    fr: "La pièce « {part} » n'est pas au catalogue. Créez-la d'abord par sa marque et sa référence.",
    ar: "القطعة «{part}» غير موجودة في الدليل. أنشئها أولًا بعلامتها ورقمها المرجعي.",
    en: "The part “{part}” is not in the catalogue. Create it first, by brand and reference.",
  },
  vendor_not_ready: {
    status: 409,
    fr: "Le vendeur « {vendor} » n'a pas encore de lieu de stock ni de livraison. Terminez sa création.",
    ar: "البائع «{vendor}» ليس له بعد مكان تخزين أو طريقة توصيل. أكمل إنشاءه.",
    en: "The vendor “{vendor}” has no stock location or delivery yet. Finish creating it.",
  },
  shop_not_ready: {
    status: 409,
    fr: "La boutique n'a pas de canal de vente. Lancez les migrations.",
    ar: "لا توجد قناة بيع للمتجر. شغّل الترحيلات.",
    en: "The shop has no sales channel. Run the migrations.",
  },
})
