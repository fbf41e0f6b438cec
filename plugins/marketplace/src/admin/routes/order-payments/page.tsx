import { defineRouteConfig } from "@medusajs/admin-sdk"
import { CreditCard } from "@medusajs/icons"
import { Button, Text } from "@medusajs/ui"
import { PageHeader, RecordList, useFormat } from "@souk/kit/admin/ui"
import i18n from "i18next"
import { useTranslation } from "react-i18next"
import { Link } from "react-router-dom"
import { ORDER_PAYMENT_STATUSES } from "../../../domain/refund-terms"
import { PaymentBadge } from "../../components/payment-badges"
import type { OrderPayment } from "../../lib/types"

export default function OrderPayments() {
  const { t } = useTranslation("marketplace")
  const { money, dateTime } = useFormat()
  const method = (one: OrderPayment) =>
    t(`payments.method.${one.payment_method}`, { defaultValue: one.payment_method })
  return (
    <>
      <PageHeader
        title={t("payments.title")}
        text={t("payments.text")}
        actions={
          <Button size="small" variant="secondary" asChild>
            <Link to="/order-payments/due">{t("refund.dueTitle")}</Link>
          </Button>
        }
      />
      <RecordList<OrderPayment>
        path="/admin/order-payments"
        rows="order_payments"
        tabs={ORDER_PAYMENT_STATUSES.map((value) => ({
          value,
          label: t(`payments.status.${value}`),
        }))}
        searchLabel={t("payments.search")}
        idOf={(one) => one.order_id}
        hrefOf={(one) => `/order-payments/${one.order_id}`}
        columns={[
          { header: t("order.number"), cell: (one) => <bdi>#{one.order_display_id}</bdi> },
          { header: t("order.date"), cell: (one) => dateTime(one.created_at) },
          { header: t("order.buyer"), cell: (one) => one.buyer_name },
          { header: t("payments.by"), cell: method },
          { header: t("order.status"), cell: (one) => <PaymentBadge status={one.status} /> },
          { header: t("payments.due"), cell: (one) => money(one.due_millimes), numeric: true },
          { header: t("payments.paid"), cell: (one) => money(one.paid_millimes), numeric: true },
          {
            header: t("payments.refunded"),
            cell: (one) => money(one.refunded_millimes),
            numeric: true,
          },
        ]}
        card={(one) => (
          <div className="flex flex-col gap-y-2">
            <div className="flex justify-between gap-x-3">
              <Text size="small" weight="plus">
                <bdi>#{one.order_display_id}</bdi> · {one.buyer_name}
              </Text>
              <Text size="small" weight="plus" className="whitespace-nowrap tabular-nums">
                {money(one.due_millimes)}
              </Text>
            </div>
            <Text size="xsmall" className="text-ui-fg-subtle">
              {method(one)} · {dateTime(one.created_at)}
            </Text>
            <div className="flex flex-wrap items-center justify-between gap-2">
              <PaymentBadge status={one.status} />
              {one.refunded_millimes > 0 && (
                <Text size="xsmall" className="text-ui-fg-subtle">
                  {t("payments.refunded")} {money(one.refunded_millimes)}
                </Text>
              )}
            </div>
          </div>
        )}
        empty={{ title: t("payments.empty.title"), text: t("payments.empty.text") }}
      />
    </>
  )
}

export const config = defineRouteConfig({
  label: "menu.payments",
  translationNs: "marketplace",
  icon: CreditCard,
  rank: 38,
})

export const handle = { breadcrumb: () => i18n.t("menu.payments", { ns: "marketplace" }) }
