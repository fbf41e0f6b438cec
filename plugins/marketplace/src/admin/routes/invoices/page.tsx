import { defineRouteConfig } from "@medusajs/admin-sdk"
import { DocumentText } from "@medusajs/icons"
import { Button } from "@medusajs/ui"
import { PageHeader } from "@souk/kit/admin/ui"
import i18n from "i18next"
import { useState } from "react"
import { useTranslation } from "react-i18next"
import { Link, useSearchParams } from "react-router-dom"
import { SelectField } from "../../components/fields"
import { InvoiceList } from "../../components/invoice-list"
import { namedOptions, useCommissionScopes } from "../../lib/commission"
import { CommissionDrawer } from "./commission-drawer"

export default function Invoices() {
  const { t } = useTranslation("marketplace")
  const scopes = useCommissionScopes()
  const [isInvoicing, setInvoicing] = useState(false)
  const [params, setParams] = useSearchParams()
  const vendor = params.get("vendor_id")
  const choose = (id: string | null) =>
    setParams((before) => {
      const after = new URLSearchParams(before)
      after.delete("offset")
      if (id) after.set("vendor_id", id)
      else after.delete("vendor_id")
      return after
    })
  return (
    <>
      <PageHeader
        title={t("invoices.title")}
        text={t("invoices.text")}
        actions={
          <>
            <Button size="small" variant="secondary" asChild>
              <Link to="/invoices/settings">{t("invoices.settings")}</Link>
            </Button>
            <Button size="small" onClick={() => setInvoicing(true)}>
              {t("invoices.commission")}
            </Button>
          </>
        }
      />
      <InvoiceList
        path="/admin/invoices"
        home="/invoices"
        file="/admin/invoice-files"
        withVendor
        filter={{ vendor_id: vendor }}
      >
        <div className="w-52">
          <SelectField
            id="invoice-vendor"
            label={t("invoices.vendor")}
            value={vendor}
            none={t("invoices.allVendors")}
            options={namedOptions(scopes?.vendors)}
            onChange={choose}
          />
        </div>
      </InvoiceList>
      {isInvoicing && <CommissionDrawer onClose={() => setInvoicing(false)} />}
    </>
  )
}

export const config = defineRouteConfig({
  label: "menu.invoices",
  translationNs: "marketplace",
  icon: DocumentText,
  rank: 50,
})

export const handle = { breadcrumb: () => i18n.t("menu.invoices", { ns: "marketplace" }) }
