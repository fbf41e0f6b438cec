import i18n from "i18next"
import { useParams } from "react-router-dom"
import { InvoiceDetailPage } from "../../../../../components/invoice-detail"

export default function VendorInvoice() {
  const { id } = useParams()
  return (
    <InvoiceDetailPage key={id} path={`/vendor/invoices/${id}`} home="/vendor/money/invoices" />
  )
}

export const handle = { breadcrumb: () => i18n.t("invoices.one", { ns: "marketplace" }) }
