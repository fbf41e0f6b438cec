import { Text } from "@medusajs/ui"
import { Section, useFormat } from "@souk/kit/admin/ui"
import { useTranslation } from "react-i18next"
import { FailedAttempts } from "../../../../components/failed-delivery"
import { Parcel } from "../../../../components/parcel"
import type { VendorOrder } from "../../../../lib/types"

export function TimelineSection({ order }: { order: VendorOrder }) {
  const { t } = useTranslation("marketplace")
  const { dateTime } = useFormat()
  return (
    <Section title={t("order.timeline")}>
      <ol className="flex flex-col gap-y-4 px-5 py-4">
        {order.timeline.map(({ status, at }, index) => (
          <li key={index} className="flex gap-x-3">
            <span
              aria-hidden
              className={`mt-1.5 size-2 flex-none rounded-full ${
                index === order.timeline.length - 1 ? "bg-ui-fg-interactive" : "bg-ui-fg-muted"
              }`}
            />
            <div>
              <Text size="small" weight="plus" leading="compact">
                {t(`timeline.${status}`)}
              </Text>
              <Text size="xsmall" className="text-ui-fg-subtle">
                {dateTime(at)}
              </Text>
              {status === "shipped" && <Parcel shipment={order.shipment} />}
            </div>
          </li>
        ))}
      </ol>
      {order.failed_deliveries.length > 0 && (
        <div className="border-ui-border-base border-t px-5 py-4">
          <FailedAttempts order={order} />
        </div>
      )}
    </Section>
  )
}
