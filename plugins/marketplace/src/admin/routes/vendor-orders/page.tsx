import { defineRouteConfig } from "@medusajs/admin-sdk"
import { PageHeader, RecordList, useFormat } from "@souk/kit/admin/ui"
import i18n from "i18next"
import { useTranslation } from "react-i18next"
import { useSearchParams } from "react-router-dom"
import { VENDOR_ORDER_STATUSES } from "../../../domain/vendor-order-status"
import { OpenCancellationRequests } from "../../components/open-cancellation-requests"
import { OrderCard } from "../../components/order-cards"
import { OrderStatusBadge } from "../../components/status"
import type { OrderSlice } from "../../lib/types"

export default function VendorOrderSlices() {
  const { t } = useTranslation("marketplace")
  const { money, dateTime } = useFormat()
  const [params] = useSearchParams()
  return (
    <>
      <PageHeader title={t("slices.title")} text={t("slices.text")} />
      <OpenCancellationRequests />
      <RecordList<OrderSlice>
        path="/admin/vendor-orders"
        rows="vendor_orders"
        filter={{ vendor_id: params.get("vendor") }}
        tabs={VENDOR_ORDER_STATUSES.map((value) => ({ value, label: t(`orderStatus.${value}`) }))}
        idOf={(slice) => slice.id}
        hrefOf={(slice) => `/orders/${slice.order_id}`}
        columns={[
          { header: t("order.number"), cell: (slice) => <bdi>{slice.number}</bdi> },
          { header: t("order.date"), cell: (slice) => dateTime(slice.created_at) },
          { header: t("order.vendor"), cell: (slice) => slice.vendor.name },
          { header: t("order.buyer"), cell: (slice) => slice.buyer.name },
          {
            header: t("order.status"),
            cell: (slice) => <OrderStatusBadge status={slice.status} />,
          },
          { header: t("order.total"), cell: (slice) => money(slice.total_millimes), numeric: true },
          {
            header: t("order.commission"),
            cell: (slice) => money(slice.commission_millimes),
            numeric: true,
          },
          {
            header: t("order.earnings.vendor"),
            cell: (slice) => money(slice.earnings_millimes),
            numeric: true,
          },
        ]}
        card={(slice) => (
          <OrderCard order={slice} party={`${slice.vendor.name} → ${slice.buyer.name}`} />
        )}
        empty={{ title: t("slices.empty.title"), text: t("slices.empty.text") }}
      />
    </>
  )
}

export const config = defineRouteConfig({
  label: "menu.vendorOrders",
  translationNs: "marketplace",
  nested: "/orders",
})

export const handle = { breadcrumb: () => i18n.t("menu.vendorOrders", { ns: "marketplace" }) }
