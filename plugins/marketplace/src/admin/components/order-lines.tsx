import { Text } from "@medusajs/ui"
import { useFormat } from "@souk/kit/admin/ui"
import { useTranslation } from "react-i18next"
import type { VendorOrder } from "../lib/types"

type Line = VendorOrder["lines"][number]

/** Brand and references of a part, as printed on its box. */
export function referenceOf({ brand, mpn, sku }: Line): string {
  return [brand, mpn ?? sku].filter(Boolean).join(" · ")
}

export function OrderLines({ lines }: { lines: Line[] }) {
  return (
    <ul className="divide-ui-border-base divide-y">
      {lines.map((line) => (
        <OrderLine key={line.id} line={line} />
      ))}
    </ul>
  )
}

/** The buyer's vehicle and what was said of it: the vendor checks the part before packing it. */
function VehicleOfLine({ line: { claim } }: { line: Line }) {
  const { t } = useTranslation("marketplace")
  if (!claim?.vehicle_label || !claim.verdict) return null
  const isDoubtful = claim.verdict !== "fits"
  return (
    <Text size="xsmall" className={isDoubtful ? "text-ui-fg-error" : "text-ui-fg-subtle"}>
      {t("order.forVehicle", { vehicle: `\u2068${claim.vehicle_label}\u2069` })} (
      {t(`order.fit.${claim.verdict}`)})
    </Text>
  )
}

function OrderLine({ line }: { line: Line }) {
  const { t } = useTranslation("marketplace")
  const { money, rate } = useFormat()
  return (
    <li className="grid grid-cols-[1fr_auto] items-start gap-x-4 gap-y-1 px-5 py-3 text-[13px]">
      <div className="min-w-0">
        <Text size="small" weight="plus" leading="compact">
          {line.kind === "goods" ? line.title : t(`order.lineKind.${line.kind}`)}
        </Text>
        <Text size="xsmall" className="text-ui-fg-subtle">
          <bdi>{referenceOf(line)}</bdi>
        </Text>
        <VehicleOfLine line={line} />
        {line.kind === "goods" && (
          <Text size="xsmall" className="text-ui-fg-muted">
            {t("order.commissionOf", {
              rate: rate(line.commission_rate_bps),
              amount: money(line.commission_millimes),
            })}
          </Text>
        )}
      </div>
      <div className="text-end tabular-nums">
        <Text size="small" weight="plus" leading="compact" className="whitespace-nowrap">
          {money(line.total_millimes)}
        </Text>
        <Text size="xsmall" className="text-ui-fg-subtle whitespace-nowrap">
          <bdi>{line.quantity}</bdi> × {money(line.unit_price_millimes)}
        </Text>
        {line.discount_millimes > 0 && (
          <Text size="xsmall" className="text-ui-fg-subtle whitespace-nowrap">
            {t("order.discount")} {money(-line.discount_millimes)}
          </Text>
        )}
      </div>
    </li>
  )
}
