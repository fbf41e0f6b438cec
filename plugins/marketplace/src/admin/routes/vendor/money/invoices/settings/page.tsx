import { PageHeader } from "@souk/kit/admin/ui"
import i18n from "i18next"
import { useTranslation } from "react-i18next"
import { InvoiceSettingsForm } from "../../../../../components/invoice-settings-form"

export default function VendorInvoiceSettings() {
  const { t } = useTranslation("marketplace")
  return (
    <>
      <PageHeader
        title={t("invoiceSettings.title")}
        back={{ to: "/vendor/money/invoices", label: t("invoices.title") }}
      />
      <InvoiceSettingsForm path="/vendor/invoice-settings" />
    </>
  )
}

export const handle = { breadcrumb: () => i18n.t("invoiceSettings.title", { ns: "marketplace" }) }
