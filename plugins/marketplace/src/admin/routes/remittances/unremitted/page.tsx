import { Text } from "@medusajs/ui"
import { PageHeader, RecordList, useFormat } from "@souk/kit/admin/ui"
import i18n from "i18next"
import { useTranslation } from "react-i18next"
import { useCarrierName } from "../../../lib/carriers"
import type { UnremittedParcel } from "../../../lib/types"

const DAY_MS = 86_400_000

export default function Unremitted() {
  const { t } = useTranslation("marketplace")
  const { money, dateTime, number } = useFormat()
  const carrierName = useCarrierName()
  const carrier = (one: UnremittedParcel) => carrierName(one.carrier ?? "own")
  const age = (one: UnremittedParcel) =>
    t("remit.days", {
      days: number(Math.floor((Date.now() - new Date(one.delivered_at).getTime()) / DAY_MS)),
    })
  return (
    <>
      <PageHeader
        title={t("remit.unremitted")}
        text={t("remit.unremittedText")}
        back={{ to: "/remittances", label: t("remit.title") }}
      />
      <RecordList<UnremittedParcel>
        path="/admin/unremitted-parcels"
        rows="unremitted_parcels"
        idOf={(one) => one.vendor_order_id}
        columns={[
          { header: t("remit.parcel"), cell: (one) => <bdi>{one.number}</bdi> },
          { header: t("ship.carrier"), cell: carrier },
          { header: t("order.vendor"), cell: (one) => one.vendor.name },
          { header: t("orderStatus.delivered"), cell: (one) => dateTime(one.delivered_at) },
          { header: t("remit.age"), cell: age },
          { header: t("ledger.amount"), cell: (one) => money(one.due_millimes), numeric: true },
        ]}
        card={(one) => (
          <div className="flex items-end justify-between gap-x-3">
            <div className="min-w-0">
              <Text size="small" weight="plus">
                <bdi>{one.number}</bdi> · {carrier(one)}
              </Text>
              <Text size="xsmall" className="text-ui-fg-subtle">
                <bdi>{one.vendor.name}</bdi> · {age(one)}
              </Text>
            </div>
            <Text size="small" weight="plus" className="whitespace-nowrap tabular-nums">
              {money(one.due_millimes)}
            </Text>
          </div>
        )}
        empty={{ title: t("remit.allRemitted.title"), text: t("remit.allRemitted.text") }}
      />
    </>
  )
}

export const handle = { breadcrumb: () => i18n.t("remit.unremitted", { ns: "marketplace" }) }
