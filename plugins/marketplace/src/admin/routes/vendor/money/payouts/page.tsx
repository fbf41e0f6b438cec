import { Text } from "@medusajs/ui"
import { isolated, PageHeader, RecordList, useFormat } from "@souk/kit/admin/ui"
import i18n from "i18next"
import { useTranslation } from "react-i18next"
import { PayoutStatusBadge } from "../../../../components/status"
import type { OwnPayout } from "../../../../lib/types"
import { BankAccount } from "./bank-account"

export default function Payouts() {
  const { t } = useTranslation("marketplace")
  const { money, dateTime } = useFormat()
  const account = (payout: OwnPayout) =>
    payout.rib_masked ? isolated(payout.rib_masked) : t("payouts.noRib")
  const why = (payout: OwnPayout) =>
    payout.skip_reason ? t(`payouts.ownSkip.${payout.skip_reason}`) : payout.note
  return (
    <>
      <PageHeader
        title={t("payouts.own")}
        text={t("payouts.ownText")}
        back={{ to: "/vendor/money", label: t("money.title") }}
      />
      <BankAccount />
      <RecordList<OwnPayout>
        path="/vendor/payouts"
        rows="payouts"
        idOf={(payout) => payout.id}
        columns={[
          { header: t("payouts.date"), cell: (payout) => dateTime(payout.created_at) },
          { header: t("payouts.account"), cell: account },
          {
            header: t("payouts.state"),
            cell: (payout) => <PayoutStatusBadge status={payout.status} />,
          },
          { header: t("payouts.why"), cell: (payout) => why(payout) ?? "—" },
          {
            header: t("ledger.amount"),
            cell: (payout) => money(payout.amount_millimes),
            numeric: true,
          },
        ]}
        card={(payout) => (
          <div className="flex flex-col gap-y-1">
            <div className="flex items-start justify-between gap-x-3">
              <Text size="small" weight="plus" className="whitespace-nowrap tabular-nums">
                {money(payout.amount_millimes)}
              </Text>
              <PayoutStatusBadge status={payout.status} />
            </div>
            <Text size="xsmall" className="text-ui-fg-subtle">
              {dateTime(payout.created_at)} · {account(payout)}
            </Text>
            {why(payout) && (
              <Text size="small" className="text-ui-fg-subtle">
                {why(payout)}
              </Text>
            )}
          </div>
        )}
        empty={{ title: t("payouts.ownEmpty.title"), text: t("payouts.ownEmpty.text") }}
      />
    </>
  )
}

export const handle = { breadcrumb: () => i18n.t("payouts.own", { ns: "marketplace" }) }
