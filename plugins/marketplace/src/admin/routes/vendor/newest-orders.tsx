import { Text } from "@medusajs/ui"
import { api, Failure, Loading, Section } from "@souk/kit/admin/ui"
import { useQuery } from "@tanstack/react-query"
import { useTranslation } from "react-i18next"
import { Link } from "react-router-dom"
import { OrderCard } from "../../components/order-cards"
import { usePlaces } from "../../lib/places"
import type { VendorOrder } from "../../lib/types"

const SHOWN = 5

export function NewestOrders() {
  const { t } = useTranslation("marketplace")
  const { governorate } = usePlaces("vendor")
  const { data, error, refetch } = useQuery({
    queryKey: ["souk", "/vendor/orders", "newest"],
    queryFn: ({ signal }) =>
      api<{ orders: VendorOrder[] }>("/vendor/orders", { query: { limit: SHOWN }, signal }),
  })
  return (
    <Section
      title={t("home.newest")}
      aside={
        <Link
          to="/vendor/orders"
          className="text-ui-fg-interactive hover:text-ui-fg-interactive-hover text-[13px]"
        >
          {t("home.allOrders")}
        </Link>
      }
    >
      {error ? (
        <Failure error={error} retry={() => void refetch()} />
      ) : !data ? (
        <Loading />
      ) : data.orders.length === 0 ? (
        <div className="px-5 py-10 text-center">
          <Text weight="plus">{t("orders.empty.title")}</Text>
          <Text size="small" className="text-ui-fg-subtle mx-auto max-w-[46ch]">
            {t("orders.empty.text")}
          </Text>
        </div>
      ) : (
        <ul className="divide-ui-border-base divide-y">
          {data.orders.map((order) => (
            <li key={order.id}>
              <Link
                to={`/vendor/orders/${order.id}`}
                className="hover:bg-ui-bg-base-hover focus-visible:shadow-borders-focus block px-5 py-3 outline-none"
              >
                <OrderCard
                  order={order}
                  party={[order.buyer.name, governorate(order.buyer.governorate_code)]
                    .filter(Boolean)
                    .join(" · ")}
                />
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}
