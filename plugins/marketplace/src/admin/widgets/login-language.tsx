import { defineWidgetConfig } from "@medusajs/admin-sdk"
import { LanguageSelect } from "../shell/language-select"

export default function LoginLanguage() {
  return (
    <div className="flex justify-center pt-2">
      <LanguageSelect />
    </div>
  )
}

export const config = defineWidgetConfig({ zone: "login.after", id: "souk-login-language" })
