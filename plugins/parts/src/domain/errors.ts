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
  vehicle_unknown: {
    status: 400,
    fr: "Le véhicule « {vehicle} » n'est pas au catalogue. Choisissez-le de nouveau par marque, modèle et moteur.",
    ar: "المركبة «{vehicle}» غير موجودة في الدليل. اخترها من جديد حسب الماركة والطراز والمحرك.",
    en: "The vehicle “{vehicle}” is not in the catalogue. Choose it again by make, model and engine.",
  },
  garage_vehicle_not_found: {
    status: 404,
    fr: "Ce véhicule n'est pas, ou n'est plus, dans votre garage. Revenez à la liste de vos véhicules.",
    ar: "هذه المركبة غير موجودة في مرآبك أو لم تعد فيه. عُد إلى قائمة مركباتك.",
    en: "This vehicle is not, or no longer, in your garage. Go back to the list of your vehicles.",
  },
  garage_full: {
    status: 409,
    fr: "Votre garage contient déjà {most} véhicules. Retirez-en un avant d'en ajouter un autre.",
    ar: "يحتوي مرآبك على {most} مركبة بالفعل. احذف واحدة قبل إضافة أخرى.",
    en: "Your garage already holds {most} vehicles. Remove one before adding another.",
  },
  vin_length: {
    status: 400,
    fr: "Un numéro de châssis (VIN) a 17 caractères, celui-ci en a {length}. Recopiez-le de la carte grise, case E.",
    ar: "رقم الهيكل (VIN) من 17 حرفًا، وهذا من {length}. انسخه من جديد من البطاقة الرمادية.",
    en: "A chassis number (VIN) has 17 characters, this one has {length}. Copy it again from the registration card.",
  },
  vin_character: {
    status: 400,
    fr: "Le caractère « {character} », en position {position}, n'existe pas dans un numéro de châssis (VIN) : seulement des chiffres et des lettres, sans I, O ni Q. Lisez peut-être 1 ou 0.",
    ar: "الحرف «{character}» في الموضع {position} لا يوجد في رقم الهيكل (VIN): أرقام وحروف لاتينية فقط، من دون I و O و Q. لعلّه 1 أو 0.",
    en: "The character “{character}”, at position {position}, never stands in a chassis number (VIN): digits and letters only, without I, O and Q. It may be a 1 or a 0.",
  },
  plate_unreadable: {
    status: 400,
    fr: "« {plate} » n'est pas une immatriculation que nous savons lire. Écrivez-la comme 123 TUN 4567, RS 12345, ou 17-125458 pour l'État ; sinon laissez-la vide et nommez le véhicule.",
    ar: "«{plate}» ليست لوحة يمكننا قراءتها. اكتبها هكذا: ‎123 تونس 4567 (أو ‎123 TUN 4567)، أو ‎RS 12345 (نت)، أو ‎17-125458 لسيارات الدولة؛ وإلا فاتركها فارغة وسمِّ المركبة.",
    en: "“{plate}” is not a plate we can read. Write it as 123 TUN 4567, RS 12345, or 17-125458 for the State's; otherwise leave it empty and name the vehicle.",
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
