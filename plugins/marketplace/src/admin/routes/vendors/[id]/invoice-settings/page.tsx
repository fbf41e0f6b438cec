import { PageHeader } from "@souk/kit/admin/ui"
import i18n from "i18next"
import { useTranslation } from "react-i18next"
import { useParams } from "react-router-dom"
import { InvoiceSettingsForm } from "../../../../components/invoice-settings-form"

export default function InvoiceSettingsOfVendor() {
  const { id } = useParams()
  const { t } = useTranslation("marketplace")
  return (
    <>
      <PageHeader
        title={t("invoiceSettings.title")}
        text={t("invoiceSettings.vendorText")}
        back={{ to: `/vendors/${id}`, label: t("vendors.one") }}
      />
      <InvoiceSettingsForm path={`/admin/vendors/${id}/invoice-settings`} withExemption />
    </>
  )
}

export const handle = { breadcrumb: () => i18n.t("invoiceSettings.title", { ns: "marketplace" }) }
