import { LOCALES } from "@souk/kit/locale"
import { shopLocale } from "@souk/kit/admin/ui"
import { useTranslation } from "react-i18next"
import "./shell.css"

const NAMES = { fr: "Français", ar: "العربية", en: "English" }

export function LanguageSelect() {
  const { t, i18n } = useTranslation("marketplace")
  return (
    <select
      className="souk-language"
      aria-label={t("menu.language")}
      value={shopLocale(i18n.language)}
      onChange={(event) => void i18n.changeLanguage(event.target.value)}
    >
      {LOCALES.map((locale) => (
        <option key={locale} value={locale} lang={locale}>
          {NAMES[locale]}
        </option>
      ))}
    </select>
  )
}
