import ar from "./ar"
import en from "./en"
import fr from "./fr"

export default { fr: { messages: fr }, ar: { messages: ar }, en: { messages: en } }
