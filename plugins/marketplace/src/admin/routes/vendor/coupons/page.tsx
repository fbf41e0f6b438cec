import { ReceiptPercent } from "@medusajs/icons"
import { addVendorPage } from "@souk/kit/admin/ui"
import i18n from "i18next"
import { Coupons } from "../../../components/coupons"

export default function VendorCoupons() {
  return <Coupons side="vendor" />
}

addVendorPage({
  to: "/vendor/coupons",
  label: "menu.coupons",
  ns: "marketplace",
  icon: ReceiptPercent,
  rank: 35,
})

export const handle = { breadcrumb: () => i18n.t("menu.coupons", { ns: "marketplace" }) }
