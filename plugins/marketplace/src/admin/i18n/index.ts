import ar from "./ar"
import "./first-language"
import en from "./en"
import fr from "./fr"

export default {
  fr: { marketplace: fr, translation: { login: fr.login } },
  ar: { marketplace: ar, translation: { login: ar.login } },
  en: { marketplace: en, translation: { login: en.login } },
}
