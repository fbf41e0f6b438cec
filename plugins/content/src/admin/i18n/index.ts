import ar from "./ar"
import en from "./en"
import fr from "./fr"

export default { fr: { content: fr }, ar: { content: ar }, en: { content: en } }
