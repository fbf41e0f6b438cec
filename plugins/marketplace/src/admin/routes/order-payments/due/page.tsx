import { Button, Input, Text, toast } from "@medusajs/ui"
import { api, FormDrawer, PageHeader, RecordList, useFormat } from "@souk/kit/admin/ui"
import { useMutation, useQueryClient } from "@tanstack/react-query"
import i18n from "i18next"
import { useState } from "react"
import { useTranslation } from "react-i18next"
import { Link } from "react-router-dom"
import { Field } from "../../../components/fields"
import type { Refund } from "../../../lib/types"

/** Refunds that no gateway pays: somebody pays the buyer, then says under which reference. */
export default function DueRefunds() {
  const { t } = useTranslation("marketplace")
  const { money, dateTime } = useFormat()
  const [open, setOpen] = useState<Refund | null>(null)
  const order = (one: Refund) => (
    <Link to={`/order-payments/${one.order_id}`} className="text-ui-fg-interactive hover:underline">
      <bdi>#{one.order_display_id}</bdi>
    </Link>
  )
  const why = (one: Refund) => (
    <>
      {one.due_reason && t(`refund.dueReason.${one.due_reason}`)}
      {one.failure && <bdi className="text-ui-fg-subtle block break-words">{one.failure}</bdi>}
    </>
  )
  const settle = (one: Refund) => (
    <Button size="small" variant="secondary" onClick={() => setOpen(one)}>
      {t("refund.settle")}
    </Button>
  )
  return (
    <>
      <PageHeader
        title={t("refund.dueTitle")}
        text={t("refund.dueText")}
        back={{ to: "/order-payments", label: t("payments.title") }}
      />
      <RecordList<Refund>
        path="/admin/order-refunds"
        rows="order_refunds"
        filter={{ status: "due" }}
        idOf={(one) => one.id}
        columns={[
          { header: t("order.number"), cell: order },
          { header: t("refund.decided"), cell: (one) => dateTime(one.created_at) },
          { header: t("refund.reason"), cell: (one) => one.reason || "—" },
          { header: t("refund.byHandWhy"), cell: why },
          { header: t("ledger.amount"), cell: (one) => money(one.amount_millimes), numeric: true },
          { header: "", cell: settle, numeric: true },
        ]}
        card={(one) => (
          <div className="flex flex-col gap-y-2">
            <div className="flex justify-between gap-x-3">
              <Text size="small" weight="plus">
                {order(one)} · {one.reason || "—"}
              </Text>
              <Text size="small" weight="plus" className="whitespace-nowrap tabular-nums">
                {money(one.amount_millimes)}
              </Text>
            </div>
            <Text size="xsmall" className="text-ui-fg-subtle" asChild>
              <div>
                {dateTime(one.created_at)} · {why(one)}
              </div>
            </Text>
            {settle(one)}
          </div>
        )}
        empty={{ title: t("refund.dueEmpty.title"), text: t("refund.dueEmpty.text") }}
      />
      {open && <SettleDrawer refund={open} onClose={() => setOpen(null)} />}
    </>
  )
}

function SettleDrawer({ refund, onClose }: { refund: Refund; onClose: () => void }) {
  const { t } = useTranslation("marketplace")
  const { money } = useFormat()
  const queryClient = useQueryClient()
  const [reference, setReference] = useState("")
  const settlement = useMutation({
    mutationFn: () =>
      api(`/admin/order-refunds/${refund.id}/settlements`, {
        method: "POST",
        body: { reference: reference.trim() },
      }),
    onSuccess: () => {
      toast.success(t("refund.settled"))
      onClose()
      return queryClient.invalidateQueries({ queryKey: ["souk"] })
    },
  })
  const submit = () => {
    settlement.mutate()
  }
  return (
    <FormDrawer
      title={t("refund.settle")}
      text={t("refund.settleText", { amount: money(refund.amount_millimes) })}
      submit={t("refund.settleSubmit")}
      error={settlement.error}
      isBusy={settlement.isPending}
      isReady={reference.trim().length >= 3}
      onClose={onClose}
      onSubmit={submit}
    >
      <Field id="settle-reference" label={t("refund.reference")} hint={t("refund.referenceHint")}>
        <Input
          id="settle-reference"
          aria-required
          maxLength={200}
          value={reference}
          onChange={(event) => setReference(event.target.value)}
        />
      </Field>
    </FormDrawer>
  )
}

export const handle = { breadcrumb: () => i18n.t("refund.dueTitle", { ns: "marketplace" }) }
