import { api, isolated } from "@souk/kit/admin/ui"
import { useTranslation } from "react-i18next"
import { AskTwice } from "../../../../components/ask-twice"
import type { VendorOrder } from "../../../../lib/types"

/** Confirming takes the goods out of stock: the vendor is told so before, and of what came of it after. */
export function ConfirmOrder({ order }: { order: VendorOrder }) {
  const { t } = useTranslation("marketplace")
  const number = isolated(order.number)
  const pieces = order.lines.reduce((total, line) => total + line.quantity, 0)
  return (
    <AskTwice
      action={t("confirm.action")}
      title={t("confirm.title", { number })}
      text={t("confirm.text", { pieces, lines: order.lines.length })}
      submit={t("confirm.submit")}
      done={t("confirm.done", { number })}
      run={() => api(`/vendor/orders/${order.id}/confirmations`, { method: "POST" })}
      isOffered={order.status === "new"}
      isPrimary
    />
  )
}
