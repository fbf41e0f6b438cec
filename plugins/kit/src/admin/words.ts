import { useTranslation } from "react-i18next"
import type { Locale } from "../locale"
import { shopLocale } from "./format"

/** The words of the components that every plugin's pages share. */
export const words = {
  fr: {
    all: "Tout",
    back: "Retour",
    clear: "Effacer la recherche",
    cleared: "Aucun résultat",
    clearedHint: "Essayez un autre mot, ou revenez à toute la liste.",
    showAll: "Voir toute la liste",
    previous: "Précédent",
    next: "Suivant",
    pages: "Pages de la liste",
    filters: "Filtrer par statut",
    range: "{from}–{to} sur {count}",
    cancel: "Annuler",
    choose: "Choisir",
    narrow: "Chercher dans la liste",
    noChoice: "Rien dans la liste ne porte ces mots. Essayez-en d'autres.",
    failed: "Ces données n'ont pas pu être chargées",
    retry: "Réessayer",
    offline: "Le serveur n'a pas répondu. Vérifiez votre connexion, puis réessayez.",
    loading: "Chargement…",
  },
  ar: {
    all: "الكل",
    back: "رجوع",
    clear: "مسح البحث",
    cleared: "لا توجد نتائج",
    clearedHint: "جرّب كلمة أخرى، أو ارجع إلى القائمة كاملة.",
    showAll: "عرض القائمة كاملة",
    previous: "السابق",
    next: "التالي",
    pages: "صفحات القائمة",
    filters: "تصفية حسب الحالة",
    range: "{from}–{to} من {count}",
    cancel: "إلغاء",
    choose: "اختر",
    narrow: "ابحث في القائمة",
    noChoice: "لا شيء في القائمة بهذه الكلمات. جرّب غيرها.",
    failed: "تعذّر تحميل هذه البيانات",
    retry: "إعادة المحاولة",
    offline: "لم يُجب الخادم. تحقّق من اتصالك ثم أعد المحاولة.",
    loading: "جارٍ التحميل…",
  },
  en: {
    all: "All",
    back: "Back",
    clear: "Clear the search",
    cleared: "No results",
    clearedHint: "Try another word, or go back to the whole list.",
    showAll: "Show the whole list",
    previous: "Previous",
    next: "Next",
    pages: "Pages of the list",
    filters: "Filter by status",
    range: "{from}–{to} of {count}",
    cancel: "Cancel",
    choose: "Choose",
    narrow: "Search the list",
    noChoice: "Nothing in the list has these words. Try others.",
    failed: "This could not be loaded",
    retry: "Try again",
    offline: "The server did not answer. Check your connection, then try again.",
    loading: "Loading…",
  },
} satisfies Record<Locale, Record<string, string>>

export function useWords() {
  const { i18n } = useTranslation()
  return words[shopLocale(i18n.language)]
}
