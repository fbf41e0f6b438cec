import type { z } from "@medusajs/framework/zod"
import { defineRouteConfig } from "@medusajs/admin-sdk"
import { CreditCard } from "@medusajs/icons"
import { Button, StatusBadge, Text } from "@medusajs/ui"
import { PageHeader, RecordList, useFormat, type Json } from "@souk/kit/admin/ui"
import i18n from "i18next"
import { useTranslation } from "react-i18next"
import { Link } from "react-router-dom"
import type { adminOnlinePaymentSchema } from "../../../api/views/online-payment"

type Payment = Json<z.infer<typeof adminOnlinePaymentSchema>>

const TABS = ["open", "paid", "ordered", "refused", "expired", "by_hand", "refunded", "disputed"]
const COLOURS: Partial<Record<Payment["status"], "green" | "orange" | "red" | "blue">> = {
  open: "blue",
  paid: "orange",
  ordered: "green",
  refund_due: "orange",
  refunding: "orange",
  by_hand: "red",
  disputed: "red",
}

export default function Payments() {
  const { t } = useTranslation("payments")
  const { money, dateTime } = useFormat()
  const state = (one: Payment) => (
    <span className="flex flex-col gap-y-1">
      <StatusBadge color={COLOURS[one.status] ?? "grey"} className="w-fit rtl:pl-1.5 rtl:pr-0.5">
        {t(`status.${one.status}`)}
      </StatusBadge>
      {one.refund_reason && (
        <Text size="xsmall" className="text-ui-fg-subtle">
          {t(`reason.${one.refund_reason}`)}
        </Text>
      )}
    </span>
  )
  return (
    <>
      <PageHeader
        title={t("payments.title")}
        text={t("payments.text")}
        actions={
          <Button size="small" variant="secondary" asChild>
            <Link to="/payments/refunds">{t("payments.refunds")}</Link>
          </Button>
        }
      />
      <RecordList<Payment>
        path="/admin/online-payments"
        rows="online_payments"
        tabs={TABS.map((value) => ({ value, label: t(`status.${value}`) }))}
        idOf={(one) => one.id}
        columns={[
          { header: t("payments.opened"), cell: (one) => dateTime(one.opened_at) },
          { header: t("payments.gateway"), cell: (one) => <Gateway name={one.gateway} /> },
          {
            header: t("payments.reference"),
            cell: (one) => <bdi className="break-all">{one.gateway_ref ?? one.reference}</bdi>,
          },
          { header: t("payments.state"), cell: state },
          {
            header: t("payments.amount"),
            cell: (one) => money(one.amount_millimes),
            numeric: true,
          },
        ]}
        card={(one) => (
          <div className="flex flex-col gap-y-2">
            <div className="flex justify-between gap-x-3">
              <Text size="small" weight="plus">
                <Gateway name={one.gateway} />
              </Text>
              <Text size="small" weight="plus" className="whitespace-nowrap tabular-nums">
                {money(one.amount_millimes)}
              </Text>
            </div>
            <Text size="xsmall" className="text-ui-fg-subtle break-all">
              <bdi>{one.gateway_ref ?? one.reference}</bdi> · {dateTime(one.opened_at)}
            </Text>
            {state(one)}
          </div>
        )}
        empty={{ title: t("payments.empty.title"), text: t("payments.empty.text") }}
      />
    </>
  )
}

const NAMES = {
  clictopay: "ClicToPay",
  konnect: "Konnect",
  flouci: "Flouci",
  paymee: "Paymee",
  stripe: "Stripe",
  paypal: "PayPal",
}

export function Gateway({ name }: { name: keyof typeof NAMES }) {
  return <bdi>{NAMES[name]}</bdi>
}

export const config = defineRouteConfig({
  label: "menu.payments",
  translationNs: "payments",
  icon: CreditCard,
  rank: 45,
})

export const handle = { breadcrumb: () => i18n.t("payments.title", { ns: "payments" }) }
