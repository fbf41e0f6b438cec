import { Text } from "@medusajs/ui"
import { RecordList, useFormat } from "@souk/kit/admin/ui"
import { useTranslation } from "react-i18next"
import type { LedgerEntry } from "../lib/types"

type Props = {
  path: string
  rows: string
  filter?: { account: string }
  empty: { title: string; text: string }
}

/** Movements of one account, newest first, with the balance that each left. */
export function Movements({ path, rows, filter, empty }: Props) {
  const { t } = useTranslation("marketplace")
  const { money, dateTime } = useFormat()
  const kind = (entry: LedgerEntry) => t(`movement.${entry.kind}`)
  return (
    <RecordList<LedgerEntry>
      path={path}
      rows={rows}
      filter={filter}
      idOf={(entry) => entry.id}
      columns={[
        { header: t("order.date"), cell: (entry) => dateTime(entry.created_at) },
        { header: t("ledger.movement"), cell: kind },
        {
          header: t("order.title"),
          cell: (entry) => <bdi>{entry.vendor_order_number ?? "—"}</bdi>,
        },
        {
          header: t("ledger.amount"),
          cell: (entry) => money(entry.amount_millimes),
          numeric: true,
        },
        {
          header: t("ledger.balance"),
          cell: (entry) => money(entry.balance_millimes),
          numeric: true,
        },
      ]}
      card={(entry) => (
        <div className="flex items-end justify-between gap-x-3">
          <div className="min-w-0">
            <Text size="small" weight="plus" className="truncate">
              {kind(entry)} {entry.vendor_order_number && <bdi>{entry.vendor_order_number}</bdi>}
            </Text>
            <Text size="xsmall" className="text-ui-fg-subtle">
              {dateTime(entry.created_at)}
            </Text>
          </div>
          <div className="text-end tabular-nums">
            <Text size="small" weight="plus" className="whitespace-nowrap">
              {money(entry.amount_millimes)}
            </Text>
            <Text size="xsmall" className="text-ui-fg-subtle whitespace-nowrap">
              {money(entry.balance_millimes)}
            </Text>
          </div>
        </div>
      )}
      empty={empty}
    />
  )
}
