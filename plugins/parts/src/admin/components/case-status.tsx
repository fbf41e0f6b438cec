import { StatusBadge } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import type { IdentityCaseView } from "../../api/offer-schemas"

export function CaseStatus({ status }: { status: IdentityCaseView["status"] }) {
  const { t } = useTranslation("parts")
  const color = { open: "orange", accepted: "green", merged: "green", rejected: "red" } as const
  return <StatusBadge color={color[status]}>{t(`caseStatus.${status}`)}</StatusBadge>
}
