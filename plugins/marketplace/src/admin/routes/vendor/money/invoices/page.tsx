import { Button } from "@medusajs/ui"
import { PageHeader } from "@souk/kit/admin/ui"
import i18n from "i18next"
import { useTranslation } from "react-i18next"
import { Link } from "react-router-dom"
import { InvoiceList } from "../../../../components/invoice-list"

export default function VendorInvoices() {
  const { t } = useTranslation("marketplace")
  return (
    <>
      <PageHeader
        title={t("invoices.title")}
        text={t("invoices.vendorText")}
        back={{ to: "/vendor/money", label: t("money.title") }}
        actions={
          <Button size="small" variant="secondary" asChild>
            <Link to="/vendor/money/invoices/settings">{t("invoices.settings")}</Link>
          </Button>
        }
      />
      <InvoiceList
        path="/vendor/invoices"
        home="/vendor/money/invoices"
        file="/vendor/invoice-files"
      />
    </>
  )
}

export const handle = { breadcrumb: () => i18n.t("invoices.title", { ns: "marketplace" }) }
