import { Hint, Label, Textarea, toast } from "@medusajs/ui"
import { api, FormDrawer } from "@souk/kit/admin/ui"
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import { useTranslation } from "react-i18next"
import type { AdminVendor, VendorStatus } from "../../../lib/types"

/** Moves that take a vendor's offers off sale. */
const GRAVE: readonly VendorStatus[] = ["rejected", "suspended", "banned", "closed"]

const REASON_MIN = 3
const REASON_MAX = 500

type Props = { vendor: AdminVendor; to: VendorStatus; onClose: () => void }

/** Says what the move does, and asks why: the vendor reads the reason. */
export function StatusDrawer({ vendor, to, onClose }: Props) {
  const { t } = useTranslation("marketplace")
  const [reason, setReason] = useState("")
  const queryClient = useQueryClient()
  const change = useMutation({
    mutationFn: () =>
      api<{ vendor: AdminVendor }>(`/admin/vendors/${vendor.id}/status-changes`, {
        method: "POST",
        body: { status: to, reason: reason.trim() },
      }),
    onSuccess: () => {
      toast.success(t("move.done", { vendor: vendor.name, status: t(`vendorStatus.${to}`) }))
      onClose()
    },
    // After a refusal too: somebody else may have moved the vendor meanwhile.
    onSettled: () => queryClient.invalidateQueries({ queryKey: ["souk"] }),
  })
  const submit = () => {
    change.mutate()
  }
  return (
    <FormDrawer
      title={t(`move.${to}.title`, { vendor: vendor.name })}
      text={t(`move.${to}.text`)}
      submit={t(`move.${to}.action`)}
      isGrave={GRAVE.includes(to)}
      error={change.error}
      isBusy={change.isPending}
      isReady={reason.trim().length >= REASON_MIN}
      onClose={onClose}
      onSubmit={submit}
    >
      <Label htmlFor="status-reason" weight="plus">
        {t("move.reason")}
      </Label>
      <Textarea
        id="status-reason"
        rows={5}
        aria-required
        autoFocus
        minLength={REASON_MIN}
        maxLength={REASON_MAX}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      <Hint>{t("move.reasonHint")}</Hint>
    </FormDrawer>
  )
}
