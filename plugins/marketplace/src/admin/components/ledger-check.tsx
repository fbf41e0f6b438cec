import { Alert, Text } from "@medusajs/ui"
import { api, useFormat } from "@souk/kit/admin/ui"
import { useQuery } from "@tanstack/react-query"
import { useTranslation } from "react-i18next"
import type { LedgerCheck } from "../lib/types"

/** Adds the ledger up when the page opens: an alarm, or a line that says it holds. */
export function LedgerBanner() {
  const { t } = useTranslation("marketplace")
  const { money, number } = useFormat()
  const { data } = useQuery({
    queryKey: ["souk", "/admin/ledger-checks"],
    queryFn: ({ signal }) => api<{ ledger_check: LedgerCheck }>("/admin/ledger-checks", { signal }),
  })
  if (!data) return null
  const { holds, sum_millimes, unbalanced, transaction_count } = data.ledger_check
  if (holds) {
    return (
      <Text size="small" className="text-ui-fg-subtle">
        {t("ledger.holds", { transactions: number(transaction_count) })}
      </Text>
    )
  }
  return (
    <Alert role="alert" variant="error">
      {t("ledger.broken", {
        sum: money(sum_millimes),
        unbalanced: unbalanced.join(", ") || "—",
      })}
    </Alert>
  )
}
