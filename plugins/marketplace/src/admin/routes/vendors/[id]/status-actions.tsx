import { Button } from "@medusajs/ui"
import { useState } from "react"
import { useTranslation } from "react-i18next"
import type { AdminVendor, VendorStatus } from "../../../lib/types"
import { StatusDrawer } from "./status-drawer"

/** One button for each move the vendor's status allows; the server's list, not ours. */
export function StatusActions({ vendor }: { vendor: AdminVendor }) {
  const { t } = useTranslation("marketplace")
  const [to, setTo] = useState<VendorStatus | null>(null)
  return (
    <>
      {[...vendor.allowed_statuses].reverse().map((status) => (
        <Button
          key={status}
          size="small"
          variant={status === "approved" ? "primary" : "secondary"}
          onClick={() => setTo(status)}
        >
          {t(`move.${status}.action`)}
        </Button>
      ))}
      {to && <StatusDrawer vendor={vendor} to={to} onClose={() => setTo(null)} />}
    </>
  )
}
