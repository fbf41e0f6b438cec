import { defineWidgetConfig } from "@medusajs/admin-sdk"
import type { AdminOrder, DetailWidgetProps } from "@medusajs/framework/types"
import { Text } from "@medusajs/ui"
import { api, Failure, Loading, Section, useFormat } from "@souk/kit/admin/ui"
import { useQuery } from "@tanstack/react-query"
import { useTranslation } from "react-i18next"
import { Link } from "react-router-dom"
import { CancellationRequests } from "../components/cancellation-requests"
import { DeliverOrder } from "../components/deliver-order"
import { FailedAttempts, FailedDelivery, ReturnParcel } from "../components/failed-delivery"
import { OrderLines } from "../components/order-lines"
import { Parcel } from "../components/parcel"
import { OrderStatusBadge } from "../components/status"
import { OrderTotals } from "../components/totals"
import { vendorOfAccount } from "../../domain/accounts"
import { useAccountName } from "../lib/accounts"
import type { OrderSlice } from "../lib/types"

/** The parts of an order that its vendors deliver, with what each earns; together they are the order. */
export default function OrderSlices({ data: order }: DetailWidgetProps<AdminOrder>) {
  const { t } = useTranslation("marketplace")
  const { data, error, refetch } = useQuery({
    queryKey: ["souk", "/admin/vendor-orders", "of", order.id],
    queryFn: ({ signal }) =>
      api<{ vendor_orders: OrderSlice[] }>("/admin/vendor-orders", {
        query: { order_id: order.id },
        signal,
      }),
  })
  return (
    <Section title={t("slices.ofOrder")}>
      {error ? (
        <Failure error={error} retry={() => void refetch()} />
      ) : !data ? (
        <Loading />
      ) : data.vendor_orders.length === 0 ? (
        <Text size="small" className="text-ui-fg-subtle px-5 py-4">
          {t("slices.none")}
        </Text>
      ) : (
        <>
          {data.vendor_orders.map((slice) => (
            <Slice key={slice.id} slice={slice} />
          ))}
          <Sum slices={data.vendor_orders} orderMillimes={Math.round(order.total * 1000)} />
        </>
      )}
    </Section>
  )
}

function Slice({ slice }: { slice: OrderSlice }) {
  const { t } = useTranslation("marketplace")
  return (
    <details className="border-ui-border-base group border-b" open>
      <summary className="hover:bg-ui-bg-base-hover focus-visible:shadow-borders-focus flex cursor-pointer flex-wrap items-center justify-between gap-x-4 gap-y-1 px-5 py-3 outline-none">
        <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <Text size="small" weight="plus" asChild>
            <Link to={`/vendors/${slice.vendor.id}`} className="hover:text-ui-fg-interactive">
              {slice.vendor.name}
            </Link>
          </Text>
          <Text size="small" className="text-ui-fg-subtle">
            <bdi>{slice.number}</bdi>
          </Text>
        </span>
        <OrderStatusBadge status={slice.status} />
      </summary>
      <OrderLines lines={slice.lines} />
      {slice.shipment && (
        <div className="border-ui-border-base flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-b px-5 py-3">
          <div className="flex flex-col gap-y-2">
            <Parcel shipment={slice.shipment} />
            <FailedAttempts order={slice} />
          </div>
          <div className="flex flex-wrap gap-2">
            <FailedDelivery order={slice} as="operator" />
            <ReturnParcel slice={slice} />
            <DeliverOrder slice={slice} />
          </div>
        </div>
      )}
      <CancellationRequests order={slice} as="operator" />
      <div className="bg-ui-bg-subtle grid lg:grid-cols-2">
        <OrderTotals order={slice} earnings="vendor" />
        <div className="px-5 py-4">
          <Text size="xsmall" weight="plus" className="text-ui-fg-muted pb-2">
            {t("slices.ledger")}
          </Text>
          <Ledger slice={slice} />
        </div>
      </div>
    </details>
  )
}

function Ledger({ slice }: { slice: OrderSlice }) {
  const { t } = useTranslation("marketplace")
  const { money } = useFormat()
  const accountName = useAccountName()
  if (slice.ledger.length === 0) {
    return (
      <Text size="small" className="text-ui-fg-subtle">
        {t("slices.noLedger")}
      </Text>
    )
  }
  return (
    <dl className="text-ui-fg-subtle flex flex-col gap-y-1.5 text-[13px]">
      {slice.ledger.map(({ kind, account, amount_millimes }) => (
        <div key={`${kind}-${account}`} className="flex justify-between gap-x-6">
          <dt>
            {accountName({ account, vendor: vendorOfAccount(account) ? slice.vendor : null })}
          </dt>
          <dd className="whitespace-nowrap tabular-nums">{money(amount_millimes)}</dd>
        </div>
      ))}
    </dl>
  )
}

function Sum({ slices, orderMillimes }: { slices: OrderSlice[]; orderMillimes: number }) {
  const { t } = useTranslation("marketplace")
  const { money } = useFormat()
  const total = slices.reduce((sum, slice) => sum + slice.total_millimes, 0)
  const isEqual = total === orderMillimes
  return (
    <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1 px-5 py-4">
      <div>
        <Text size="small" weight="plus">
          {t("slices.sum")}
        </Text>
        <Text
          size="xsmall"
          role={isEqual ? undefined : "alert"}
          className={isEqual ? "text-ui-fg-subtle" : "text-ui-fg-error"}
        >
          {isEqual ? t("slices.equal") : t("slices.differs", { total: money(orderMillimes) })}
        </Text>
      </div>
      <Text size="small" weight="plus" className="tabular-nums">
        {money(total)}
      </Text>
    </div>
  )
}

export const config = defineWidgetConfig({ zone: "order.details.after", id: "souk-order-slices" })
