import { Button } from "@medusajs/ui"
import { api, Failure, Loading, PageHeader, Section, isolated, useFormat } from "@souk/kit/admin/ui"
import { useQuery } from "@tanstack/react-query"
import i18n from "i18next"
import { useTranslation } from "react-i18next"
import { useParams } from "react-router-dom"
import { AskCancellation, CancellationRequests } from "../../../../components/cancellation-requests"
import { FailedDelivery } from "../../../../components/failed-delivery"
import { OrderLines } from "../../../../components/order-lines"
import { OrderStatusBadge } from "../../../../components/status"
import { OrderTotals } from "../../../../components/totals"
import { VendorRefunds } from "../../../../components/vendor-refunds"
import type { VendorOrder } from "../../../../lib/types"
import { BuyerSection } from "./buyer-section"
import { ConfirmOrder } from "./confirm-order"
import { OrderInvoice } from "./order-invoice"
import { PackingSlip } from "./packing-slip"
import { ShipOrder } from "./ship-order"
import { TimelineSection } from "./timeline-section"

export default function VendorOrderPage() {
  const { id } = useParams()
  const { t } = useTranslation("marketplace")
  const { dateTime } = useFormat()
  const { data, error, refetch } = useQuery({
    queryKey: ["souk", "/vendor/orders", id],
    queryFn: ({ signal }) => api<{ order: VendorOrder }>(`/vendor/orders/${id}`, { signal }),
  })
  const back = { to: "/vendor/orders", label: t("orders.title") }
  if (error || !data) {
    return (
      <>
        <PageHeader title={t("order.title")} back={back} />
        <Section>
          {error ? <Failure error={error} retry={() => void refetch()} /> : <Loading lines={8} />}
        </Section>
      </>
    )
  }
  const { order } = data
  return (
    <>
      <PageHeader
        title={t("order.named", { number: isolated(order.number) })}
        badge={<OrderStatusBadge status={order.status} />}
        text={dateTime(order.created_at)}
        back={back}
        actions={
          <>
            <Button size="small" variant="secondary" onClick={() => window.print()}>
              {t("slip.print")}
            </Button>
            <OrderInvoice order={order} />
            <ConfirmOrder order={order} />
            <ShipOrder order={order} />
            <FailedDelivery order={order} as="vendor" />
            <AskCancellation order={order} />
          </>
        }
      />
      <div className="grid items-start gap-3 lg:grid-cols-[1fr_340px]">
        <div className="flex flex-col gap-y-3">
          {order.cancellation_requests.length > 0 && (
            <Section title={t("cancelRequest.list")}>
              <CancellationRequests order={order} as="vendor" />
            </Section>
          )}
          <Section title={t("order.lines")}>
            <OrderLines lines={order.lines} />
          </Section>
          <Section title={t("order.amounts")}>
            <OrderTotals order={order} earnings="mine" />
          </Section>
          <VendorRefunds order={order} />
        </div>
        <div className="flex flex-col gap-y-3">
          <BuyerSection order={order} />
          <TimelineSection order={order} />
        </div>
      </div>
      <PackingSlip order={order} />
    </>
  )
}

export const handle = { breadcrumb: () => i18n.t("order.title", { ns: "marketplace" }) }
