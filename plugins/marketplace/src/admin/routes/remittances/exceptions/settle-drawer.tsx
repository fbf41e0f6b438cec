import { Button, Text, Textarea, toast } from "@medusajs/ui"
import { api, FormDrawer, useFormat } from "@souk/kit/admin/ui"
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import { useTranslation } from "react-i18next"
import { Field, InputField } from "../../../components/fields"
import type { OrderSlice, RemittanceLine } from "../../../lib/types"

/** Says which order a row pays, or dismisses it. */
export function SettleDrawer({ line, onClose }: { line: RemittanceLine; onClose: () => void }) {
  const { t } = useTranslation("marketplace")
  const { money } = useFormat()
  const queryClient = useQueryClient()
  const canPay = line.amount_millimes !== null
  const [number, setNumber] = useState(
    line.vendor_order_number && line.problem !== "already_remitted" && line.problem !== "duplicate"
      ? line.vendor_order_number
      : "",
  )
  const [reason, setReason] = useState("")
  const order = useOrder(number.trim())
  const settled = {
    onSuccess: () => {
      toast.success(t(canPay ? "remit.settled" : "remit.resolved"))
      onClose()
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: ["souk"] }),
  }
  const proposal = useMutation({
    mutationFn: () =>
      api(`/admin/remittance-lines/${line.id}/proposals`, {
        method: "POST",
        body: { vendor_order_number: number.trim(), resolution: reason.trim() },
      }),
    ...settled,
  })
  const dismissal = useMutation({
    mutationFn: () =>
      api(`/admin/remittance-lines/${line.id}/decisions`, {
        method: "POST",
        body: { decision: "dismissed", resolution: reason.trim() },
      }),
    ...settled,
  })
  const isBusy = proposal.isPending || dismissal.isPending
  const hasReason = reason.trim().length >= 3
  const gap =
    order && line.amount_millimes !== null ? line.amount_millimes - order.total_millimes : null
  return (
    <FormDrawer
      title={t("remit.settleOf", { parcel: line.reference })}
      text={t(canPay ? "remit.settleText" : "remit.unreadableText")}
      submit={t(canPay ? "remit.propose" : "remit.dismiss")}
      onSubmit={() => (canPay ? proposal.mutate() : dismissal.mutate())}
      onClose={onClose}
      error={proposal.error ?? dismissal.error}
      isBusy={isBusy}
      isReady={hasReason && (!canPay || order !== null)}
      other={
        canPay && (
          <Button
            type="button"
            size="small"
            variant="secondary"
            disabled={!hasReason || isBusy}
            onClick={() => dismissal.mutate()}
          >
            {t("remit.dismiss")}
          </Button>
        )
      }
    >
      {canPay && (
        <>
          <InputField
            id="remit-order"
            label={t("remit.order")}
            hint={t("remit.orderHint")}
            figure
            value={number}
            onChange={setNumber}
          />
          {order && (
            <Text size="small" role="status">
              {order.vendor.name} · {money(order.total_millimes)}
              {gap !== null && gap !== 0 && (
                <span className="text-ui-fg-subtle block">
                  {t("remit.gapText", { gap: money(gap) })}
                </span>
              )}
            </Text>
          )}
        </>
      )}
      <Field id="remit-reason" label={t("adjust.reason")} hint={t("remit.reasonHint")}>
        <Textarea
          id="remit-reason"
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </Field>
    </FormDrawer>
  )
}

/** The vendor order of a number typed in full, or null. */
function useOrder(number: string): OrderSlice | null {
  const { data } = useQuery({
    enabled: /^\d+-\d+$/.test(number),
    queryKey: ["souk", "/admin/vendor-orders", { number }],
    queryFn: ({ signal }) =>
      api<{ vendor_orders: OrderSlice[] }>("/admin/vendor-orders", {
        query: { number, limit: 1 },
        signal,
      }),
  })
  return data?.vendor_orders[0] ?? null
}
