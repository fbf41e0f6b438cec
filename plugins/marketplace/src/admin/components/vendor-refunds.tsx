import { Text } from "@medusajs/ui"
import { Section, useFormat } from "@souk/kit/admin/ui"
import { useTranslation } from "react-i18next"
import type { VendorOrder } from "../lib/types"
import { RefundBadge } from "./payment-badges"

/** What the buyer got back of an order, and what it costs its vendor. */
export function VendorRefunds({ order }: { order: VendorOrder }) {
  const { t } = useTranslation("marketplace")
  const { money, dateTime } = useFormat()
  if (order.refunds.length === 0) return null
  return (
    <Section title={t("refund.mine")}>
      <ul className="divide-ui-border-base divide-y">
        {order.refunds.map((refund) => (
          <li key={refund.id} className="flex flex-col gap-y-1 px-5 py-3 text-[13px]">
            <div className="flex flex-wrap items-center justify-between gap-2">
              <Text size="small" weight="plus">
                {t(`refund.kind.${refund.kind}`)}
                {refund.reason && ` · ${refund.reason}`}
              </Text>
              <div className="flex items-center gap-x-3">
                <RefundBadge refund={refund} />
                <Text size="small" weight="plus" className="whitespace-nowrap tabular-nums">
                  {money(refund.amount_millimes + refund.voided_millimes)}
                </Text>
              </div>
            </div>
            {refund.lines.map((line, index) => (
              <div key={index} className="text-ui-fg-subtle flex justify-between gap-x-4">
                <span className="min-w-0">
                  {line.kind === "line"
                    ? `${line.title ?? ""} × ${line.quantity}`
                    : t(`refund.line.${line.kind}`)}
                </span>
                <span className="whitespace-nowrap tabular-nums">
                  {money(line.amount_millimes)}
                </span>
              </div>
            ))}
            <Text size="xsmall" className="text-ui-fg-subtle">
              {dateTime(refund.at)} ·{" "}
              {t("refund.mineNet", { amount: money(refund.vendor_net_millimes) })}
            </Text>
          </li>
        ))}
      </ul>
    </Section>
  )
}
