import { Button, Text } from "@medusajs/ui"
import { PageHeader, RecordList, useFormat } from "@souk/kit/admin/ui"
import i18n from "i18next"
import { useState } from "react"
import { useTranslation } from "react-i18next"
import { useCarrierName } from "../../../lib/carriers"
import type { RemittanceLine } from "../../../lib/types"
import { Proposal } from "./proposal"
import { SettleDrawer } from "./settle-drawer"

const TABS = ["exception", "proposed", "accepted", "dismissed", "matched"] as const

export default function Exceptions() {
  const { t } = useTranslation("marketplace")
  const { money, dateTime } = useFormat()
  const carrierName = useCarrierName()
  const [open, setOpen] = useState<RemittanceLine | null>(null)
  const expected = (one: RemittanceLine) =>
    one.expected_millimes === null ? "—" : money(one.expected_millimes)
  const problem = (one: RemittanceLine) => (one.problem ? t(`remit.problem.${one.problem}`) : "—")
  const amount = (one: RemittanceLine) =>
    one.amount_millimes === null ? "—" : money(one.amount_millimes)
  const settle = (one: RemittanceLine) =>
    one.status === "proposed" ? (
      <Proposal line={one} />
    ) : one.status === "exception" ? (
      <Button
        size="small"
        variant="secondary"
        className="w-fit"
        aria-label={t("remit.settleOf", { parcel: one.reference })}
        onClick={() => setOpen(one)}
      >
        {t("remit.settle")}
      </Button>
    ) : (
      <Text size="small" className="text-ui-fg-subtle">
        {t(`remit.lineStatus.${one.status}`)}
        {one.resolution && <> · {one.resolution}</>}
      </Text>
    )
  return (
    <>
      <PageHeader
        title={t("remit.exceptions")}
        text={t("remit.exceptionsText")}
        back={{ to: "/remittances", label: t("remit.title") }}
      />
      <RecordList<RemittanceLine>
        path="/admin/remittance-lines"
        rows="remittance_lines"
        tabs={TABS.map((value) => ({ value, label: t(`remit.lineStatus.${value}`) }))}
        idOf={(one) => one.id}
        columns={[
          { header: t("order.date"), cell: (one) => dateTime(one.created_at) },
          { header: t("ship.carrier"), cell: (one) => carrierName(one.remittance.carrier) },
          { header: t("remit.parcel"), cell: (one) => <bdi>{one.reference}</bdi> },
          { header: t("remit.why"), cell: problem },
          { header: t("remit.expected"), cell: expected, numeric: true },
          {
            header: t("remit.received"),
            cell: amount,
            numeric: true,
          },
          { header: t("adjust.state"), cell: settle },
        ]}
        card={(one) => (
          <div className="flex flex-col gap-y-2">
            <div className="flex justify-between gap-x-3">
              <Text size="small" weight="plus">
                <bdi>{one.reference}</bdi> · {problem(one)}
              </Text>
              <Text size="small" weight="plus" className="whitespace-nowrap tabular-nums">
                {amount(one)}
              </Text>
            </div>
            <Text size="xsmall" className="text-ui-fg-subtle">
              {carrierName(one.remittance.carrier)} · {t("remit.expected")} {expected(one)}
            </Text>
            {settle(one)}
          </div>
        )}
        empty={{ title: t("remit.noException.title"), text: t("remit.noException.text") }}
      />
      {open && <SettleDrawer line={open} onClose={() => setOpen(null)} />}
    </>
  )
}

export const handle = { breadcrumb: () => i18n.t("remit.exceptions", { ns: "marketplace" }) }
