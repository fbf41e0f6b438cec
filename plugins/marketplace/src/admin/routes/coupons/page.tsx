import { defineRouteConfig } from "@medusajs/admin-sdk"
import { Tag } from "@medusajs/icons"
import i18n from "i18next"
import { Coupons } from "../../components/coupons"

export default function OperatorCoupons() {
  return <Coupons side="admin" />
}

export const config = defineRouteConfig({
  label: "menu.coupons",
  translationNs: "marketplace",
  icon: Tag,
  rank: 39,
})

export const handle = { breadcrumb: () => i18n.t("menu.coupons", { ns: "marketplace" }) }
