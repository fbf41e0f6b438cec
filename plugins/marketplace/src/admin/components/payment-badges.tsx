import { StatusBadge } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import type { OrderPayment, Refund } from "../lib/types"

const PAYMENT_COLOURS = {
  pending: "orange",
  paid: "green",
  partially_refunded: "purple",
  refunded: "blue",
  cancelled: "grey",
} as const

const REFUND_COLOURS = { sending: "blue", due: "orange", done: "green" } as const

/** Medusa's badge has left and right sides; Arabic begins at the other end. */
const SIDES = "w-fit rtl:pl-1.5 rtl:pr-0.5"

export function PaymentBadge({ status }: { status: OrderPayment["status"] }) {
  const { t } = useTranslation("marketplace")
  return (
    <StatusBadge color={PAYMENT_COLOURS[status]} className={SIDES}>
      {t(`payments.status.${status}`)}
    </StatusBadge>
  )
}

export function RefundBadge({ refund }: { refund: Pick<Refund, "status"> }) {
  const { t } = useTranslation("marketplace")
  return (
    <StatusBadge color={REFUND_COLOURS[refund.status]} className={SIDES}>
      {t(`refund.status.${refund.status}`)}
    </StatusBadge>
  )
}
