import { Text } from "@medusajs/ui"
import { isolated } from "@souk/kit/admin/ui"
import { useTranslation } from "react-i18next"
import { DecisionButtons } from "../../../components/decision-buttons"
import type { RemittanceLine } from "../../../lib/types"

/** Which order somebody says a row pays, for another person to accept or send back. */
export function Proposal({ line }: { line: RemittanceLine }) {
  const { t } = useTranslation("marketplace")
  return (
    <div className="flex flex-col gap-y-2">
      <Text size="small">
        {t("remit.proposed", { order: isolated(line.vendor_order_number ?? "") })}
        {line.resolution && (
          <span className="text-ui-fg-subtle block whitespace-normal">{line.resolution}</span>
        )}
      </Text>
      {line.is_mine ? (
        <Text size="xsmall" className="text-ui-fg-subtle">
          {t("remit.mine")}
        </Text>
      ) : (
        <DecisionButtons
          path={`/admin/remittance-lines/${line.id}/decisions`}
          yes={{ decision: "accepted", label: t("remit.accept") }}
          no={{ decision: "sent_back", label: t("remit.sendBack") }}
          done={t("remit.resolved")}
        />
      )}
    </div>
  )
}
