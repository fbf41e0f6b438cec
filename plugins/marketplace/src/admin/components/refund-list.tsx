import { Text } from "@medusajs/ui"
import { useFormat } from "@souk/kit/admin/ui"
import { useTranslation } from "react-i18next"
import type { Refund } from "../lib/types"
import { RefundBadge } from "./payment-badges"

/** Refunds and cancellations of a payment, each with what it did to whom. */
export function RefundList({ refunds }: { refunds: Refund[] }) {
  const { t } = useTranslation("marketplace")
  const { money, dateTime } = useFormat()
  if (refunds.length === 0) {
    return (
      <Text size="small" className="text-ui-fg-subtle px-5 py-4">
        {t("refund.none")}
      </Text>
    )
  }
  return (
    <ul className="divide-ui-border-base divide-y">
      {refunds.map((refund) => (
        <li key={refund.id} className="flex flex-col gap-y-2 px-5 py-4">
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
          <Text size="xsmall" className="text-ui-fg-subtle">
            {dateTime(refund.created_at)}
            {refund.reference && (
              <>
                {" · "}
                {t("refund.reference")} <bdi>{refund.reference}</bdi>
              </>
            )}
            {refund.due_reason && refund.status === "due" && (
              <> · {t(`refund.dueReason.${refund.due_reason}`)}</>
            )}
          </Text>
          {refund.shares.map((share) => (
            <ShareEffect key={share.vendor_order.id} share={share} />
          ))}
        </li>
      ))}
    </ul>
  )
}

/** What a refund does to one vendor: line by line, then what leaves its account. */
export function ShareEffect({ share }: { share: Refund["shares"][number] }) {
  const { t } = useTranslation("marketplace")
  const { money } = useFormat()
  const rows: [string, number][] = [
    ...share.lines.map((line): [string, number] => [
      line.kind === "line"
        ? `${line.title ?? ""} × ${line.quantity}`
        : `${t(`refund.line.${line.kind}`)}${
            line.kind === "shipping" ? "" : ` (${t(`refund.bearer.${line.bearer}`)})`
          }`,
      line.amount_millimes,
    ]),
    ...(share.voided_millimes > 0
      ? [[t("refund.voided"), share.voided_millimes] as [string, number]]
      : []),
    [t("refund.commissionBack"), share.commission_millimes + share.commission_vat_millimes],
    ...(share.funding_millimes > 0
      ? [[t("refund.fundingBack"), share.funding_millimes] as [string, number]]
      : []),
    [t("refund.vendorLoses"), share.vendor_net_millimes],
  ]
  return (
    <div className="bg-ui-bg-subtle rounded-lg px-3 py-2 text-[13px]">
      <Text size="xsmall" weight="plus">
        {share.vendor.name} · <bdi>{share.vendor_order.number}</bdi>
        {share.is_clawback && ` · ${t("refund.clawback")}`}
      </Text>
      <dl className="mt-1 flex flex-col gap-y-1">
        {rows.map(([label, millimes], index) => (
          <div
            key={label + index}
            className={`flex justify-between gap-x-4 ${index === rows.length - 1 ? "font-medium" : "text-ui-fg-subtle"}`}
          >
            <dt className="min-w-0">{label}</dt>
            <dd className="whitespace-nowrap tabular-nums">{money(millimes)}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}
