import { House } from "@medusajs/icons"
import { addVendorPage, PageHeader } from "@souk/kit/admin/ui"
import i18n from "i18next"
import { useTranslation } from "react-i18next"
import { VendorNotice } from "../../components/vendor-notice"
import { useViewer } from "../../shell/viewer"
import { NewestOrders } from "./newest-orders"
import { SummaryTiles } from "./summary-tiles"

export default function VendorHome() {
  const { t } = useTranslation("marketplace")
  const { data: viewer } = useViewer()
  if (viewer?.kind !== "vendor") return null
  return (
    <>
      <PageHeader title={t("home.title")} text={t("home.text", { vendor: viewer.vendor.name })} />
      <VendorNotice vendor={viewer.vendor} />
      <SummaryTiles />
      <NewestOrders />
    </>
  )
}

export const handle = { breadcrumb: () => i18n.t("menu.home", { ns: "marketplace" }) }

addVendorPage({ to: "/vendor", label: "menu.home", ns: "marketplace", icon: House, rank: 10 })
