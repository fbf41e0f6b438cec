import { Text } from "@medusajs/ui"
import { Section, useFormat } from "@souk/kit/admin/ui"
import { useTranslation } from "react-i18next"
import type { AdminVendor, VendorStatus } from "../../../lib/types"

export function HistorySection({ vendor }: { vendor: AdminVendor }) {
  const { t } = useTranslation("marketplace")
  const { dateTime } = useFormat()
  const nameOf = (status: string) => t(`vendorStatus.${status as VendorStatus}`)
  return (
    <Section title={t("vendors.history")}>
      {vendor.status_changes.length === 0 ? (
        <Text size="small" className="text-ui-fg-subtle px-5 py-4">
          {t("vendors.noHistory")}
        </Text>
      ) : (
        <ol className="divide-ui-border-base divide-y">
          {vendor.status_changes.map(({ from, to, reason, at }) => (
            <li key={`${at}-${to}`} className="px-5 py-3">
              <Text size="small" weight="plus" leading="compact">
                {t("vendors.move", { from: nameOf(from), to: nameOf(to) })}
              </Text>
              <Text size="small" className="text-ui-fg-subtle [overflow-wrap:anywhere]">
                {reason}
              </Text>
              <Text size="xsmall" className="text-ui-fg-muted">
                {dateTime(at)}
              </Text>
            </li>
          ))}
        </ol>
      )}
    </Section>
  )
}
