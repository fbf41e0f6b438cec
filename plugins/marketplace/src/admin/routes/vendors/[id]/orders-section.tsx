import { Text } from "@medusajs/ui"
import { api, Failure, Loading, Section, useFormat } from "@souk/kit/admin/ui"
import { useQuery } from "@tanstack/react-query"
import { useTranslation } from "react-i18next"
import { Link } from "react-router-dom"
import { OrderCard } from "../../../components/order-cards"
import type { AdminVendor, OrderSlice } from "../../../lib/types"

const SHOWN = 5

export function OrdersSection({ vendor }: { vendor: AdminVendor }) {
  const { t } = useTranslation("marketplace")
  const { number } = useFormat()
  const { data, error, refetch } = useQuery({
    queryKey: ["souk", "/admin/vendor-orders", vendor.id],
    queryFn: ({ signal }) =>
      api<{ vendor_orders: OrderSlice[] }>("/admin/vendor-orders", {
        query: { vendor_id: vendor.id, limit: SHOWN },
        signal,
      }),
  })
  return (
    <Section
      title={t("vendors.newestOrders")}
      aside={
        <Link
          to={`/vendor-orders?vendor=${vendor.id}`}
          className="text-ui-fg-interactive text-[13px]"
        >
          {t("vendors.allOrders", { orders: number(vendor.order_count) })}
        </Link>
      }
    >
      {error ? (
        <Failure error={error} retry={() => void refetch()} />
      ) : !data ? (
        <Loading />
      ) : data.vendor_orders.length === 0 ? (
        <Text size="small" className="text-ui-fg-subtle px-5 py-4">
          {t("vendors.noOrders")}
        </Text>
      ) : (
        <ul className="divide-ui-border-base divide-y">
          {data.vendor_orders.map((order) => (
            <li key={order.id}>
              <Link
                to={`/orders/${order.order_id}`}
                className="hover:bg-ui-bg-base-hover focus-visible:shadow-borders-focus block px-5 py-3 outline-none"
              >
                <OrderCard order={order} party={order.buyer.name} />
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}
