import { StatusBadge } from "@medusajs/ui"
import type { Json } from "@souk/kit/admin/ui"
import { useTranslation } from "react-i18next"
import type { MailView } from "../../../api/views/mail"

export type Mail = Json<MailView>

const COLORS = {
  waiting: "orange",
  sending: "blue",
  sent: "green",
  kept: "grey",
  failed: "red",
} as const

export function MailStatus({ mail }: { mail: Mail }) {
  const { t } = useTranslation("messages")
  return (
    <StatusBadge
      className="shrink-0 whitespace-nowrap rtl:pl-1.5 rtl:pr-0.5"
      color={COLORS[mail.status]}
    >
      {t(`status.${mail.status}`)}
    </StatusBadge>
  )
}
