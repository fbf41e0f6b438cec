import { StatusBadge } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import type { FitmentStatus } from "../../domain/fit"

/** Medusa's badge has left and right sides; Arabic begins at the other end. */
const SIDES = "shrink-0 whitespace-nowrap rtl:pl-1.5 rtl:pr-0.5"
const COLORS = { declared: "blue", verified: "green", disputed: "orange" } as const

export function FitmentStatusBadge({ status }: { status: FitmentStatus }) {
  const { t } = useTranslation("parts")
  return (
    <StatusBadge className={SIDES} color={COLORS[status]}>
      {t(`fitmentStatus.${status}`)}
    </StatusBadge>
  )
}
