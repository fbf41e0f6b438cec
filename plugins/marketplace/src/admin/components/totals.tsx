import { useFormat } from "@souk/kit/admin/ui"
import { useTranslation } from "react-i18next"
import type { VendorOrder } from "../lib/types"

type Row = { label: string; millimes: number; strong?: boolean }

/** What the buyer pays of an order, and what it leaves the vendor. */
export function OrderTotals({
  order,
  earnings,
}: {
  order: VendorOrder
  earnings: "mine" | "vendor"
}) {
  const { t } = useTranslation("marketplace")
  const shipping = order.shipping_name
    ? `${t("order.shipping")} (${order.shipping_name})`
    : t("order.shipping")
  return (
    <div className="flex flex-col gap-y-3 px-5 py-4">
      <Amounts
        rows={[
          { label: t("order.items"), millimes: order.items_millimes },
          ...(order.discount_millimes
            ? [{ label: t("order.discount"), millimes: -order.discount_millimes }]
            : []),
          { label: shipping, millimes: order.shipping_millimes },
          ...(order.core_deposit_millimes
            ? [{ label: t("order.lineKind.core_deposit"), millimes: order.core_deposit_millimes }]
            : []),
          ...(order.stamp_millimes
            ? [{ label: t("order.lineKind.stamp"), millimes: order.stamp_millimes }]
            : []),
          { label: t("order.total"), millimes: order.total_millimes, strong: true },
        ]}
      />
      <div className="border-ui-border-base border-t border-dashed pt-3">
        <Amounts
          rows={[
            { label: t("order.commission"), millimes: -order.commission_millimes },
            ...(order.commission_vat_millimes
              ? [{ label: t("order.commissionVat"), millimes: -order.commission_vat_millimes }]
              : []),
            ...(order.funding_millimes
              ? [{ label: t("movement.discount_funding"), millimes: order.funding_millimes }]
              : []),
            {
              label: t(`order.earnings.${earnings}`),
              millimes: order.earnings_millimes,
              strong: true,
            },
          ]}
        />
      </div>
    </div>
  )
}

export function Amounts({ rows }: { rows: Row[] }) {
  const { money } = useFormat()
  return (
    <dl className="flex flex-col gap-y-1.5 text-[13px]">
      {rows.map(({ label, millimes, strong }) => (
        <div
          key={label}
          className={`flex justify-between gap-x-6 ${strong ? "font-medium" : "text-ui-fg-subtle"}`}
        >
          <dt className="min-w-0">{label}</dt>
          <dd className={`whitespace-nowrap tabular-nums ${strong ? "text-ui-fg-base" : ""}`}>
            {money(millimes)}
          </dd>
        </div>
      ))}
    </dl>
  )
}
