import { Button } from "@medusajs/ui"
import i18n from "i18next"
import { useState } from "react"
import { useTranslation } from "react-i18next"
import { useParams } from "react-router-dom"
import { InvoiceDetailPage } from "../../../components/invoice-detail"
import type { InvoiceDetail } from "../../../lib/types"
import { CreditDrawer } from "./credit-drawer"

export default function InvoicePage() {
  const { id } = useParams()
  return (
    <InvoiceDetailPage
      key={id}
      path={`/admin/invoices/${id}`}
      home="/invoices"
      actions={(invoice) => <Credit invoice={invoice} />}
    />
  )
}

function Credit({ invoice }: { invoice: InvoiceDetail }) {
  const { t } = useTranslation("marketplace")
  const [isOpen, setOpen] = useState(false)
  const isLeft = invoice.lines.some((line) => line.credited_millimes < line.total_millimes)
  if (invoice.kind !== "invoice" || !isLeft) return null
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        {t("credit.action")}
      </Button>
      {isOpen && <CreditDrawer invoice={invoice} onClose={() => setOpen(false)} />}
    </>
  )
}

export const handle = { breadcrumb: () => i18n.t("invoices.one", { ns: "marketplace" }) }
