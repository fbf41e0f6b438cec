import { defineWidgetConfig } from "@medusajs/admin-sdk"
import { useEffect } from "react"
import { useLocation, useNavigate } from "react-router-dom"
import { LanguageSelect } from "../shell/language-select"

const ANYWHERE = [undefined, "/", "/orders"]

/**
 * The languages, under the sign-in form. Whoever asked for no page of their own lands on the vendor's
 * home, from where the gate sends operators on: the other way round, core's list of orders would
 * first ask the server for what no vendor may read.
 */
export default function LoginLanguage() {
  const { state } = useLocation()
  const navigate = useNavigate()
  const isBoundElsewhere = !ANYWHERE.includes(state?.from?.pathname)
  useEffect(() => {
    if (isBoundElsewhere) return
    navigate(".", { replace: true, state: { ...state, from: { pathname: "/vendor" } } })
  }, [isBoundElsewhere, navigate, state])

  return (
    <div className="flex justify-center pt-2">
      <LanguageSelect />
    </div>
  )
}

export const config = defineWidgetConfig({ zone: "login.after", id: "souk-login-language" })
