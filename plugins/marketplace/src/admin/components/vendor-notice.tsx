import { Alert } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import type { OwnVendor } from "../lib/types"

/** Tells a vendor that is not selling why, and what to do about it. */
export function VendorNotice({ vendor }: { vendor: OwnVendor }) {
  const { t } = useTranslation("marketplace")
  if (vendor.status === "approved") return null
  const isWaiting = vendor.status === "pending" || vendor.status === "info_requested"
  return (
    <Alert role="alert" variant={isWaiting ? "warning" : "error"}>
      <span className="flex flex-col gap-y-1">
        <strong className="font-medium">{t(`notice.${vendor.status}.title`)}</strong>
        <span>{t(`notice.${vendor.status}.text`)}</span>
        {vendor.status_reason && (
          <span>{t("notice.reason", { reason: vendor.status_reason })}</span>
        )}
      </span>
    </Alert>
  )
}
