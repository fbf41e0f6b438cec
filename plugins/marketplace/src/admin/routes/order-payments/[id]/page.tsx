import { Button, Text } from "@medusajs/ui"
import {
  api,
  Fact,
  Facts,
  Failure,
  isolated,
  Loading,
  PageHeader,
  Section,
  useFormat,
} from "@souk/kit/admin/ui"
import { useQuery } from "@tanstack/react-query"
import i18n from "i18next"
import { useState } from "react"
import { useTranslation } from "react-i18next"
import { Link, useParams } from "react-router-dom"
import { PaymentBadge } from "../../../components/payment-badges"
import { RefundList } from "../../../components/refund-list"
import { OrderStatusBadge } from "../../../components/status"
import { Amounts } from "../../../components/totals"
import { useAccountName } from "../../../lib/accounts"
import type { Allocation, OrderPaymentDetail } from "../../../lib/types"
import { RefundDrawer } from "./refund-drawer"

/** One payment: each vendor's share, what went back, and every movement that says so. */
export default function OrderPaymentPage() {
  const { id } = useParams()
  const { t } = useTranslation("marketplace")
  const { money, dateTime } = useFormat()
  const [isOpen, setOpen] = useState(false)
  const { data, error, refetch } = useQuery({
    queryKey: ["souk", "/admin/order-payments", id],
    queryFn: ({ signal }) =>
      api<{ order_payment: OrderPaymentDetail }>(`/admin/order-payments/${id}`, { signal }),
  })
  const back = { to: "/order-payments", label: t("payments.title") }
  if (error || !data) {
    return (
      <>
        <PageHeader title={t("payments.one")} back={back} />
        <Section>
          {error ? <Failure error={error} retry={() => void refetch()} /> : <Loading lines={8} />}
        </Section>
      </>
    )
  }
  const payment = data.order_payment
  const isOver = payment.status === "refunded" || payment.status === "cancelled"
  return (
    <>
      <PageHeader
        title={t("payments.named", { number: isolated(`#${payment.order_display_id}`) })}
        badge={<PaymentBadge status={payment.status} />}
        text={`${payment.buyer_name} · ${dateTime(payment.created_at)}`}
        back={back}
        actions={
          <>
            <Button size="small" variant="secondary" asChild>
              <Link to={`/orders/${payment.order_id}`}>{t("payments.openOrder")}</Link>
            </Button>
            <Button size="small" disabled={isOver} onClick={() => setOpen(true)}>
              {t("refund.create")}
            </Button>
          </>
        }
      />
      <Section title={t("payments.sums")}>
        <Facts>
          <Fact label={t("payments.by")}>
            {t(`payments.method.${payment.payment_method}`, {
              defaultValue: payment.payment_method,
            })}
          </Fact>
          <Fact label={t("order.total")}>{money(payment.total_millimes)}</Fact>
          <Fact label={t("payments.due")}>{money(payment.due_millimes)}</Fact>
          <Fact label={t("payments.paid")}>{money(payment.paid_millimes)}</Fact>
          <Fact label={t("payments.refunded")}>{money(payment.refunded_millimes)}</Fact>
        </Facts>
      </Section>
      <div className="grid items-start gap-3 lg:grid-cols-2">
        {payment.allocations.map((share) => (
          <Share key={share.vendor_order.id} share={share} />
        ))}
      </div>
      <Section title={t("refund.list")}>
        <RefundList refunds={payment.refunds} />
      </Section>
      <Section title={t("money.movements")}>
        <Movements movements={payment.movements} />
      </Section>
      {isOpen && <RefundDrawer payment={payment} onClose={() => setOpen(false)} />}
    </>
  )
}

function Share({ share }: { share: Allocation }) {
  const { t } = useTranslation("marketplace")
  return (
    <Section
      title={
        <>
          {share.vendor.name} · <bdi>{share.vendor_order.number}</bdi>
        </>
      }
      aside={<OrderStatusBadge status={share.vendor_order.status} />}
    >
      <div className="px-5 py-4">
        <Amounts
          rows={[
            { label: t("payments.due"), millimes: share.due_millimes },
            { label: t("payments.authorized"), millimes: share.authorized_millimes },
            { label: t("payments.paid"), millimes: share.paid_millimes },
            { label: t("payments.refunded"), millimes: share.refunded_millimes, strong: true },
          ]}
        />
      </div>
    </Section>
  )
}

function Movements({ movements }: { movements: OrderPaymentDetail["movements"] }) {
  const { t } = useTranslation("marketplace")
  const { money, dateTime } = useFormat()
  const accountName = useAccountName()
  const nameOf = (account: string) =>
    account.startsWith("vendors/") ? t("order.vendor") : accountName({ account, vendor: null })
  return (
    <ul className="divide-ui-border-base divide-y">
      {movements.map((movement) => (
        <li key={movement.id} className="flex flex-col gap-y-1 px-5 py-3">
          <div className="flex flex-wrap justify-between gap-x-3">
            <Text size="small" weight="plus">
              {t(`movement.${movement.kind}`)}{" "}
              {movement.vendor_order_number && <bdi>{movement.vendor_order_number}</bdi>}
            </Text>
            <Text size="xsmall" className="text-ui-fg-subtle">
              {dateTime(movement.created_at)}
            </Text>
          </div>
          {movement.entries.map((entry, index) => (
            <div
              key={index}
              className="text-ui-fg-subtle flex justify-between gap-x-3 text-[13px] tabular-nums"
            >
              <span className="min-w-0">{nameOf(entry.account)}</span>
              <span className="whitespace-nowrap">{money(entry.amount_millimes)}</span>
            </div>
          ))}
        </li>
      ))}
    </ul>
  )
}

export const handle = { breadcrumb: () => i18n.t("payments.one", { ns: "marketplace" }) }
