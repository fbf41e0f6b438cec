import ar from "./ar"
import en from "./en"
import fr from "./fr"

export default { fr: { payments: fr }, ar: { payments: ar }, en: { payments: en } }
