import { Button } from "@medusajs/ui"
import { api, Failure, Loading, PageHeader, Section } from "@souk/kit/admin/ui"
import { useQuery } from "@tanstack/react-query"
import i18n from "i18next"
import { useTranslation } from "react-i18next"
import { Link, useParams } from "react-router-dom"
import { VendorStatusBadge } from "../../../components/status"
import type { AdminVendor } from "../../../lib/types"
import { FactsSections } from "./facts-sections"
import { HistorySection } from "./history-section"
import { MembersSection } from "./members-section"
import { OrdersSection } from "./orders-section"
import { StatusActions } from "./status-actions"

export default function VendorDetail() {
  const { id } = useParams()
  const { t } = useTranslation("marketplace")
  const { data, error, refetch } = useQuery({
    queryKey: ["souk", "/admin/vendors", id],
    queryFn: ({ signal }) => api<{ vendor: AdminVendor }>(`/admin/vendors/${id}`, { signal }),
  })
  const back = { to: "/vendors", label: t("menu.vendors") }
  if (error || !data) {
    return (
      <>
        <PageHeader title={t("vendors.one")} back={back} />
        <Section>
          {error ? <Failure error={error} retry={() => void refetch()} /> : <Loading lines={8} />}
        </Section>
      </>
    )
  }
  const { vendor } = data
  return (
    <>
      <PageHeader
        title={vendor.name}
        badge={<VendorStatusBadge status={vendor.status} />}
        text={<bdi>{vendor.handle}</bdi>}
        back={back}
        actions={
          <>
            <Button size="small" variant="secondary" asChild>
              <Link to={`/vendors/${vendor.id}/invoice-settings`}>
                {t("invoiceSettings.title")}
              </Link>
            </Button>
            <StatusActions vendor={vendor} />
          </>
        }
      />
      <div className="grid items-start gap-3 lg:grid-cols-[1fr_380px]">
        <div className="flex min-w-0 flex-col gap-y-3">
          <FactsSections vendor={vendor} />
          <OrdersSection vendor={vendor} />
        </div>
        <div className="flex min-w-0 flex-col gap-y-3">
          <HistorySection vendor={vendor} />
          <MembersSection vendor={vendor} />
        </div>
      </div>
    </>
  )
}

export const handle = { breadcrumb: () => i18n.t("vendors.one", { ns: "marketplace" }) }
