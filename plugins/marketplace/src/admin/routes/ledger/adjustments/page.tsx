import { Button, StatusBadge, Text } from "@medusajs/ui"
import { PageHeader, RecordList, useFormat } from "@souk/kit/admin/ui"
import i18n from "i18next"
import { useState } from "react"
import { useTranslation } from "react-i18next"
import { DecisionButtons } from "../../../components/decision-buttons"
import { useAccountOptions } from "../../../lib/accounts"
import type { Adjustment } from "../../../lib/types"
import { AdjustmentDrawer } from "./adjustment-drawer"

const STATUSES = ["prepared", "approved", "refused"] as const
const COLOURS = { prepared: "orange", approved: "green", refused: "grey" } as const

export default function Adjustments() {
  const { t } = useTranslation("marketplace")
  const { money, dateTime } = useFormat()
  const [isOpen, setOpen] = useState(false)
  const options = useAccountOptions()
  const nameOf = (account: string) =>
    options.find((option) => option.value === account)?.label ?? account
  const move = (one: Adjustment) => (
    <>
      {nameOf(one.debit_account)} <span className="rtl:inline-block rtl:-scale-x-100">→</span>{" "}
      {nameOf(one.credit_account)}
    </>
  )
  return (
    <>
      <PageHeader
        title={t("adjust.title")}
        text={t("adjust.text")}
        back={{ to: "/ledger", label: t("ledger.title") }}
        actions={
          <Button size="small" onClick={() => setOpen(true)}>
            {t("adjust.create")}
          </Button>
        }
      />
      <RecordList<Adjustment>
        path="/admin/ledger-adjustments"
        rows="ledger_adjustments"
        tabs={STATUSES.map((value) => ({ value, label: t(`adjust.status.${value}`) }))}
        idOf={(one) => one.id}
        columns={[
          { header: t("adjust.date"), cell: (one) => dateTime(one.created_at) },
          { header: t("adjust.reason"), cell: (one) => one.reason },
          { header: t("ledger.account"), cell: move },
          { header: t("adjust.state"), cell: (one) => <Decision adjustment={one} /> },
          {
            header: t("ledger.amount"),
            cell: (one) => money(one.amount_millimes),
            numeric: true,
          },
        ]}
        card={(one) => (
          <div className="flex flex-col gap-y-2">
            <div className="flex justify-between gap-x-3">
              <Text size="small" weight="plus">
                {one.reason}
              </Text>
              <Text size="small" weight="plus" className="whitespace-nowrap tabular-nums">
                {money(one.amount_millimes)}
              </Text>
            </div>
            <Text size="xsmall" className="text-ui-fg-subtle">
              <bdi>{move(one)}</bdi> · <bdi>{dateTime(one.created_at)}</bdi>
            </Text>
            <Decision adjustment={one} />
          </div>
        )}
        empty={{ title: t("adjust.empty.title"), text: t("adjust.empty.text") }}
      />
      {isOpen && <AdjustmentDrawer onClose={() => setOpen(false)} />}
    </>
  )
}

/** What was decided, or the two ways to decide for somebody who did not prepare it. */
function Decision({ adjustment }: { adjustment: Adjustment }) {
  const { t } = useTranslation("marketplace")
  if (adjustment.status !== "prepared" || adjustment.is_mine) {
    return (
      <StatusBadge color={COLOURS[adjustment.status]} className="w-fit rtl:pl-1.5 rtl:pr-0.5">
        {adjustment.status === "prepared"
          ? t("adjust.mine")
          : t(`adjust.status.${adjustment.status}`)}
      </StatusBadge>
    )
  }
  return (
    <DecisionButtons
      path={`/admin/ledger-adjustments/${adjustment.id}/decisions`}
      yes={{ decision: "approved", label: t("adjust.approve") }}
      no={{ decision: "refused", label: t("adjust.refuse") }}
      done={t("adjust.decided")}
    />
  )
}

export const handle = { breadcrumb: () => i18n.t("adjust.title", { ns: "marketplace" }) }
