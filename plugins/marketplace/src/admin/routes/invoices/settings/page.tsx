import { Failure, Loading, PageHeader, Section, api } from "@souk/kit/admin/ui"
import { useQuery } from "@tanstack/react-query"
import i18n from "i18next"
import { useTranslation } from "react-i18next"
import type { MarketplaceIdentity } from "../../../lib/types"
import { IdentityForm } from "./identity-form"
import { TaxRules } from "./tax-rules"

export default function InvoiceSettings() {
  const { t } = useTranslation("marketplace")
  const { data, error, refetch } = useQuery({
    queryKey: ["souk", "/admin/invoice-settings"],
    queryFn: ({ signal }) =>
      api<{ invoice_settings: MarketplaceIdentity | null }>("/admin/invoice-settings", { signal }),
  })
  return (
    <>
      <PageHeader
        title={t("invoiceSettings.title")}
        text={t("invoiceSettings.identityText")}
        back={{ to: "/invoices", label: t("invoices.title") }}
      />
      <Section title={t("invoiceSettings.identity")}>
        {error ? (
          <Failure error={error} retry={() => void refetch()} />
        ) : data ? (
          <IdentityForm identity={data.invoice_settings} />
        ) : (
          <Loading lines={6} />
        )}
      </Section>
      <TaxRules />
    </>
  )
}

export const handle = { breadcrumb: () => i18n.t("invoiceSettings.title", { ns: "marketplace" }) }
