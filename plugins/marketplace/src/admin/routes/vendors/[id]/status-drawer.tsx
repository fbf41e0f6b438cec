import { Button, Drawer, Hint, Label, Text, Textarea, toast } from "@medusajs/ui"
import { api } from "@souk/kit/admin/ui"
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { useState, type FormEvent } from "react"
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
  const submit = (event: FormEvent) => {
    event.preventDefault()
    change.mutate()
  }
  return (
    <Drawer open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Drawer.Content>
        <form onSubmit={submit} className="flex flex-1 flex-col overflow-hidden">
          <Drawer.Header>
            <Drawer.Title>{t(`move.${to}.title`, { vendor: vendor.name })}</Drawer.Title>
            <Drawer.Description>{t(`move.${to}.text`)}</Drawer.Description>
          </Drawer.Header>
          <Drawer.Body className="flex flex-1 flex-col gap-y-2 overflow-y-auto">
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
            {change.error && (
              <Text role="alert" size="small" className="text-ui-fg-error">
                {change.error.message}
              </Text>
            )}
          </Drawer.Body>
          <Drawer.Footer>
            <Button type="button" size="small" variant="secondary" onClick={onClose}>
              {t("move.cancel")}
            </Button>
            <Button
              type="submit"
              size="small"
              variant={GRAVE.includes(to) ? "danger" : "primary"}
              isLoading={change.isPending}
              disabled={reason.trim().length < REASON_MIN}
            >
              {t(`move.${to}.action`)}
            </Button>
          </Drawer.Footer>
        </form>
      </Drawer.Content>
    </Drawer>
  )
}
