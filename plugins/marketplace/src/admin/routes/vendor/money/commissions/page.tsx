import { Text } from "@medusajs/ui"
import { PageHeader, RecordList, useFormat } from "@souk/kit/admin/ui"
import i18n from "i18next"
import { useTranslation } from "react-i18next"
import { useRuleName } from "../../../../lib/commission"
import type { CommissionLine } from "../../../../lib/types"

export default function Commissions() {
  const { t } = useTranslation("marketplace")
  const { money, rate, dateTime } = useFormat()
  const ruleName = useRuleName()
  const rule = (line: CommissionLine) => `${ruleName(line)} · ${rate(line.rate_bps)}`
  return (
    <>
      <PageHeader
        title={t("money.commissions")}
        text={t("money.commissionsText")}
        back={{ to: "/vendor/money", label: t("money.title") }}
      />
      <RecordList<CommissionLine>
        path="/vendor/commissions"
        rows="commissions"
        idOf={(line) => line.id}
        hrefOf={(line) => `/vendor/orders/${line.order_id}`}
        columns={[
          { header: t("order.title"), cell: (line) => <bdi>{line.order_number}</bdi> },
          { header: t("order.date"), cell: (line) => dateTime(line.ordered_at) },
          { header: t("money.line"), cell: (line) => line.title },
          { header: t("money.rule"), cell: rule },
          { header: t("money.base"), cell: (line) => money(line.base_millimes), numeric: true },
          {
            header: t("order.commission"),
            cell: (line) => money(line.amount_millimes),
            numeric: true,
          },
          { header: t("money.vat"), cell: (line) => money(line.vat_millimes), numeric: true },
        ]}
        card={(line) => (
          <div className="flex items-end justify-between gap-x-3">
            <div className="min-w-0">
              <Text size="small" weight="plus" className="truncate">
                {line.title}
              </Text>
              <Text size="xsmall" className="text-ui-fg-subtle">
                <bdi>{line.order_number}</bdi> · {rule(line)}
              </Text>
            </div>
            <div className="text-end tabular-nums">
              <Text size="small" weight="plus" className="whitespace-nowrap">
                {money(line.amount_millimes)}
              </Text>
              <Text size="xsmall" className="text-ui-fg-subtle whitespace-nowrap">
                {t("money.vat")} {money(line.vat_millimes)}
              </Text>
            </div>
          </div>
        )}
        empty={{ title: t("money.empty.title"), text: t("money.empty.text") }}
      />
    </>
  )
}

export const handle = { breadcrumb: () => i18n.t("money.commissions", { ns: "marketplace" }) }
