import ar from "./ar"
import en from "./en"
import fr from "./fr"

export default { fr: { parts: fr }, ar: { parts: ar }, en: { parts: en } }
