import { ShoppingCart } from "@medusajs/icons"
import { addVendorPage, PageHeader, RecordList, useFormat } from "@souk/kit/admin/ui"
import i18n from "i18next"
import { useTranslation } from "react-i18next"
import { VENDOR_ORDER_STATUSES } from "../../../../domain/vendor-order-status"
import { OrderCard } from "../../../components/order-cards"
import { OrderStatusBadge } from "../../../components/status"
import { usePlaces } from "../../../lib/places"
import type { VendorOrder } from "../../../lib/types"

export default function VendorOrders() {
  const { t } = useTranslation("marketplace")
  const { money, dateTime } = useFormat()
  const { governorate } = usePlaces("vendor")
  return (
    <>
      <PageHeader title={t("orders.title")} text={t("orders.text")} />
      <RecordList<VendorOrder>
        path="/vendor/orders"
        rows="orders"
        tabs={VENDOR_ORDER_STATUSES.map((value) => ({ value, label: t(`orderStatus.${value}`) }))}
        searchLabel={t("orders.search")}
        idOf={(order) => order.id}
        hrefOf={(order) => `/vendor/orders/${order.id}`}
        columns={[
          { header: t("order.number"), cell: (order) => <bdi>{order.number}</bdi> },
          { header: t("order.date"), cell: (order) => dateTime(order.created_at) },
          { header: t("order.buyer"), cell: (order) => order.buyer.name },
          {
            header: t("order.governorate"),
            cell: (order) => governorate(order.buyer.governorate_code),
          },
          {
            header: t("order.status"),
            cell: (order) => <OrderStatusBadge status={order.status} />,
          },
          { header: t("order.total"), cell: (order) => money(order.total_millimes), numeric: true },
          {
            header: t("order.earnings.mine"),
            cell: (order) => money(order.earnings_millimes),
            numeric: true,
          },
        ]}
        card={(order) => (
          <OrderCard
            order={order}
            party={[order.buyer.name, governorate(order.buyer.governorate_code)]
              .filter(Boolean)
              .join(" · ")}
          />
        )}
        empty={{ title: t("orders.empty.title"), text: t("orders.empty.text") }}
      />
    </>
  )
}

export const handle = { breadcrumb: () => i18n.t("menu.orders", { ns: "marketplace" }) }

addVendorPage({
  to: "/vendor/orders",
  label: "menu.orders",
  ns: "marketplace",
  icon: ShoppingCart,
  rank: 20,
})
