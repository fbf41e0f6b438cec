import { StatusBadge } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import type { PayoutStatus, VendorOrderStatus, VendorStatus } from "../lib/types"

type Colour = "green" | "red" | "blue" | "orange" | "grey" | "purple"

const ORDER_COLOURS: Record<VendorOrderStatus, Colour> = {
  new: "orange",
  confirmed: "blue",
  shipped: "purple",
  undelivered: "red",
  delivered: "green",
  cancelled: "grey",
}

const VENDOR_COLOURS: Record<VendorStatus, Colour> = {
  pending: "orange",
  info_requested: "purple",
  approved: "green",
  rejected: "red",
  suspended: "red",
  banned: "red",
  closed: "grey",
}

const PAYOUT_COLOURS: Record<PayoutStatus, Colour> = {
  planned: "orange",
  skipped: "grey",
  sent: "blue",
  paid: "green",
  rejected: "red",
}

/** Medusa's badge has left and right sides; Arabic begins at the other end. */
const SIDES = "rtl:pl-1.5 rtl:pr-0.5"

export function OrderStatusBadge({ status }: { status: VendorOrderStatus }) {
  const { t } = useTranslation("marketplace")
  return (
    <StatusBadge color={ORDER_COLOURS[status]} className={SIDES}>
      {t(`orderStatus.${status}`)}
    </StatusBadge>
  )
}

export function VendorStatusBadge({ status }: { status: VendorStatus }) {
  const { t } = useTranslation("marketplace")
  return (
    <StatusBadge color={VENDOR_COLOURS[status]} className={SIDES}>
      {t(`vendorStatus.${status}`)}
    </StatusBadge>
  )
}

export function PayoutStatusBadge({ status }: { status: PayoutStatus }) {
  const { t } = useTranslation("marketplace")
  return (
    <StatusBadge color={PAYOUT_COLOURS[status]} className={SIDES}>
      {t(`payouts.status.${status}`)}
    </StatusBadge>
  )
}
